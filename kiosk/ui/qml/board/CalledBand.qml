// The newest call: number, where to go, gate, and the same in words. Without its yellow when nobody knows any
// more.
import QtQuick
import Kiosk
import "../../style"
import "../controls"

Item {
    id: band

    required property Board board
    readonly property bool known: !board.stale
    readonly property color ink: known ? BoardTheme.overNext : BoardTheme.ink

    height: BoardTheme.bandH
    visible: board.hasBand

    Rectangle {
        anchors.fill: parent
        color: band.known ? BoardTheme.next : BoardTheme.paper
        objectName: "band"
    }
    Rectangle {
        color: BoardTheme.outline
        height: 5
        visible: !band.known
        width: parent.width
    }
    Rectangle {
        anchors.bottom: parent.bottom
        color: BoardTheme.outline
        height: 5
        visible: !band.known
        width: parent.width
    }
    Item {
        id: line

        height: 250
        width: parent.width
        y: 10

        Label {
            id: number

            anchors.verticalCenter: parent.verticalCenter
            color: band.ink
            font.bold: true
            objectName: "number"
            px: band.board.bandNumber.length > 4 ? BoardTheme.calledFive : BoardTheme.called
            text: band.board.bandNumber
            wrapMode: Text.NoWrap
            x: BoardTheme.margin - 6
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
            keyline: band.known ? "transparent" : BoardTheme.keyline
            px: BoardTheme.called
            signSize: 188
            station: band.board.bandStation
            x: way.visible ? 836 : 760
        }
    }
    Label {
        id: swedish

        color: band.ink
        font.bold: true
        px: BoardTheme.label
        text: band.board.bandSwedish
        wrapMode: Text.NoWrap
        x: BoardTheme.margin
        y: 252
    }
    Label {
        color: band.ink
        px: BoardTheme.agency
        script: band.board.bandSecondScript
        text: band.board.bandSecond
        wrapMode: Text.NoWrap
        x: BoardTheme.margin
        y: swedish.y + swedish.height
    }
}
