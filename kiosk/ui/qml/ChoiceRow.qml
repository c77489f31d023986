// A choice with its picture beside the words. The picture gives way first, then the Swedish line.
import QtQuick
import "../style"

Choice {
    id: row

    property int px: Style.type.choiceRow
    property bool narrow: width < 640
    readonly property int pad: narrow ? 24 : 44
    readonly property int pictureSize: Math.min(narrow ? 92 : height > 240 ? 152 : 128, height - 28)
    readonly property int boxSize: height < 110 ? 52 : 64
    readonly property real needed: words.height + (note.text !== "" ? note.height : 0)
    readonly property bool secondFits: second !== "" && needed + secondWords.height <= height - 12

    Pictogram {
        id: picture

        anchors.left: parent.left
        anchors.leftMargin: row.pad
        anchors.verticalCenter: parent.verticalCenter
        ink: row.ink
        name: row.sign === "" ? row.pictogram : ""
        size: row.pictureSize
    }
    StationSign {
        anchors.left: parent.left
        anchors.leftMargin: row.pad
        anchors.verticalCenter: parent.verticalCenter
        size: row.pictureSize
        station: row.sign
    }
    Item {
        anchors.left: parent.left
        anchors.leftMargin: row.pad + row.pictureSize + (row.narrow ? 20 : 44)
        anchors.right: parent.right
        anchors.rightMargin: row.multiple ? box.width + 24 + 12 : 20
        anchors.verticalCenter: parent.verticalCenter
        height: row.needed + (row.secondFits ? secondWords.height : 0)

        Words {
            id: words

            anchors.left: parent.left
            anchors.right: parent.right
            color: row.ink
            font.bold: true
            leading: Style.type.leading(script) * (row.height < 130 ? 0.93 : 1)
            px: row.px
            text: row.text
        }
        Words {
            id: secondWords

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: words.bottom
            color: row.inkSecond
            px: Style.type.secondary
            script: "Latn"
            text: row.second
            visible: row.secondFits
        }
        Words {
            id: note

            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.right: parent.right
            color: row.inkSecond
            px: Style.type.secondary
            text: row.note
        }
    }
    CheckBoxMark {
        id: box

        anchors.right: parent.right
        anchors.rightMargin: 24
        anchors.verticalCenter: parent.verticalCenter
        checked: row.inked
        visible: row.multiple
        width: row.boxSize
    }
}
