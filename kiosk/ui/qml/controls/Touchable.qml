// Whatever can be touched: acts on release inside, tells when it is pressed, takes the keyboard, has a spoken
// name.
pragma ComponentBehavior: Bound
import QtQuick
import "../../style"

Item {
    id: touchable

    property string label // what is spoken
    property real radius: Style.measure.tileRadius
    property color focusGap: Style.colour.focusGap
    property bool held: false // stays as pressed: what it began is not done yet
    readonly property bool pressed: handler.pressed || keyed || held
    property bool keyed: false

    signal tapped

    function act() {
        if (!held)
            tapped();
    }

    Accessible.focusable: true
    Accessible.name: label
    Accessible.pressed: pressed
    Accessible.role: Accessible.Button
    activeFocusOnTab: true

    Accessible.onPressAction: act()
    Keys.onPressed: event => {
        Style.keys = true;
        if ([Qt.Key_Return, Qt.Key_Enter, Qt.Key_Space, Qt.Key_Select].includes(event.key)) {
            event.accepted = true;
            if (!event.isAutoRepeat)
                keyed = true;
        }
    }
    Keys.onReleased: event => {
        if (keyed && !event.isAutoRepeat) {
            event.accepted = true;
            keyed = false;
            act();
        }
    }
    onActiveFocusChanged: keyed = false

    TapHandler {
        id: handler

        gesturePolicy: TapHandler.ReleaseWithinBounds
        longPressThreshold: 0 // however long the finger rests

        onTapped: touchable.act()
    }
    Loader {
        active: Style.keys && touchable.activeFocus
            || touchable.objectName !== "" && Style.lit === touchable.objectName
        anchors.fill: parent
        z: 10

        sourceComponent: FocusRing {
            gap: touchable.focusGap
            radius: touchable.radius
        }
    }
}
