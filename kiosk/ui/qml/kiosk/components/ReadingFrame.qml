// A frame round words while they are read aloud.
import QtQuick
import "../../../style"

Rectangle {
    required property string name // as the reading calls these words

    anchors.fill: parent
    anchors.margins: -14
    border.color: Style.colour.focus
    border.width: 6
    color: "transparent"
    radius: Style.measure.tileRadius
    visible: name !== "" && Style.lit === name
    z: 5
}
