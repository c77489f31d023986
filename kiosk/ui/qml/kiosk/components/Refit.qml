// Calls for a new fit (`triggered`) when one of its values has changed, after all that changes with them.
// The values are compared as one text: a list of them would differ whenever one of them is only told again.
import QtQuick

Timer {
    required property var values
    readonly property string key: JSON.stringify(values)

    interval: 0

    onKeyChanged: restart()
}
