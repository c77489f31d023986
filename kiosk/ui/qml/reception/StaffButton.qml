// A button of the staff's screens: pictogram, words; strong is yellow with an ink outline, quiet has no
// outline.
import QtQuick
import "../../style"
import "../controls"

Touchable {
    id: button

    property string text
    property string pictogram
    property bool strong: false
    property bool quiet: false
    property bool dark: false
    property int px: strong ? 20 : StaffTheme.body
    readonly property color ink: pressed !== dark ? Style.colour.overInk : Style.colour.ink

    implicitHeight: Math.max(strong ? 60 : StaffTheme.target, words.height + 14)
    implicitWidth: words.implicitWidth + (picture.visible ? picture.width + 12 : 0) + 32
    label: text
    radius: StaffTheme.button

    Rectangle {
        anchors.fill: parent
        border.color: button.strong ? Style.colour.ink : Style.colour.outline
        border.width: button.quiet || button.dark ? 0 : button.strong ? 3 : 2
        color: button.pressed ? (button.dark ? Style.colour.surface : Style.colour.ink) : button.strong
            ? Style.colour.next : button.quiet || button.dark ? "transparent" : Style.colour.surface
        radius: button.radius
    }
    Item {
        anchors.centerIn: button.strong || button.text === "" ? parent : undefined
        anchors.left: button.strong || button.text === "" ? undefined : parent.left
        anchors.leftMargin: 14
        anchors.verticalCenter: parent.verticalCenter
        height: words.height
        width: words.x + (words.visible ? words.width : 0)

        Pictogram {
            id: picture

            anchors.verticalCenter: parent.verticalCenter
            ink: button.dark && !button.pressed ? Style.colour.overInk : button.dark ? Style.colour.ink
                : button.ink
            name: button.pictogram
            size: button.strong ? 28 : 24
        }
        Label {
            id: words

            color: picture.ink
            font.bold: true
            px: button.px
            text: button.text
            width: Math.min(implicitWidth, button.width - x - (button.strong ? 28 : 20))
            x: picture.visible ? picture.width + 12 : 0
        }
    }
}
