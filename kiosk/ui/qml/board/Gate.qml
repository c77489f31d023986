// The address in the hall: the station's sign and the desk's number, tight together.
import QtQuick
import "../controls"

Item {
    id: gate

    property string station
    property string desk
    property int px
    property int signSize
    property int gap
    property color ink
    property color keyline: "transparent"

    height: signSize
    width: sign.width + (number.visible ? gap + number.width : 0)

    StationSign {
        id: sign

        anchors.left: parent.left
        keyline: gate.keyline
        size: gate.signSize
        station: gate.station
    }
    Label {
        id: number

        anchors.left: sign.right
        anchors.leftMargin: gate.gap
        anchors.verticalCenter: parent.verticalCenter
        color: gate.ink
        font.bold: true
        px: gate.desk.length > 2 ? gate.px * 0.76 : gate.px
        text: gate.desk
        wrapMode: Text.NoWrap
    }
}
