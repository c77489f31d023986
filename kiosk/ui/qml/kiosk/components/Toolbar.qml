// The help that never moves: a person first, then the tools, the same on every screen.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk
import "../../../style"

Rectangle {
    id: toolbar

    required property Kiosk kiosk
    readonly property bool twoRows: Style.place.toolbarTwoRows
    readonly property bool wide: Style.landscape
    readonly property int count: Math.max(1, texts.length)
    readonly property int side: twoRows ? 32 : wide ? Style.place.margin : Style.measure.toolbarMargin
    readonly property int gap: Style.measure.targetGap
    readonly property int edge: twoRows ? 18 : wide ? 16 : 24
    readonly property int personW: wide ? 312 : 280
    readonly property real rowH: twoRows ? 112 : height - edge - (wide ? 16 : 24)

    // tools of the first row
    readonly property int first: twoRows ? Math.min(count, kiosk.personFirst ? 3 : 4) : count
    readonly property var texts: [...kiosk.toolTexts]
    // Worked out in one go: the words' widths, whether the pictures must give way, the places.
    readonly property var plan: {
        const isPerson = tool => tool === 0 && kiosk.personFirst;
        const whole = texts.map(text => text.replace(/\u00AD/g, ""));
        const words = whole.map((text, tool) => (isPerson(tool) ? bold : letters).twoLines(text));
        const natural = (tool, small) => words[tool] + (isPerson(tool) ? lead(small) : frame(small));
        const room = (from, to) => width - 2 * side - (to - from - 1) * gap;
        const naturals = (from, to, small) =>
            words.slice(from, to).map((_, tool) => Math.max(72, natural(from + tool, small)));
        const rows = [[0, first], [first, words.length]].filter(row => row[1] > row[0]);
        const sum = values => values.reduce((all, value) => all + value, 0);
        const tight = rows.some(row => sum(naturals(row[0], row[1], false)) > room(row[0], row[1]));
        return {
            tight: tight,
            places: [].concat(...rows.map(([from, to], index) =>
                abreast(naturals(from, to, tight), edge + index * (rowH + gap), isPerson(index))))
        };
    }

    // What a tool needs beside its words, and the person.
    function frame(small: bool): real {
        return !twoRows && !wide ? 8 : small ? 6 + 40 + 6 + 6 : Style.larger ? 10 + 48 + 8 + 10
            : 10 + 56 + 8 + 10;
    }
    function lead(small: bool): real {
        return twoRows || wide ? frame(small) : small ? 20 : 20 + 64 + 16 + 20;
    }
    // A row of tools, alike where their words allow it; a long word takes from those with air. The person is
    // the widest.
    function abreast(naturals: var, y: real, person: bool): var {
        const room = width - 2 * side - (naturals.length - 1) * gap;
        const weights = naturals.map((_, tool) => person && tool === 0 && twoRows ? 2 : 1);
        const sum = values => values.reduce((all, value) => all + value, 0);
        const lone = person && !twoRows && naturals.length > 1;
        const from = lone ? 1 : 0;
        const wanted = naturals.slice(from);
        const shares = weights.slice(from);
        // the widest, where there is room
        const fixed = lone ? Math.max(naturals[0], Math.min(personW, room - sum(wanted))) : 0;
        // Whoever needs more than an equal share gets it; the others share what is left.
        const widths = wanted.map(() => 0);
        let left = room - fixed;
        let open = wanted.map((_, tool) => tool);
        if (sum(wanted) > left) {
            open.forEach(tool => widths[tool] = Math.floor(left * wanted[tool] / sum(wanted)));
            open = [];
        }
        while (open.length > 0) {
            const part = left / sum(open.map(tool => shares[tool]));
            const large = open.filter(tool => wanted[tool] > part * shares[tool]);
            for (const tool of large.length > 0 ? large : open)
                widths[tool] = Math.floor(large.length > 0 ? wanted[tool] : part * shares[tool]);
            left -= sum(large.map(tool => widths[tool]));
            open = large.length > 0 ? open.filter(tool => !large.includes(tool)) : [];
        }
        let x = side;
        return [...(fixed > 0 ? [fixed] : []), ...widths].map(wide => {
            const place = Qt.rect(x, y, wide, rowH);
            x += wide + gap;
            return place;
        });
    }

    color: Style.toolbar
    visible: tools.count > 0

    LetterWidths {
        id: letters

        font.pixelSize: Math.max(Style.least, Math.round(Style.type.tool * Style.factor))
    }
    LetterWidths {
        id: bold

        font.bold: true
        font.pixelSize: Math.max(Style.least, Math.round(Style.type.person * Style.factor))
    }

    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        color: Style.overToolbar
        height: 3
        visible: Style.contrast
        width: parent.width - 2 * toolbar.side
    }
    Repeater {
        id: tools

        model: toolbar.kiosk.tools

        ToolButton {
            required property int index
            required property string key
            required text
            required pictogram
            required active
            readonly property rect place: toolbar.plan.places[index] ?? Qt.rect(0, 0, 0, 0)

            Accessible.checkable: ["larger", "lower", "contrast", "still"].includes(key)
            anchors.left: parent?.left
            anchors.leftMargin: place.x
            anchors.top: parent?.top
            anchors.topMargin: place.y
            beside: toolbar.twoRows || toolbar.wide
            focusGap: Style.overToolbar
            height: place.height
            objectName: "tool:" + key
            person: key === "person"
            tight: toolbar.plan.tight
            width: place.width

            onTapped: toolbar.kiosk.tap(key)
        }
    }
}
