// One strong action and the way back; without an action, what is kept and what not.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk
import "../../../style"
import "../../controls"

Item {
    id: bar

    required property Kiosk kiosk
    property Paged paged: null // a screen of several pages
    readonly property bool more: paged !== null && !paged.last && kiosk.nextPage !== ""
    readonly property bool upright: Style.landscape // the strong action over the way back
    readonly property int gap: Style.place.gap
    readonly property int dot: 14 // of the pages, between screen and bar
    readonly property bool empty: kiosk.action === "" && kiosk.back === "" && kiosk.change === ""
    readonly property bool three: kiosk.change !== "" // back and change share the start side
    readonly property int backW: three ? sideW(kiosk.back, kiosk.change)
        : !upright && Style.larger ? 330 : 280
    readonly property int changeW: three ? sideW(kiosk.change, kiosk.back) : 0
    readonly property int sides: (kiosk.back !== "" ? backW + gap : 0)
        + (kiosk.change !== "" ? changeW + gap : 0) + (kiosk.reprint !== "" ? reprintW + gap : 0)
    readonly property int reprintW: upright ? width : Style.larger ? 440 : 400

    // One of two side by side: alike, but a long word takes from a short one, or from the strong action.
    function sideW(text: string, other: string): int {
        const own = letters.line(text) + 28;
        if (!upright)
            return Math.min(Style.larger ? 304 : 264, Math.max(Style.larger ? 240 : 216, own));
        const half = (width - gap) / 2;
        const others = letters.line(other) + 28;
        if (own > half)
            return Math.min(own, width - gap - others);
        return others > half ? Math.max(width - gap - others, own) : half;
    }

    // By keys the button keeps the focus, so what it says now is spoken: the page itself makes no sound.
    function turn(by: int, button: Touchable) {
        paged.turn(by);
        if (Style.keys)
            kiosk.focused(button.objectName, button.label);
    }

    LetterWidths {
        id: letters

        font.bold: true
        // at its smallest
        font.pixelSize: Math.max(Style.least, Math.round(Style.type.body * Style.factor * 0.7))
    }
    StrongButton {
        id: strong

        anchors.bottom: bar.upright ? parent.top : parent.bottom
        anchors.bottomMargin: bar.upright && bar.sides > 0 ? bar.gap : bar.upright ? -bar.height : 0
        anchors.right: parent.right
        height: parent.height
        held: bar.kiosk.busy
        objectName: "action"
        px: bar.three && Style.larger ? Style.type.body : Style.type.action
        pictogram: bar.more ? "next" : bar.kiosk.actionPictogram
        ready: bar.kiosk.actionReady
        text: bar.more ? bar.kiosk.nextPage : bar.kiosk.action
        width: parent.width - (bar.upright ? 0 : bar.sides)

        onTapped: {
            if (bar.more)
                bar.turn(1, strong);
            else if (ready)
                bar.kiosk.tap("go_on");
        }
    }
    Row {
        id: dots

        Accessible.ignored: true // the strong action says whether there is more
        anchors.bottom: strong.top
        anchors.bottomMargin: (bar.gap - bar.dot) / 2
        anchors.left: parent.left
        anchors.leftMargin: (parent.width - width) / 2
        spacing: bar.dot
        visible: bar.paged !== null && bar.paged.pages > 1

        Repeater {
            model: bar.paged?.pages ?? 0

            Rectangle {
                required property int index
                readonly property bool here: index === bar.paged?.page

                border.color: here ? Style.colour.ink : Style.colour.outline
                border.width: Style.outline
                color: here ? Style.colour.ink : Style.colour.surface
                height: width
                radius: width / 2
                width: bar.dot
            }
        }
    }
    SecondaryButton {
        id: back

        anchors.left: parent.left
        above: bar.three
        height: parent.height
        objectName: "back"
        pictogram: "back"
        text: bar.kiosk.back
        width: bar.backW

        onTapped: {
            if (bar.paged && bar.paged.page > 0)
                bar.turn(-1, back);
            else
                bar.kiosk.tap("back");
        }
    }
    SecondaryButton {
        anchors.left: back.visible ? back.right : parent.left
        anchors.leftMargin: back.visible ? bar.gap : 0
        above: bar.three
        height: parent.height
        objectName: "change"
        pictogram: "change"
        text: bar.kiosk.change
        width: bar.changeW

        onTapped: bar.kiosk.tap("change")
    }
    SecondaryButton {
        anchors.left: parent.left
        height: parent.height
        objectName: "reprint"
        pictogram: "printer"
        text: bar.kiosk.reprint
        width: bar.reprintW

        onTapped: bar.kiosk.tap("reprint")
    }
    TrustLine {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: (parent.height - height) / 2
        anchors.right: parent.right
        // else with the choices
        says: bar.kiosk.action === "" && !bar.upright && !Style.larger ? bar.kiosk.trust : ""
        width: parent.width - bar.sides - 8
    }
}
