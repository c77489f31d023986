// A sheet from below over a darkened screen: asks one thing, counts down if it must. The toolbar stays.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk
import "../../../style"
import "../../controls"

Item {
    id: view

    required property Kiosk kiosk
    readonly property rect area: Style.place.sheet
    readonly property bool wide: Style.landscape
    readonly property bool counts: countdown.visible
    // Airy where there is room; else closer together, and at last the sheet comes up higher.
    readonly property bool snug: Style.lower || Style.larger || needed(false) > area.height
    readonly property int strongH: snug ? 160 : wide ? 200 : 232
    readonly property int otherH: 136

    function headPad(close: bool): real {
        return wide ? 80 : close ? 36 : 84;
    }
    function endPad(close: bool): real {
        return close ? 24 : wide ? 80 : 160;
    }
    function needed(close: bool): real {
        const said = headPad(close) + title.height + (text.visible ? text.height + (close ? 20 : 32) : 0)
            + (counts ? countdown.height + (close ? 24 : 44) + count.height + 24 : 0);
        const buttons = (close ? 160 : wide ? 200 : 232) + (other.visible ? otherH + 24 : 0) + endPad(close);
        return wide ? Math.max(said, buttons) + 24 : said + buttons + 24;
    }

    Rectangle {
        anchors.fill: parent
        color: Style.colour.scrim
        opacity: 0.82
    }
    Rectangle {
        id: sheet

        Accessible.name: [view.kiosk.sheetTitle, view.kiosk.sheetText].join(". ")
        Accessible.role: Accessible.Dialog
        color: Style.colour.paper
        height: Math.max(view.area.height, view.needed(view.snug))
        width: view.width
        y: view.area.y + view.area.height - height

        Rectangle {
            color: Style.colour.outline
            height: 4
            visible: Style.contrast
            width: parent.width
        }
        Item {
            id: told

            anchors.left: parent.left
            anchors.leftMargin: view.wide ? 164 : 56
            anchors.top: parent.top
            anchors.topMargin: view.headPad(view.snug)
            height: sheet.height
            width: view.wide ? 900 : parent.width - 112

            ReadingFrame {
                anchors.bottomMargin: told.height - count.y - count.height - 14
                name: "sheet"
            }
            Pictogram {
                id: picture

                anchors.left: parent.left
                anchors.verticalCenter: title.verticalCenter
                flush: true
                name: view.kiosk.sheetPictogram
                size: Style.larger ? 120 : 144
            }
            Item {
                id: title

                anchors.left: picture.right
                anchors.leftMargin: 40
                anchors.right: parent.right
                height: Math.max(asked.height, picture.height)

                BalancedText {
                    id: asked

                    anchors.left: parent.left
                    anchors.verticalCenter: parent.verticalCenter
                    font.bold: true
                    share: 0.7
                    px: 92
                    room: parent.width
                    says: view.kiosk.sheetTitle
                }
            }
            Label {
                id: text

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.top: title.bottom
                anchors.topMargin: view.snug ? 20 : 32
                px: Style.type.agency
                text: view.kiosk.sheetText
            }
            Countdown {
                id: countdown

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.top: text.bottom
                anchors.topMargin: view.snug ? 24 : 44
                remaining: view.kiosk.sheetSeconds
                of: view.kiosk.sheetOf
            }
            Label {
                id: count

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.top: countdown.bottom
                anchors.topMargin: 24
                font.bold: true
                px: Style.type.agency
                text: view.kiosk.sheetCount
            }
        }
        StrongButton {
            id: strong

            anchors.bottom: other.visible ? other.top : parent.bottom
            anchors.bottomMargin: 24
            anchors.right: parent.right
            anchors.rightMargin: Style.place.margin
            height: view.strongH
            objectName: "sheet:action"
            pictogram: view.kiosk.sheetActionPictogram
            px: Style.larger ? 64 : 60
            text: view.kiosk.sheetAction
            width: view.wide ? 640 : parent.width - 2 * Style.place.margin

            onTapped: view.kiosk.tap(view.kiosk.sheetActionTap)
        }
        SecondaryButton {
            id: other

            above: false
            anchors.bottom: parent.bottom
            anchors.bottomMargin: view.endPad(view.snug)
            anchors.right: parent.right
            anchors.rightMargin: Style.place.margin
            height: view.otherH
            objectName: "sheet:other"
            pictogram: view.kiosk.sheetOtherPictogram
            px: Style.type.choiceRow
            text: view.kiosk.sheetOther
            width: strong.width

            onTapped: view.kiosk.tap(view.kiosk.sheetOtherTap)
        }
    }
}
