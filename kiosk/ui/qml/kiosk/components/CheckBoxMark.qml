// The box of a choice that may stand beside others. Only a mark: the whole tile is what is touched.
import QtQuick
import "../../../style"
import "../../controls"

Rectangle {
    property bool checked: false

    border.color: Style.colour.outline
    border.width: checked ? 0 : 4
    color: checked ? Style.colour.overInk : "transparent"
    height: width
    radius: Style.measure.boxRadius
    width: 64

    Pictogram {
        anchors.centerIn: parent
        ink: Style.colour.ink
        name: parent.checked ? "check" : ""
        rtl: false
        size: Math.round(parent.width * 0.78)
    }
}
