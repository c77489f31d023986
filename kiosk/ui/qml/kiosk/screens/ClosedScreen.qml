// The office is closed: when it opens, in every language it offers, since nobody can choose one now.
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
    readonly property real listX: wide ? 640 : 56
    readonly property real listY: wide ? 148 : head.y + head.height + 56
    readonly property real listW: wide ? 1224 : width - 112
    readonly property real end: Style.place.toolbar.y - 32 // under it one can listen
    readonly property real room: wide ? end - listY : end - 136 - head.height - 56

    // How it is drawn, found by `fit`.
    property int columns: 1
    property real share: 1
    property real spare: 0
    property real headY: 136
    readonly property int least: Math.min(24, Style.least) // between visits nobody has wished for larger text

    // Each language in the column that is the shorter so far.
    readonly property var cells: {
        const lows = Array(columns).fill(0);
        const found = [];
        for (let row = 0; row < lines.count; row++) {
            const column = lows.indexOf(Math.min(...lows));
            found.push({
                column: column,
                y: lows[column]
            });
            lows[column] += (lines.itemAt(row)?.implicitHeight ?? 0) + spare;
        }
        return {
            of: found,
            high: Math.max(...lows)
        };
    }

    function fit() {
        spare = 0;
        const ways = [[1, 1.2], [1, 1], [2, 1], [1, 0.85], [2, 0.85], [2, 0.72], [2, 0.6]];
        for (const [abreast, smaller] of ways) {
            columns = abreast;
            share = smaller;
            if (cells.high <= room)
                break;
        }
        spare = Math.max(0, Math.min(40, (room - cells.high) / Math.ceil(lines.count / columns)));
        headY = 136 + Math.max(0, room - cells.high) * 0.3;
    }

    Component.onCompleted: fit()

    Refit {
        values: [screen.kiosk.hours.map(line => line.text + line.second), screen.wide]

        onTriggered: screen.fit()
    }
    Item {
        id: head

        anchors.left: parent.left
        anchors.leftMargin: screen.wide ? 164 : 56
        anchors.top: parent.top
        anchors.topMargin: screen.wide ? 148 : screen.headY
        height: title.y + title.height + (second.visible ? second.height + 8 : 0)
        width: screen.wide ? 440 : parent.width - 112

        Pictogram {
            id: picture

            anchors.left: parent.left
            flush: true
            name: screen.kiosk.pictogram
            size: 200
        }
        BalancedText {
            id: title

            Accessible.name: [screen.kiosk.title, screen.kiosk.second, screen.kiosk.body]
                .filter(text => text !== "").join(". ")
            Accessible.role: Accessible.Heading
            anchors.left: parent.left
            anchors.top: parent.top
            anchors.topMargin: picture.height + 32
            font.bold: true
            share: 0.6
            px: Style.type.title
            room: parent.width
            says: screen.kiosk.title
        }
        Label {
            id: second

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: title.bottom
            anchors.topMargin: 8
            color: Style.colour.inkSecondary
            px: Style.place.questionSecondPx
            script: "Latn"
            text: screen.kiosk.second
        }
    }
    Repeater {
        id: lines

        model: screen.kiosk.hours

        Item {
            id: line

            required property int index
            required property var modelData
            readonly property string script: modelData.rtl ? "Arab"
                : /[\u1200-\u139F]/.test(modelData.text) ? "Ethi" : "Latn"
            readonly property var cell: screen.cells.of[index] ?? null
            readonly property int column: cell ? cell.column : 0
            readonly property real columnW: (screen.listW - (screen.columns - 1) * 48) / screen.columns

            LayoutMirroring.childrenInherit: true
            LayoutMirroring.enabled: modelData.rtl
            height: implicitHeight + screen.spare
            implicitHeight: text.height + week.height + 32
            width: columnW
            x: screen.listX + (Style.rtl ? screen.columns - 1 - column : column) * (columnW + 48)
                - (Style.rtl ? screen.listX - (screen.width - screen.listX - screen.listW) : 0)
            y: screen.listY + (cell ? cell.y : 0)

            Rectangle {
                anchors.left: parent.left
                anchors.right: parent.right
                color: Style.colour.hairline
                height: Style.measure.hairline
            }
            Label {
                id: text

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.top: parent.top
                anchors.topMargin: 16 + screen.spare / 2
                font.bold: true
                leading: Style.type.leading(line.script) > 1.3 ? 1.3 : 1.18
                least: screen.least
                px: Math.round(40 * screen.share)
                script: line.script
                text: line.modelData.text
            }
            Label {
                id: week

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.top: text.bottom
                color: Style.colour.inkSecondary
                leading: Style.type.leading(line.script) > 1.3 ? 1.3 : 1.18
                least: screen.least
                px: Math.round(32 * screen.share)
                script: line.script
                text: line.modelData.second
            }
        }
    }
}
