// The help that never moves: a person first, then the tools, the same on every screen.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk
import "../style"

Rectangle {
    id: plinth

    required property Kiosk kiosk
    readonly property bool twoRows: Style.place.plinthTwoRows
    readonly property bool wide: Style.landscape
    readonly property int count: Math.max(1, tools.count)
    readonly property int side: twoRows ? 32 : wide ? Style.place.margin : Style.measure.plinthMargin
    readonly property int gap: Style.measure.targetGap
    readonly property int edge: twoRows ? 18 : wide ? 16 : 24
    readonly property int personW: twoRows ? 2 * column + gap : wide ? 312 : 280
    readonly property real column: Math.floor((width - 2 * side - 3 * gap) / 4)
    readonly property real rowH: twoRows ? 112 : height - edge - (wide ? 16 : 24)

    readonly property var places: Array.from({
        length: tools.count
    }, (_, row) => {
        const person = kiosk.personFirst;
        if (person && row === 0)
            return Qt.rect(side, edge, personW, rowH);
        if (!twoRows) {
            const start = person ? side + personW + gap : side;
            const others = count - (person ? 1 : 0);
            const each = Math.floor((width - side - start - (others - 1) * gap) / Math.max(1, others));
            return Qt.rect(start + (row - (person ? 1 : 0)) * (each + gap), edge, each, rowH);
        }
        const cell = row + (person ? 1 : 0); // the person takes two
        return Qt.rect(side + (cell % 4) * (column + gap), edge + Math.floor(cell / 4) * (rowH + gap), column, rowH);
    })

    color: Style.plinth
    visible: tools.count > 0

    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        color: Style.overPlinth
        height: 3
        visible: Style.contrast
        width: parent.width - 2 * plinth.side
    }
    Repeater {
        id: tools

        model: plinth.kiosk.tools

        ToolButton {
            required property int index
            required property string key
            required text
            required pictogram
            required active
            readonly property rect place: plinth.places[index] ?? Qt.rect(0, 0, 0, 0)

            Accessible.checkable: ["larger", "lower", "contrast", "still"].includes(key)
            anchors.left: parent?.left
            anchors.leftMargin: place.x
            anchors.top: parent?.top
            anchors.topMargin: place.y
            beside: plinth.twoRows || plinth.wide
            focusGap: Style.overPlinth
            height: place.height
            objectName: "tool:" + key
            person: key === "person"
            width: place.width

            onTapped: plinth.kiosk.tap(key)
        }
    }
}
