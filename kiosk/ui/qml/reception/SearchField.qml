// Finds a ticket by its number: typed on a keyboard, or on the number pad when a finger touched it.
import QtQuick
import Kiosk
import "../../style"
import "../controls"

Rectangle {
    id: field

    required property Reception reception
    property bool byFinger: false
    readonly property bool open: input.activeFocus && (reception.typed !== "" || byFinger)

    function type(digit: string) {
        input.forceActiveFocus(Qt.ShortcutFocusReason);
        reception.wish("typed", reception.typed + digit);
    }
    function leave() {
        reception.wish("typed", "");
        byFinger = false;
        input.focus = false;
    }

    Accessible.name: reception.searchHint
    Accessible.role: Accessible.EditableText
    border.color: input.activeFocus ? Style.colour.focus : Style.colour.surface
    border.width: 3
    color: Style.colour.surface
    height: StaffTheme.target
    objectName: "search"
    radius: StaffTheme.button
    width: 300

    TapHandler {
        onTapped: input.forceActiveFocus(Qt.MouseFocusReason)
    }
    Pictogram {
        id: picture

        anchors.verticalCenter: parent.verticalCenter
        name: "search"
        size: 24
        x: 12
    }
    Label {
        anchors.verticalCenter: parent.verticalCenter
        color: Style.colour.inkSecondary
        px: StaffTheme.station
        text: field.reception.typed === "" ? field.reception.searchHint : ""
        wrapMode: Text.NoWrap
        x: 46
    }
    TextInput {
        id: input

        activeFocusOnTab: true
        anchors.fill: parent
        anchors.leftMargin: 46
        color: Style.colour.ink
        cursorVisible: activeFocus && !field.reception.still
        font.bold: true
        font.pixelSize: 22
        inputMethodHints: Qt.ImhDigitsOnly
        maximumLength: 5
        text: field.reception.typed
        validator: RegularExpressionValidator {
            regularExpression: /[0-9]*/
        }
        verticalAlignment: TextInput.AlignVCenter

        Keys.onEscapePressed: field.leave()
        Keys.onReturnPressed: {
            field.reception.wish("enter", "");
            focus = false;
        }
        Keys.onEnterPressed: {
            field.reception.wish("enter", "");
            focus = false;
        }
        onTextEdited: field.reception.wish("typed", text)

        PointHandler {
            acceptedDevices: PointerDevice.TouchScreen

            onActiveChanged: {
                if (active)
                    field.byFinger = true;
            }
        }
        PointHandler {
            acceptedDevices: PointerDevice.Mouse

            onActiveChanged: {
                if (active)
                    field.byFinger = false;
            }
        }
    }
}
