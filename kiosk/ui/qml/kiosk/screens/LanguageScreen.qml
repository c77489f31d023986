// Welcome, and in which language: the idle screen. Scripts stand on the side they begin at, so nothing here
// is mirrored.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk
import "../../../style"
import "../../controls"
import "../components"

Item {
    id: screen

    required property Kiosk kiosk
    readonly property bool wide: Style.landscape
    readonly property real posterW: wide ? 728 : width
    readonly property real posterH: wide ? Style.place.toolbar.y : Style.lower ? 900 : 560
    // beside the poster, which is at the start
    readonly property real areaX: wide ? (Style.rtl ? Style.place.margin : 760) : Style.place.margin
    readonly property real areaW: wide ? 1104 : width - 2 * areaX
    readonly property real areaY: wide ? (Style.lower ? 300 : 148) : Style.lower ? 952 : 600
    readonly property real areaEnd: kiosk.back !== "" && !wide ? Style.place.action.y - 32
        : Style.place.toolbar.y - 32
    readonly property int lines: Math.max(1, Math.ceil(kiosk.choiceCount / columns))
    readonly property int columns: (areaEnd - areaY + rowGap) / Math.ceil(kiosk.choiceCount / 2)
        - rowGap < Style.measure.targetMinimum ? 3 : 2
    readonly property int rowGap: 16
    readonly property int columnGap: columns > 2 ? Style.measure.targetGap : wide ? 24 : 56
    readonly property real cellW: (areaW - (columns - 1) * columnGap) / columns
    readonly property real cellH: Math.min(wide ? 140 : 200,
        Math.floor((areaEnd - areaY - (lines - 1) * rowGap) / lines))
    readonly property real tilesEnd: areaY + lines * (cellH + rowGap)
    readonly property var cells: sorted(kiosk.choiceSides)

    // For each choice its cell: those written from the left from the left column on, the others from the
    // right one.
    function sorted(sides: var): var {
        const from = rtl => [...sides.keys()].filter(row => sides[row] === rtl);
        const ltr = from(false), rtl = from(true);
        const full = (columns - 1) * lines; // of the left columns
        const left = [...ltr.slice(0, full), ...rtl.slice(lines)];
        const right = [...rtl.slice(0, lines), ...ltr.slice(full)];
        const cells = [];
        left.forEach((choice, cell) => cells[choice] = Qt.point(Math.floor(cell / lines), cell % lines));
        right.forEach((choice, row) => cells[choice] = Qt.point(columns - 1, row));
        return cells;
    }

    LayoutMirroring.childrenInherit: true
    LayoutMirroring.enabled: false

    Poster {
        greetings: screen.kiosk.greetings
        height: screen.posterH
        width: screen.posterW
        x: Style.rtl ? screen.width - width : 0
    }
    Rectangle {
        color: Style.colour.ink
        height: (trust.visible ? screen.tilesEnd - screen.rowGap : Style.place.toolbar.y) - y
        visible: !screen.wide && screen.columns < 3
        width: 7
        x: (screen.width - width) / 2
        y: screen.posterH
    }
    Repeater {
        model: screen.kiosk.choices

        LanguageTile {
            id: tile

            required property int index
            required property string action
            readonly property point cell: screen.cells[index] ?? Qt.point(0, index)

            height: screen.cellH
            other: action === "other"
            required key
            required text
            required second
            required pictogram
            required selected
            required rtl
            roomy: screen.columns < 3
            width: screen.cellW
            x: screen.areaX + cell.x * (screen.cellW + screen.columnGap)
            y: screen.areaY + cell.y * (screen.cellH + screen.rowGap)

            onTapped: screen.kiosk.choose_language(key)
        }
    }
    Item {
        id: trust

        readonly property real room: screen.areaEnd - screen.tilesEnd

        height: told.height
        visible: screen.kiosk.trustLines.length > 0 && room >= told.height + 24
        width: screen.areaW
        x: screen.areaX
        y: screen.tilesEnd + Math.max(12, (room - height) / 2)

        Column {
            id: told

            spacing: screen.wide ? 8 : 12
            width: parent.width

            Repeater {
                model: screen.kiosk.trustLines

                Item {
                    id: line

                    required property int index
                    required property var modelData
                    readonly property int apart: index > 0
                        && modelData.pictogram === screen.kiosk.trustLines[0].pictogram ? 32 : 0
                    readonly property bool rtl: Style.writesFromTheRight(modelData.text)

                    LayoutMirroring.childrenInherit: true
                    LayoutMirroring.enabled: rtl
                    height: Math.max(picture.height, words.height) + apart
                    width: told.width

                    Pictogram {
                        id: picture

                        anchors.left: parent.left
                        anchors.verticalCenter: parent.verticalCenter
                        anchors.verticalCenterOffset: line.apart / 2
                        flush: true
                        name: line.modelData.pictogram
                        rtl: line.rtl
                        size: screen.wide ? 44 : 72
                    }
                    Label {
                        id: words

                        anchors.left: parent.left
                        anchors.leftMargin: screen.wide ? 80 : 108
                        anchors.right: parent.right
                        anchors.verticalCenter: parent.verticalCenter
                        anchors.verticalCenterOffset: line.apart / 2
                        font.bold: line.modelData.strong
                        px: Style.larger && !screen.wide ? 40 : screen.wide ? 28 : 33
                        script: line.rtl ? "Arab" : "Latn"
                        text: line.modelData.text
                    }
                }
            }
        }
    }
}
