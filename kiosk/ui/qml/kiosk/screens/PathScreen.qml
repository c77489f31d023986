// The path of the day: stops on the line, the next one in its band, what is not today below. Pages, never scrolls.
pragma ComponentBehavior: Bound
import QtQuick
import "../../../style"
import "../../controls"
import "../components"

Paged {
    id: screen

    readonly property bool wide: Style.landscape
    readonly property real areaX: wide ? 728 : 0
    readonly property real areaTop: wide ? 124 : Math.max(Style.larger ? 0 : 248, title.y + title.implicitHeight + 20)
    readonly property real areaEnd: wide ? Style.place.toolbar.y : Style.place.action.y - 24
    readonly property real room: areaEnd - areaTop
    readonly property real lineX: wide ? 92 : 112
    readonly property real textX: wide ? 184 : 204
    readonly property var groups: [...kiosk.groups] // read once: each reading of the view copies it
    readonly property var stops: [].concat(...groups.map(group => group.stops))
    readonly property string measured: [Style.larger, Style.script, wide, room, groups.length, kiosk.laterHeadline, kiosk.laterDetail, kiosk.laterNotToday.length].join("\u0000")
    readonly property real laterH: kiosk.hasLater ? later.implicitHeight : 0
    // Places for stops, built once: the next visitor's stops come into the same ones.
    property int most: 5
    readonly property var nobody: ({
            station: "",
            agency: "",
            second: "",
            tag: "",
            band: false,
            errands: [],
            bring: []
        })

    // How it is drawn, found by `fit`.
    property bool fitted: false
    property bool fitting: false
    property int density: 0 // airy, snug, tight
    readonly property bool tight: density > 1
    property bool folded: false
    property var slots: [] // for each stop {page, y, h}
    property var labels: [] // for each group {page, y, h}
    property var lines: [] // for each page {from, to, doubles}

    readonly property int labelH: Style.larger ? 60 : tight ? (wide ? 38 : 42) : 48
    readonly property int pad: [16, 10, 8][density]
    readonly property int bandPad: [30, 18, 12][density]

    // From six stops on errands are pictograms alone. Closer together where it is full; what still has no room, on pages.
    function fit() {
        fitted = true;
        fitting = true;
        arrange();
        fitting = false;
    }
    function arrange() {
        folded = stops.length > 5 && !Style.larger;
        for (const close of [0, 1, 2]) {
            density = close;
            if (needed() <= room) {
                place([stops.map((stop, index) => index)]);
                return;
            }
        }
        density = 1;
        folded = false;
        place(turnedOver());
    }
    function slotH(index: int): real {
        const item = made.itemAt(index) as PathStop;
        return item ? Math.max(item.implicitHeight, item.signSize) + 2 * (item.band ? bandPad : pad) : 0;
    }
    function labelled(group: int): real {
        return groups[group].label !== "" ? labelH : 0;
    }
    function needed(): real {
        let high = laterH;
        for (let group = 0; group < groups.length; group++)
            high += labelled(group);
        for (let index = 0; index < stops.length; index++)
            high += slotH(index);
        return high;
    }

    // The stops of each page: a group stays together where a page holds it; what is not today comes on the last.
    function turnedOver(): var {
        const found = [[]];
        let used = 0;
        let index = 0;
        for (let group = 0; group < groups.length; group++) {
            const those = groups[group].stops.map(() => index++);
            const all = labelled(group) + those.reduce((sum, stop) => sum + slotH(stop), 0);
            if (used > 0 && used + all > room && all <= room) {
                found.push([]);
                used = 0;
            }
            for (const stop of those) {
                const high = slotH(stop) + (stop === those[0] ? labelled(group) : 0);
                if (used > 0 && used + high > room) {
                    found.push([]);
                    used = 0;
                }
                found[found.length - 1].push(stop);
                used += high;
            }
        }
        if (laterH > 0 && used + laterH > room) {
            const end = found[found.length - 1];
            const moved = end.length > 1 && slotH(end[end.length - 1]) + labelH + laterH <= room;
            found.push(moved ? [end.pop()] : []);
        }
        return found;
    }
    function groupOf(stop: int): int {
        let last = 0;
        for (let group = 0; group < groups.length; group++) {
            last += groups[group].stops.length;
            if (stop < last)
                return group;
        }
        return 0;
    }
    function startsGroup(stop: int): bool {
        return stop === 0 || groupOf(stop) !== groupOf(stop - 1);
    }

    // Spreads each page's stops over its room, and draws the line through them.
    function place(found: var) {
        const newSlots = [], newLabels = [], newLines = [];
        found.forEach((those, number) => {
            const last = number === found.length - 1;
            const height = room - (last ? laterH : 0);
            let used = 0;
            for (const stop of those)
                used += slotH(stop) + (startsGroup(stop) ? labelled(groupOf(stop)) : 0);
            const named = those.filter(stop => startsGroup(stop) && labelled(groupOf(stop)) > 0).length;
            const extra = those.length > 0 ? Math.max(0, Math.min(104, (height - used) / (those.length + named / 3))) : 0;
            let y = 0;
            for (const stop of those) {
                const group = groupOf(stop);
                if (startsGroup(stop) && labelled(group) > 0) {
                    newLabels[group] = {
                        page: number,
                        y: y,
                        h: labelH + extra / 3
                    };
                    y += labelH + extra / 3;
                }
                const high = slotH(stop) + extra;
                newSlots[stop] = {
                    page: number,
                    y: y,
                    h: high
                };
                y += high;
            }
            newLines.push(lineOf(those, number, last, height, newSlots, newLabels));
        });
        slots = newSlots;
        labels = newLabels;
        lines = newLines;
        pages = found.length;
    }
    function lineOf(those: var, number: int, last: bool, height: real, at: var, named: var): var {
        const middle = stop => at[stop].y + at[stop].h / 2;
        const end = those.length > 0 ? those[those.length - 1] : -1;
        const doubles = [];
        for (const stop of those) {
            const group = groupOf(stop);
            if (groups[group].kind !== "any")
                continue;
            const opens = startsGroup(stop);
            if (opens || stop === those[0])
                doubles.push({
                    from: !opens ? 0 : named[group] ? named[group].y + 10 : at[stop].y,
                    open: !opens
                });
            const leaves = stop === stops.length - 1 || groupOf(stop + 1) !== group;
            const after = leaves && stop !== end ? named[group + 1] : undefined;
            const fork = doubles[doubles.length - 1];
            fork.goesOn = !leaves;
            fork.to = !leaves ? height : after ? after.y + after.h - 10 : last ? at[stop].y + at[stop].h : Math.min(height - 6, Math.max(at[stop].y + at[stop].h - 20, middle(stop) + 76));
        }
        const lone = stops.length === 1 && !kiosk.hasLater;
        const first = number > 0 || those.length === 0 ? 0 : doubles.length > 0 && startsGroup(those[0]) && groups[groupOf(those[0])].kind === "any" ? doubles[0].from : middle(those[0]);
        const open = doubles.length > 0 && end >= 0 && groups[groupOf(end)].kind === "any";
        const stopsAt = !last || kiosk.hasLater ? (open && doubles[doubles.length - 1].goesOn ? 0 : height) : open ? 0 : end >= 0 ? middle(end) : 0;
        return {
            from: first,
            to: lone ? first : stopsAt,
            doubles: doubles
        };
    }

    Component.onCompleted: fit()
    onFittedChanged: {
        if (!fitted)
            soon.restart();
    }
    onLaterHChanged: {
        if (!fitting)
            fitted = false;
    }
    onMeasuredChanged: fitted = false
    onStopsChanged: {
        most = Math.max(most, stops.length);
        page = 0;
        fitted = false;
    }

    // It comes in front: from its first page, and fitted before it is drawn.
    onVisibleChanged: {
        if (!visible)
            return;
        page = 0;
        if (!fitted)
            fit();
    }

    // When all that changes with it has changed; goes when the screen goes.
    Timer {
        id: soon

        interval: 0

        onTriggered: {
            if (!screen.fitted)
                screen.fit();
        }
    }
    PathTitle {
        id: title

        anchors.left: parent.left
        anchors.leftMargin: screen.wide ? Style.place.question.x : 56
        anchors.top: parent.top
        anchors.topMargin: y
        height: implicitHeight
        kiosk: screen.kiosk
        width: screen.wide ? Style.place.question.width : parent.width - 112
        y: screen.wide ? Style.place.question.y : 128
    }
    Item {
        id: area

        anchors.left: parent.left
        anchors.leftMargin: screen.areaX
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.topMargin: screen.areaTop
        height: screen.room

        Repeater {
            model: screen.most

            Item {
                id: band

                required property int index
                readonly property var slot: screen.slots[index] ?? null

                anchors.left: parent?.left
                anchors.right: parent?.right
                anchors.top: parent?.top
                anchors.topMargin: slot ? slot.y : 0
                height: slot ? slot.h : 0
                visible: (screen.stops[index]?.band ?? false) && slot !== null && slot.page === screen.page

                Rectangle {
                    anchors.fill: parent
                    color: Style.colour.nextSoft
                }
                Rectangle {
                    anchors.bottom: parent.bottom
                    anchors.left: parent.left
                    anchors.top: parent.top
                    color: Style.colour.next
                    visible: Style.contrast
                    width: 6
                }
            }
        }
        VisitLine {
            anchors.fill: parent
            axis: screen.lineX
            run: screen.lines[screen.page] ?? null
        }
        Repeater {
            model: screen.groups

            Label {
                required property int index
                required property var modelData
                readonly property var slot: screen.labels[index] ?? null

                anchors.left: parent?.left
                anchors.leftMargin: screen.textX
                anchors.right: parent?.right
                anchors.rightMargin: 56
                anchors.top: parent?.top
                anchors.topMargin: slot ? slot.y + (slot.h - height) / 2 : 0
                color: Style.colour.inkSecondary
                font.bold: true
                leading: Style.leading > 1.3 ? 1.3 : Style.leading
                px: Style.type.errand
                text: modelData.label
                visible: text !== "" && slot !== null && slot.page === screen.page
            }
        }
        Repeater {
            id: made

            model: screen.most

            PathStop {
                id: entry

                required property int index
                readonly property var slot: screen.slots[index] ?? null
                readonly property int signSize: screen.tight ? (band ? 84 : 68) : band ? 108 : 84

                anchors.left: parent?.left
                anchors.leftMargin: screen.textX
                anchors.top: parent?.top
                anchors.topMargin: slot ? slot.y + (slot.h - height) / 2 : 0
                folded: screen.folded && !band
                height: implicitHeight
                objectName: "stop:" + stop.station
                showLabel: screen.kiosk.showLabel
                stop: screen.stops[index] ?? screen.nobody
                density: screen.density
                visible: slot !== null && slot.page === screen.page
                width: screen.width - screen.areaX - screen.textX - 56

                StationSign {
                    anchors.left: parent.left
                    anchors.leftMargin: screen.lineX - screen.textX - width / 2
                    anchors.verticalCenter: parent.verticalCenter
                    size: entry.signSize
                    station: entry.stop.station
                }
            }
        }
        LaterZone {
            id: later

            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.right: parent.right
            height: implicitHeight
            kiosk: screen.kiosk
            lineX: screen.lineX
            textX: screen.textX
            density: screen.density
            visible: screen.kiosk.hasLater && screen.last
        }
    }
}
