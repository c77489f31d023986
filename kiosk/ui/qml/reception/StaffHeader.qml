// Mark, office, finding by number, time, the other language.
import QtQuick
import Kiosk
import "../../style"
import "../controls"

Rectangle {
    id: header

    required property Reception reception
    property bool narrow: false
    property alias search: search

    signal hallWanted

    color: Style.colour.ink
    height: StaffTheme.header

    Pictogram {
        id: mark

        anchors.verticalCenter: parent.verticalCenter
        ink: Style.colour.overInk
        name: "mark-motesplats"
        rtl: false
        size: 38
        x: StaffTheme.margin
    }
    Row {
        id: names

        anchors.left: mark.right
        anchors.leftMargin: 12
        anchors.verticalCenter: parent.verticalCenter
        spacing: 6

        Label {
            color: Style.colour.overInk
            font.bold: true
            px: StaffTheme.station
            text: header.reception.product
            wrapMode: Text.NoWrap
        }
        Label {
            color: Style.colour.overInk
            px: StaffTheme.station
            text: header.reception.office
            wrapMode: Text.NoWrap
        }
    }
    SearchField {
        id: search

        anchors.verticalCenter: parent.verticalCenter
        reception: header.reception
        x: Math.max(StaffTheme.laneX, names.x + names.width + 32)
    }
    Label {
        id: clock

        anchors.right: language.left
        anchors.rightMargin: 20
        anchors.verticalCenter: parent.verticalCenter
        color: Style.colour.overInk
        font.bold: true
        objectName: "clock"
        px: StaffTheme.clock
        text: header.reception.clock
        wrapMode: Text.NoWrap
    }
    StaffButton {
        id: language

        anchors.right: parent.right
        anchors.rightMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        objectName: "language"
        dark: true
        pictogram: "language"
        text: header.reception.otherLanguage
        visible: text !== ""
        width: implicitWidth

        onTapped: header.reception.wish("language", "")
    }
    StaffButton {
        anchors.right: clock.left
        anchors.rightMargin: 20
        anchors.verticalCenter: parent.verticalCenter
        objectName: "hall"
        dark: true
        pictogram: "queue"
        text: header.reception.hallLabel
        visible: header.narrow
        width: implicitWidth

        onTapped: header.hallWanted()
    }
}
