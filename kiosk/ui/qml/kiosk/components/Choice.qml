// What a choice is, whatever its form: white at rest, ink while pressed and when selected.
import QtQuick
import "../../../style"
import "../../controls"

Touchable {
    id: choice

    property string key
    property string text
    property string second
    property string pictogram
    property string sign
    property string note
    property bool selected: false
    property bool multiple: false
    readonly property bool inked: selected !== pressed // pressing shows at once what the touch will do
    readonly property color ink: inked ? Style.colour.overInk : Style.colour.ink
    readonly property color inkSecond: inked ? Style.colour.overInkSecondary : Style.colour.inkSecondary
    property color ground: Style.colour.surface

    Accessible.checkable: multiple
    Accessible.checked: selected
    Accessible.description: note
    Accessible.role: multiple ? Accessible.CheckBox : Accessible.Button
    label: second === "" ? text : text + ", " + second
    objectName: "choice:" + key

    Rectangle {
        anchors.fill: parent
        border.color: choice.inked ? color : Style.colour.outline
        border.width: Style.outline
        color: choice.inked ? Style.colour.ink : choice.ground
        radius: choice.radius
    }
}
