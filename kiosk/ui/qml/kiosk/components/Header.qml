// Mark, office, time; between them a line that says when the words are not reviewed yet.
import QtQuick
import Kiosk
import "../../../style"
import "../../controls"

Item {
    id: header

    required property Kiosk kiosk

    Mark {
        id: mark

        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        flush: true
        visible: name.visible
    }
    Item {
        id: name

        anchors.left: mark.right
        anchors.leftMargin: 16
        anchors.verticalCenter: parent.verticalCenter
        height: product.height
        visible: !(Style.larger && notice.text !== "")
        width: product.width + 9 + office.width

        Label {
            id: product

            font.bold: true
            px: Style.place.headerPx
            script: "Latn"
            text: header.kiosk.product
        }
        Label {
            id: office

            px: Style.place.headerPx
            script: "Latn"
            text: header.kiosk.office
            x: product.width + 9 // a name, the same in every language: it is not mirrored
        }
    }
    Pictogram {
        id: sign

        anchors.right: notice.left
        anchors.rightMargin: 10
        anchors.verticalCenter: parent.verticalCenter
        ink: Style.colour.inkSecondary
        name: notice.text === "" ? "" : "information"
        size: 40
    }
    Label {
        id: notice

        readonly property real room: header.width - (name.visible ? 80 + name.width + 24 : 0) - clock.width
            - 24 - 50

        anchors.right: clock.left
        anchors.rightMargin: 24
        anchors.verticalCenter: parent.verticalCenter
        color: Style.colour.inkSecondary
        px: Style.type.tool
        leading: Style.leading > 1.3 ? 1.28 : 1.18
        text: header.kiosk.notice
        width: Math.min(Math.ceil(implicitWidth), room)
    }
    Label {
        id: clock

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        font.bold: true
        px: Style.place.headerPx + 4
        script: "Latn"
        text: header.kiosk.clock
    }
}
