// Made from tokens.json by `python -m kiosk.ui.style.make`; change the tokens, not this file.
import QtQuick

QtObject {
    required property bool contrast
    readonly property color paper: contrast ? "#000000" : "#F8F3E8"
    readonly property color surface: contrast ? "#000000" : "#FFFFFF"
    readonly property color later: contrast ? "#000000" : "#EBE2D1"
    readonly property color ink: contrast ? "#FFFFFF" : "#10303A"
    readonly property color inkSecondary: contrast ? "#FFFFFF" : "#45606A"
    readonly property color outline: contrast ? "#FFFFFF" : "#6A7F86"
    readonly property color hairline: contrast ? "#FFFFFF" : "#DDD3C2"
    readonly property color overInk: contrast ? "#000000" : "#FFFFFF"
    readonly property color overInkSecondary: contrast ? "#000000" : "#C9D6D6"
    readonly property color next: contrast ? "#FFE14D" : "#FFC629"
    readonly property color nextSoft: contrast ? "#000000" : "#FFE9AE"
    readonly property color overNext: contrast ? "#000000" : "#10303A"
    readonly property color focus: contrast ? "#4FE3FF" : "#1557C0"
    readonly property color focusGap: contrast ? "#000000" : "#FFFFFF"
    readonly property color alarm: contrast ? "#FFFFFF" : "#A8201A"
    readonly property color overAlarm: contrast ? "#000000" : "#FFFFFF"
    readonly property color warning: contrast ? "#FFE14D" : "#7A4A00"
    readonly property color done: contrast ? "#FFFFFF" : "#10303A"
    readonly property color scrim: contrast ? "#000000" : "#10303A"
}
