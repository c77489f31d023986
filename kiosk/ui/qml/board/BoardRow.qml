// A call that still waits for its person: number, agency, where to go, gate.
import QtQuick
import "../../style"
import "../controls"

Item {
    id: row

    required property int index
    required property string number
    required property string station
    required property string desk
    required property string way
    required property string agency

    height: BoardTheme.rowH
    objectName: "row:" + number
    width: BoardTheme.bandW - 2 * BoardTheme.margin

    Rectangle {
        color: BoardTheme.outline
        height: 3
        visible: row.index > 0
        width: parent.width
    }
    Label {
        anchors.verticalCenter: parent.verticalCenter
        color: BoardTheme.ink
        font.bold: true
        px: row.number.length > 4 ? BoardTheme.rowFive : BoardTheme.row
        text: row.number
        wrapMode: Text.NoWrap
        x: -4
    }
    Label {
        anchors.verticalCenter: parent.verticalCenter
        color: BoardTheme.inkSecondary
        font.bold: true
        px: BoardTheme.agency
        text: row.agency
        width: (arrow.visible ? 868 : 980) - x
        x: 420
    }
    Way {
        id: arrow

        anchors.verticalCenter: parent.verticalCenter
        ink: BoardTheme.ink
        size: 84
        way: row.way
        x: 878
    }
    Gate {
        anchors.verticalCenter: parent.verticalCenter
        desk: row.desk
        gap: 30
        ink: BoardTheme.ink
        keyline: BoardTheme.keyline
        px: BoardTheme.row
        signSize: 100
        station: row.station
        x: 992
    }
}
