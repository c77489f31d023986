// A station's sign: shape, colour and letter, always together. The letter is Latin everywhere, as on the
// wall.
pragma ComponentBehavior: Bound
import QtQuick
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
            + (sign.dimmed ? (Style.contrast ? "/dashed_contrast" : "/dashed")
               : Style.contrast ? "/contrast" : sign.keyline.a > 0 ? "/board" : "/normal")
        sourceSize: Qt.size(Math.round(sign.size * Style.zoom), Math.round(sign.size * Style.zoom))
    }
}
