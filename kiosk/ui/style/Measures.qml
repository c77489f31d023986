// Made from tokens.json by `python -m kiosk.ui.style.make`; change the tokens, not this file.
import QtQuick

QtObject {
    readonly property int tileRadius: 20
    readonly property int buttonRadius: 20
    readonly property int toolRadius: 16
    readonly property int boxRadius: 14
    readonly property int outline: 3
    readonly property int outlineHighContrast: 4
    readonly property int primary: 4
    readonly property int path: 12
    readonly property int progress: 8
    readonly property int progressAhead: 4
    readonly property int hairline: 3
    readonly property int toolbarMargin: 24
    readonly property int targetGap: 16
    readonly property int targetMinimum: 65
    readonly property int focusGap: 5
    readonly property int focusRing: 9
    readonly property int pageMs: 120
    readonly property int sheetMs: 150
    readonly property real mmPerPx: 0.3113
    readonly property real choiceShare: 0.76
}
