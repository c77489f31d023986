// One of the kiosk's screens: built when it is first shown, then kept out of sight or taken down.
import QtQuick
import Kiosk

Loader {
    id: loader

    required property Kiosk kiosk
    required property string name
    required property bool shown
    required property bool kept
    readonly property Item now: shown ? item as Item : null

    function load() {
        const file = "../screens/" + name.charAt(0).toUpperCase() + name.slice(1) + "Screen.qml";
        setSource(file, {
            kiosk: kiosk.page(name)
        });
    }
    function follow() {
        if (shown && status === Loader.Null)
            load();
        else if (!shown && !kept)
            source = "";
    }

    anchors.fill: parent
    objectName: shown ? "screen" : ""
    visible: shown

    Component.onCompleted: follow()
    onShownChanged: follow()
}
