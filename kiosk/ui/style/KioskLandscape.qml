// Kiosk, 27 inches lying: 1920 x 1080. The line stands upright; question and buttons at the start, choices at
// the end.
import QtQuick

Places {
    readonly property int choicesY: lower ? 300 : 148

    width: 1920
    height: 1080
    margin: 56
    gap: lower ? 16 : 24
    questionPx: larger ? 76 : 68
    toolbarTwoRows: false
    beside: false
    header: Qt.rect(56, 44, width - 112, 64)
    progress: Qt.rect(56, 152, 64, 640)
    question: Qt.rect(164, 148, 540, 572)
    questionLow: 404
    content: Qt.rect(164, 148, width - 164 - 56, 740)
    choices: Qt.rect(760, choicesY, 1104, 888 - choicesY)
    action: Qt.rect(164, 744, 540, 144)
    toolbar: Qt.rect(0, height - 152, width, 152)
    sheet: Qt.rect(0, 148, width, height - 152 - 148)
}
