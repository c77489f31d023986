// One thing said: what is, then what to do, then who helps. A wish or what is not today may stand below.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk
import "../../../style"
import "../../controls"
import "../components"

Item {
    id: screen

    required property Kiosk kiosk
    readonly property bool wide: Style.landscape
    readonly property rect area: Style.place.choices
    readonly property real from: wide ? Style.place.question.y : 136
    readonly property real end: wide ? Style.place.toolbar.y - 40 : Style.place.action.y - 24
    readonly property real headEnd: Style.place.action.y
        - (kiosk.back !== "" ? Style.place.action.height + Style.place.gap : 0) - 24
    readonly property real wishH: Style.larger ? 176 : 152
    readonly property real wishesH: wishes.count > 0 ? wishes.count * (wishH + Style.measure.targetGap) + 24
        : 0
    readonly property real room: end - from - (kiosk.hasLater ? later.implicitHeight + 8 : 0) - wishesH
    readonly property real said: wide ? tell.height : head.height + 48 + tell.height

    // How it is drawn, found by `fit`.
    property int pictureSize: 200
    property int density: 0

    function fit() {
        for (const [size, close] of [[Style.larger ? 184 : 200, 0], [136, 1], [96, 2]]) {
            pictureSize = wide ? Math.max(64, Math.min(size, headEnd - from - (head.height - picture.height)))
                : size;
            density = close;
            if (said <= room)
                return;
        }
    }

    Component.onCompleted: fit()

    Refit {
        values: [
            screen.kiosk.place,
            screen.kiosk.title,
            screen.kiosk.second,
            screen.kiosk.body,
            screen.kiosk.laterHeadline,
            screen.kiosk.laterNotToday.length,
            Style.larger,
            Style.script,
            screen.wide,
            screen.end,
            wishes.count
        ]

        onTriggered: screen.fit()
    }
    Item {
        id: head

        anchors.left: parent.left
        anchors.leftMargin: screen.wide ? Style.place.question.x : 56
        anchors.top: parent.top
        anchors.topMargin: screen.wide ? screen.from
            : screen.from + Math.max(0, (screen.room - screen.said) * 0.4)
        height: title.y + title.height + (second.text !== "" ? second.height + 8 : 0)
        width: screen.wide ? Style.place.question.width : parent.width - 112

        ReadingFrame {
            name: "question"
        }
        Pictogram {
            id: picture

            anchors.left: parent.left
            flush: true
            name: screen.kiosk.pictogram
            size: screen.pictureSize
        }
        BalancedText {
            id: title

            Accessible.name: [screen.kiosk.title, screen.kiosk.second, screen.kiosk.body]
                .filter(text => text !== "").join(". ")
            Accessible.role: Accessible.Heading
            anchors.left: parent.left
            anchors.top: parent.top
            anchors.topMargin: picture.height + (screen.density > 0 ? 12 : 32)
            font.bold: true
            leading: Style.leading > 1.3 ? 1.36 : 1.15
            share: 0.6
            px: screen.wide ? 64 : screen.density > 1 ? 76 : Style.place.questionPx
            room: parent.width
            says: screen.kiosk.title
        }
        Label {
            id: second

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: title.bottom
            anchors.topMargin: 8
            color: Style.colour.inkSecondary
            px: Style.place.questionSecondPx
            script: "Latn"
            text: screen.kiosk.second
        }
    }
    Item {
        id: tell

        anchors.left: parent.left
        anchors.leftMargin: screen.wide ? 760 : 56
        anchors.top: parent.top
        anchors.topMargin: screen.wide ? screen.from + Math.max(0, (screen.room - height) * 0.3)
            : head.y + head.height + (screen.density > 1 ? 24 : 48)
        height: Math.max(sign.visible ? sign.height : 0, body.height)
        width: screen.wide ? 1104 : parent.width - 112

        ReadingFrame {
            name: "body"
        }
        StationSign {
            id: sign

            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            size: screen.wide ? 150 : 120
            station: screen.kiosk.sign
        }
        BalancedText {
            id: body

            anchors.left: parent.left
            anchors.leftMargin: sign.visible ? sign.width + 40 : 0
            anchors.top: parent.top
            anchors.topMargin: (parent.height - height) / 2
            px: screen.density > 1 ? Style.type.body : Style.larger ? 54 : screen.wide ? 48
                : Style.type.choiceRow
            room: parent.width - anchors.leftMargin
            says: screen.kiosk.body
        }
    }
    Toggles {
        id: wishes

        anchors.left: parent.left
        anchors.leftMargin: screen.wide ? screen.area.x : Style.place.margin
        anchors.top: parent.top
        anchors.topMargin: (screen.wide ? screen.area.y + screen.area.height
            : Style.place.action.y - Style.place.gap) - height
        height: count * (rowH + Style.measure.targetGap) - Style.measure.targetGap
        kiosk: screen.kiosk
        rowH: screen.wishH
        width: screen.wide ? screen.area.width : parent.width - 2 * Style.place.margin
    }
    LaterZone {
        id: later

        anchors.left: parent.left
        anchors.leftMargin: screen.wide ? 728 : 0
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.topMargin: (screen.wide ? Style.place.toolbar.y : Style.place.action.y - 24) - height
        density: screen.density
        dotted: false
        height: implicitHeight
        kiosk: screen.kiosk
        lineX: screen.wide ? 92 : 112
        textX: screen.wide ? 184 : 204
        visible: screen.kiosk.hasLater
    }
}
