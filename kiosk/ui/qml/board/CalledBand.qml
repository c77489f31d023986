// The newest call: number, where to go, gate, and the same in words. Without its yellow when nobody knows any more.
import QtQuick
import Kiosk
import ".."

Item {
    id: band

    required property Board board
    readonly property bool known: !board.stale
    readonly property color ink: known ? Look.overNext : Look.ink

    height: Look.bandH
    visible: board.hasBand

    Rectangle {
        anchors.fill: parent
        color: band.known ? Look.next : Look.paper
        objectName: "band"
    }
    Rectangle {
        color: Look.outline
        height: 5
        visible: !band.known
        width: parent.width
    }
    Rectangle {
        anchors.bottom: parent.bottom
        color: Look.outline
        height: 5
        visible: !band.known
        width: parent.width
    }
    Item {
        id: line

        height: 250
        width: parent.width
        y: 10

        Words {
            id: number

            anchors.verticalCenter: parent.verticalCenter
            color: band.ink
            font.bold: true
            objectName: "number"
            px: band.board.bandNumber.length > 4 ? Look.calledFive : Look.called
            text: band.board.bandNumber
            wrapMode: Text.NoWrap
            x: Look.margin - 6
        }
        Way {
            id: way

            anchors.verticalCenter: parent.verticalCenter
            ink: band.ink
            size: 140
            way: band.board.bandWay
            x: 652
        }
        Gate {
            anchors.verticalCenter: parent.verticalCenter
            desk: band.board.bandDesk
            gap: 44
            ink: band.ink
            keyline: band.known ? "transparent" : Look.keyline
            px: Look.called
            signSize: 188
            station: band.board.bandStation
            x: way.visible ? 836 : 760
        }
    }
    Words {
        id: swedish

        color: band.ink
        font.bold: true
        px: Look.label
        text: band.board.bandSwedish
        wrapMode: Text.NoWrap
        x: Look.margin
        y: 252
    }
    Words {
        color: band.ink
        px: Look.agency
        script: band.board.bandSecondScript
        text: band.board.bandSecond
        wrapMode: Text.NoWrap
        x: Look.margin
        y: swedish.y + swedish.height
    }
}
