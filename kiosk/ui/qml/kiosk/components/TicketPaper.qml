// The ticket: paper that comes out of a slot; without paper the number in a frame, to be photographed.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Shapes
import Kiosk
import "../../../style"
import "../../controls"

Item {
    id: ticket

    required property Kiosk kiosk
    property int numberPx: Style.type.display
    property bool airy: true
    readonly property bool out: kiosk.paperOut
    readonly property int digits: out ? numberPx : numberPx + 10
    readonly property real paperW: out ? Math.min(width - 56, Math.max(number.implicitWidth + 56, 720))
        : width
    readonly property int tooth: 18
    readonly property real above: out ? (airy ? 72 : 40) : airy ? 48 : 20
    readonly property real under: airy ? 52 : 26
    readonly property real foot: out ? (airy ? 72 : 44) : airy ? 48 : 20

    implicitHeight: above + number.height + under + signs.implicitHeight
        + (line.visible ? under + line.height : 0) + foot

    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        color: Style.colour.ink
        height: 26
        radius: 13
        visible: ticket.out
        width: Math.min(ticket.width, ticket.paperW + 80)
    }
    Shape {
        id: paper

        readonly property int teeth: Math.round(width / 36)

        function edge(): string {
            const step = width / teeth, low = height - 2;
            let path = "M2 0V" + (low - ticket.tooth);
            for (let i = 0; i < teeth; i++)
                path += "L" + ((i + 0.5) * step) + " " + low + "L" + (Math.min((i + 1) * step, width - 2))
                    + " " + (low - ticket.tooth);
            return path + "V0";
        }

        anchors.bottom: parent.bottom
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: parent.top
        anchors.topMargin: 13
        visible: ticket.out
        width: ticket.paperW

        ShapePath {
            fillColor: Style.colour.surface
            joinStyle: ShapePath.MiterJoin
            strokeColor: Style.colour.outline
            strokeWidth: Style.outline

            PathSvg {
                path: paper.edge()
            }
        }
    }
    Rectangle {
        anchors.fill: parent
        border.color: Style.colour.ink
        border.width: 6
        color: Style.colour.surface
        radius: 28
        visible: !ticket.out
    }
    Text {
        id: number

        Accessible.name: ticket.kiosk.title + ", " + text
        Accessible.role: Accessible.Heading
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: parent.top
        anchors.topMargin: ticket.above
        color: Style.colour.ink
        font.bold: true
        font.pixelSize: text.length > 4 ? Math.round(ticket.digits * 0.83) : ticket.digits
        // Digits have no tails: the line is as high as they are, with a little air.
        height: Math.round(font.pixelSize * 0.8)
        lineHeight: height
        lineHeightMode: Text.FixedHeight
        objectName: "number"
        text: ticket.kiosk.number
        textFormat: Text.PlainText
        topPadding: Math.round(font.pixelSize * (0.757 - 1.069))

        ReadingFrame {
            name: "number"
        }
    }
    SignsLine {
        id: signs

        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: number.bottom
        anchors.topMargin: ticket.under
        groups: ticket.kiosk.groups
        height: implicitHeight
        width: ticket.paperW - 88
    }
    Label {
        id: line

        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: signs.bottom
        anchors.topMargin: ticket.under
        horizontalAlignment: Text.AlignHCenter
        leading: Style.leading > 1.3 ? 1.3 : Style.leading
        px: Style.landscape ? Style.type.secondary : Style.larger ? Style.type.errand : Style.type.errand + 4
        text: ticket.kiosk.ticketLine
        visible: ticket.out && ticket.airy && text !== ""
        width: ticket.paperW - 40
    }
}
