// A station's sign: shape, colour and letter, always together. The letter is Latin everywhere, as on the wall.
import QtQuick
import QtQuick.Shapes
import "../style"

Item {
    id: sign

    property string station
    property int size: 84
    property bool dimmed: false // dashed outline: not today, or taken off the list
    readonly property var mark: Style.signs.stations[station] ?? null
    readonly property real unit: size / 48
    readonly property color fill: Style.contrast ? "#FFFFFF" : sign.mark ? sign.mark.fill : Style.colour.surface
    readonly property color letterInk: Style.contrast ? "#000000" : sign.mark ? sign.mark.ink : Style.colour.ink

    height: size
    implicitHeight: size
    implicitWidth: size
    visible: station !== ""
    width: size

    Shape {
        height: 48
        scale: sign.unit
        transformOrigin: Item.TopLeft
        width: 48

        ShapePath {
            dashPattern: [2, 1.6]
            fillColor: sign.dimmed ? "transparent" : sign.fill
            strokeColor: sign.dimmed ? Style.colour.inkSecondary : !Style.contrast && sign.mark && sign.mark.outline ? sign.mark.outline : "transparent"
            strokeStyle: sign.dimmed ? ShapePath.DashLine : ShapePath.SolidLine
            strokeWidth: 2.6

            PathSvg {
                path: sign.mark ? sign.mark.path : ""
            }
        }
    }
    Text {
        color: sign.dimmed ? Style.colour.inkSecondary : sign.letterInk
        font.bold: true
        font.pixelSize: sign.mark ? Math.round(sign.mark.size * sign.unit) : 1
        horizontalAlignment: Text.AlignHCenter
        text: sign.mark ? sign.mark.letter : ""
        textFormat: Text.PlainText
        width: sign.size
        y: (sign.mark ? sign.mark.y * sign.unit : 0) - baselineOffset
    }
}
