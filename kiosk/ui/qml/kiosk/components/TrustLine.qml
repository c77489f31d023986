// What is kept of a visit and what not, beside its pictogram.
import QtQuick
import "../../../style"
import "../../controls"

Item {
    id: line

    property string says
    property bool flush: false

    height: Math.max(picture.height, words.height)
    visible: says !== ""

    ReadingFrame {
        name: "trust"
    }
    Pictogram {
        id: picture

        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        flush: line.flush
        name: "no-name"
        size: 88
    }
    Label {
        id: words

        anchors.left: picture.right
        anchors.leftMargin: 24
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        leading: Style.type.leading(script) > 1.3 ? 1.3 : 1.2
        px: Style.larger ? 40 : Style.type.errand
        text: line.says
    }
}
