// A list in the right column: come near (large), or just called (small and grey).
pragma ComponentBehavior: Bound
import QtQuick
import "../../style"
import "../controls"

Item {
    id: side

    property alias list: lines.model
    property string title
    property string second
    property string pictogram
    property bool quiet: false
    property bool desks: false // with the desk's number beside the sign
    property int px
    property int rowH
    property int signSize
    readonly property color ink: quiet ? BoardTheme.inkSecondary : BoardTheme.ink

    height: head.height + lines.count * rowH
    visible: lines.count > 0
    width: BoardTheme.sideW

    Item {
        id: head

        height: 96
        width: parent.width

        Pictogram {
            id: picture

            anchors.verticalCenter: parent.verticalCenter
            flush: true
            ink: side.ink
            name: side.pictogram
            rtl: false
            size: side.quiet ? 52 : 64
        }
        Label {
            id: title

            color: side.ink
            font.bold: true
            px: BoardTheme.heading
            text: side.title
            wrapMode: Text.NoWrap
            x: side.quiet ? 72 : 84
            y: 2
        }
        Label {
            color: BoardTheme.inkSecondary
            px: BoardTheme.second
            text: side.second
            wrapMode: Text.NoWrap
            x: title.x
            y: title.y + title.height - 2
        }
    }
    Repeater {
        id: lines

        delegate: Item {
            id: line

            required property int index
            required property string number
            required property string station
            required property string desk

            height: side.rowH
            objectName: "side:" + number
            width: side.width
            y: head.height + index * side.rowH

            Rectangle {
                color: BoardTheme.outline
                height: 3
                width: parent.width
            }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                color: side.ink
                font.bold: true
                px: side.px
                text: line.number
                wrapMode: Text.NoWrap
                x: -2
            }
            Gate {
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                desk: side.desks ? line.desk : ""
                gap: 18
                ink: side.ink
                keyline: BoardTheme.keyline
                px: side.px
                signSize: side.signSize
                station: line.station
            }
        }
    }
}
