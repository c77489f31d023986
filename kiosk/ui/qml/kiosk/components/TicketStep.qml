// One thing to do with the ticket: a pictogram or a sign, what to do, one more sentence, the Swedish for
// helpers.
import QtQuick
import "../../../style"
import "../../controls"

Item {
    id: step

    required property string pictogram
    required property string sign
    required property string text
    required property string second
    required property string swedish
    property string lit // as the reading calls this step
    property bool withSwedish: true
    property int pictureSize: 96
    property int textX: 164
    property int pad: 24
    readonly property real wordsH: words.height + (detail.visible ? detail.height : 0)
        + (helper.visible ? helper.height + 2 : 0)

    Accessible.name: [text, second].filter(part => part !== "").join(". ")
    Accessible.role: Accessible.ListItem
    implicitHeight: Math.max(pictureSize, wordsH) + 2 * pad

    ReadingFrame {
        anchors.margins: 2
        name: step.lit
    }
    Pictogram {
        anchors.left: parent.left
        anchors.leftMargin: (step.textX - 40 - width) / 2
        anchors.verticalCenter: parent.verticalCenter
        name: step.sign === "" ? step.pictogram : ""
        size: step.pictureSize
    }
    StationSign {
        anchors.left: parent.left
        anchors.leftMargin: (step.textX - 40 - width) / 2
        anchors.verticalCenter: parent.verticalCenter
        size: step.pictureSize
        station: step.sign
    }
    Label {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: step.textX
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.topMargin: (step.height - step.wordsH) / 2
        font.bold: true
        leading: Style.leading > 1.3 ? 1.3 : Style.leading
        px: Style.type.choiceRow
        text: step.text
    }
    Label {
        id: detail

        anchors.left: words.left
        anchors.right: words.right
        anchors.top: words.bottom
        leading: Style.leading > 1.3 ? 1.3 : Style.leading
        px: Style.type.body
        text: step.second
    }
    Label {
        id: helper

        anchors.left: words.left
        anchors.right: words.right
        anchors.top: detail.visible ? detail.bottom : words.bottom
        anchors.topMargin: 2
        color: Style.colour.inkSecondary
        px: Style.type.secondary
        script: "Latn"
        text: step.swedish
        visible: step.withSwedish && text !== ""
    }
}
