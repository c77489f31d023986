// Where the keyboard is: a gap, then a ring, round the control it lies in. Seen only after a key press.
import QtQuick
import "../../style"

Item {
    id: ring

    property real radius: Style.measure.tileRadius
    property color gap: Style.colour.focusGap
    readonly property int reach: Style.measure.focusGap + Style.measure.focusRing

    anchors.fill: parent
    anchors.margins: -reach
    z: 10

    Rectangle {
        anchors.fill: parent
        border.color: Style.colour.focus
        border.width: Style.measure.focusRing
        color: "transparent"
        radius: ring.radius + ring.reach
    }
    Rectangle {
        anchors.fill: parent
        anchors.margins: Style.measure.focusRing
        border.color: ring.gap
        border.width: Style.measure.focusGap
        color: "transparent"
        radius: ring.radius + Style.measure.focusGap
    }
}
