// A ticket's path with the state of each stop, why it waits, and what has happened.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk
import "../../style"
import "../controls"

Column {
    id: day

    required property Reception reception

    spacing: 0

    Item {
        height: stops.height
        width: parent.width

        Column {
            id: stops

            width: parent.width

            Repeater {
                id: path

                model: day.reception.panelStops

                delegate: Touchable {
                    id: stop

                    required property int index
                    required property string station
                    required property string agency
                    required property string text
                    required property string errands
                    required property string mark
                    required property bool late
                    readonly property bool over: mark === "done" || mark === "off"
                    readonly property color second: pressed ? Style.colour.overInk : Style.colour.inkSecondary

                    enabled: !over
                    height: Math.max(52, words.height + 12)
                    label: agency
                    objectName: "stop:" + station
                    radius: 0
                    width: stops.width

                    onTapped: day.reception.wish("stop", station)

                    Rectangle {
                        anchors.fill: parent
                        anchors.leftMargin: -StaffTheme.margin
                        anchors.rightMargin: -StaffTheme.margin
                        color: stop.pressed ? Style.colour.ink : stop.mark === "now" ? Style.colour.nextSoft
                            : "transparent"
                    }
                    Rectangle {
                        color: Style.colour.ink
                        height: (stop.index < path.count - 1 ? parent.height : parent.height / 2) - y
                        width: 6
                        x: 15
                        y: stop.index > 0 ? 0 : parent.height / 2
                    }
                    Rectangle {
                        color: stop.pressed ? Style.colour.ink : stop.mark === "now" ? Style.colour.nextSoft
                            : Style.colour.surface
                        height: 40
                        visible: stop.over
                        width: 36
                        y: (parent.height - height) / 2
                    }
                    StationSign {
                        anchors.verticalCenter: parent.verticalCenter
                        dimmed: stop.mark === "off"
                        size: 36
                        station: stop.station
                        visible: stop.mark !== "done"
                    }
                    Pictogram {
                        anchors.verticalCenter: parent.verticalCenter
                        name: stop.mark === "done" ? "checked" : ""
                        size: 36
                    }
                    Column {
                        id: words

                        anchors.verticalCenter: parent.verticalCenter
                        width: parent.width - x
                        x: 52

                        Label {
                            color: stop.pressed ? Style.colour.overInk : Style.colour.ink
                            font.bold: !stop.over
                            px: StaffTheme.station
                            text: stop.agency
                            width: parent.width
                        }
                        Label {
                            color: stop.late && !stop.pressed ? Style.colour.alarm : stop.second
                            font.bold: stop.late
                            px: StaffTheme.small
                            text: stop.text
                            width: parent.width
                        }
                        Label {
                            color: stop.second
                            px: StaffTheme.smallest
                            text: stop.errands
                            width: parent.width
                        }
                    }
                }
            }
        }
    }
    Item {
        height: reason.visible ? reason.height + 24 : 0
        width: parent.width

        Pictogram {
            anchors.verticalCenter: parent.verticalCenter
            name: day.reception.panelReason === "" ? "" : day.reception.panelReasonPictogram
            size: 32
            x: 2
        }
        Label {
            id: reason

            anchors.verticalCenter: parent.verticalCenter
            px: StaffTheme.body
            text: day.reception.panelReason
            width: parent.width - x
            x: 52
        }
    }
    Label {
        bottomPadding: 6
        font.bold: true
        px: StaffTheme.small
        text: history.count > 0 ? day.reception.panelHistoryTitle : ""
        topPadding: 10
        width: parent.width
    }
    Repeater {
        id: history

        model: day.reception.panelHistory

        delegate: Item {
            id: past

            required property string clock
            required property string text

            height: said.height + 4
            width: day.width

            Label {
                color: Style.colour.inkSecondary
                px: StaffTheme.small
                text: past.clock
                wrapMode: Text.NoWrap
            }
            Label {
                id: said

                px: StaffTheme.small
                text: past.text
                width: parent.width - x
                x: 52
            }
        }
    }
}
