// Made from tokens.json by `python -m kiosk.ui.style.make`; change the tokens, not this file.
// The board's colours and sizes, and where its parts stand.
pragma Singleton
import QtQuick

QtObject {
    readonly property color paper: "#0A222A"
    readonly property color surface: "#0A222A"
    readonly property color ink: "#FFFFFF"
    readonly property color inkSecondary: "#C9D6D6"
    readonly property color outline: "#3C5660"
    readonly property color next: "#FFC629"
    readonly property color overNext: "#10303A"
    readonly property color notice: "#FFFFFF"
    readonly property color overNotice: "#10303A"
    readonly property color keyline: "#FFFFFF"
    readonly property int called: 236
    readonly property int row: 124
    readonly property int precall: 84
    readonly property int time: 64
    readonly property int agency: 40
    readonly property int label: 46
    readonly property int recent: 46
    readonly property int heading: 40
    readonly property int second: 30
    readonly property int calledFive: 196
    readonly property int rowFive: 104
    readonly property int width: 1920
    readonly property int height: 1080
    readonly property int margin: 64
    readonly property int bandY: 132
    readonly property int bandW: 1392
    readonly property int bandH: 376
    readonly property int rowH: 152
    readonly property int sideX: 1456
    readonly property int sideW: 400
    readonly property int stripH: 100
    readonly property int staleH: 236
}
