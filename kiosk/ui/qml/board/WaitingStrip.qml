// How many wait at each station; never whose numbers.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk
import ".."

Item {
    id: strip

    required property Board board

    height: Look.stripH
    visible: stations.count > 0
    width: Look.width - 2 * Look.margin

    Rectangle {
        color: Look.outline
        height: 3
        width: parent.width
    }
    Words {
        id: title

        color: Look.inkSecondary
        font.bold: true
        px: 34
        text: strip.board.waitingTitle
        wrapMode: Text.NoWrap
        y: 10
    }
    Words {
        id: second

        color: Look.inkSecondary
        px: Look.second
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
                ink: Look.ink
                keyline: Look.keyline
                objectName: "waiting:" + station
                px: Look.label
                signSize: 60

                required station
            }
        }
    }
}
