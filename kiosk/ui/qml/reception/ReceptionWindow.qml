// Reception: the hall at a glance, one ticket beside it, devices below. On a tablet the panel comes in from
// the side.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk
import "../../style"
import "../controls"

Window {
    id: window

    required property Reception reception
    readonly property bool narrow: width < 1360
    readonly property bool panelUp: !narrow || reception.panelKind !== "hall" || wanted
    property bool wanted: false // on a tablet: the panel of the whole hall has been asked for

    color: Style.colour.paper

    Binding {
        property: "still"
        target: Style
        value: window.reception.still
    }
    FocusScope {
        id: stage

        anchors.fill: parent
        focus: true
        objectName: "stage"

        Keys.onPressed: event => {
            if (event.text.length === 1 && "0123456789".includes(event.text)
                && event.modifiers === Qt.NoModifier) {
                event.accepted = true;
                header.search.type(event.text);
            } else if (event.key === Qt.Key_Escape) {
                event.accepted = true;
                window.wanted = false;
                window.reception.wish("back", "");
            } else if (event.matches(StandardKey.Undo)) {
                event.accepted = true;
                window.reception.wish("undo", "");
            }
        }

        PointHandler {
            onActiveChanged: {
                if (active)
                    Style.keys = false;
            }
        }
        Item {
            anchors.fill: parent
            enabled: !window.reception.hasQuestion

            Item {
                id: hallPart

                anchors.bottom: parent.bottom
                anchors.left: parent.left
                anchors.top: strip.visible ? strip.bottom : header.bottom
                enabled: !(window.narrow && window.panelUp)
                width: parent.width - (window.narrow ? 0 : StaffTheme.panelW)

                FigureRow {
                    id: figures

                    height: 88
                    reception: window.reception
                    width: parent.width - 2 * StaffTheme.margin
                    x: StaffTheme.margin
                }
                HallLanes {
                    id: lanes

                    anchors.bottom: devices.top
                    anchors.top: figures.bottom
                    focus: true
                    objectName: "lanes"
                    reception: window.reception
                    width: parent.width - 2 * StaffTheme.margin
                    x: StaffTheme.margin
                }
                DeviceBar {
                    id: devices

                    anchors.bottom: parent.bottom
                    height: 100
                    reception: window.reception
                    width: parent.width - 2 * StaffTheme.margin
                    x: StaffTheme.margin
                }
            }
            MouseArea { // beside a sheet: closes it
                anchors.fill: parent
                visible: window.narrow && window.panelUp

                onClicked: panel.closed()
            }
            SidePanel {
                id: panel

                anchors.bottom: parent.bottom
                anchors.right: parent.right
                anchors.top: hallPart.top
                closable: window.reception.panelBack !== "" || window.narrow
                reception: window.reception
                visible: window.panelUp
                width: StaffTheme.panelW + (window.narrow ? 28 : 0)

                onClosed: {
                    window.wanted = false;
                    window.reception.wish("back", "");
                }
            }
            Rectangle {
                id: strip

                readonly property bool stale: window.reception.stale !== ""

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.top: header.bottom
                border.color: stale ? Style.colour.warning : Style.colour.outline
                border.width: 2
                color: Style.colour.surface
                height: StaffTheme.strip
                objectName: "strip"
                visible: stripText.text !== ""

                Pictogram {
                    anchors.verticalCenter: parent.verticalCenter
                    ink: stripText.color
                    name: strip.stale ? "offline" : "closed"
                    size: 26
                    x: StaffTheme.margin
                }
                Label {
                    id: stripText

                    anchors.verticalCenter: parent.verticalCenter
                    color: strip.stale ? Style.colour.warning : Style.colour.ink
                    font.bold: true
                    px: StaffTheme.station
                    text: strip.stale ? window.reception.stale : window.reception.closed
                    width: parent.width - x - StaffTheme.margin
                    x: 62
                }
            }
            StaffHeader {
                id: header

                anchors.left: parent.left
                anchors.right: parent.right
                narrow: window.narrow
                reception: window.reception

                onHallWanted: {
                    window.reception.wish("back", "");
                    window.wanted = true;
                }
            }
            FoundList { // not inside the field: what lies outside its parent is not touched
                field: header.search
                reception: window.reception
                x: header.search.x
                y: header.search.y + header.search.height + 6
            }
        }
        Loader {
            active: window.reception.hasQuestion
            anchors.fill: parent
            focus: active

            sourceComponent: QuestionSheet {
                focus: true
                reception: window.reception
            }
        }
    }
}
