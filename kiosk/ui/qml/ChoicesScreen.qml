// A question and its choices: tiles two abreast, rows one under the other, or a grid where there are many.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk
import "../style"

Item {
    id: screen

    required property Kiosk kiosk
    readonly property rect area: Style.place.choices
    readonly property int gap: Style.place.gap
    readonly property bool many: kiosk.layout === "grid"
    // The picture over the words where a cell is high enough for both.
    readonly property bool over: Style.landscape ? columns > 1 && !signed : kiosk.layout === "tiles" && !Style.place.beside && known > 3
    readonly property bool signed: kiosk.choicesSigned
    readonly property int known: kiosk.choiceCount
    readonly property int columns: Style.landscape ? (signed ? 2 : known > 4 ? 3 : known <= 3 ? 1 : 2) : kiosk.layout === "rows" && known <= (Style.lower ? 5 : 7) || known <= 3 ? 1 : 2
    readonly property bool firstIsWide: many && kiosk.multiple && columns === 2 && known % 2 === 1
    readonly property int lines: Math.ceil((known + (firstIsWide ? 1 : 0)) / columns)
    readonly property int tightGap: lines > 4 ? Math.min(gap, 16) : gap
    readonly property real cellW: (area.width - (columns - 1) * gap) / columns
    readonly property real cellH: Math.min((area.height - (lines - 1) * tightGap) / Math.max(1, lines), 442)

    // Kept as a list: a page that goes is asked for its places once more, and may call no function then.
    readonly property var places: Array.from({
        length: known
    }, (_, index) => {
        const cell = firstIsWide && index > 0 ? index + 1 : index;
        const wide = firstIsWide && index === 0;
        return Qt.rect((cell % columns) * (cellW + gap), Math.floor(cell / columns) * (cellH + tightGap), wide ? area.width : cellW, cellH);
    })

    Question {
        anchors.left: parent.left
        anchors.leftMargin: Style.place.question.x
        anchors.top: parent.top
        anchors.topMargin: Style.place.question.y
        centred: !Style.landscape
        height: screen.kiosk.action !== "" || screen.kiosk.trust !== "" ? Style.place.questionLow : Style.place.question.height
        kiosk: screen.kiosk
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
            id: tiles

            model: screen.over ? screen.kiosk.choices : null

            Tile {
                required property int index
                readonly property rect place: screen.places[index] ?? Qt.rect(0, 0, 0, 0)

                anchors.left: parent?.left
                anchors.leftMargin: place.x
                anchors.top: parent?.top
                anchors.topMargin: place.y
                height: place.height
                multiple: screen.kiosk.multiple
                px: screen.columns === 2 && Style.landscape ? Style.type.choiceRow : Style.type.choice
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
            id: rows

            model: screen.over ? null : screen.kiosk.choices

            ChoiceRow {
                required property int index
                readonly property rect place: screen.places[index] ?? Qt.rect(0, 0, 0, 0)

                anchors.left: parent?.left
                anchors.leftMargin: place.x
                anchors.top: parent?.top
                anchors.topMargin: place.y
                height: place.height
                multiple: screen.kiosk.multiple
                narrow: screen.columns > 1
                px: screen.columns > 1 || height < 130 ? Style.type.choice : Style.type.choiceRow
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
