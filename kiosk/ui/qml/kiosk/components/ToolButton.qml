// A tool of the toolbar: white on ink, pictogram over one or two words or beside them; inverted while
// switched on.
import QtQuick
import "../../../style"
import "../../controls"

Touchable {
    id: tool

    property string text
    property string pictogram
    property bool active: false
    property bool person: false // the first and widest: talk to a person
    property bool beside: false
    property bool tight: false // little room: smaller pictures beside the words, the person's over them
    property int px: person ? Style.type.person : Style.type.tool
    readonly property bool filled: person && !Style.contrast ? !pressed : active !== pressed
    readonly property color ink: filled ? Style.toolbar : Style.overToolbar
    readonly property bool besides: beside || roomy
    readonly property bool roomy: person && !beside && !tight
    readonly property int pictureSize: roomy ? 64 : tight && beside ? 40 : beside && Style.larger ? 48 : 56
    readonly property int pad: roomy ? 20 : tight && beside ? 6 : 10
    readonly property int apart: roomy ? 16 : tight && beside ? 6 : 8
    readonly property int over: person ? 12 : 24 // above the picture, where it stands over the words
    readonly property real beforeWords: besides ? pad + pictureSize + apart : 0

    Accessible.checkable: !person
    Accessible.checked: active
    label: text
    radius: Style.measure.toolRadius

    Rectangle {
        anchors.fill: parent
        border.color: Style.overToolbar
        border.width: tool.person && Style.contrast ? Style.outline : 0
        color: !tool.filled ? "transparent" : Style.contrast ? Style.colour.ink : Style.colour.paper
        radius: tool.radius
    }
    Pictogram {
        id: picture

        anchors.left: parent.left
        anchors.leftMargin: tool.besides ? tool.pad : (tool.width - width) / 2
        anchors.top: parent.top
        anchors.topMargin: tool.besides ? (tool.height - height) / 2 : tool.over
        ink: tool.ink
        name: tool.pictogram
        size: tool.pictureSize
    }
    BalancedText {
        anchors.left: parent.left
        anchors.leftMargin: tool.besides ? tool.beforeWords : (tool.width - width) / 2
        anchors.top: parent.top
        anchors.topMargin: tool.besides ? (tool.height - height) / 2 : tool.over + tool.pictureSize + 10
        color: tool.ink
        font.bold: tool.person
        horizontalAlignment: tool.besides ? Text.AlignLeft : Text.AlignHCenter
        high: tool.height - (tool.besides ? 8 : tool.over + tool.pictureSize + 10 + 4)
        share: 0.7
        px: tool.px
        room: tool.width - (tool.besides ? tool.beforeWords + 4 : 6)
        says: tool.text
    }
}
