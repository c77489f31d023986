// A desk: number, minutes, ticket; free an outline, closed dashed.
import QtQuick
import QtQuick.Shapes
import "../../style"
import "../controls"

Touchable {
    id: desk

    required property int index
    required property string number
    required property string mode
    required property string minutes
    required property string ticket
    required property string note
    property bool compact: false
    readonly property bool busy: ticket !== ""
    readonly property bool closed: mode === "closed"
    readonly property color ink: pressed ? Style.colour.overInk : busy ? Style.colour.ink
        : Style.colour.inkSecondary

    activeFocusOnTab: false
    label: desk.number
    objectName: "desk:" + desk.number
    radius: 8

    Rectangle {
        anchors.fill: parent
        border.color: desk.busy ? Style.colour.ink : Style.colour.outline
        border.width: desk.closed ? 0 : 2
        color: desk.pressed ? Style.colour.ink : desk.busy ? Style.colour.surface : "transparent"
        radius: desk.radius
    }
    Shape {
        anchors.fill: parent
        visible: desk.closed

        ShapePath {
            dashPattern: [3, 2.2]
            fillColor: "transparent"
            strokeColor: Style.colour.outline
            strokeStyle: ShapePath.DashLine
            strokeWidth: 2

            PathRectangle {
                height: desk.height - 2
                radius: desk.radius
                width: desk.width - 2
                x: 1
                y: 1
            }
        }
    }
    Label {
        id: itsnumber

        anchors.verticalCenter: desk.compact ? parent.verticalCenter : undefined
        color: desk.ink
        px: StaffTheme.small
        text: desk.number
        wrapMode: Text.NoWrap
        x: 9
        y: 5
    }
    Label {
        color: desk.pressed ? Style.colour.overInk : Style.colour.inkSecondary
        px: StaffTheme.small
        text: desk.compact ? "" : desk.minutes
        wrapMode: Text.NoWrap
        x: parent.width - width - 8
        y: 5
    }
    Label {
        anchors.verticalCenter: desk.compact ? parent.verticalCenter : undefined
        color: desk.ink
        font.bold: desk.busy
        px: desk.busy ? (desk.compact ? StaffTheme.small : StaffTheme.station) : StaffTheme.small
        text: desk.busy ? desk.ticket : desk.note
        wrapMode: Text.NoWrap
        x: desk.compact ? itsnumber.x + itsnumber.width + 6 : 9
        y: desk.height - height - 5
    }
}
