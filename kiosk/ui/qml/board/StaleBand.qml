// Since when the board has not been told anything, and what to do.
import QtQuick
import Kiosk
import "../../style"
import "../controls"

Rectangle {
    id: band

    required property Board board

    color: BoardTheme.notice
    height: BoardTheme.staleH
    visible: board.stale

    Pictogram {
        anchors.verticalCenter: parent.verticalCenter
        ink: BoardTheme.overNotice
        name: "offline"
        rtl: false
        size: 112
        x: BoardTheme.margin
    }
    Column {
        anchors.verticalCenter: parent.verticalCenter
        spacing: 4
        width: parent.width - x - BoardTheme.margin
        x: 226

        Label {
            color: BoardTheme.overNotice
            font.bold: true
            px: 58
            text: band.board.staleTitle
            width: parent.width
        }
        Label {
            color: BoardTheme.overNotice
            px: 46
            text: band.board.staleText
            width: parent.width
        }
        Label {
            color: BoardTheme.overNotice
            px: 34
            text: band.board.staleSecond
            width: parent.width
        }
    }
}
