// The board in the hall: the newest call as a band, others below it, come near and just called at the side.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk
import "../../style"
import ".."

Window {
    id: window

    required property Board board
    readonly property bool aside: near.visible || recent.visible

    color: Look.paper

    Binding {
        property: "zoom"
        target: Style
        value: stage.scale
    }
    Item {
        id: stage

        height: Look.height
        objectName: "stage"
        scale: Math.min(window.width / width, window.height / height)
        transformOrigin: Item.TopLeft
        width: Look.width
        x: (window.width - width * scale) / 2
        y: (window.height - height * scale) / 2

        Pictogram {
            id: mark

            anchors.verticalCenter: office.verticalCenter
            flush: true
            ink: Look.ink
            name: "mark-motesplats"
            rtl: false
            size: 68
            x: Look.margin
        }
        Words {
            id: office

            color: Look.ink
            font.bold: true
            px: Look.label
            text: window.board.office
            wrapMode: Text.NoWrap
            x: 152
            y: (Look.bandY - height) / 2
        }
        Words {
            anchors.verticalCenter: office.verticalCenter
            color: Look.ink
            font.bold: true
            objectName: "clock"
            px: Look.time
            text: window.board.clock
            wrapMode: Text.NoWrap
            x: parent.width - Look.margin - width
        }
        CalledBand {
            board: window.board
            width: window.aside ? Look.bandW : Look.width
            y: Look.bandY
        }
        Repeater {
            model: window.board.rows

            delegate: BoardRow {
                x: Look.margin
                y: Look.bandY + Look.bandH + 6 + index * Look.rowH
            }
        }
        QuietHall {
            board: window.board
            height: (strip.visible || window.board.stale ? strip.y : parent.height) - y
            visible: !window.board.hasBand && window.board.title !== ""
            width: window.aside ? Look.sideX - 40 : parent.width
            y: Look.bandY - 40
        }
        Pictogram {
            anchors.centerIn: parent
            ink: Look.outline
            name: "mark-motesplats"
            rtl: false
            size: 200
            visible: !window.board.hasBand && window.board.title === ""
        }
        BoardSide {
            id: near

            list: window.board.near
            pictogram: "come-near"
            px: Look.precall
            rowH: 118
            second: window.board.nearSecond
            signSize: 78
            title: window.board.nearTitle
            x: Look.sideX
            y: Look.bandY
        }
        BoardSide {
            id: recent

            desks: true
            list: window.board.recent
            pictogram: "time"
            px: Look.recent
            quiet: true
            rowH: 72
            second: window.board.recentSecond
            signSize: 46
            title: window.board.recentTitle
            x: Look.sideX
            y: strip.y - 24 - 96 - 3 * 72
        }
        WaitingStrip {
            id: strip

            board: window.board
            x: Look.margin
            y: Look.height - Look.stripH
        }
        StaleBand {
            anchors.bottom: parent.bottom
            board: window.board
            width: parent.width
        }
    }
}
