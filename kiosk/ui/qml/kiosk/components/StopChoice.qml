// A stop to keep or to leave out: two large buttons; left out it stays, dashed, with one button to put it
// back.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk
import "../../../style"
import "../../controls"

Item {
    id: choice

    required property Kiosk kiosk
    required property string station
    required property string agency
    required property string second
    required property string dropped
    required property var errands
    property int px: Style.larger ? Style.type.agency : Style.type.body
    property bool stacked: false // the buttons under the name instead of beside it
    readonly property bool gone: dropped !== ""
    readonly property int gap: Style.measure.targetGap
    readonly property int signSize: stacked ? 64 : 84
    readonly property int textX: (stacked ? 64 : 84) + 20
    property real beside: 212 // how wide a button is beside the name
    readonly property real buttonW: stacked ? (width - gap) / 2 : beside
    readonly property real buttonsW: 2 * buttonW + gap
    readonly property real buttonH: stacked ? height - nameH - 8 : height
    readonly property real nameH: Math.max(signSize, name.height + state.height)
    // As high as it must be, left out or not, so that nothing moves when it is touched.
    readonly property real natural: stacked ? nameH + 8 + 88
        : Math.max(name.height, (folded ? 1.66 : 1) * letters.font.pixelSize * name.leading + state.height)
    // the name has no room in one line
    readonly property bool folded: letters.line(agency.replace(/\u00AD/g, "")) > nameRoom
    readonly property real nameRoom: width - textX - (stacked ? 0 : buttonsW + 20)
    readonly property real leastName: letters.longestWord(agency.replace(/\u00AD/g, ""))
    readonly property int pictureSize: 44
    readonly property bool picturesFit: !gone
        && (stacked ? name.width + 24 + picturesW <= nameRoom : name.height + pictureSize + 4 <= height)
    readonly property real picturesW: errands.length * (pictureSize + 12) - 12
    readonly property bool secondFits: second !== "" && !gone
        && name.height + helper.height + (picturesFit ? pictureSize + 4 : 0) <= (stacked ? signSize : height)
    readonly property real blockH: name.height + (secondFits ? helper.height : 0)
        + (gone ? state.height : picturesFit && !stacked ? pictureSize + 4 : 0)

    Accessible.name: [agency, second, gone ? stateWords.text : ""].filter(part => part !== "").join(", ")
    Accessible.role: Accessible.ListItem

    LetterWidths {
        id: letters

        font.bold: true
        font.pixelSize: Math.max(Style.least, Math.round(choice.px * Style.factor))
    }
    StationSign {
        anchors.left: parent.left
        anchors.top: parent.top
        anchors.topMargin: ((choice.stacked ? choice.nameH : choice.height) - height) / 2
        dimmed: choice.gone
        size: choice.signSize
        station: choice.station
    }
    Label {
        id: name

        anchors.left: parent.left
        anchors.leftMargin: choice.textX
        anchors.top: parent.top
        anchors.topMargin: ((choice.stacked ? choice.nameH : choice.height) - choice.blockH) / 2
        color: choice.gone ? Style.colour.inkSecondary : Style.colour.ink
        font.bold: !choice.gone
        leading: Style.leading > 1.3 ? 1.3 : Style.leading
        px: choice.gone && choice.folded && !choice.stacked ? choice.px * 0.82 : choice.px
        text: choice.leastName <= choice.nameRoom ? choice.agency.replace(/\u00AD/g, "") : choice.agency
        width: Math.min(Math.ceil(implicitWidth), choice.nameRoom)
    }
    Label {
        id: helper

        anchors.left: name.left
        anchors.top: name.bottom
        color: Style.colour.inkSecondary
        px: Style.type.secondary
        script: "Latn"
        text: choice.second
        visible: choice.secondFits
        width: choice.nameRoom
    }
    Item {
        id: state

        anchors.left: name.left
        anchors.top: name.bottom
        height: Math.max(stateWords.height, 40)
        visible: choice.gone
        width: choice.nameRoom

        Pictogram {
            id: statePicture

            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            ink: Style.colour.inkSecondary
            name: choice.dropped === "done" ? "checked" : "not-today"
            size: 40
        }
        Label {
            id: stateWords

            anchors.left: statePicture.right
            anchors.leftMargin: 10
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            color: Style.colour.inkSecondary
            leading: Style.leading > 1.3 ? 1.3 : Style.leading
            px: Style.type.secondary
            text: choice.dropped === "done" ? choice.kiosk.doneLabel : choice.kiosk.notTodayLabel
        }
    }
    Repeater {
        model: choice.picturesFit ? choice.errands : []

        Pictogram {
            required property int index
            required property var modelData

            Accessible.name: modelData.text
            Accessible.role: Accessible.Graphic
            anchors.left: parent?.left
            anchors.leftMargin: (choice.stacked ? choice.width - choice.picturesW : choice.textX)
                + index * (width + 12)
            anchors.top: parent?.top
            anchors.topMargin: choice.stacked ? (choice.nameH - height) / 2
                : (choice.height + choice.blockH) / 2 - height
            name: modelData.pictogram
            size: choice.pictureSize
        }
    }
    Item {
        anchors.bottom: parent.bottom
        anchors.right: parent.right
        height: choice.buttonH
        width: choice.buttonsW

        SecondaryButton {
            above: !choice.stacked
            anchors.left: parent.left
            height: parent.height
            label: text + ", " + choice.agency
            objectName: "drop:" + choice.station + ":done"
            pictogram: "checked"
            pictureSize: height < 140 ? 44 : 52
            px: Style.type.errand
            text: choice.gone ? "" : choice.kiosk.doneLabel
            width: choice.buttonW

            onTapped: choice.kiosk.drop(choice.station, "done")
        }
        SecondaryButton {
            above: !choice.stacked
            anchors.right: parent.right
            height: parent.height
            label: text + ", " + choice.agency
            objectName: "drop:" + choice.station + ":not_today"
            pictogram: "remove-stop"
            pictureSize: height < 140 ? 44 : 52
            px: Style.type.errand
            text: choice.gone ? "" : choice.kiosk.notTodayLabel
            width: choice.buttonW

            onTapped: choice.kiosk.drop(choice.station, "not_today")
        }
        SecondaryButton {
            above: false
            anchors.fill: parent
            label: text + ", " + choice.agency
            objectName: "restore:" + choice.station
            pictogram: "add-stop"
            px: Style.type.errand
            text: choice.gone ? choice.kiosk.restoreLabel : ""

            onTapped: choice.kiosk.drop(choice.station, "")
        }
    }
}
