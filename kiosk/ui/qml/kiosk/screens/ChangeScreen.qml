// Leave stops out and put them back, with or without an interpreter: each stop a row with two large buttons.
pragma ComponentBehavior: Bound
import QtQuick
import "../../../style"
import "../components"

Paged {
    id: screen

    readonly property rect area: Style.place.choices
    readonly property int gap: stacked ? 32 : Style.measure.targetGap
    readonly property int count: stops.count + toggles.count
    readonly property int namePx: Style.larger ? Style.type.agency : Style.type.body
    readonly property var going: [].concat(...kiosk.groups.map(group => group.stops))
    readonly property real longest: Math.max(0,
        ...going.map(stop => letters.longestWord(stop.agency.replace(/\u00AD/g, ""))))
    readonly property real inOneLine: labels.widest([kiosk.doneLabel, kiosk.notTodayLabel]) + 32
    readonly property real inTwoLines:
        Math.max(labels.twoLines(kiosk.doneLabel), labels.twoLines(kiosk.notTodayLabel)) + 32
    readonly property real buttonW: inOneLine <= 236 ? Math.max(200, inOneLine)
        : Math.min(Style.landscape ? 280 : 264, Math.max(200, inTwoLines))
    readonly property real nameRoom: area.width - 104 - 2 * buttonW - Style.measure.targetGap - 20
    readonly property real shrunk: Style.larger ? 1 : Math.min(1, nameRoom / Math.max(1, longest))
    readonly property bool stacked: shrunk < 0.86 || Style.larger // some name has no room beside the buttons
    readonly property int least: Math.max(stacked ? 160 : inOneLine <= buttonW ? 98 : 132, highest())
    readonly property int most: Math.max(stacked ? 200 : 152, least)
    readonly property int each: Math.max(1, Math.min(count, Math.floor((area.height + gap) / (least + gap))))
    readonly property int perPage: Math.ceil(count / Math.max(1, Math.ceil(count / each)))
    readonly property real rowH: Math.min(most, (area.height - (perPage - 1) * gap) / perPage)
    readonly property real blockH: perPage * (rowH + gap) - gap

    function highest(): real {
        let most = 0;
        for (let row = 0; row < stops.count; row++)
            most = Math.max(most, (stops.itemAt(row) as StopChoice)?.natural ?? 0);
        return Math.ceil(most);
    }
    function topOf(row: int): real {
        return (row % perPage) * (rowH + gap);
    }
    function shown(row: int): bool {
        return Math.floor(row / perPage) === page;
    }

    pages: Math.ceil(count / Math.max(1, perPage))

    LetterWidths {
        id: letters

        font.bold: true
        font.pixelSize: Math.round(screen.namePx * Style.factor)
    }
    LetterWidths {
        id: labels

        font.bold: true
        font.pixelSize: Math.round(Style.type.errand * Style.factor)
    }
    Question {
        anchors.left: parent.left
        anchors.leftMargin: Style.place.question.x
        anchors.top: parent.top
        anchors.topMargin: Style.landscape ? Style.place.question.y : 136
        centred: !Style.landscape
        height: Style.landscape
            ? Style.place.action.y - Style.place.action.height - Style.place.gap - 24 - Style.place.question.y
            : screen.area.y - 24 - 136
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
            id: stops

            model: screen.kiosk.stops

            StopChoice {
                required property int index

                anchors.left: parent?.left
                anchors.top: parent?.top
                anchors.topMargin: screen.topOf(index)
                beside: screen.buttonW
                height: screen.rowH
                kiosk: screen.kiosk
                objectName: "stop:" + station
                px: Math.floor(screen.namePx * (screen.stacked ? 1 : screen.shrunk))
                stacked: screen.stacked
                visible: screen.shown(index)
                width: screen.area.width
                required agency
                required dropped
                required errands
                required second
                required station
            }
        }
        Toggles {
            id: toggles

            anchors.fill: parent
            first: stops.count
            kiosk: screen.kiosk
            rowH: screen.rowH
            placed: row => screen.topOf(row)
            shows: row => screen.shown(row)
        }
    }
}
