// A choice with its picture beside the words. The picture gives way first, then the Swedish line.
pragma ComponentBehavior: Bound
import QtQuick
import "../../../style"
import "../../controls"

Choice {
    id: row

    property int px: Style.type.choiceRow
    property bool narrow: false // one of several abreast
    property bool cramped: false // among those abreast one has a long word: they all give it room
    readonly property int pad: cramped ? 16 : narrow ? 24 : 44
    readonly property int largestPicture: cramped ? 60 : narrow ? 92 : height > 240 ? 152 : 128
    readonly property int pictureSize: Math.min(largestPicture, height - 28)
    readonly property int boxSize: cramped || height < 110 ? 52 : 64
    readonly property int start: pad + pictureSize + (cramped ? 14 : narrow ? 20 : 44)
    readonly property int end: multiple ? boxSize + (cramped ? 16 + 10 : 24 + 12)
        : cramped ? 12 : narrow ? 20 : 32
    readonly property real needed: words.height + (noteFits ? note.height : 0)
    readonly property bool noteFits: note.text !== "" && words.height + note.height <= height - 12
    readonly property bool secondUnder: second !== "" && needed + secondWords.height <= height - 12
    readonly property bool secondBeside: second !== "" && !secondUnder
        && words.contentWidth + secondWords.implicitWidth + 32 <= told.width

    Pictogram {
        id: picture

        anchors.left: parent.left
        anchors.leftMargin: row.pad
        anchors.verticalCenter: parent.verticalCenter
        ink: row.ink
        name: row.sign === "" ? row.pictogram : ""
        size: row.pictureSize
    }
    Loader {
        active: row.sign !== ""
        anchors.left: parent.left
        anchors.leftMargin: row.pad
        anchors.verticalCenter: parent.verticalCenter

        sourceComponent: StationSign {
            size: row.pictureSize
            station: row.sign
        }
    }
    Item {
        id: told

        anchors.left: parent.left
        anchors.leftMargin: row.start
        anchors.right: parent.right
        anchors.rightMargin: row.end
        anchors.verticalCenter: parent.verticalCenter
        height: row.needed + (row.secondUnder ? secondWords.height : 0)

        BalancedText {
            id: words

            anchors.left: parent.left
            color: row.ink
            font.bold: true
            leading: Style.type.leading(script) * (row.height < 130 ? 0.93 : 1)
            px: row.px
            room: parent.width
            high: row.height - 12
            share: Style.measure.choiceShare
            says: row.text
        }
        Label {
            id: secondWords

            anchors.left: parent.left
            anchors.leftMargin: row.secondBeside ? parent.width - contentWidth : 0
            anchors.top: parent.top
            anchors.topMargin: row.secondBeside ? (words.height - height) / 2 : words.height
            color: row.inkSecond
            px: Style.type.secondary
            script: "Latn"
            text: row.second
            width: parent.width
            visible: row.secondUnder || row.secondBeside
        }
        Label {
            id: note

            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.right: parent.right
            color: row.inkSecond
            px: Style.type.secondary
            text: row.note
            visible: row.noteFits
        }
    }
    Loader {
        active: row.multiple
        anchors.right: parent.right
        anchors.rightMargin: row.cramped ? 16 : 24
        anchors.verticalCenter: parent.verticalCenter

        sourceComponent: CheckBoxMark {
            checked: row.inked
            width: row.boxSize
        }
    }
}
