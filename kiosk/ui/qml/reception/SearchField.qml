// Finds a ticket by its number: typed on a keyboard, or on the number pad when a finger touched it.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk
import "../../style"
import ".."

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
    height: Staff.target
    objectName: "search"
    radius: Staff.button
    width: 300

    TapHandler {
        onTapped: point => {
            field.byFinger = point.device.type === PointerDevice.TouchScreen;
            input.forceActiveFocus(Qt.MouseFocusReason);
        }
    }
    Pictogram {
        id: picture

        anchors.verticalCenter: parent.verticalCenter
        name: "search"
        size: 24
        x: 12
    }
    Words {
        anchors.verticalCenter: parent.verticalCenter
        color: Style.colour.inkSecondary
        px: Staff.station
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
    }
    Rectangle {
        border.color: Style.colour.outline
        border.width: 2
        color: Style.colour.surface
        height: results.height + (pad.visible ? pad.height + 16 : 0) + 16
        objectName: "found"
        radius: Staff.button
        visible: field.open || field.reception.typed !== ""
        width: 380
        y: parent.height + 6
        z: 20

        Column {
            id: results

            width: parent.width - 16
            x: 8
            y: 8

            Repeater {
                id: rows

                model: field.reception.found

                delegate: Touchable {
                    id: row

                    required property string key
                    required property string number
                    required property string station
                    required property string text

                    height: 54
                    label: row.number
                    objectName: "found:" + row.number
                    radius: Staff.button
                    width: results.width

                    onTapped: {
                        field.reception.wish("visit", key);
                        field.byFinger = false;
                    }

                    Rectangle {
                        anchors.fill: parent
                        color: row.pressed ? Style.colour.ink : "transparent"
                        radius: row.radius
                    }
                    Words {
                        id: itsnumber

                        anchors.verticalCenter: parent.verticalCenter
                        color: row.pressed ? Style.colour.overInk : Style.colour.ink
                        font.bold: true
                        px: 22
                        text: row.number
                        wrapMode: Text.NoWrap
                        x: 12
                    }
                    StationSign {
                        id: sign

                        anchors.verticalCenter: parent.verticalCenter
                        size: 28
                        station: row.station
                        x: 100
                    }
                    Words {
                        anchors.verticalCenter: parent.verticalCenter
                        color: itsnumber.color
                        px: Staff.body
                        text: row.text
                        width: parent.width - x - 8
                        x: 140
                    }
                }
            }
            Words {
                color: Style.colour.inkSecondary
                height: 44
                px: Staff.body
                text: rows.count === 0 && field.reception.typed !== "" ? field.reception.foundNone : ""
                verticalAlignment: Text.AlignVCenter
                width: parent.width
                x: 12
            }
        }
        NumberPad {
            id: pad

            anchors.bottom: parent.bottom
            anchors.bottomMargin: 12
            anchors.horizontalCenter: parent.horizontalCenter
            visible: field.byFinger

            onErased: field.reception.wish("typed", field.reception.typed.slice(0, -1))
            onPressedDigit: digit => field.type(digit)
        }
    }
}
