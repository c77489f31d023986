// Words in lines about equally long, so that no word stands alone on the last one. Give it `says` and `room`.
import QtQuick
import "../style"

Words {
    id: words

    property string says
    property real room: 0
    property real high: 0 // how high it may become; 0: as high as it needs
    property real least: 1 // how much smaller letters may become before a long word is broken
    property bool fits: true // no word is longer than the room
    property bool complete: false
    property bool balancing: false
    readonly property string measured: [says, px, Math.round(room), Math.round(high), least, script, leading].join("\u0000")

    function lay(within: real) {
        width = Math.ceil(within);
        forceLayout(); // Text keeps its lines when it grows
        fits = contentWidth <= room + 1;
    }
    function balance() {
        if (complete && says === "")
            text = ""; // whatever the room: nothing that was said stays
        if (!complete || balancing || room <= 0 || says === "")
            return;
        balancing = true;
        const asked = measured;
        set();
        if (measured !== asked)
            set();
        balancing = false;
    }
    function set() {
        const full = Math.round(px * Style.type.factor(script));
        font.pixelSize = full;
        wrapMode = Text.WordWrap;
        text = says.replace(/\u00AD/g, "");
        lay(room);
        if (!fits) {
            text = says; // a long word is parted at its soft hyphens only when it does not fit whole
            lay(room);
        }
        for (let share = 0.94; (!fits || high > 0 && height > high) && share >= least; share -= 0.06) {
            font.pixelSize = Math.round(full * share);
            lay(room);
        }
        if (!fits) {
            wrapMode = Text.Wrap;
            lay(room);
        }
        const lines = lineCount;
        if (lines < 2)
            lay(Math.min(room, implicitWidth));
        if (lines < 2)
            return;
        for (let narrow = implicitWidth / lines; narrow < room; narrow += room / 32) {
            lay(narrow);
            if (lineCount === lines && contentWidth <= width)
                return;
        }
        lay(room);
    }

    Component.onCompleted: {
        complete = true;
        balance();
    }
    onMeasuredChanged: balance()
}
