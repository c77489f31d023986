// The tickets whose number begins as typed, under the field; and the number pad for a finger.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk
import "../../style"
import "../controls"

Rectangle {
    id: list

    required property Reception reception
    required property SearchField field

    border.color: Style.colour.outline
    border.width: 2
    color: Style.colour.surface
    height: results.height + (pad.visible ? pad.height + 16 : 0) + 16
    objectName: "found"
    radius: StaffTheme.button
    visible: field.open || reception.typed !== ""
    width: 380

    MouseArea { // what lies under it is not touched through it
        anchors.fill: parent
    }
    Column {
        id: results

        width: parent.width - 16
        x: 8
        y: 8

        Repeater {
            id: rows

            model: list.reception.found

            delegate: Touchable {
                id: row

                required property string key
                required property string number
                required property string station
                required property string text

                height: 54
                label: row.number
                objectName: "found:" + row.number
                radius: StaffTheme.button
                width: results.width

                onTapped: {
                    list.reception.wish("visit", key);
                    list.field.byFinger = false;
                }

                Rectangle {
                    anchors.fill: parent
                    color: row.pressed ? Style.colour.ink : "transparent"
                    radius: row.radius
                }
                Label {
                    id: itsnumber

                    anchors.verticalCenter: parent.verticalCenter
                    color: row.pressed ? Style.colour.overInk : Style.colour.ink
                    font.bold: true
                    px: 22
                    text: row.number
                    wrapMode: Text.NoWrap
                    x: 12
                }
                StationSign {
                    id: sign

                    anchors.verticalCenter: parent.verticalCenter
                    size: 28
                    station: row.station
                    x: 100
                }
                Label {
                    anchors.verticalCenter: parent.verticalCenter
                    color: itsnumber.color
                    px: StaffTheme.body
                    text: row.text
                    width: parent.width - x - 8
                    x: 140
                }
            }
        }
        Label {
            color: Style.colour.inkSecondary
            height: 44
            px: StaffTheme.body
            text: rows.count === 0 && list.reception.typed !== "" ? list.reception.foundNone : ""
            verticalAlignment: Text.AlignVCenter
            width: parent.width
            x: 12
        }
    }
    NumberPad {
        id: pad

        anchors.bottom: parent.bottom
        anchors.bottomMargin: 12
        anchors.horizontalCenter: parent.horizontalCenter
        visible: list.field.byFinger

        onErased: list.reception.wish("typed", list.reception.typed.slice(0, -1))
        onPressedDigit: digit => list.field.type(digit)
    }
}
