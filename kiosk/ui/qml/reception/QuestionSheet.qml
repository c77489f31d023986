// Asks before something that cannot be taken back. Going on as it was is the strong action.
import QtQuick
import Kiosk
import "../../style"
import "../controls"

FocusScope {
    id: sheet

    required property Reception reception

    Keys.onEscapePressed: sheet.reception.wish("answer", "no")

    Rectangle {
        anchors.fill: parent
        color: Style.colour.scrim
        opacity: 0.82
    }
    MouseArea {
        anchors.fill: parent
        hoverEnabled: true
    }
    Rectangle {
        anchors.bottom: parent.bottom
        color: Style.colour.paper
        height: content.height + 96
        objectName: "sheet"
        width: parent.width

        Item {
            id: content

            height: no.y + no.height
            width: Math.min(760, parent.width - 96)
            x: (parent.width - width) / 2
            y: 48

            Pictogram {
                id: picture

                name: sheet.reception.questionPictogram
                size: 72
            }
            Label {
                id: title

                font.bold: true
                px: 34
                text: sheet.reception.questionTitle
                width: parent.width - x
                x: 104
            }
            Label {
                id: text

                px: 20
                text: sheet.reception.questionText
                width: parent.width - x
                x: title.x
                y: title.height + 8
            }
            StaffButton {
                id: yes

                height: 64
                objectName: "answer:yes"
                pictogram: sheet.reception.questionPictogram
                text: sheet.reception.questionYes
                width: Math.max(220, implicitWidth)
                x: title.x
                y: no.y

                onTapped: sheet.reception.wish("answer", "yes")
            }
            StaffButton {
                id: no

                focus: true
                height: 64
                objectName: "answer:no"
                strong: true
                text: sheet.reception.questionNo
                width: parent.width - x
                x: yes.x + yes.width + 16
                y: Math.max(picture.height, text.y + text.height) + 32

                onTapped: sheet.reception.wish("answer", "no")
            }
        }
    }
}
