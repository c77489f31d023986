// The hall as lines: one lane a station, minutes from left to right, desks at the end.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Shapes
import Kiosk
import "../../style"
import "../controls"

FocusScope {
    id: hall

    required property Reception reception
    readonly property real laneW: Math.max(200, width - StaffTheme.laneX - StaffTheme.desksW - 20)
    readonly property int axisH: 30
    readonly property real laneH: (height - axisH) / Math.max(1, lanes.count)

    function at(minutes: int): real {
        return StaffTheme.laneX + laneW * minutes / Math.max(1, reception.axis);
    }

    Accessible.name: reception.hallLabel
    Accessible.role: Accessible.List
    activeFocusOnTab: true

    Component.onCompleted: reception.fit(laneW)
    Keys.onPressed: event => {
        Style.keys = true;
        const ways = {
            [Qt.Key_Left]: [-1, 0],
            [Qt.Key_Right]: [1, 0],
            [Qt.Key_Up]: [0, -1],
            [Qt.Key_Down]: [0, 1]
        };
        if (event.key in ways) {
            event.accepted = true;
            reception.go(ways[event.key][0], ways[event.key][1]);
        }
    }
    onLaneWChanged: reception.fit(laneW)

    Rectangle {
        anchors.fill: parent
        anchors.margins: -6
        border.color: Style.colour.focus
        border.width: 3
        color: "transparent"
        radius: StaffTheme.button
        visible: hall.activeFocus && Style.keys
    }
    Repeater {
        model: hall.reception.ticks

        delegate: Label {
            required property int index
            required property int modelData

            color: Style.colour.inkSecondary
            px: StaffTheme.smallest
            text: index === 0 ? hall.reception.firstTick : modelData
            wrapMode: Text.NoWrap
            x: hall.at(modelData) - width / 2
            y: 4
        }
    }
    Repeater {
        id: lanes

        model: hall.reception.lanes

        delegate: HallLane {
            height: hall.laneH
            laneW: hall.laneW
            reception: hall.reception
            width: hall.width
            y: hall.axisH + index * hall.laneH

            onTouched: hall.forceActiveFocus(Qt.MouseFocusReason)
        }
    }
    Shape {
        readonly property real x0: hall.at(hall.reception.limit)

        visible: lanes.count > 0 && hall.reception.limit < hall.reception.axis
        z: -1

        ShapePath {
            dashPattern: [3, 2.4]
            fillColor: "transparent"
            startX: hall.at(hall.reception.limit)
            startY: hall.axisH - 6
            strokeColor: Style.colour.alarm
            strokeStyle: ShapePath.DashLine
            strokeWidth: 2

            PathLine {
                x: hall.at(hall.reception.limit)
                y: hall.height
            }
        }
    }
}
