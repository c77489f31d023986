// Nobody is called: the mark and that we will; or closed, and when the doors open.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk
import "../../style"
import "../controls"

Item {
    id: hall

    required property Board board
    readonly property bool closed: board.layout === "closed"

    Item {
        id: middle

        anchors.centerIn: parent
        height: hours.visible ? hours.y + hours.height : second.y + second.height
        width: Math.max(title.width, second.width, hours.visible ? hours.width : 0)

        Pictogram {
            id: picture

            anchors.horizontalCenter: parent.horizontalCenter
            ink: BoardTheme.ink
            name: hall.closed ? "closed" : "mark-motesplats"
            rtl: false
            size: hall.closed ? 150 : 200
        }
        Label {
            id: title

            anchors.horizontalCenter: parent.horizontalCenter
            anchors.top: picture.bottom
            anchors.topMargin: 40
            color: BoardTheme.ink
            font.bold: true
            px: 110
            text: hall.board.title
            wrapMode: Text.NoWrap
        }
        Label {
            id: second

            anchors.horizontalCenter: parent.horizontalCenter
            anchors.top: title.bottom
            anchors.topMargin: 4
            color: BoardTheme.inkSecondary
            px: 56
            text: hall.board.second
            wrapMode: Text.NoWrap
        }
        Row {
            id: hours

            anchors.horizontalCenter: parent.horizontalCenter
            anchors.top: second.bottom
            anchors.topMargin: 64
            spacing: 140
            visible: hall.closed

            HoursColumn {
                ink: BoardTheme.ink
                lines: hall.board.hours
            }
            HoursColumn {
                ink: BoardTheme.inkSecondary
                lines: hall.board.hoursSecond
            }
        }
    }
    component HoursColumn: Column {
        id: column

        property var lines: []
        property color ink

        spacing: 10

        Repeater {
            model: column.lines

            delegate: Label {
                required property int index
                required property string modelData

                color: column.ink
                font.bold: index === 0
                px: BoardTheme.label
                text: modelData
                wrapMode: Text.NoWrap
            }
        }
    }
}
