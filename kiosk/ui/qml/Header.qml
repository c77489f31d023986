// Mark, office, time; between them a line that says when the words are not reviewed yet.
import QtQuick
import Kiosk
import "../style"

Item {
    id: header

    required property Kiosk kiosk

    Mark {
        id: mark

        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        flush: true
    }
    Row {
        id: name

        LayoutMirroring.enabled: false // a name, the same in every language
        anchors.left: Style.rtl ? undefined : mark.right
        anchors.leftMargin: 16
        anchors.right: Style.rtl ? mark.left : undefined
        anchors.rightMargin: 16
        anchors.verticalCenter: parent.verticalCenter
        spacing: 9
        visible: !(Style.larger && notice.text !== "")

        Words {
            font.bold: true
            px: Style.place.headerPx
            script: "Latn"
            text: header.kiosk.product
        }
        Words {
            px: Style.place.headerPx
            script: "Latn"
            text: header.kiosk.office
        }
    }
    Pictogram {
        id: sign

        anchors.right: notice.left
        anchors.rightMargin: 12
        anchors.verticalCenter: parent.verticalCenter
        ink: Style.colour.inkSecondary
        name: notice.text === "" ? "" : "information"
        size: 40
    }
    Words {
        id: notice

        readonly property real room: header.width - (name.visible ? 80 + name.width + 40 : 96) - clock.width - 40 - 52

        anchors.right: clock.left
        anchors.rightMargin: 40
        anchors.verticalCenter: parent.verticalCenter
        color: Style.colour.inkSecondary
        px: Style.type.tool
        leading: Style.leading > 1.3 ? 1.28 : 1.18
        text: header.kiosk.notice
        width: Math.min(Math.ceil(implicitWidth), room)
    }
    Words {
        id: clock

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        font.bold: true
        px: Style.place.headerPx + 4
        script: "Latn"
        text: header.kiosk.clock
    }
}
