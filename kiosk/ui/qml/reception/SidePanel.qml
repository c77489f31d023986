// Beside the hall: one ticket, one station, one desk, or who has waited longest; with what can be pressed
// now.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk
import "../../style"
import "../controls"

Rectangle {
    id: panel

    required property Reception reception
    property bool closable: reception.panelBack !== ""
    readonly property bool ticket: reception.panelKind === "ticket"

    signal closed

    color: Style.colour.surface
    objectName: "panel"

    Rectangle {
        color: Style.colour.hairline
        height: parent.height
        width: 2
    }
    MouseArea { // what lies under it is not touched through it
        anchors.fill: parent
    }
    StationSign {
        id: sign

        size: 48
        station: panel.reception.panelStation
        x: StaffTheme.margin
        y: 22
    }
    Label {
        id: title

        font.bold: true
        objectName: "title"
        px: panel.ticket ? StaffTheme.number : sign.visible ? 19 : 26
        text: panel.reception.panelTitle
        width: close.x - x - 8
        x: sign.visible ? sign.x + 62 : StaffTheme.margin
        y: panel.ticket ? 8 : sign.visible ? 14 : 22
    }
    Label {
        id: second

        color: Style.colour.inkSecondary
        px: StaffTheme.small
        text: panel.reception.panelSecond
        width: close.x - x
        x: title.x
        y: title.y + title.height
    }
    StaffButton {
        id: close

        height: 52
        label: panel.reception.panelBack
        objectName: "back"
        pictogram: "close"
        quiet: true
        visible: panel.closable
        width: 52
        x: parent.width - width - 12
        y: 16

        onTapped: panel.closed()
    }
    Flow {
        id: facts

        anchors.left: parent.left
        anchors.leftMargin: StaffTheme.margin
        anchors.right: parent.right
        anchors.rightMargin: 12
        spacing: 6
        y: Math.max(second.visible ? second.y + second.height : title.y + title.height, sign.visible ? 76 : 0)
            + (panel.ticket ? 0 : 8)

        Repeater {
            id: factRows

            model: panel.reception.panelFacts

            delegate: Item {
                id: fact

                required property string text
                required property string pictogram
                required property bool warning

                height: Math.max(26, words.height)
                width: Math.min(facts.width, words.x + words.implicitWidth + 12)

                Pictogram {
                    ink: fact.warning ? Style.colour.warning : Style.colour.ink
                    name: fact.pictogram
                    size: 24
                    y: 1
                }
                Label {
                    id: words

                    anchors.verticalCenter: parent.verticalCenter
                    color: fact.warning ? Style.colour.warning : Style.colour.ink
                    font.bold: fact.warning
                    px: StaffTheme.body
                    text: fact.text
                    width: fact.width - x
                    x: 30
                }
            }
        }
    }
    Flickable {
        id: middle

        readonly property real begin: facts.y + (factRows.count > 0 ? facts.height + 12 : 0)

        anchors.bottom: actions.top
        anchors.bottomMargin: 8
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.topMargin: begin
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: body.height + 8

        Item {
            id: body

            height: panel.ticket ? day.height : rows.height
            width: middle.width - 2 * StaffTheme.margin
            x: StaffTheme.margin

            TicketDay {
                id: day

                reception: panel.reception
                visible: panel.ticket
                width: parent.width
            }
            PanelRows {
                id: rows

                reception: panel.reception
                visible: panel.reception.panelKind === "hall" || panel.reception.panelKind === "station"
                width: parent.width
            }
        }
        Rectangle {
            color: Style.colour.outline
            height: Math.max(32, middle.height * middle.height / Math.max(1, middle.contentHeight))
            parent: middle
            radius: 3
            visible: middle.contentHeight > middle.height + 1
            width: 6
            x: middle.width - 9
            y: middle.contentY / Math.max(1, middle.contentHeight - middle.height) * (middle.height - height)
        }
    }
    Item {
        id: actions

        readonly property real half: (width - 10) / 2
        readonly property bool strong: buttons.count > 0
            && (buttons.itemAt(0) as StaffButton)?.strong === true

        anchors.bottom: parent.bottom
        anchors.bottomMargin: buttons.count > 0 ? 20 : 4
        height: buttons.count === 0 ? 0
            : (strong ? 72 : 0) + Math.ceil((buttons.count - (strong ? 1 : 0)) / 2) * 62
            - (buttons.count > (strong ? 1 : 0) ? 10 : 12)
        width: parent.width - 2 * StaffTheme.margin
        x: StaffTheme.margin

        Repeater {
            id: buttons

            model: panel.reception.panelActions

            delegate: StaffButton {
                required property int index
                required property string key
                readonly property int place: index - (actions.strong ? 1 : 0)
                readonly property bool alone: strong || place % 2 === 0 && index === buttons.count - 1

                required text
                required pictogram
                required strong
                height: strong ? 60 : 52
                objectName: "action:" + key
                width: alone ? actions.width : actions.half
                x: strong ? 0 : (place % 2) * (actions.half + 10)
                y: strong ? 0 : (actions.strong ? 72 : 0) + Math.floor(place / 2) * 62

                onTapped: panel.reception.wish("press", key)
            }
        }
    }
}
