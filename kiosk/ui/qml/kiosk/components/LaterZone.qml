// The zone of what is not today: what to come back for and when, then what is closed or needs a booking. No
// minutes.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk
import "../../../style"
import "../../controls"

Item {
    id: zone

    required property Kiosk kiosk
    property real lineX: 112 // where the path's line would go on, from the start edge
    property real textX: 204
    property real margin: 56
    property int density: 0 // airy, snug, tight
    readonly property bool tight: density > 1
    property bool dotted: true // the line comes this way
    readonly property real pad: [28, 20, 14][density]
    readonly property int pictureSize: Style.larger ? 84 : tight ? 56 : 72
    readonly property int dotsH: dotted ? (tight ? 32 : 48) : 0
    readonly property real headH: headline.height + (detail.text !== "" ? detail.height + 2 : 0)
    readonly property real topH: Math.max(pad + headH, dotsH + pictureSize)

    // A word is parted at its soft hyphens only where it has no room whole.
    function whole(text: string, room: real): string {
        const plain = text.replace(/\u00AD/g, "");
        return letters.longestWord(plain) <= room ? plain : text;
    }
    function topOf(row: int): real {
        let y = topH + [12, 8, 4][density];
        for (let i = 0; i < row; i++)
            y += (lines.itemAt(i)?.implicitHeight ?? 0) + [10, 6, 2][density];
        return y;
    }

    implicitHeight: (lines.count > 0 ? topOf(lines.count) - [10, 6, 2][density] : topH) + pad

    LetterWidths {
        id: letters

        font: detail.font
    }
    Rectangle {
        anchors.fill: parent
        color: Style.colour.later
    }
    Rectangle {
        color: Style.colour.outline
        height: Style.outline
        visible: Style.contrast
        width: parent.width
    }
    ReadingFrame {
        anchors.margins: 8
        name: "later"
    }
    Repeater {
        model: zone.dotted ? 2 : 0

        Rectangle {
            required property int index

            anchors.left: parent?.left
            anchors.leftMargin: zone.lineX - width / 2
            anchors.top: parent?.top
            anchors.topMargin: (zone.tight ? 1 : 2) + index * (zone.tight ? 15 : 22)
            color: Style.colour.ink
            height: 12
            radius: 6
            width: 12
        }
    }
    Pictogram {
        anchors.left: parent.left
        anchors.leftMargin: zone.lineX - width / 2
        anchors.top: parent.top
        anchors.topMargin: zone.dotted ? zone.dotsH : Math.max(zone.pad, (zone.topH - height + zone.pad) / 2)
        name: zone.kiosk.laterPictogram
        size: zone.pictureSize
    }
    Label {
        id: headline

        anchors.left: parent.left
        anchors.leftMargin: zone.textX
        anchors.right: parent.right
        anchors.rightMargin: zone.margin
        anchors.top: parent.top
        anchors.topMargin: zone.pad + Math.max(0, (zone.topH - zone.pad - zone.headH) / 2)
        font.bold: true
        leading: Style.leading > 1.3 ? 1.3 : Style.leading
        px: zone.tight && !Style.larger ? Style.type.body : Style.type.agency
        text: zone.kiosk.laterHeadline
    }
    Label {
        id: detail

        anchors.left: headline.left
        anchors.right: headline.right
        anchors.top: headline.bottom
        anchors.topMargin: 2
        leading: Style.leading > 1.3 ? 1.3 : Style.leading
        px: Style.type.errand
        text: zone.whole(zone.kiosk.laterDetail, width)
    }
    Repeater {
        id: lines

        model: zone.kiosk.laterNotToday

        Item {
            id: line

            required property int index
            required property var modelData
            readonly property var before: index > 0 ? zone.kiosk.laterNotToday[index - 1] : null
            readonly property bool told: modelData.pictogram
                === (before ? before.pictogram : zone.kiosk.laterPictogram)

            anchors.left: parent?.left
            anchors.right: parent?.right
            anchors.rightMargin: zone.margin
            anchors.top: parent?.top
            anchors.topMargin: zone.topOf(index)
            height: implicitHeight
            implicitHeight: Math.max(words.height,
                modelData.sign !== "" ? sign.height : told ? 0 : picture.height)

            Pictogram {
                id: picture

                anchors.left: parent.left
                anchors.leftMargin: zone.lineX - width / 2
                anchors.verticalCenter: parent.verticalCenter
                name: line.told ? "" : line.modelData.pictogram
                size: zone.tight ? 44 : 56
            }
            StationSign {
                id: sign

                anchors.left: parent.left
                anchors.leftMargin: zone.textX
                anchors.verticalCenter: parent.verticalCenter
                dimmed: true
                size: Style.larger ? 60 : zone.tight ? 40 : 48
                station: line.modelData.sign
            }
            Label {
                id: words

                anchors.left: parent.left
                anchors.leftMargin: zone.textX + (line.modelData.sign !== "" ? sign.width + 18 : 0)
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                leading: Style.leading > 1.3 ? 1.3 : Style.leading
                px: Style.type.errand
                text: zone.whole(line.modelData.text, width)
            }
        }
    }
}
