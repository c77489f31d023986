// A ticket on its lane, or how many stand there in a bundle. The lane takes the touch: whoever is nearest is
// meant.
import QtQuick
import "../../style"
import "../controls"

Item {
    id: chip

    required property string key
    required property string number
    required property string kind
    required property int level
    required property int bundle
    required property bool selected
    required property string badge // near: asked to come near; risk: may not finish before closing
    required property var model
    readonly property bool late: kind.startsWith("late")
    readonly property bool next: kind.endsWith("next")

    Accessible.name: number
    Accessible.role: Accessible.ListItem
    Accessible.selected: selected
    objectName: (bundle > 0 ? "" : "ticket:") + number
    width: model.width
    x: model.x - width / 2
    z: selected ? 2 : 1

    Rectangle {
        anchors.fill: parent
        anchors.margins: -6
        border.color: Style.colour.focus
        border.width: 4
        color: Style.colour.surface
        radius: height / 2
        visible: chip.selected
    }
    Rectangle {
        anchors.fill: parent
        border.color: chip.late ? (chip.next ? Style.colour.next : Style.colour.alarm) : chip.bundle > 0
            ? Style.colour.outline : Style.colour.ink
        border.width: chip.late && chip.next ? 4 : 2
        color: chip.late ? Style.colour.alarm : chip.next ? Style.colour.next : chip.bundle > 0
            ? Style.colour.later : Style.colour.surface
        radius: height / 2
    }
    Text {
        anchors.centerIn: parent
        color: chip.late ? Style.colour.overAlarm : Style.colour.ink
        font.bold: true
        font.pixelSize: 15
        text: chip.number
        textFormat: Text.PlainText
    }
    Rectangle {
        border.color: chip.badge === "risk" ? Style.colour.warning : Style.colour.ink
        border.width: 2
        color: Style.colour.surface
        height: 22
        objectName: chip.badge === "" ? "" : "badge:" + chip.number
        radius: height / 2
        visible: chip.badge !== ""
        width: height
        x: parent.width - width + 7
        y: -9

        Pictogram {
            anchors.centerIn: parent
            ink: parent.border.color
            name: chip.badge === "near" ? "come-near" : chip.badge === "risk" ? "time" : ""
            rtl: false
            size: 16
        }
    }
}
