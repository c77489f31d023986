// A text of the screen: wraps, is never cut, stands on the side where reading begins. Give it words, px and
// colour.
import QtQuick
import "../../style"

Text {
    property real px: Style.type.body
    // whose line height and size: the visitor's, or Latn for the Swedish line
    property string script: Style.script
    property int least: Style.least // smaller it never is
    property real leading: Style.type.leading(script)
    // Qt leaves a line where its font would, and the last one as high; ours stand in the middle of their line
    // height.
    readonly property bool arabic: /[\u0600-\u08FF\uFB50-\uFEFC]/.test(text)
    readonly property int shift: Math.round(lineHeight / 2
        + font.pixelSize * (arabic ? 0.32 - 1.374 : 0.33 - 1.069))

    bottomPadding: lineHeight - Math.max(lineHeight, Math.ceil(font.pixelSize * 1.362)) - shift
    color: Style.colour.ink
    font.pixelSize: Math.max(least, Math.round(px * Style.type.factor(script)))
    horizontalAlignment: Text.AlignLeft
    lineHeight: Math.round(font.pixelSize * leading)
    lineHeightMode: Text.FixedHeight
    textFormat: Text.PlainText
    topPadding: shift
    visible: text !== ""
    wrapMode: Text.Wrap
}
