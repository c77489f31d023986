// The board in the hall: the newest call as a band, others below it, come near and just called at the side.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk
import "../../style"
import "../controls"

Window {
    id: window

    required property Board board
    readonly property bool aside: near.visible || recent.visible

    color: BoardTheme.paper

    Binding {
        property: "zoom"
        target: Style
        value: stage.scale
    }
    Item {
        id: stage

        height: BoardTheme.height
        objectName: "stage"
        scale: Math.min(window.width / width, window.height / height)
        transformOrigin: Item.TopLeft
        width: BoardTheme.width
        x: (window.width - width * scale) / 2
        y: (window.height - height * scale) / 2

        Pictogram {
            id: mark

            anchors.verticalCenter: office.verticalCenter
            flush: true
            ink: BoardTheme.ink
            name: "mark-motesplats"
            rtl: false
            size: 68
            x: BoardTheme.margin
        }
        Label {
            id: office

            color: BoardTheme.ink
            font.bold: true
            px: BoardTheme.label
            text: window.board.office
            wrapMode: Text.NoWrap
            x: 152
            y: (BoardTheme.bandY - height) / 2
        }
        Label {
            anchors.verticalCenter: office.verticalCenter
            color: BoardTheme.ink
            font.bold: true
            objectName: "clock"
            px: BoardTheme.time
            text: window.board.clock
            wrapMode: Text.NoWrap
            x: parent.width - BoardTheme.margin - width
        }
        CalledBand {
            board: window.board
            width: window.aside ? BoardTheme.bandW : BoardTheme.width
            y: BoardTheme.bandY
        }
        Repeater {
            model: window.board.rows

            delegate: BoardRow {
                x: BoardTheme.margin
                y: BoardTheme.bandY + BoardTheme.bandH + 6 + index * BoardTheme.rowH
            }
        }
        QuietHall {
            board: window.board
            height: (strip.visible || window.board.stale ? strip.y : parent.height) - y
            visible: !window.board.hasBand && window.board.title !== ""
            width: window.aside ? BoardTheme.sideX - 40 : parent.width
            y: BoardTheme.bandY - 40
        }
        Pictogram {
            anchors.centerIn: parent
            ink: BoardTheme.outline
            name: "mark-motesplats"
            rtl: false
            size: 200
            visible: !window.board.hasBand && window.board.title === ""
        }
        BoardSide {
            id: near

            list: window.board.near
            pictogram: "come-near"
            px: BoardTheme.precall
            rowH: 118
            second: window.board.nearSecond
            signSize: 78
            title: window.board.nearTitle
            x: BoardTheme.sideX
            y: BoardTheme.bandY
        }
        BoardSide {
            id: recent

            desks: true
            list: window.board.recent
            pictogram: "time"
            px: BoardTheme.recent
            quiet: true
            rowH: 72
            second: window.board.recentSecond
            signSize: 46
            title: window.board.recentTitle
            x: BoardTheme.sideX
            y: strip.y - 24 - 96 - 3 * 72
        }
        WaitingStrip {
            id: strip

            board: window.board
            x: BoardTheme.margin
            y: BoardTheme.height - BoardTheme.stripH
        }
        StaleBand {
            anchors.bottom: parent.bottom
            board: window.board
            width: parent.width
        }
    }
}
