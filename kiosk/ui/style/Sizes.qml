// Made from tokens.json by `python -m kiosk.ui.style.make`; change the tokens, not this file.
import QtQuick

QtObject {
    required property bool larger
    readonly property int display: larger ? 270 : 240
    readonly property int title: larger ? 110 : 84
    readonly property int question: larger ? 110 : 76
    readonly property int action: larger ? 56 : 52
    readonly property int choice: larger ? 41 : 40
    readonly property int choiceRow: larger ? 52 : 43
    readonly property int body: larger ? 48 : 36
    readonly property int agency: larger ? 48 : 40
    readonly property int agencyNext: larger ? 54 : 46
    readonly property int errand: larger ? 40 : 31
    readonly property int secondary: larger ? 40 : 28
    readonly property int tool: larger ? 40 : 26
    readonly property int person: larger ? 40 : 30
    readonly property int leastPx: larger ? 40 : 24
    readonly property real leastCapMm: larger ? 7.3 : 0
    readonly property real capHeight: 0.714
    function factor(script: string): real {
        switch (script) {
        case "Cyrl": return 1.0;
        case "Ethi": return 1.0;
        case "Arab": return 1.08;
        }
        return 1.0;
    }
    function leading(script: string): real {
        switch (script) {
        case "Cyrl": return 1.2;
        case "Ethi": return 1.32;
        case "Arab": return 1.42;
        }
        return 1.18;
    }
}
