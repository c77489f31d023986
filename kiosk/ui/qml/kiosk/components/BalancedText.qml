// Words in lines about equally long, so that no word stands alone on the last one. Give it `says` and `room`.
import QtQuick
import "../../../style"
import "../../controls"

Label {
    id: words

    property string says
    property real room: 0
    property real high: 0 // how high it may become; 0: as high as it needs
    property real share: 1 // how much smaller letters may become before a long word is broken
    property bool fits: true // no word is longer than the room
    property bool complete: false
    property bool balancing: false
    readonly property bool seen: parent?.visible ?? false // what is hidden is balanced once, when it comes
    readonly property string measured: JSON.stringify([says, px, Math.round(room), Math.round(high), share,
        script, leading, least])

    function lay(within: real) {
        width = Math.ceil(within);
        forceLayout(); // Text keeps its lines when it grows
        fits = contentWidth <= room + 3; // the space at a break may stand over
    }
    function balance() {
        if (complete && says === "")
            text = ""; // whatever the room: nothing that was said stays
        if (!complete || !seen || balancing || room <= 0 || says === "")
            return;
        balancing = true;
        const asked = measured;
        set();
        if (measured !== asked)
            set();
        balancing = false;
    }
    function set() {
        const full = Math.max(least, Math.round(px * Style.type.factor(script)));
        const smallest = Math.max(least, Math.floor(full * share));
        font.pixelSize = full;
        wrapMode = Text.WordWrap;
        text = says.replace(/\u00AD/g, "");
        lay(room);
        if (!fits) {
            text = says; // a long word is parted at its soft hyphens only when it does not fit whole
            lay(room);
        }
        const step = Math.max(1, Math.round(full * 0.06));
        while ((!fits || high > 0 && height > high) && font.pixelSize > smallest) {
            font.pixelSize = Math.max(smallest, font.pixelSize - step);
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
        // The narrowest that needs no more lines, by halving.
        let narrow = implicitWidth / lines;
        let enough = room;
        while (enough - narrow > room / 32) {
            const middle = (narrow + enough) / 2;
            lay(middle);
            if (lineCount === lines && contentWidth <= width)
                enough = middle;
            else
                narrow = middle;
        }
        lay(enough);
    }

    Component.onCompleted: {
        complete = true;
        balance();
    }
    onMeasuredChanged: balance()
    onSeenChanged: {
        if (seen)
            balance();
    }
}
