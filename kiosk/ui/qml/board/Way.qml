// Where a desk lies from this board: an arrow at a real place, never mirrored. Nothing when the board was not
// told.
import QtQuick
import "../controls"

Pictogram {
    property string way
    readonly property bool slanted: way.includes("-")

    name: way === "" ? "" : slanted ? "arrow-up-left" : "arrow-up"
    rotation: ({
            "right": 90,
            "down": 180,
            "left": 270,
            "up-right": 90,
            "down-right": 180,
            "down-left": 270
        })[way] ?? 0
    rtl: false
}
