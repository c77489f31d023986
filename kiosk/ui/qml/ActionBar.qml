// One strong action and the way back; without an action, what is kept and what not.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk
import "../style"

Item {
    id: bar

    required property Kiosk kiosk
    property Paged paged: null // a screen of several pages
    readonly property bool more: paged !== null && !paged.last && kiosk.nextPage !== ""
    readonly property bool upright: Style.landscape // the strong action over the way back
    readonly property int gap: Style.place.gap
    readonly property bool empty: kiosk.action === "" && kiosk.back === "" && kiosk.change === ""
    readonly property bool three: kiosk.change !== "" // back and change share the start side
    readonly property int sideW: three ? (upright ? (width - gap) / 2 : Style.larger ? 240 : 216) : upright ? 280 : Style.larger ? 330 : 280
    readonly property int sides: (kiosk.back !== "" ? sideW + gap : 0) + (kiosk.change !== "" ? sideW + gap : 0) + (kiosk.reprint !== "" ? reprintW + gap : 0)
    readonly property int reprintW: upright ? width : Style.larger ? 440 : 400

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
                bar.paged.turn(1);
            else if (ready)
                bar.kiosk.tap("go_on");
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
        width: bar.sideW

        onTapped: {
            if (bar.paged && bar.paged.page > 0)
                bar.paged.turn(-1);
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
        width: bar.sideW

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
    Item {
        anchors.bottom: bar.upright ? parent.top : parent.bottom
        anchors.bottomMargin: bar.upright ? bar.gap : 0
        anchors.right: parent.right
        height: parent.height
        visible: bar.kiosk.trust !== "" && bar.kiosk.action === ""
        width: parent.width - (bar.upright ? 0 : bar.sides + 8)

        Lit {
            name: "trust"
        }
        Pictogram {
            id: noName

            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            flush: bar.upright
            name: "no-name"
            size: 88
        }
        Words {
            anchors.left: noName.right
            anchors.leftMargin: 24
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            leading: Style.type.leading(script) > 1.3 ? 1.3 : 1.2
            px: Style.larger ? 40 : Style.type.errand
            text: bar.kiosk.trust
        }
    }
}
