// A pictogram in one colour. Turns round with the page if it points along it; `flush` puts its ink on the
// start edge.
import QtQuick
import "../../style"

Image {
    property string name
    property color ink: Style.colour.ink
    property int size: 56
    property bool flush: false
    property bool rtl: Style.rtl
    // the others keep their picture, drawn already
    readonly property bool turned: rtl && Style.signs.turned.includes(name)

    asynchronous: false
    height: size
    source: name === "" ? ""
        : "image://pictogram/" + name + "/" + ink.toString().slice(-6) + (turned ? "/mirror" : "")
        + (!flush ? "" : rtl ? "/right" : "/left")
    sourceSize: Qt.size(Math.round(size * Style.zoom), Math.round(size * Style.zoom))
    visible: name !== ""
    width: size
}
