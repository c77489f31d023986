// A further way: white with an outline; the picture before the words, or over them where it is narrow.
import QtQuick
import "../style"

Touchable {
    id: button

    property string text
    property string pictogram
    property int px: Style.type.body
    property int pictureSize: 52
    property bool above: width < 250
    readonly property color ink: pressed ? Style.colour.onInk : Style.colour.ink

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

        Pictogram {
            id: picture

            anchors.horizontalCenter: button.above ? parent.horizontalCenter : undefined
            anchors.left: button.above ? undefined : parent.left
            anchors.top: button.above ? parent.top : undefined
            anchors.verticalCenter: button.above ? undefined : parent.verticalCenter
            ink: button.ink
            name: button.pictogram
            size: button.pictureSize
        }
        Words {
            id: words

            readonly property real room: button.width - 24 - (button.above || !picture.visible ? 0 : picture.width + 20)

            anchors.bottom: button.above ? parent.bottom : undefined
            anchors.horizontalCenter: button.above ? parent.horizontalCenter : undefined
            anchors.left: button.above ? undefined : picture.visible ? picture.right : parent.left
            anchors.leftMargin: button.above || !picture.visible ? 0 : 20
            anchors.verticalCenter: button.above ? undefined : parent.verticalCenter
            color: button.ink
            font.bold: true
            horizontalAlignment: button.above ? Text.AlignHCenter : Text.AlignLeft
            px: button.px
            text: button.text
            width: Math.min(Math.ceil(implicitWidth), room)
        }
    }
}
