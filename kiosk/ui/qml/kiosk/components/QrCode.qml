// A QR code from rows of 0 and 1: black on white in every mode, never mirrored, its quiet zone round it.
import QtQuick
import QtQuick.Shapes
import "../../../style"

Rectangle {
    id: code

    property var rows: []
    property int most: 200
    readonly property int quiet: 4 // modules of white, as the standard asks
    readonly property int modules: rows.length + 2 * quiet
    readonly property int module: Math.max(1, Math.floor(most / modules))

    function drawn(): string {
        let path = "";
        for (let y = 0; y < rows.length; y++)
            for (let x = rows[y].indexOf("1"); x >= 0; ) {
                const light = rows[y].indexOf("0", x);
                const wide = (light < 0 ? rows[y].length : light) - x;
                path += "M" + (x + quiet) * module + " " + (y + quiet) * module + "h" + wide * module + "v"
                    + module + "h" + -wide * module + "z";
                x = rows[y].indexOf("1", x + wide);
            }
        return path;
    }

    Accessible.role: Accessible.Graphic
    border.color: Style.contrast ? "transparent" : Style.colour.hairline
    border.width: 2
    color: "#FFFFFF"
    implicitHeight: modules * module
    implicitWidth: modules * module
    visible: rows.length > 0

    Shape {
        anchors.fill: parent
        antialiasing: false

        ShapePath {
            fillColor: "#000000"
            strokeColor: "transparent"
            strokeWidth: -1

            PathSvg {
                path: code.drawn()
            }
        }
    }
}
