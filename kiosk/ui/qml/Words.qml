// A text of the screen: wraps, is never cut, stands on the side where reading begins. Give it words, px and colour.
import QtQuick
import "../style"

Text {
    property real px: Style.type.body
    property string script: Style.script // whose line height and size: the visitor's, or Latn for the Swedish line
    property real leading: Style.type.leading(script)

    color: Style.colour.ink
    font.pixelSize: Math.round(px * Style.type.factor(script))
    horizontalAlignment: Text.AlignLeft
    lineHeight: Math.round(font.pixelSize * leading)
    lineHeightMode: Text.FixedHeight
    textFormat: Text.PlainText
    visible: text !== ""
    wrapMode: Text.Wrap
}
