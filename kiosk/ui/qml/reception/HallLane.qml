// One station's lane: its sign and how it stands, the tickets by minutes waited, its desks.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Shapes
import Kiosk
import "../../style"
import "../controls"

Item {
    id: lane

    required property int index
    required property string station
    required property string agency
    required property string waiting
    required property string longest
    required property bool late
    required property bool closed
    required property QtObject chips
    required property QtObject desks
    required property Reception reception
    required property real laneW
    readonly property int chipH: Math.min(29, Math.floor(height / 3) - 1)

    signal touched

    objectName: "lane:" + station

    Rectangle {
        color: Style.colour.hairline
        height: 2
        width: parent.width
    }
    Touchable {
        id: head

        activeFocusOnTab: false
        height: parent.height - 4
        label: lane.agency
        objectName: "station:" + lane.station
        radius: StaffTheme.button
        width: StaffTheme.laneX - 24
        y: 2

        onTapped: lane.reception.wish("station", lane.station)

        Rectangle {
            anchors.fill: parent
            anchors.leftMargin: -6
            color: head.pressed ? Style.colour.later : "transparent"
            radius: head.radius
        }
        StationSign {
            id: sign

            anchors.verticalCenter: parent.verticalCenter
            dimmed: lane.closed
            size: 44
            station: lane.station
        }
        Label {
            id: agency

            font.bold: true
            px: StaffTheme.station
            text: lane.agency
            width: parent.width - x
            x: 60
            y: (parent.height - height - (note.visible ? note.height : 0)) / 2
        }
        Row {
            id: note

            anchors.top: agency.bottom
            spacing: 5
            visible: lane.waiting !== ""
            x: 60

            Label {
                color: Style.colour.inkSecondary
                px: StaffTheme.small
                text: lane.waiting + " ·"
                visible: lane.waiting !== ""
                wrapMode: Text.NoWrap
            }
            Label {
                color: lane.late ? Style.colour.alarm : Style.colour.inkSecondary
                font.bold: lane.late
                px: StaffTheme.small
                text: lane.longest
                wrapMode: Text.NoWrap
            }
        }
    }
    Rectangle {
        color: Style.colour.outline
        height: 4
        radius: 2
        visible: !lane.closed
        width: lane.laneW
        x: StaffTheme.laneX
        y: (parent.height - height) / 2
    }
    Shape {
        visible: lane.closed
        x: StaffTheme.laneX
        y: lane.height / 2

        ShapePath {
            dashPattern: [3, 3]
            fillColor: "transparent"
            strokeColor: Style.colour.outline
            strokeStyle: ShapePath.DashLine
            strokeWidth: 3

            PathLine {
                x: lane.laneW
                y: 0
            }
        }
    }
    Item {
        id: track

        height: parent.height
        width: lane.laneW
        x: StaffTheme.laneX

        TapHandler {
            gesturePolicy: TapHandler.ReleaseWithinBounds

            onTapped: point => {
                lane.touched();
                lane.reception.touchLane(lane.station, point.position.x,
                    (point.position.y - track.height / 2) / (lane.chipH + 1));
            }
        }
        Repeater {
            model: lane.chips

            delegate: LaneTicket {
                height: lane.chipH
                y: track.height / 2 + level * (lane.chipH + 1) - lane.chipH / 2
            }
        }
    }
    Item {
        id: desksPlace

        readonly property bool compact: boxes.count > 3
        readonly property int columns: compact ? Math.ceil(boxes.count / 2) : 3
        readonly property real boxW: (width - (columns - 1) * 8) / columns
        readonly property real boxH: compact ? (height - 6) / 2 : height

        height: Math.min(62, parent.height - 12)
        width: StaffTheme.desksW
        x: parent.width - width
        y: (parent.height - height) / 2

        Repeater {
            id: boxes

            model: lane.desks

            delegate: DeskBox {
                compact: desksPlace.compact
                height: desksPlace.boxH
                width: desksPlace.boxW
                x: (index % desksPlace.columns) * (desksPlace.boxW + 8)
                y: Math.floor(index / desksPlace.columns) * (desksPlace.boxH + 6)

                onTapped: lane.reception.wish("desk", number)
            }
        }
    }
}
