// Over the path: its name, how many stops and how long, and whether an interpreter comes along.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk
import "../../../style"
import "../../controls"

Item {
    id: block

    required property Kiosk kiosk
    readonly property int small: Style.larger ? Style.type.secondary : 34
    readonly property string told: kiosk.summary.join(upright || !joined ? "\n" : " · ")
    // one line for the figures, one for the interpreter
    readonly property bool joined: kiosk.interpreter !== "" || !beside
    readonly property bool upright: Style.landscape
    property bool beside: false // the figures stand at the end of the title's line
    // over the strong action
    readonly property real high: upright
        ? Style.place.action.y - Style.place.action.height - Style.place.gap - 24 - Style.place.question.y : 0

    function fit() {
        title.px = Style.larger ? (upright ? 84 : Style.type.title) : upright ? 76 : Style.type.title;
        if (upright) {
            beside = false;
            while ((letters.longestWord(kiosk.title) > width || implicitHeight > high) && title.px > 52)
                title.px -= 4;
            return;
        }
        beside = !Style.larger;
        for (const px of [title.px, title.px - 8, title.px - 16]) {
            title.px = px;
            if (beside && letters.line(kiosk.title) + 40 + figures.natural <= width)
                return;
        }
        beside = false;
        title.px = Style.type.title;
        while (letters.line(kiosk.title) > width && title.px > 64)
            title.px -= 4;
    }

    Accessible.name: [kiosk.title, kiosk.summary.join(", "), kiosk.interpreter]
        .filter(text => text !== "").join(". ")
    Accessible.role: Accessible.Heading
    implicitHeight: beside ? Math.max(title.height, figures.implicitHeight)
        : figures.y + figures.implicitHeight

    Component.onCompleted: fit()

    Refit {
        values: [
            block.kiosk.title,
            block.kiosk.summary,
            block.kiosk.interpreter,
            Style.script,
            Style.larger,
            block.upright,
            block.width
        ]

        onKeyChanged: block.fit()
        onTriggered: block.fit()
    }

    ReadingFrame {
        name: "question"
    }
    Label {
        id: title

        anchors.left: parent.left
        font.bold: true
        leading: Style.leading > 1.3 ? 1.3 : 1.1
        text: block.kiosk.title
        width: block.beside ? Math.ceil(implicitWidth) : block.width
    }
    LetterWidths {
        id: letters

        font: title.font
    }
    LetterWidths {
        id: figureLetters

        font: summary.font
    }
    LetterWidths {
        id: helperLetters

        font: interpreter.font
    }
    Label {
        id: second

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: title.bottom
        anchors.topMargin: 6
        color: Style.colour.inkSecondary
        px: Style.place.questionSecondPx
        script: "Latn"
        text: block.kiosk.second
        visible: block.upright && text !== ""
    }
    Item {
        id: figures

        readonly property bool stacked: block.upright || block.beside
            || summaryW + 56 + helper.natural > block.width
        readonly property real summaryW: figureLetters.widest(block.told.split("\n"))
        readonly property real natural: Math.max(summaryW, helper.natural)

        anchors.left: parent.left
        anchors.leftMargin: block.beside ? block.width - width : 0
        anchors.top: parent.top
        anchors.topMargin: block.beside ? Math.max(0, (title.height - implicitHeight) / 2 + 4)
            : (second.visible ? second.y + second.height : title.height) + (block.upright ? 28 : 8)
        implicitHeight: stacked
            ? summary.height + (helper.visible ? helper.height + (block.upright ? 12 : 0) : 0)
            : Math.max(summary.height, helper.height)
        width: block.beside ? natural : block.width

        Label {
            id: summary

            anchors.left: parent.left
            anchors.top: parent.top
            horizontalAlignment: block.beside ? Text.AlignRight : Text.AlignLeft
            leading: Style.leading > 1.3 ? 1.3 : Style.leading
            px: block.small
            text: block.told
            width: figures.stacked ? figures.width : figures.summaryW
        }
        Item {
            id: helper

            readonly property real natural: visible ? 56 + helperLetters.line(interpreter.text) : 0

            anchors.left: parent.left
            anchors.leftMargin: block.beside ? figures.width - width : figures.stacked ? 0
                : figures.summaryW + 56
            anchors.top: parent.top
            anchors.topMargin: figures.stacked ? summary.height + (block.upright ? 12 : 0) : 0
            height: Math.max(44, interpreter.height)
            visible: block.kiosk.interpreter !== ""
            width: Math.min(natural, block.width)

            Pictogram {
                id: picture

                anchors.left: parent.left
                anchors.verticalCenter: parent.verticalCenter
                name: "interpreter"
                size: 44
            }
            Label {
                id: interpreter

                anchors.left: parent.left
                anchors.leftMargin: 56
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                font.bold: true
                leading: Style.leading > 1.3 ? 1.3 : Style.leading
                px: block.small
                text: block.kiosk.interpreter
            }
        }
    }
}
