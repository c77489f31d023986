// The devices and how fresh they are; what became of the last press.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk
import "../../style"
import "../controls"

Item {
    id: bar

    required property Reception reception

    Rectangle {
        color: Style.colour.ink
        height: 3
        width: parent.width
    }
    Label {
        id: title

        font.bold: true
        px: StaffTheme.small
        text: devices.count > 0 ? bar.reception.devicesTitle : ""
        y: 12
    }
    Flow {
        anchors.left: parent.left
        anchors.right: notice.visible ? notice.left : parent.right
        anchors.rightMargin: notice.visible ? 16 : 0
        anchors.top: title.bottom
        anchors.topMargin: 4
        spacing: 4

        Repeater {
            id: devices

            model: bar.reception.devices

            delegate: Item {
                id: device

                required property string key
                required property string text
                required property string mode
                required property string pictogram
                readonly property bool fine: mode === "ok"

                height: 26
                objectName: "device:" + key
                width: words.x + words.width + 22

                Pictogram {
                    anchors.verticalCenter: parent.verticalCenter
                    ink: device.fine ? Style.colour.ink : Style.colour.warning
                    name: device.pictogram
                    size: 22
                }
                Label {
                    id: words

                    anchors.verticalCenter: parent.verticalCenter
                    color: device.fine ? Style.colour.ink : Style.colour.warning
                    font.bold: !device.fine
                    px: StaffTheme.small
                    text: device.text
                    wrapMode: Text.NoWrap
                    x: 28
                }
            }
        }
    }
    Rectangle {
        id: notice

        color: Style.colour.ink
        height: Math.max(StaffTheme.target, said.height + 16)
        objectName: "notice"
        radius: StaffTheme.button
        visible: bar.reception.noticeText !== ""
        width: said.x + said.width + 16 + (undo.visible ? undo.width : 0)
        x: parent.width - width
        y: 14

        Pictogram {
            anchors.verticalCenter: parent.verticalCenter
            ink: Style.colour.overInk
            name: bar.reception.noticeWell ? "checked" : "information"
            size: 24
            x: 14
        }
        Label {
            id: said

            anchors.verticalCenter: parent.verticalCenter
            color: Style.colour.overInk
            px: StaffTheme.body
            text: bar.reception.noticeText
            width: Math.min(implicitWidth, bar.width * 0.42)
            x: 50
        }
        StaffButton {
            id: undo

            anchors.right: parent.right
            anchors.rightMargin: 6
            anchors.verticalCenter: parent.verticalCenter
            height: StaffTheme.target
            objectName: "undo"
            pictogram: "undo"
            text: bar.reception.noticeUndo
            visible: bar.reception.noticeUndo !== ""
            width: implicitWidth

            onTapped: bar.reception.wish("undo", "")
        }
    }
}
