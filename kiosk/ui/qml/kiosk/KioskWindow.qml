// The kiosk's window: header, the screen of the moment, action bar, toolbar, and a sheet when something is
// asked.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk
import "../../style"
import "../controls"
import "components"

Window {
    id: window

    required property Kiosk kiosk
    readonly property bool ownHead: kiosk.layout === "language" // the poster stands in its place
    readonly property list<string> kept: ["choices", "path"] // built once: on the way of every visitor
    property string front // the screen shown, once its page has been told
    property bool entering: false // the page moves the focus, not a key
    property var ready: null // the other screens, read after the first frame

    // What can wait until a frame is drawn: forget the visit that is over, read and build the screens to
    // come.
    function afterFrame() {
        if (sweep.running) {
            sweep.stop();
            kiosk.rest();
        }
        if (ready !== null)
            return;
        const read = name => Qt.createComponent("screens/" + name + "Screen.qml", Component.Asynchronous);
        ready = ["Ticket", "Change", "Message", "Language"].map(read);
        warm.start();
    }

    color: Style.colour.paper

    onActiveFocusItemChanged: {
        const name = activeFocusItem?.objectName ?? "";
        if (Style.keys && !entering && name !== "" && name !== "stage" && name !== "screen")
            kiosk.focused(name, (activeFocusItem as Touchable)?.label ?? "");
    }
    onFrameSwapped: Qt.callLater(afterFrame)

    Binding {
        property: "kiosk"
        target: Style
        value: true
    }
    Binding {
        property: "larger"
        target: Style
        value: window.kiosk.comfortLarger
    }
    Binding {
        property: "lower"
        target: Style
        value: window.kiosk.comfortLower
    }
    Binding {
        property: "contrast"
        target: Style
        value: window.kiosk.comfortContrast
    }
    Binding {
        property: "rtl"
        target: Style
        value: window.kiosk.rtl
    }
    Binding {
        property: "script"
        target: Style
        value: window.kiosk.script
    }
    Binding {
        property: "still"
        target: Style
        value: window.kiosk.still || window.kiosk.comfortStill
    }
    Binding {
        property: "lit"
        target: Style
        value: window.kiosk.lit
    }
    Binding {
        property: "landscape"
        target: Style
        value: window.width > window.height
    }
    Binding {
        property: "zoom"
        target: Style
        value: stage.scale
    }
    Binding {
        property: "mmPerPx"
        target: Style
        value: window.kiosk.mmPerPx > 0 ? window.kiosk.mmPerPx * stage.scale : Style.measure.mmPerPx
    }
    Connections {
        target: window.kiosk

        function onPageChanged() {
            window.front = window.kiosk.screen;
            sweep.restart();
            screens.enter();
        }
    }
    // Where no frame is drawn the visit is forgotten all the same.
    Timer {
        id: sweep

        interval: 500

        onTriggered: window.kiosk.rest()
    }
    // A piece at a time, so that whoever comes meanwhile does not wait.
    Timer {
        id: warm

        interval: 30
        repeat: true

        onTriggered: {
            const next = screens.missing();
            if (next)
                next.load();
            else if (!screens.choices.hold_more())
                stop();
        }
    }

    FocusScope {
        id: stage

        objectName: "stage"

        // In speech everything stands in one line, as it is heard: nobody needs to know where it is.
        function along(forward: bool) {
            const here = window.activeFocusItem ?? stage;
            here.nextItemInFocusChain(forward)?.forceActiveFocus(Qt.TabFocusReason);
        }
        // The control whose middle lies nearest in a direction, as the arrow keys go.
        function go(dx: int, dy: int) {
            const here = window.activeFocusItem;
            const items = [];
            let item = nextItemInFocusChain(true);
            while (item && !items.includes(item) && items.length < 99) {
                items.push(item);
                item = item.nextItemInFocusChain(true);
            }
            if (!items.includes(here)) {
                items[0]?.forceActiveFocus(Qt.TabFocusReason);
                return;
            }
            const middle = item => item.mapToItem(stage, item.width / 2, item.height / 2);
            const from = middle(here);
            let best = null;
            let least = Infinity;
            for (const item of items) {
                const to = middle(item);
                const along = (to.x - from.x) * dx + (to.y - from.y) * dy;
                const aside = Math.abs((to.x - from.x) * dy) + Math.abs((to.y - from.y) * dx);
                if (along > 8 && along + 2 * aside < least) {
                    least = along + 2 * aside;
                    best = item;
                }
            }
            best?.forceActiveFocus(Qt.TabFocusReason);
        }

        LayoutMirroring.childrenInherit: true
        LayoutMirroring.enabled: Style.rtl
        focus: true
        height: Style.place.height
        scale: Math.min(window.width / width, window.height / height)
        transformOrigin: Item.TopLeft
        width: Style.place.width
        x: (window.width - width * scale) / 2
        y: (window.height - height * scale) / 2

        Keys.onPressed: event => {
            Style.keys = true;
            const ways = {
                [Qt.Key_Left]: [-1, 0],
                [Qt.Key_Right]: [1, 0],
                [Qt.Key_Up]: [0, -1],
                [Qt.Key_Down]: [0, 1]
            };
            if (event.key in ways) {
                event.accepted = true;
                const [dx, dy] = ways[event.key];
                if (window.kiosk.speech)
                    stage.along(dy > 0 || dx * (Style.rtl ? -1 : 1) > 0);
                else
                    stage.go(dx, dy);
            }
        }

        // Over everything, for it only looks on: a finger puts the keyboard's ring away.
        Item {
            anchors.fill: parent
            z: 1

            PointHandler {
                onActiveChanged: {
                    if (active)
                        Style.keys = false;
                }
            }
        }
        Item {
            anchors.fill: parent
            enabled: !window.kiosk.hasSheet

            Header {
                anchors.left: parent.left
                anchors.leftMargin: Style.place.header.x
                anchors.top: parent.top
                anchors.topMargin: Style.place.header.y
                height: Style.place.header.height
                kiosk: window.kiosk
                visible: !window.ownHead
                width: Style.place.header.width
            }
            ProgressLine {
                anchors.left: parent.left
                anchors.leftMargin: Style.place.progress.x
                anchors.top: parent.top
                anchors.topMargin: Style.place.progress.y
                done: window.kiosk.stepsDone
                height: Style.place.progress.height
                steps: window.ownHead ? 0 : window.kiosk.steps
                upright: Style.landscape
                width: Style.place.progress.width
            }
            Item {
                id: screens

                readonly property Kiosk choices: window.kiosk.page("choices") as Kiosk
                property Item shown: null
                property int stepsBefore: 0

                function missing(): ScreenLoader {
                    for (let at = 0; at < made.count; at++) {
                        const one = made.itemAt(at) as ScreenLoader;
                        if (window.kept.includes(one.name) && one.status === Loader.Null)
                            return one;
                    }
                    return null;
                }
                // A new page comes in from the side where the path goes on; going back, from the other.
                function enter() {
                    const back = window.kiosk.stepsDone < stepsBefore;
                    stepsBefore = window.kiosk.stepsDone;
                    slide.from = (back !== Style.rtl ? -1 : 1) * 40;
                    if (Style.pageMs > 0 && !window.ownHead)
                        slide.restart();
                    window.entering = true;
                    stage.forceActiveFocus();
                    // Who listens has heard the page already: the next key comes to its first choice.
                    const first = stage.nextItemInFocusChain(true);
                    if (Style.keys && (!window.kiosk.speech || first?.objectName === "question"))
                        first?.forceActiveFocus(Qt.TabFocusReason);
                    window.entering = false;
                }

                anchors.fill: parent

                Component.onCompleted: window.front = window.kiosk.screen

                transform: Translate {
                    id: shift
                }
                NumberAnimation {
                    id: slide

                    duration: Style.pageMs
                    easing.type: Easing.OutCubic
                    property: "x"
                    target: shift
                    to: 0
                }
                Repeater {
                    id: made

                    model: ["language", "choices", "path", "change", "ticket", "message", "closed"]

                    ScreenLoader {
                        required property string modelData

                        kept: window.kept.includes(modelData)
                        kiosk: window.kiosk
                        name: modelData
                        shown: window.front === modelData

                        onNowChanged: {
                            if (now)
                                screens.shown = now;
                        }
                    }
                }
            }
            ActionBar {
                anchors.left: parent.left
                anchors.leftMargin: Style.place.action.x
                anchors.top: parent.top
                anchors.topMargin: Style.place.action.y
                height: Style.place.action.height
                kiosk: window.kiosk
                paged: screens.shown as Paged
                width: Style.place.action.width
            }
        }
        Loader {
            active: window.kiosk.hasSheet
            anchors.fill: parent

            sourceComponent: SheetView {
                kiosk: window.kiosk
            }
        }
        Toolbar {
            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.right: parent.right
            height: Style.place.toolbar.height
            kiosk: window.kiosk
        }
    }
}
