// A further way: white with an outline; the picture before the words, or over them where it is narrow.
import QtQuick
import "../../../style"
import "../../controls"

Touchable {
    id: button

    property string text
    property string pictogram
    property int px: Style.type.body
    property int pictureSize: 52
    property bool above: width < 250
    readonly property color ink: pressed ? Style.colour.overInk : Style.colour.ink

    label: text
    radius: Style.measure.buttonRadius
    visible: text !== ""

    Rectangle {
        anchors.fill: parent
        border.color: Style.colour.outline
        border.width: Style.outline
        color: button.pressed ? Style.colour.ink : Style.colour.surface
        radius: button.radius
    }
    Item {
        anchors.centerIn: parent
        height: button.above ? picture.height + 4 + words.height : parent.height
        width: button.above ? button.width : words.width + (picture.visible ? picture.width + 20 : 0)

        // By margins, not by anchors that come and go: those keep the size they once gave.
        Pictogram {
            id: picture

            anchors.left: parent.left
            anchors.leftMargin: button.above ? (parent.width - width) / 2 : 0
            anchors.top: parent.top
            anchors.topMargin: button.above ? 0 : (parent.height - height) / 2
            ink: button.ink
            name: button.pictogram
            size: button.pictureSize
        }
        BalancedText {
            id: words

            anchors.left: parent.left
            anchors.leftMargin: button.above ? (parent.width - width) / 2 : picture.visible
                ? picture.width + 20 : 0
            anchors.top: parent.top
            anchors.topMargin: button.above ? parent.height - height : (parent.height - height) / 2
            color: button.ink
            font.bold: true
            horizontalAlignment: button.above ? Text.AlignHCenter : Text.AlignLeft
            px: button.px
            high: button.height - 8 - (button.above && picture.visible ? picture.height + 4 : 0)
            share: 0.7
            room: button.width - 24 - (button.above || !picture.visible ? 0 : picture.width + 20)
            says: button.text
        }
    }
}
