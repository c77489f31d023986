// What a screen asks, its Swedish line and its hint. Lines are balanced; a long question is set smaller,
// never cut.
import QtQuick
import Kiosk
import "../../../style"
import "../../controls"

Item {
    id: question

    required property Kiosk kiosk
    property int px: Style.place.questionPx
    property bool centred: true
    readonly property real secondPart: second.text === "" ? 0 : second.height + 6
    readonly property real hintPart: hint.visible ? hint.height + 22 : 0
    readonly property bool secondFits: title.height + secondPart + hintPart <= height
    readonly property real below: (second.shown ? secondPart : 0) + hintPart

    objectName: "question"
    Accessible.name: [kiosk.title, kiosk.second, kiosk.hint].filter(text => text !== "").join(". ")
    Accessible.role: Accessible.Heading
    activeFocusOnTab: kiosk.title !== ""

    Keys.onReturnPressed: kiosk.tap("listen")

    Item {
        id: block

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.topMargin: question.centred ? Math.max(0, (question.height - height) / 2) : 0
        height: title.height + question.below

        BalancedText {
            id: title

            anchors.left: parent.left
            font.bold: true
            high: question.height - question.secondPart - question.hintPart
            share: 0.56
            px: question.px
            room: question.width
            says: question.kiosk.title
        }
        Label {
            id: second

            readonly property bool shown: question.secondFits && text !== ""

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: title.bottom
            anchors.topMargin: 6
            color: Style.colour.inkSecondary
            px: Style.place.questionSecondPx
            script: "Latn"
            text: question.kiosk.second
            visible: shown
        }
        Item {
            id: hint

            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.right: parent.right
            height: Math.max(words.height, 40)
            visible: question.kiosk.hint !== ""

            Pictogram {
                id: empty

                anchors.left: parent.left
                anchors.verticalCenter: parent.verticalCenter
                flush: true
                name: question.kiosk.multiple ? "checkbox-empty" : ""
                size: Style.larger ? 56 : 44
            }
            Pictogram {
                id: checked

                anchors.left: empty.right
                anchors.leftMargin: 12
                anchors.verticalCenter: parent.verticalCenter
                name: question.kiosk.multiple ? "checkbox-checked" : ""
                size: empty.size
            }
            Label {
                id: words

                anchors.left: question.kiosk.multiple ? checked.right : parent.left
                anchors.leftMargin: question.kiosk.multiple ? 14 : 0
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                text: question.kiosk.hint
            }
        }
    }
    Loader {
        active: Style.keys && question.activeFocus || Style.lit === question.objectName
        anchors.centerIn: block
        height: block.height
        width: block.width

        sourceComponent: FocusRing {
            gap: Style.colour.paper
        }
    }
}
