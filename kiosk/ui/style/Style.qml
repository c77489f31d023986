pragma Singleton
// The style every screen asks: colours, type sizes, lengths, and where things stand on this class of screen.
import QtQuick

QtObject {
    id: style

    // Set by the window from the view model and its own size.
    property bool larger: false
    property bool lower: false
    property bool contrast: false
    property bool landscape: false
    property bool rtl: false
    property string script: "Latn"
    property bool still: false // no motion
    property string lit: "" // what is being read aloud, by its objectName
    property bool keys: false // the keyboard is in use: show where it is
    property real zoom: 1 // window pixels a design pixel
    property real mmPerPx: measure.mmPerPx // of a design pixel, on this panel
    property bool kiosk: false // no letters smaller than `least`; other programs have sizes of their own

    readonly property Colours colour: Colours {
        contrast: style.contrast
    }
    readonly property Sizes type: Sizes {
        larger: style.larger
    }
    readonly property Measures measure: Measures {}
    readonly property Signs signs: Signs {}
    readonly property KioskPortrait portrait: KioskPortrait {
        larger: style.larger
        lower: style.lower
    }
    readonly property KioskLandscape wide: KioskLandscape {
        larger: style.larger
        lower: style.lower
    }
    readonly property Places place: landscape ? wide : portrait

    // What the tokens do not name but give.
    readonly property color toolbar: contrast ? colour.paper : colour.ink
    readonly property color overToolbar: contrast ? colour.ink : colour.overInk
    readonly property int outline: contrast ? measure.outlineHighContrast : measure.outline
    readonly property int least: kiosk
        ? Math.max(larger && lower ? 0 : type.leastPx, Math.ceil(type.leastCapMm / type.capHeight / mmPerPx))
        : 0
    readonly property real leading: type.leading(script)
    readonly property real factor: type.factor(script)
    readonly property int pageMs: still ? 0 : measure.pageMs
    readonly property int sheetMs: still ? 0 : measure.sheetMs

    function px(mm: real): real {
        return mm / mmPerPx;
    }
    function writesFromTheRight(text: string): bool {
        return /^[^A-Za-z\u00C0-\u052F\u1200-\u139F]*[\u0590-\u08FF\uFB1D-\uFEFC]/.test(text);
    }
}
