// Kiosk, 27 inches upright: 1080 x 1920. Nothing to touch above y = 576; with lower buttons, above 952.
import QtQuick

Places {
    readonly property int toolsH: toolbarTwoRows ? 282 : 224
    readonly property int actionH: toolbarTwoRows ? 128 : 144
    readonly property int actionY: height - toolsH - (toolbarTwoRows ? 19 : 32) - actionH
    readonly property int choicesY: lower ? 952 : 576
    readonly property int choicesEnd: actionY - (lower ? 16 : toolbarTwoRows ? 24 : 36)

    width: 1080
    height: 1920
    margin: lower ? 32 : 56
    gap: lower ? 16 : 24
    questionPx: larger ? 110 : 76
    toolbarTwoRows: larger || lower
    beside: lower
    header: Qt.rect(56, larger ? 48 : 40, width - 112, 64)
    progress: Qt.rect(56, larger ? 160 : 136, width - 112, 64)
    question: Qt.rect(56, larger ? 240 : 232, width - 112, lower ? 620 : larger ? 320 : 320)
    content: Qt.rect(margin, 136, width - 2 * margin, actionY - 36 - 136)
    choices: Qt.rect(margin, choicesY, width - 2 * margin, choicesEnd - choicesY)
    action: Qt.rect(margin, actionY, width - 2 * margin, actionH)
    toolbar: Qt.rect(0, height - toolsH, width, toolsH)
    sheet: Qt.rect(0, lower ? 700 : 576, width, height - toolsH - (lower ? 700 : 576))
}
