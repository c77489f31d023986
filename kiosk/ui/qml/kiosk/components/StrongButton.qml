// The one strong action of a screen: yellow with an ink outline; white while it has nothing to do yet.
import QtQuick
import "../../../style"
import "../../controls"

Touchable {
    id: button

    property string text
    property string pictogram
    property bool ready: true
    property int px: Style.type.action
    readonly property color ink: pressed && ready ? Style.colour.overInk : ready ? Style.colour.overNext
        : Style.colour.ink

    label: text
    radius: Style.measure.buttonRadius
    visible: text !== ""

    Rectangle {
        anchors.fill: parent
        border.color: button.ready ? (Style.contrast ? color : Style.colour.ink) : Style.colour.outline
        border.width: button.ready ? Style.measure.primary : Style.outline
        color: button.pressed && button.ready ? Style.colour.ink : button.ready ? Style.colour.next
            : Style.colour.surface
        radius: button.radius
    }
    Item {
        anchors.centerIn: parent
        height: parent.height
        width: words.width + (picture.visible ? picture.width + 28 : 0)

        BalancedText {
            id: words

            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            color: button.ink
            font.bold: true
            horizontalAlignment: Text.AlignHCenter
            px: button.px
            high: button.height - 12
            share: 0.7
            room: button.width - 48 - (picture.visible ? picture.width + 28 : 0)
            says: button.text
        }
        Pictogram {
            id: picture

            anchors.left: words.right
            anchors.leftMargin: 28
            anchors.verticalCenter: parent.verticalCenter
            ink: button.ink
            name: button.held ? "time" : button.pictogram
            size: 60
        }
    }
}
