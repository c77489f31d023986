// Wishes to switch on and off: an interpreter, a private room. Each row is one target with its box at the
// end.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk
import "../../../style"

Item {
    id: toggles

    required property Kiosk kiosk
    property real rowH: 152
    property int first: 0 // rows before these, in the same list
    property var placed: row => row * (rowH + Style.measure.targetGap)
    property var shows: row => true
    readonly property alias count: rows.count

    Repeater {
        id: rows

        model: toggles.kiosk.toggles

        ChoiceRow {
            required property int index

            anchors.left: parent?.left
            anchors.right: parent?.right
            anchors.top: parent?.top
            anchors.topMargin: toggles.placed(toggles.first + index)
            height: toggles.rowH
            multiple: true
            objectName: "toggle:" + key
            px: height < 130 ? Style.type.choice : Style.type.choiceRow
            visible: toggles.shows(toggles.first + index)
            required key
            required note
            required pictogram
            required second
            required selected
            required text

            onTapped: {
                if (key === "interpreter")
                    toggles.kiosk.set_interpreter(!selected);
                else
                    toggles.kiosk.set_private_help(!selected);
            }
        }
    }
}
