// Made from tokens.json by `python -m kiosk.ui.style.make`; change the tokens, not this file.
import QtQuick

QtObject {
    readonly property var turned: ["age-young", "back", "come-near", "family-reunion", "go", "listen", "listen-stop", "next", "no-sound-yet", "refer", "register-move", "undo", "volume"] // pictograms that point along the page
}
