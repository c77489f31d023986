// The path in short: its signs on a lying line, on a double track where the order is free.
pragma ComponentBehavior: Bound
import QtQuick
import "../../controls"

Item {
    id: brief

    property var groups: []
    property int largest: 84
    readonly property var stops: [].concat(...groups.map(group => group.stops))
    readonly property int count: stops.length
    readonly property bool forkAtStart: count > 0 && groups[0].kind === "any"
    readonly property bool forkAtEnd: count > 0 && groups[groups.length - 1].kind === "any"
    readonly property real ends: (forkAtStart ? 40 : 0) + (forkAtEnd ? 40 : 0)
    readonly property real pitch: count > 1 ? Math.min(largest * 1.76, (width - ends - largest) / (count - 1))
        : 0
    readonly property int signSize: Math.floor(count > 1 ? Math.min(largest, pitch * 0.74) : largest)
    readonly property real first: (width - pitch * (count - 1)) / 2
    readonly property var doubles: tracks()

    function middle(index: int): real {
        return first + index * pitch;
    }
    function tracks(): var {
        const found = [];
        let index = 0;
        for (const group of groups) {
            const start = index;
            index += group.stops.length;
            if (group.kind === "any")
                found.push({
                    start: start > 0 ? middle(start - 1) + signSize / 2 + pitch / 16
                        : middle(0) - signSize / 2 - 36,
                    end: index < count ? middle(index) - signSize / 2 - pitch / 16
                        : middle(index - 1) + signSize / 2 + 36,
                    open: false,
                    goes_on: false
                });
        }
        return found;
    }

    Accessible.name: stops.map(stop => stop.agency).join(", ")
    Accessible.role: Accessible.Graphic
    implicitHeight: largest

    VisitLine {
        anchors.fill: parent
        axis: height / 2
        lying: true
        run: brief.count < 2 ? null : {
            start: brief.forkAtStart ? brief.doubles[0].start : brief.middle(0),
            end: brief.forkAtEnd ? 0 : brief.middle(brief.count - 1),
            doubles: brief.doubles
        }
        single: 10
        spread: Math.min(21, brief.signSize / 4)
        twin: 7
    }
    Repeater {
        model: brief.stops

        StationSign {
            required property int index
            required property var modelData

            anchors.left: parent?.left
            anchors.leftMargin: brief.middle(index) - size / 2
            anchors.verticalCenter: parent?.verticalCenter
            size: brief.signSize
            station: modelData.station
        }
    }
}
