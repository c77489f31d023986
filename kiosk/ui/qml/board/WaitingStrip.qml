// How many wait at each station; never whose numbers.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk
import "../../style"
import "../controls"

Item {
    id: strip

    required property Board board

    height: BoardTheme.stripH
    visible: stations.count > 0
    width: BoardTheme.width - 2 * BoardTheme.margin

    Rectangle {
        color: BoardTheme.outline
        height: 3
        width: parent.width
    }
    Label {
        id: title

        color: BoardTheme.inkSecondary
        font.bold: true
        px: 34
        text: strip.board.waitingTitle
        wrapMode: Text.NoWrap
        y: 10
    }
    Label {
        id: second

        color: BoardTheme.inkSecondary
        px: BoardTheme.second
        text: strip.board.waitingSecond
        wrapMode: Text.NoWrap
        y: title.y + title.height - 2
    }
    Row {
        anchors.left: parent.left
        anchors.leftMargin: Math.max(title.width, second.width) + 64
        anchors.top: parent.top
        anchors.topMargin: 3
        height: parent.height - 3
        spacing: 56

        Repeater {
            id: stations

            model: strip.board.waiting

            delegate: Gate {
                required property string count

                anchors.verticalCenter: parent?.verticalCenter
                desk: count
                gap: 18
                ink: BoardTheme.ink
                keyline: BoardTheme.keyline
                objectName: "waiting:" + station
                px: BoardTheme.label
                signSize: 60

                required station
            }
        }
    }
}
