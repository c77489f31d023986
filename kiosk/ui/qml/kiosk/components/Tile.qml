// A choice with its picture over the words. When they need room the picture gives way, then the Swedish line.
pragma ComponentBehavior: Bound
import QtQuick
import "../../../style"
import "../../controls"

Choice {
    id: tile

    property int px: Style.type.choice
    readonly property int pad: height < 250 ? 20 : 32
    readonly property int fullPicture: height >= 400 ? 200 : height < 250 ? 108
        : second !== "" && height < 340 ? 124 : 144
    readonly property int leastPicture: height < 250 ? 64 : 92
    // from the top of the picture to the least edge below the words
    readonly property real room: height - pad - 8 - 10
    readonly property real needed: words.height + (noteFits ? note.height : 0)
    readonly property bool noteFits: note.text !== "" && room - leastPicture >= words.height + note.height
    readonly property bool secondFits: second !== "" && room - leastPicture >= needed + secondWords.height
    readonly property real block: needed + (secondFits ? secondWords.height : 0)
    readonly property int pictureSize: Math.max(leastPicture, Math.min(fullPicture, room - block))

    Pictogram {
        anchors.left: parent.left
        anchors.leftMargin: tile.pad
        anchors.top: parent.top
        anchors.topMargin: tile.pad
        flush: true
        ink: tile.ink
        name: tile.sign === "" ? tile.pictogram : ""
        size: tile.pictureSize
    }
    Loader {
        active: tile.sign !== ""
        anchors.left: parent.left
        anchors.leftMargin: tile.pad
        anchors.top: parent.top
        anchors.topMargin: tile.pad

        sourceComponent: StationSign {
            size: tile.pictureSize
            station: tile.sign
        }
    }
    Loader {
        active: tile.multiple
        anchors.right: parent.right
        anchors.rightMargin: tile.pad
        anchors.top: parent.top
        anchors.topMargin: tile.pad

        sourceComponent: CheckBoxMark {
            checked: tile.inked
            width: tile.height < 250 ? 56 : 64
        }
    }
    Item {
        readonly property real zone: tile.pad + tile.pictureSize

        anchors.left: parent.left
        anchors.leftMargin: tile.pad
        anchors.right: parent.right
        anchors.rightMargin: 16
        anchors.top: parent.top
        anchors.topMargin: Math.max(zone + (tile.height - zone - tile.block) / 2,
            tile.height - tile.block - 28)
        height: tile.block

        BalancedText {
            id: words

            anchors.left: parent.left
            color: tile.ink
            font.bold: true
            px: tile.px
            room: parent.width
            high: tile.room - tile.leastPicture
            share: Style.measure.choiceShare
            says: tile.text
        }
        Label {
            id: secondWords

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: words.bottom
            color: tile.inkSecond
            px: Style.type.secondary
            script: "Latn"
            text: tile.second
            visible: tile.secondFits
        }
        Label {
            id: note

            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.right: parent.right
            color: tile.inkSecond
            px: Style.type.secondary
            text: tile.note
            visible: tile.noteFits
        }
    }
}
