// Where things stand, under the same names for every class of screen; x counts from the side where reading
// begins.
import QtQuick

QtObject {
    required property bool larger
    required property bool lower

    property int width
    property int height
    property int margin
    property int gap
    property int headerPx: larger ? 40 : 32
    property int questionPx
    property int questionSecondPx: larger ? 40 : 32
    property rect header
    property rect progress
    property rect question
    // how high where a strong action or the trust line lies under it
    property real questionLow: question.height
    property rect content // everything between header and action bar
    property rect choices
    property rect action
    property rect toolbar
    property rect sheet
    property bool toolbarTwoRows
    property bool beside // tiles: the picture beside the words instead of over them
}
