// A language in its own script, on the side where it begins; its Swedish name small, for those who help.
import QtQuick
import "../../../style"
import "../../controls"

Choice {
    id: tile

    property bool rtl: false
    property bool other: false // "another language": a picture beside its words
    property bool roomy: true // two abreast, not three
    readonly property int pad: roomy ? 32 : 20
    readonly property real start: other ? pad + (roomy ? 80 : 64) : pad
    readonly property bool stacked: other
        || name.implicitWidth + swedish.implicitWidth + 24 > width - 2 * pad
    readonly property bool secondFits: !stacked || name.height + swedish.height <= height - 8

    readonly property real fullPx: other ? (roomy && !Style.larger ? Style.type.body : Style.type.errand)
        : !roomy ? Style.type.agency : height > 160 ? 54 : Style.type.agencyNext
    // a name stands on one line; a long one is set smaller rather than broken
    readonly property real room: other ? 1
        : Math.min(1, 0.94 * (width - start - pad) / Math.max(1, full.implicitWidth))

    LayoutMirroring.childrenInherit: true
    LayoutMirroring.enabled: rtl
    ground: other ? Style.colour.paper : Style.colour.surface

    Label {
        id: full // measures the name at its full size

        font.bold: true
        px: tile.fullPx
        script: tile.rtl ? "Arab" : "Latn"
        text: tile.text
        visible: false
        wrapMode: Text.NoWrap
    }
    Pictogram {
        anchors.left: parent.left
        anchors.leftMargin: tile.pad
        anchors.verticalCenter: parent.verticalCenter
        ink: tile.ink
        name: tile.other ? tile.pictogram : ""
        rtl: tile.rtl
        size: tile.roomy ? 60 : 48
    }
    Item {
        anchors.left: parent.left
        anchors.leftMargin: tile.start
        anchors.right: parent.right
        anchors.rightMargin: tile.pad
        anchors.verticalCenter: parent.verticalCenter
        height: name.height + (tile.stacked && swedish.visible ? swedish.height : 0)

        Label {
            id: name

            anchors.left: parent.left
            color: tile.ink
            font.bold: true
            px: tile.fullPx * tile.room
            script: tile.rtl ? "Arab" : "Latn"
            text: tile.text
            width: tile.stacked ? parent.width : implicitWidth
        }
        Label {
            id: swedish

            anchors.left: parent.left
            anchors.leftMargin: tile.stacked ? 0 : parent.width - width
            anchors.top: parent.top
            anchors.topMargin: tile.stacked ? name.height : (name.height - height) / 2
            color: tile.inkSecond
            px: Style.type.secondary
            script: "Latn"
            text: tile.second
            visible: text !== "" && tile.secondFits
            width: tile.stacked ? parent.width : implicitWidth
        }
    }
}
