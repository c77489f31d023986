// The ticket is there: its number, what to do now, and the phone page. Without paper the same, the number
// framed.
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
    readonly property real from: 140
    readonly property real end: wide ? Style.place.toolbar.y - 32 : Style.place.action.y - 28
    readonly property real stepsX: wide ? 800 : 56
    readonly property real paperEnd: wide
        ? Style.place.action.y - (kiosk.reprint !== "" ? Style.place.action.height + Style.place.gap : 0) - 32
        : end

    // How it is drawn, found by `fit`.
    property bool airy: true
    property bool withSwedish: true
    property int numberPx: Style.type.display
    property int codeSize: 208
    property real spare: 0

    function stepsH(): real {
        let high = code.visible ? code.height + (airy ? 48 : 24) : 0;
        for (let i = 0; i < steps.count; i++)
            high += (steps.itemAt(i) as TicketStep)?.implicitHeight ?? 0;
        return high;
    }
    function fit() {
        const full = wide ? Math.min(Style.type.display, 184) : Style.type.display;
        const swedishGoesFirst = Style.larger;
        const ways = [[true, true, full, 208], [!swedishGoesFirst, swedishGoesFirst, full, 208],
            [false, true, full, 208], [false, false, full, 208], [false, false, full - 40, 176],
            [false, false, full - 80, 160]];
        for (const [swedish, loose, px, qr] of ways) {
            withSwedish = swedish;
            airy = loose;
            numberPx = px;
            codeSize = qr;
            const room = end - from;
            const left = wide ? Math.min(room - stepsH(), paperEnd - from - paper.implicitHeight)
                : room - paper.implicitHeight - 24 - stepsH();
            if (left >= 0) {
                spare = wide ? room - stepsH() : left;
                return;
            }
        }
        spare = 0;
    }

    Component.onCompleted: fit()

    Refit {
        values: [
            screen.kiosk.number,
            screen.kiosk.paperOut,
            screen.kiosk.stepsToTake.map(step => step.text + step.second + step.swedish),
            screen.kiosk.qr.length,
            screen.kiosk.qrLines,
            Style.script,
            Style.larger,
            screen.wide,
            screen.end
        ]

        onTriggered: screen.fit()
    }
    TicketPaper {
        id: paper

        airy: screen.airy
        anchors.left: parent.left
        anchors.leftMargin: screen.wide ? 164 : screen.kiosk.paperOut ? 112 : 56
        anchors.top: parent.top
        anchors.topMargin: screen.from + (screen.wide ? 0 : Math.min(24, screen.spare / 8))
        height: implicitHeight
        kiosk: screen.kiosk
        numberPx: screen.numberPx
        width: screen.wide ? 540 : parent.width - (screen.kiosk.paperOut ? 224 : 112)
    }
    Item {
        id: list

        readonly property real extra: Math.min(56, screen.spare / (steps.count + 1))

        anchors.left: parent.left
        anchors.leftMargin: screen.stepsX
        anchors.right: parent.right
        anchors.rightMargin: 56
        anchors.top: parent.top
        anchors.topMargin: screen.wide ? screen.from : paper.y + paper.height + 24
        height: screen.end - y

        function topOf(index: int): real {
            let y = screen.wide ? 0 : Math.min(24, screen.spare / 8);
            for (let i = 0; i < index; i++)
                y += ((steps.itemAt(i) as TicketStep)?.implicitHeight ?? 0) + extra;
            return y;
        }

        Repeater {
            id: steps

            model: screen.kiosk.stepsToTake

            TicketStep {
                id: step

                required property int index
                required property var modelData

                anchors.left: parent?.left
                anchors.right: parent?.right
                anchors.top: parent?.top
                anchors.topMargin: list.topOf(index)
                height: implicitHeight + list.extra
                lit: "step:" + index
                pad: screen.airy ? 22 : 10
                pictogram: modelData.pictogram
                pictureSize: screen.airy ? 96 : 84
                second: modelData.second
                sign: modelData.sign
                swedish: modelData.swedish
                text: modelData.text
                withSwedish: screen.withSwedish

                Rectangle {
                    anchors.bottom: parent.bottom
                    anchors.left: parent.left
                    anchors.right: parent.right
                    color: Style.colour.hairline
                    height: Style.measure.hairline
                    visible: step.index < steps.count - 1 || code.visible
                }
            }
        }
        QrCode {
            id: code

            anchors.left: parent.left
            anchors.top: parent.top
            anchors.topMargin: list.topOf(steps.count) + (screen.airy ? 24 : 12)
            height: implicitHeight
            most: screen.codeSize
            rows: screen.kiosk.qr
            width: implicitWidth
        }
        Item {
            anchors.left: code.right
            anchors.leftMargin: 36
            anchors.right: parent.right
            anchors.verticalCenter: code.verticalCenter
            height: phone.height + camera.height
            visible: code.visible

            Label {
                id: phone

                anchors.left: parent.left
                anchors.right: parent.right
                font.bold: true
                leading: Style.leading > 1.3 ? 1.3 : Style.leading
                px: Style.type.agency
                text: screen.kiosk.qrLines[0] ?? ""
            }
            Label {
                id: camera

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.top: phone.bottom
                leading: Style.leading > 1.3 ? 1.3 : Style.leading
                px: Style.type.body
                text: screen.kiosk.qrLines[1] ?? ""
            }
        }
    }
}
