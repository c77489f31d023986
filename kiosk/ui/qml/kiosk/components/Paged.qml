// A screen that may need several pages: it never scrolls. The strong action turns the page until the last
// one.
import QtQuick
import Kiosk

Item {
    required property Kiosk kiosk
    property int pages: 1
    property int page: 0
    readonly property bool last: page >= pages - 1

    function turn(by: int) {
        page = Math.max(0, Math.min(pages - 1, page + by));
        kiosk.tap("keep_on"); // somebody is there
    }

    onPagesChanged: page = Math.min(page, Math.max(0, pages - 1))
}
