// A call that still waits for its person: number, agency, where to go, gate.
import QtQuick
import ".."

Item {
    id: row

    required property int index
    required property string number
    required property string station
    required property string desk
    required property string way
    required property string agency

    height: Look.rowH
    objectName: "row:" + number
    width: Look.bandW - 2 * Look.margin

    Rectangle {
        color: Look.outline
        height: 3
        visible: row.index > 0
        width: parent.width
    }
    Words {
        anchors.verticalCenter: parent.verticalCenter
        color: Look.ink
        font.bold: true
        px: row.number.length > 4 ? Look.rowFive : Look.row
        text: row.number
        wrapMode: Text.NoWrap
        x: -4
    }
    Words {
        anchors.verticalCenter: parent.verticalCenter
        color: Look.inkSecondary
        font.bold: true
        px: Look.agency
        text: row.agency
        width: (arrow.visible ? 868 : 980) - x
        x: 420
    }
    Way {
        id: arrow

        anchors.verticalCenter: parent.verticalCenter
        ink: Look.ink
        size: 84
        way: row.way
        x: 878
    }
    Gate {
        anchors.verticalCenter: parent.verticalCenter
        desk: row.desk
        gap: 30
        ink: Look.ink
        keyline: Look.keyline
        px: Look.row
        signSize: 100
        station: row.station
        x: 992
    }
}
