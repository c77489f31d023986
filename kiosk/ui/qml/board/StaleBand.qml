// Since when the board has not been told anything, and what to do.
import QtQuick
import Kiosk
import ".."

Rectangle {
    id: band

    required property Board board

    color: Look.notice
    height: Look.staleH
    visible: board.stale

    Pictogram {
        anchors.verticalCenter: parent.verticalCenter
        ink: Look.overNotice
        name: "offline"
        rtl: false
        size: 112
        x: Look.margin
    }
    Column {
        anchors.verticalCenter: parent.verticalCenter
        spacing: 4
        width: parent.width - x - Look.margin
        x: 226

        Words {
            color: Look.overNotice
            font.bold: true
            px: 58
            text: band.board.staleTitle
            width: parent.width
        }
        Words {
            color: Look.overNotice
            px: 46
            text: band.board.staleText
            width: parent.width
        }
        Words {
            color: Look.overNotice
            px: 34
            text: band.board.staleSecond
            width: parent.width
        }
    }
}
