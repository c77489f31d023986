// The path of the day: stops on the line, the next one in its band, what is not today below. Pages, never
// scrolls.
pragma ComponentBehavior: Bound
import QtQuick
import "../../../style"
import "../../controls"
import "../components"

Paged {
    id: screen

    readonly property bool wide: Style.landscape
    readonly property real areaX: wide ? 728 : 0
    readonly property real areaTop: wide ? 124
        : Math.max(Style.larger ? 0 : 248, title.y + title.implicitHeight + 20)
    readonly property real areaEnd: wide ? Style.place.toolbar.y : Style.place.action.y - 24
    readonly property real moreH: kiosk.more !== ""
        ? Style.place.action.height + Style.place.gap + (wide ? 28 : 0) : 0
    readonly property real room: areaEnd - areaTop - moreH
    readonly property real lineX: wide ? 92 : 112
    readonly property real textX: wide ? 184 : 204
    readonly property var groups: [...kiosk.groups] // read once: each reading of the view copies it
    readonly property var stops: [].concat(...groups.map(group => group.stops))
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
    property var labels: [] // for each group {page, y, h}, or null
    property var lines: [] // for each page what VisitLine draws

    readonly property int labelH: Style.larger ? 60 : tight ? (wide ? 38 : 42) : 48
    readonly property int pad: [16, 10, 8][density]
    readonly property int bandPad: [30, 18, 12][density]

    // From six stops on errands are pictograms alone. Closer together where it is full; what still has no
    // room, on pages.
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
            const plan = planned(false);
            if (plan.pages === 1) {
                take(plan);
                return;
            }
        }
        density = 1;
        folded = false;
        take(planned(true));
    }
    function planned(paged: bool): var {
        return kiosk.path_plan(stops.map((stop, index) => slotH(index)), labelH, laterH, room, paged);
    }
    function slotH(index: int): real {
        const item = made.itemAt(index) as PathStop;
        return item ? Math.max(item.implicitHeight, item.signSize) + 2 * (item.band ? bandPad : pad) : 0;
    }
    function take(plan: var) {
        slots = plan.slots;
        labels = plan.labels;
        lines = plan.lines;
        pages = plan.pages;
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

    Refit {
        id: soon

        values: [
            Style.larger,
            Style.script,
            screen.wide,
            screen.room,
            screen.groups.length,
            screen.kiosk.laterHeadline,
            screen.kiosk.laterDetail,
            screen.kiosk.laterNotToday.length
        ]

        onKeyChanged: screen.fitted = false
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

        SecondaryButton {
            above: false
            anchors.left: parent.left
            anchors.leftMargin: screen.textX
            anchors.right: parent.right
            anchors.rightMargin: 56
            anchors.top: parent.bottom
            anchors.topMargin: Style.place.gap / 2
            height: Style.place.action.height
            objectName: "more"
            pictogram: "add-stop"
            text: screen.kiosk.more

            onTapped: screen.kiosk.tap("add")
        }
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
