// A stop on the path: the agency in both languages, what to show there, and its errands with pictogram and
// words.
pragma ComponentBehavior: Bound
import QtQuick
import "../../../style"
import "../../controls"

Item {
    id: row

    required property var stop
    property string showLabel
    property int density: 0 // airy, snug, tight
    readonly property bool tight: density > 1
    property bool folded: false // errands as pictograms alone
    property int mostColumns: Style.landscape ? 4 : 2
    readonly property bool band: row.stop.band
    readonly property int signSize: tight ? (band ? 84 : 68) : band ? 108 : 84 // of the sign beside it
    readonly property int pictureSize: Style.larger ? 64 : tight ? 48 : 56
    readonly property int rowGap: [14, 8, 4][density]
    readonly property int headGap: [8, 4, 2][density]
    readonly property bool tagged: stop.tag !== ""
    readonly property var papers: row.stop.bring.slice(0, 3)
    property int most: 2 // places for errands, built once: the next stop's come into the same ones
    readonly property var nothing: ({
            pictogram: "",
            text: "",
            strong: false
        })

    // The head: tag, agency and papers in one row; else the tag goes up beside the papers, or the papers go
    // below.
    readonly property real showW: papers.length > 0 ? show.natural + 16 : 0
    readonly property real tagW: tagged ? tag.width + 16 : 0
    readonly property real nameW: letters.line(row.stop.agency)
    readonly property bool oneRow: tagW + nameW + showW <= width
    readonly property bool tagAbove: !oneRow && tagged
    readonly property bool wraps: !oneRow && !tagAbove
        && letters.longestWord(row.stop.agency) <= width - showW
    readonly property bool showBelow: !oneRow && !tagAbove && !wraps && papers.length > 0
    readonly property real aboveH: tagAbove ? Math.max(tag.height, show.height) + (tight ? 4 : 12) : 0
    readonly property real agencyX: tagAbove ? 0 : tagW
    readonly property bool showBeside: oneRow || wraps
    readonly property real agencyRoom: width - agencyX - (showBeside ? showW : 0)
    readonly property bool secondBeside: agencyX + nameW + 18 + second.implicitWidth
        + (showBeside ? showW : 0) <= width
    readonly property real lineH: Math.max(agency.lineHeight,
        showBeside ? show.height : 0,
        tagged && !tagAbove ? tag.height : 0)
    readonly property real namesH: Math.max(lineH, (lineH - agency.lineHeight) / 2 + agency.height)
        + (row.stop.second !== "" && !secondBeside ? second.height : 0)
    readonly property real headH: aboveH + namesH

    // The errands: as many columns as hold them in one line each, else as few as break no word.
    readonly property int columnGap: folded ? 20 : 24
    readonly property var widths: folded ? [] : stop.errands.map(widthOf)
    readonly property int columns: columnsFor(stop.errands.length)
    readonly property real cellW: folded ? pictureSize : (width - (columns - 1) * columnGap) / columns
    readonly property int lines: Math.ceil(stop.errands.length / columns)

    // How wide an errand's words are in one line, their longest word, and the longest part of one. Bold is a
    // tenth wider.
    function widthOf(errand: var): var {
        const plain = errand.text.replace(/\u00AD/g, "");
        const bold = errand.strong ? 1.1 : 1;
        return {
            whole: errandLetters.line(plain) * bold,
            word: errandLetters.longestWord(plain) * bold,
            part: errandLetters.longestWord(errand.text) * bold
        };
    }
    function fits(count: int, what: string): bool {
        const room = (width - (count - 1) * columnGap) / count - pictureSize - 16;
        return widths.every(wide => wide[what] <= room);
    }
    function columnsFor(many: int): int {
        if (folded)
            return Math.max(1, many);
        if (many < 2)
            return 1;
        for (let count = mostColumns; count > 2; count--)
            if (fits(count, "whole"))
                return count;
        return mostColumns > 1 && fits(2, "part") ? 2 : 1;
    }
    function lineHeight(row: int): real {
        let high = 0;
        const end = Math.min(errands.count, stop.errands.length, (row + 1) * columns);
        for (let i = row * columns; i < end; i++)
            high = Math.max(high, (errands.itemAt(i) as PathErrand)?.implicitHeight ?? 0);
        return high;
    }
    function lineTop(row: int): real {
        let top = headH + headGap;
        for (let i = 0; i < row; i++)
            top += lineHeight(i) + rowGap;
        return top;
    }

    onStopChanged: most = Math.max(most, stop.errands.length)

    Accessible.name: [row.stop.tag, row.stop.agency, row.stop.second].filter(text => text !== "").join(", ")
    Accessible.role: Accessible.ListItem
    implicitHeight: (lines > 0 ? lineTop(lines) - rowGap : headH) + (showBelow ? rowGap + show.height : 0)

    ReadingFrame {
        name: row.objectName
    }
    LetterWidths {
        id: letters

        font: agency.font
    }
    LetterWidths {
        id: errandLetters

        font.pixelSize: Math.round(Style.type.errand * Style.factor)
    }
    Rectangle {
        id: tag

        anchors.left: parent.left
        anchors.top: parent.top
        anchors.topMargin: ((row.tagAbove ? Math.max(height, show.height) : row.lineH) - height) / 2
        border.color: Style.contrast ? color : Style.colour.ink
        border.width: Style.outline
        color: Style.colour.next
        height: Math.max(tagWords.height + (row.tight ? 2 : 8), row.tight ? 44 : 52)
        radius: 12
        visible: row.tagged
        width: tagWords.implicitWidth + 36

        Label {
            id: tagWords

            anchors.centerIn: parent
            color: Style.colour.overNext
            font.bold: true
            leading: Style.leading > 1.3 ? 1.3 : Style.leading
            px: Style.larger ? 40 : 34
            text: row.stop.tag
        }
    }
    Label {
        id: agency

        anchors.left: parent.left
        anchors.leftMargin: row.agencyX
        anchors.top: parent.top
        anchors.topMargin: row.aboveH + (row.lineH - lineHeight) / 2
        font.bold: true
        leading: Style.leading > 1.3 ? 1.3 : Style.leading
        px: row.band && !row.tight ? Style.type.agencyNext : Style.type.agency
        text: row.stop.agency
        width: row.agencyRoom
    }
    Label {
        id: second

        anchors.left: parent.left
        anchors.leftMargin: row.agencyX + (row.secondBeside ? row.nameW + 18 : 0)
        anchors.top: parent.top
        anchors.topMargin: agency.y
            + (row.secondBeside ? agency.baselineOffset - baselineOffset : agency.height)
        color: Style.colour.inkSecondary
        px: Style.type.secondary
        script: "Latn"
        text: row.stop.second
    }
    Item {
        id: show

        readonly property int paperSize: row.pictureSize
        readonly property int paperGap: 8
        readonly property real natural: showWords.implicitWidth + 14
            + row.papers.length * (paperSize + paperGap) - paperGap

        anchors.left: parent.left
        anchors.leftMargin: row.showBelow ? 0 : row.width - natural
        anchors.top: parent.top
        anchors.topMargin: row.showBelow ? row.implicitHeight - height
            : ((row.tagAbove ? Math.max(tag.height, height) : row.lineH) - height) / 2
        height: Math.max(paperSize, showWords.height)
        visible: row.papers.length > 0
        width: natural

        Label {
            id: showWords

            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            color: Style.colour.inkSecondary
            px: Style.type.secondary
            text: row.showLabel
        }
        Repeater {
            model: row.papers

            Pictogram {
                required property int index
                required property var modelData

                Accessible.name: modelData.text
                Accessible.role: Accessible.Graphic
                anchors.left: parent?.left
                anchors.leftMargin: showWords.implicitWidth + 14 + index * (show.paperSize + show.paperGap)
                anchors.verticalCenter: parent?.verticalCenter
                name: modelData.pictogram
                size: show.paperSize
            }
        }
    }
    Repeater {
        id: errands

        model: row.most

        PathErrand {
            required property int index
            readonly property var errand: row.stop.errands[index] ?? row.nothing

            anchors.left: parent?.left
            anchors.leftMargin: (index % row.columns) * (row.cellW + row.columnGap)
            anchors.top: parent?.top
            anchors.topMargin: row.lineTop(Math.floor(index / row.columns))
            folded: row.folded
            height: row.lineHeight(Math.floor(index / row.columns))
            parted: !row.folded && (row.widths[index]?.word ?? 0) > row.cellW - row.pictureSize - 16
            pictogram: errand.pictogram
            pictureSize: row.pictureSize
            strong: errand.strong
            text: errand.text
            visible: index < row.stop.errands.length
            width: row.cellW
        }
    }
}
