// A question and its choices: tiles two abreast, rows one under the other, or a grid where there are many.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk
import "../../../style"
import "../components"

Item {
    id: screen

    required property Kiosk kiosk
    readonly property rect place: Style.place.choices
    // What is kept and what not has no room in the action bar: in larger text it stands under the choices, or
    // over them
    // where those are low; lying, over the way back.
    readonly property bool trusted: (Style.larger || Style.landscape) && kiosk.trust !== ""
        && kiosk.action === ""
    readonly property real trustH: trusted ? trust.height + Style.place.gap : 0
    readonly property rect area: Qt.rect(place.x, place.y, place.width,
        place.height - (Style.lower || Style.landscape ? 0 : trustH))
    // Worked out in one go: every step of its own would move every tile once more.
    readonly property var plan: kiosk.choice_plan({
        layout: kiosk.layout,
        count: kiosk.choiceCount,
        multiple: kiosk.multiple,
        signed: kiosk.choicesSigned,
        wide: Style.landscape,
        lower: Style.lower,
        beside: Style.place.beside,
        width: place.width,
        area_w: area.width,
        area_h: area.height,
        gap: Style.place.gap,
        line: smallest * Style.leading,
        longest: longest,
        widest: widest
    })
    readonly property bool over: plan.over
    // The longest word and the longest words of all choices, in the smallest letters a choice may have.
    readonly property real smallest: Math.max(Style.measure.choiceShare * letters.font.pixelSize, Style.least)
    readonly property var texts: [...kiosk.choiceTexts]
    readonly property real longest: Math.max(0, ...texts.map(text => letters.longestWord(text)))
        * smallest / letters.font.pixelSize
    readonly property real widest: letters.widest(texts) * smallest / letters.font.pixelSize
    // Each form keeps its plan while the other is shown: what is hidden is not laid out again.
    property var tilesPlan: nothing
    property var barsPlan: nothing
    readonly property var nothing: ({
            columns: 1,
            places: [Qt.rect(0, 0, 0, 0)],
            multiple: false,
            cramped: false,
            key: ""
        })

    function follow() {
        if (plan.over && tilesPlan.key !== plan.key)
            tilesPlan = plan;
        else if (!plan.over && barsPlan.key !== plan.key)
            barsPlan = plan;
        kiosk.as_tiles(plan.over);
    }
    function placeOf(places: var, row: int): rect {
        return places[row < places.length ? row : places.length - 1] ?? Qt.rect(0, 0, 0, 0);
    }

    Component.onCompleted: follow()
    onPlanChanged: follow()

    LetterWidths {
        id: letters

        font.bold: true
        font.pixelSize: Math.round(Style.type.choice * Style.factor)
    }
    Question {
        readonly property bool followed: screen.kiosk.action !== "" || screen.kiosk.trust !== ""
        readonly property real high: followed ? Style.place.questionLow : Style.place.question.height

        anchors.left: parent.left
        anchors.leftMargin: Style.place.question.x
        anchors.top: parent.top
        anchors.topMargin: Style.place.question.y
        centred: !Style.landscape
        height: Style.landscape && screen.trusted ? trust.y - 24 - y
            : high - (Style.lower ? screen.trustH : 0)
        kiosk: screen.kiosk
        width: Style.place.question.width
    }
    TrustLine {
        id: trust

        anchors.left: parent.left
        anchors.leftMargin: Style.place.question.x
        anchors.top: parent.top
        anchors.topMargin: (Style.landscape ? Style.place.action.y - Style.place.gap
            : Style.lower ? screen.place.y - Style.place.gap : screen.place.y + screen.place.height) - height
        flush: Style.landscape
        says: screen.trusted ? screen.kiosk.trust : ""
        width: Style.place.question.width
    }
    Item {
        anchors.left: parent.left
        anchors.leftMargin: screen.area.x
        anchors.top: parent.top
        anchors.topMargin: screen.area.y
        height: screen.area.height
        width: screen.area.width

        Repeater {
            model: screen.kiosk.tiles

            Tile {
                required property int index
                readonly property rect place: screen.placeOf(screen.tilesPlan.places, index)

                anchors.left: parent?.left
                anchors.leftMargin: place.x
                anchors.top: parent?.top
                anchors.topMargin: place.y
                height: place.height
                multiple: screen.tilesPlan.multiple
                px: screen.tilesPlan.columns === 2 && Style.landscape ? Style.type.choiceRow
                    : Style.type.choice
                visible: screen.over && key !== ""
                width: place.width
                required key
                required text
                required second
                required pictogram
                required sign
                required note
                required selected

                onTapped: screen.kiosk.choose(key)
            }
        }
        Repeater {
            model: screen.kiosk.bars

            ChoiceRow {
                required property int index
                readonly property rect place: screen.placeOf(screen.barsPlan.places, index)

                anchors.left: parent?.left
                anchors.leftMargin: place.x
                anchors.top: parent?.top
                anchors.topMargin: place.y
                height: place.height
                multiple: screen.barsPlan.multiple
                cramped: screen.barsPlan.cramped
                narrow: screen.barsPlan.columns > 1
                px: screen.barsPlan.columns > 1 || height < 130 ? Style.type.choice : Style.type.choiceRow
                visible: !screen.over && key !== ""
                width: place.width
                required key
                required text
                required second
                required pictogram
                required sign
                required note
                required selected

                onTapped: screen.kiosk.choose(key)
            }
        }
    }
}
