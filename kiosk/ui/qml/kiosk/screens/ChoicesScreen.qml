// A question and its choices: tiles two abreast, rows one under the other, or a grid where there are many.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk
import "../../../style"
import "../components"

Item {
    id: screen

    required property Kiosk kiosk
    readonly property rect place: Style.place.choices
    // What is kept and what not has no room in the action bar: in larger text it stands under the choices, or over them
    // where those are low; lying, over the way back.
    readonly property bool trusted: (Style.larger || Style.landscape) && kiosk.trust !== "" && kiosk.action === ""
    readonly property real trustH: trusted ? trust.height + Style.place.gap : 0
    readonly property rect area: Qt.rect(place.x, place.y, place.width, place.height - (Style.lower || Style.landscape ? 0 : trustH))
    // Worked out in one go: every step of its own would move every tile once more.
    readonly property var plan: {
        const wide = Style.landscape;
        const count = kiosk.choiceCount;
        const signed = kiosk.choicesSigned; // stations: long names beside their signs
        const inRows = kiosk.layout === "rows" && count <= (Style.lower ? 5 : 7) || count <= 3;
        const abreast = wide ? (signed ? 2 : count > 4 ? 3 : count <= 3 ? 1 : 2) : inRows ? 1 : 2;
        // The picture over the words where a cell is high enough for both.
        const room = (place.width - (abreast - 1) * Style.place.gap) / abreast - 48; // of a tile's words
        const over = longest <= room && (wide ? abreast > 1 && !signed : kiosk.layout === "tiles" && !Style.place.beside && count > 3);
        // Words too long for two abreast: one under the other, where that leaves them high enough.
        const beside = over ? abreast : Math.min(2, abreast);
        const columns = beside === 2 && !over && !fits(half - 16 - 60 - 14) && (area.height + 16) / count - 16 >= 76 ? 1 : beside;
        // "All of it" and "none of it" stand first and alone.
        const firstIsWide = kiosk.layout === "grid" && kiosk.multiple && columns === 2 && count % 2 === 1;
        const lines = Math.max(1, Math.ceil((count + (firstIsWide ? 1 : 0)) / columns));
        const gapX = Style.place.gap;
        const gapY = lines > 4 ? Math.min(gapX, 16) : gapX;
        const cellW = Math.floor((area.width - (columns - 1) * gapX) / columns);
        const cellH = Math.min(Math.floor((area.height - (lines - 1) * gapY) / lines), 442);
        const places = [];
        for (let row = 0; row < count; row++) {
            const cell = firstIsWide && row > 0 ? row + 1 : row;
            const cellX = (cell % columns) * (cellW + gapX);
            places.push(Qt.rect(cellX, Math.floor(cell / columns) * (cellH + gapY), firstIsWide && row === 0 ? area.width : cellW, cellH));
        }
        return {
            columns: columns,
            over: over,
            places: places,
            multiple: kiosk.multiple,
            told: [count, columns, over, firstIsWide, kiosk.multiple, cellW, cellH].join()
        };
    }
    readonly property bool over: plan.over
    // The longest word and the longest words of all choices, in the smallest letters a choice may have.
    readonly property real smallest: Math.max(Style.measure.choiceShare * letters.font.pixelSize, Style.least)
    readonly property var texts: [...kiosk.choiceTexts]
    readonly property real longest: texts.reduce((most, text) => Math.max(most, letters.longestWord(text)), 0) * smallest / letters.font.pixelSize
    readonly property real widest: letters.widest(texts) * smallest / letters.font.pixelSize
    readonly property real half: (place.width - Style.place.gap) / 2 - (kiosk.multiple ? 52 + 16 + 10 : 12) // of a row, before the box
    readonly property bool cramped: barsPlan.columns > 1 && !fits(half - 24 - 92 - 20 - (kiosk.multiple ? 22 : 8))
    // Each form keeps its plan while the other is shown: what is hidden is not laid out again.
    property var tilesPlan: nothing
    property var barsPlan: nothing
    readonly property var nothing: ({
            columns: 1,
            places: [Qt.rect(0, 0, 0, 0)],
            multiple: false,
            told: ""
        })

    // Whether all words fit beside their picture in two columns, in as many lines as a row is high; a line is not full.
    function fits(room: real): bool {
        const rows = Math.ceil((texts.length + 1) / 2);
        const high = (area.height - (rows - 1) * 16) / rows - 12;
        const lines = Math.max(1, Math.floor(high / (smallest * Style.leading)));
        return longest <= room && widest <= room * lines * (lines > 1 ? 0.8 : 1);
    }
    function follow() {
        if (plan.over && tilesPlan.told !== plan.told)
            tilesPlan = plan;
        else if (!plan.over && barsPlan.told !== plan.told)
            barsPlan = plan;
        kiosk.as_tiles(plan.over);
    }
    function placeOf(places: var, row: int): rect {
        return places[row < places.length ? row : places.length - 1] ?? Qt.rect(0, 0, 0, 0);
    }

    Component.onCompleted: follow()
    onPlanChanged: follow()

    LetterWidths {
        id: letters

        font.bold: true
        font.pixelSize: Math.round(Style.type.choice * Style.factor)
    }
    Question {
        anchors.left: parent.left
        anchors.leftMargin: Style.place.question.x
        anchors.top: parent.top
        anchors.topMargin: Style.place.question.y
        centred: !Style.landscape
        height: Style.landscape && screen.trusted ? trust.y - 24 - y : (screen.kiosk.action !== "" || screen.kiosk.trust !== "" ? Style.place.questionLow : Style.place.question.height) - (Style.lower ? screen.trustH : 0)
        kiosk: screen.kiosk
        width: Style.place.question.width
    }
    TrustLine {
        id: trust

        anchors.left: parent.left
        anchors.leftMargin: Style.place.question.x
        anchors.top: parent.top
        anchors.topMargin: (Style.landscape ? Style.place.action.y - Style.place.gap : Style.lower ? screen.place.y - Style.place.gap : screen.place.y + screen.place.height) - height
        flush: Style.landscape
        says: screen.trusted ? screen.kiosk.trust : ""
        width: Style.place.question.width
    }
    Item {
        anchors.left: parent.left
        anchors.leftMargin: screen.area.x
        anchors.top: parent.top
        anchors.topMargin: screen.area.y
        height: screen.area.height
        width: screen.area.width

        Repeater {
            model: screen.kiosk.tiles

            Tile {
                required property int index
                readonly property rect place: screen.placeOf(screen.tilesPlan.places, index)

                anchors.left: parent?.left
                anchors.leftMargin: place.x
                anchors.top: parent?.top
                anchors.topMargin: place.y
                height: place.height
                multiple: screen.tilesPlan.multiple
                px: screen.tilesPlan.columns === 2 && Style.landscape ? Style.type.choiceRow : Style.type.choice
                visible: screen.over && key !== ""
                width: place.width
                required key
                required text
                required second
                required pictogram
                required sign
                required note
                required selected

                onTapped: screen.kiosk.choose(key)
            }
        }
        Repeater {
            model: screen.kiosk.bars

            ChoiceRow {
                required property int index
                readonly property rect place: screen.placeOf(screen.barsPlan.places, index)

                anchors.left: parent?.left
                anchors.leftMargin: place.x
                anchors.top: parent?.top
                anchors.topMargin: place.y
                height: place.height
                multiple: screen.barsPlan.multiple
                cramped: screen.cramped
                narrow: screen.barsPlan.columns > 1
                px: screen.barsPlan.columns > 1 || height < 130 ? Style.type.choice : Style.type.choiceRow
                visible: !screen.over && key !== ""
                width: place.width
                required key
                required text
                required second
                required pictogram
                required sign
                required note
                required selected

                onTapped: screen.kiosk.choose(key)
            }
        }
    }
}
