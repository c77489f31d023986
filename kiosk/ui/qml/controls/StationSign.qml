// A station's sign: shape, colour and letter, always together. The letter is Latin everywhere, as on the
// wall.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Shapes
import "../../style"

Item {
    id: sign

    property string station
    property int size: 84
    property color keyline: "transparent" // seen on a dark board: the sign with a light edge
    property bool dimmed: false // dashed outline: not today, or taken off the list

    height: size
    implicitHeight: size
    implicitWidth: size
    visible: station !== ""
    width: size

    Image {
        anchors.fill: parent
        asynchronous: false
        source: sign.station === "" ? ""
            : "image://sign/" + sign.station
            + (Style.contrast ? "/contrast" : sign.keyline.a > 0 ? "/board" : "/normal")
        sourceSize: Qt.size(Math.round(sign.size * Style.zoom), Math.round(sign.size * Style.zoom))
        visible: !sign.dimmed
    }
    Loader {
        active: sign.dimmed

        sourceComponent: Item {
            id: dashed

            readonly property var mark: Style.signs.stations[sign.station] ?? null
            readonly property real unit: sign.size / 48

            Shape {
                height: 48
                scale: dashed.unit
                transformOrigin: Item.TopLeft
                width: 48

                ShapePath {
                    dashPattern: [2, 1.6]
                    fillColor: "transparent"
                    strokeColor: Style.colour.inkSecondary
                    strokeStyle: ShapePath.DashLine
                    strokeWidth: 2.6

                    PathSvg {
                        path: dashed.mark ? dashed.mark.path : ""
                    }
                }
            }
            Text {
                color: Style.colour.inkSecondary
                font.bold: true
                font.pixelSize: dashed.mark ? Math.round(dashed.mark.size * dashed.unit) : 1
                horizontalAlignment: Text.AlignHCenter
                text: dashed.mark ? dashed.mark.letter : ""
                textFormat: Text.PlainText
                width: sign.size
                y: (dashed.mark ? dashed.mark.y * dashed.unit : 0) - baselineOffset
            }
        }
    }
}
