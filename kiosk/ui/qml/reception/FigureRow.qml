// Four figures that are sentences.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk
import "../../style"
import "../controls"

Item {
    id: row

    required property Reception reception
    readonly property var shares: [0, 0.215, 0.525, 0.75, 1] // where each begins; the second says most

    function begin(index: int): real {
        return width * (shares[index] ?? 1);
    }

    Repeater {
        model: row.reception.figures

        delegate: Item {
            id: figure

            required property int index
            required property string key
            required property string number
            required property string text
            required property bool alarm

            height: row.height
            objectName: "figure:" + key
            width: row.begin(index + 1) - row.begin(index)
            x: row.begin(index)

            Rectangle {
                color: Style.colour.hairline
                height: 40
                visible: figure.index > 0
                width: 2
                y: (parent.height - height) / 2
            }
            Pictogram {
                id: warning

                anchors.verticalCenter: parent.verticalCenter
                ink: Style.colour.alarm
                name: figure.alarm ? "warning" : ""
                size: 36
                x: 24
            }
            Label {
                id: itsnumber

                anchors.verticalCenter: parent.verticalCenter
                color: figure.alarm ? Style.colour.alarm : Style.colour.ink
                font.bold: true
                px: StaffTheme.figure
                text: figure.number
                wrapMode: Text.NoWrap
                x: warning.visible ? 68 : figure.index > 0 ? 24 : 0
            }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                px: StaffTheme.body
                text: figure.text
                width: parent.width - x - 12
                x: itsnumber.x + itsnumber.width + 12
            }
        }
    }
}
