// The visit as a line: steps done, the step that is now in yellow, steps ahead, a ticket at the end.
pragma ComponentBehavior: Bound
import QtQuick
import "../../../style"
import "../../controls"

Item {
    id: line

    property int steps: 0
    property int done: 0
    property bool upright: false
    readonly property real from: 26
    readonly property real to: (upright ? height : width) - (upright ? 90 : 68)
    readonly property real pitch: steps > 0 ? (to - from) / steps : 0
    readonly property real across: (upright ? width : height) / 2

    visible: steps > 0

    component Stretch: Rectangle {
        property real start
        property real end

        anchors.left: parent?.left
        anchors.leftMargin: line.upright ? line.across - width / 2 : start
        anchors.top: parent?.top
        anchors.topMargin: line.upright ? start : line.across - height / 2
        height: line.upright ? end - start : thick
        width: line.upright ? thick : end - start

        property real thick
    }

    Stretch {
        color: Style.colour.outline
        end: line.to
        start: line.from + Math.min(line.done, line.steps) * line.pitch
        thick: Style.measure.progressAhead
    }
    Stretch {
        color: Style.colour.done
        end: line.from + Math.min(line.done, line.steps) * line.pitch
        start: line.from
        thick: Style.measure.progress
        visible: line.done > 0
    }
    Repeater {
        model: line.steps

        Rectangle {
            required property int index
            readonly property bool now: index === line.done
            readonly property bool ahead: index > line.done

            anchors.left: parent?.left
            anchors.leftMargin: (line.upright ? line.across : line.from + index * line.pitch) - width / 2
            anchors.top: parent?.top
            anchors.topMargin: (line.upright ? line.from + index * line.pitch : line.across) - height / 2
            border.color: now ? Style.colour.ink : Style.colour.outline
            border.width: now ? 8 : ahead ? 4 : 0
            color: now ? Style.colour.next : ahead ? Style.colour.paper : Style.colour.done
            height: width
            radius: width / 2
            width: now ? 52 : 26
        }
    }
    Pictogram {
        anchors.left: parent.left
        anchors.leftMargin: line.upright ? (line.width - width) / 2 : line.width - width - 8
        anchors.top: parent.top
        anchors.topMargin: line.upright ? line.height - height : (line.height - height) / 2
        ink: Style.contrast ? Style.colour.ink : Style.colour.inkSecondary
        name: "ticket"
        size: 58
    }
}
