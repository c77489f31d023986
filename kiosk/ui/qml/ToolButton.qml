// A tool of the plinth: white on ink, pictogram over one or two words or beside them; inverted while switched on.
import QtQuick
import "../style"

Touchable {
    id: tool

    property string text
    property string pictogram
    property bool active: false
    property bool person: false // the first and widest: talk to a person
    property bool beside: false
    property int px: person ? Style.type.person : Style.type.tool
    readonly property bool filled: person && !Style.contrast ? !pressed : active !== pressed
    readonly property color ink: filled ? Style.plinth : Style.onPlinth
    readonly property bool besides: beside || person
    readonly property int pictureSize: person && !beside ? 64 : 56
    readonly property int pad: person && !beside ? 20 : 12

    Accessible.checkable: !person
    Accessible.checked: active
    label: text
    radius: Style.measure.toolRadius

    Rectangle {
        anchors.fill: parent
        border.color: Style.onPlinth
        border.width: tool.person && Style.contrast ? Style.outline : 0
        color: !tool.filled ? "transparent" : Style.contrast ? Style.colour.ink : Style.colour.paper
        radius: tool.radius
    }
    Pictogram {
        id: picture

        anchors.horizontalCenter: tool.besides ? undefined : parent.horizontalCenter
        anchors.left: tool.besides ? parent.left : undefined
        anchors.leftMargin: tool.pad
        anchors.top: tool.besides ? undefined : parent.top
        anchors.topMargin: 24
        anchors.verticalCenter: tool.besides ? parent.verticalCenter : undefined
        ink: tool.ink
        name: tool.pictogram
        size: tool.pictureSize
    }
    Words {
        anchors.left: tool.besides ? picture.right : parent.left
        anchors.leftMargin: tool.besides ? (tool.person && !tool.beside ? 16 : 10) : 0
        anchors.right: parent.right
        anchors.rightMargin: tool.besides ? 8 : 0
        anchors.top: tool.besides ? undefined : picture.bottom
        anchors.topMargin: 10
        anchors.verticalCenter: tool.besides ? parent.verticalCenter : undefined
        color: tool.ink
        font.bold: tool.person
        horizontalAlignment: tool.besides ? Text.AlignLeft : Text.AlignHCenter
        px: tool.px
        text: tool.text
    }
}
