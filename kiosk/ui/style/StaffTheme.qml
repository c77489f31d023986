// Made from tokens.json by `python -m kiosk.ui.style.make`; change the tokens, not this file.
// Sizes of the staff's screens.
pragma Singleton
import QtQuick

QtObject {
    readonly property int number: 64
    readonly property int figure: 34
    readonly property int clock: 26
    readonly property int station: 17
    readonly property int body: 16
    readonly property int small: 15
    readonly property int smallest: 14
    readonly property int button: 10
    readonly property int target: 48
    readonly property int margin: 24
    readonly property int header: 64
    readonly property int strip: 44
    readonly property int laneX: 304
    readonly property int desksW: 252
    readonly property int panelW: 352
}
