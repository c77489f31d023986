// Ten digits and one back, for a finger.
pragma ComponentBehavior: Bound
import QtQuick
import "../../style"
import "../controls"

Grid {
    id: pad

    signal pressedDigit(string digit)
    signal erased

    columns: 3
    spacing: 8

    Repeater {
        model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "back"]

        delegate: Touchable {
            id: key

            required property string modelData

            activeFocusOnTab: false
            enabled: modelData !== ""
            height: 60
            label: modelData
            objectName: modelData === "" ? "" : "key:" + modelData
            opacity: modelData === "" ? 0 : 1
            radius: StaffTheme.button
            width: 104

            onTapped: modelData === "back" ? pad.erased() : pad.pressedDigit(modelData)

            Rectangle {
                anchors.fill: parent
                border.color: Style.colour.outline
                border.width: 2
                color: key.pressed ? Style.colour.ink : Style.colour.surface
                radius: key.radius
            }
            Label {
                anchors.centerIn: parent
                color: key.pressed ? Style.colour.overInk : Style.colour.ink
                font.bold: true
                px: 26
                text: key.modelData === "back" ? "" : key.modelData
            }
            Pictogram {
                anchors.centerIn: parent
                ink: key.pressed ? Style.colour.overInk : Style.colour.ink
                name: key.modelData === "back" ? "back" : ""
                size: 30
            }
        }
    }
}
