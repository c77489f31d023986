// Tickets in a list: the longest waits of the hall, or everyone at a station.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk
import "../../style"
import "../controls"

Column {
    id: list

    required property Reception reception

    Repeater {
        id: rows

        model: list.reception.panelRows

        delegate: Touchable {
            id: row

            required property int index
            required property string key
            required property string number
            required property string station
            required property string text
            required property string minutes
            required property bool late
            readonly property color ink: pressed ? Style.colour.overInk : Style.colour.ink

            height: 58
            label: row.number
            objectName: "row:" + row.number
            radius: 0
            width: list.width

            onTapped: list.reception.wish("visit", key)

            Rectangle {
                anchors.fill: parent
                anchors.leftMargin: -12
                anchors.rightMargin: -12
                color: row.pressed ? Style.colour.ink : "transparent"
                radius: StaffTheme.button
            }
            Rectangle {
                color: Style.colour.hairline
                height: 2
                visible: row.index > 0
                width: parent.width
            }
            StationSign {
                id: sign

                anchors.verticalCenter: parent.verticalCenter
                size: 36
                station: row.station
            }
            Column {
                anchors.verticalCenter: parent.verticalCenter
                width: itsminutes.x - x - 8
                x: sign.visible ? 48 : 0

                Label {
                    color: row.ink
                    font.bold: true
                    px: 20
                    text: row.number
                    wrapMode: Text.NoWrap
                }
                Label {
                    color: row.pressed ? row.ink : Style.colour.inkSecondary
                    px: StaffTheme.smallest
                    text: row.text
                    width: parent.width
                }
            }
            Label {
                id: itsminutes

                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                color: row.pressed ? row.ink : row.late ? Style.colour.alarm : Style.colour.ink
                font.bold: true
                px: StaffTheme.body
                text: row.minutes
                wrapMode: Text.NoWrap
            }
        }
    }
    Label {
        color: Style.colour.inkSecondary
        px: StaffTheme.body
        text: rows.count === 0 ? list.reception.panelRowsEmpty : ""
        width: parent.width
    }
}
