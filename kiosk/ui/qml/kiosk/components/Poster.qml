// The welcome: greetings on lines that come from both sides, meet in the yellow ring and go on as one.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Shapes
import "../../../style"
import "../../controls"

Rectangle {
    id: poster

    property var greetings: []
    readonly property real centreX: Style.landscape ? 440 : width / 2
    readonly property real centreY: Math.round(height * 0.546)
    readonly property int edge: Style.landscape ? 32 : 56
    readonly property int rightward: greetings.filter(line => line.rtl).length
    readonly property int px: Math.max(rightward, greetings.length - rightward) > 4
        ? (Style.landscape ? 32 : 34) : 44
    readonly property int pxRight: Style.landscape ? Math.min(px, 28) : px
    // lying it is a picture: its words stand in the tiles too
    readonly property int least: Style.landscape ? 0 : Style.least
    readonly property var fromLeft: linesOf(false)
    readonly property var fromRight: linesOf(true)

    // Words and heights of the lines of one side, spread evenly round the ring.
    function linesOf(rtl: bool): var {
        const texts = greetings.filter(line => line.rtl === rtl).map(line => line.text);
        const room = height - centreY - 40;
        // Neither out of the panel nor so far that a line bends before its words end.
        const outer = letters.widest([texts[0] ?? "", texts[texts.length - 1] ?? ""]);
        const spread = Math.min(2 * room, 2 * (centreX - edge - outer - 12));
        const pitch = texts.length > 1 ? Math.min(Style.landscape ? 66 : 100, spread / (texts.length - 1))
            : 0;
        return texts.map((text, row) => ({
                    text: text,
                    y: Math.round(centreY + (row - (texts.length - 1) / 2) * pitch)
                }));
    }
    // Each line runs level to the diagonal through the ring; the outermost follow it in.
    function drawn(lines: var, side: int): string {
        let path = "";
        for (const [row, line] of lines.entries()) {
            const bend = centreX + side * Math.min(Math.abs(line.y - centreY), centreX - edge);
            path += "M" + (side < 0 ? 0 : width) + " " + line.y + "H" + bend;
            if (row === 0 || row === lines.length - 1)
                path += "L" + centreX + " " + centreY;
        }
        return path;
    }

    Accessible.ignored: true
    color: Style.toolbar

    LetterWidths {
        id: letters

        font.bold: true
        font.pixelSize: Math.max(poster.least, poster.px)
    }

    Shape {
        anchors.fill: parent

        ShapePath {
            capStyle: ShapePath.FlatCap
            fillColor: "transparent"
            joinStyle: ShapePath.MiterJoin
            strokeColor: Style.overToolbar
            strokeWidth: 7

            PathSvg {
                path: poster.drawn(poster.fromLeft, -1) + poster.drawn(poster.fromRight, 1) + "M"
                    + poster.centreX + " " + poster.centreY + "V" + poster.height
            }
        }
    }
    Repeater {
        model: poster.fromLeft

        Label {
            required property var modelData

            anchors.left: parent?.left
            anchors.leftMargin: poster.edge
            color: Style.overToolbar
            font.bold: true
            leading: 1.18
            least: poster.least
            px: poster.px
            script: "Latn"
            text: modelData.text
            y: modelData.y - height - Math.round(poster.px * 0.2)
        }
    }
    Repeater {
        model: poster.fromRight

        Label {
            required property var modelData

            anchors.right: parent?.right
            anchors.rightMargin: poster.edge
            color: Style.overToolbar
            font.bold: true
            leading: 1.42
            least: poster.least
            px: poster.pxRight
            script: "Arab"
            text: modelData.text
            y: modelData.y - height - Math.round(poster.pxRight * 0.1)
        }
    }
    Rectangle {
        border.color: Style.overToolbar
        border.width: 14
        color: Style.colour.next
        height: width
        radius: width / 2
        width: 130
        x: poster.centreX - width / 2
        y: poster.centreY - height / 2

        Pictogram {
            anchors.centerIn: parent
            ink: Style.colour.overNext
            name: "touch"
            rtl: false
            size: 64
        }
    }
}
