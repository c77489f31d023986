// One thing to do at a stop: its pictogram and two to four words.
import QtQuick
import "../../../style"
import "../../controls"

Item {
    id: errand

    required property string pictogram
    required property string text
    required property bool strong
    property bool folded: false // the pictogram alone
    property bool parted: false // a word has no room: it is parted at its soft hyphens
    property int pictureSize: 56
    readonly property int indent: pictureSize + 16
    readonly property string plain: text.replace(/\u00AD/g, "")

    Accessible.name: plain
    Accessible.role: Accessible.StaticText
    implicitHeight: folded ? pictureSize : Math.max(pictureSize, words.height)

    Pictogram {
        anchors.left: parent.left
        anchors.top: parent.top
        anchors.topMargin: Math.max(0, (parent.implicitHeight - height) / 2)
        name: errand.pictogram
        size: errand.pictureSize
    }
    Label {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: errand.indent
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.topMargin: Math.max(0, (errand.implicitHeight - height) / 2)
        font.bold: errand.strong
        leading: Style.leading > 1.3 ? 1.3 : Style.leading
        px: Style.type.errand
        text: errand.parted ? errand.text : errand.plain
        visible: !errand.folded
    }
}
