// The time that is left as stops on a line: one goes out each second; the last that is left is yellow.
pragma ComponentBehavior: Bound
import QtQuick
import "../../../style"

Item {
    id: countdown

    property int remaining: 0
    property int of: 0
    readonly property real from: 28
    readonly property real pitch: of > 1 ? (width - 2 * from) / (of - 1) : 0

    Accessible.ignored: true
    height: 52
    visible: of > 0

    Rectangle {
        anchors.left: parent.left
        anchors.leftMargin: countdown.from
        anchors.verticalCenter: parent.verticalCenter
        color: Style.colour.outline
        height: Style.measure.progressAhead
        width: parent.width - 2 * countdown.from
    }
    Rectangle {
        anchors.left: parent.left
        anchors.leftMargin: countdown.from
        anchors.verticalCenter: parent.verticalCenter
        color: Style.colour.done
        height: Style.measure.progress
        width: Math.max(0, countdown.remaining - 1) * countdown.pitch
    }
    Repeater {
        model: countdown.of

        Rectangle {
            required property int index
            readonly property bool now: index === countdown.remaining - 1
            readonly property bool out: index >= countdown.remaining

            anchors.left: parent?.left
            anchors.leftMargin: countdown.from + index * countdown.pitch - width / 2
            anchors.verticalCenter: parent?.verticalCenter
            border.color: now ? Style.colour.ink : Style.colour.outline
            border.width: now ? 7 : out ? 4 : 0
            color: now ? Style.colour.next : out ? Style.colour.paper : Style.colour.done
            height: width
            radius: width / 2
            width: now ? 48 : 20
            z: now ? 1 : 0
        }
    }
}
