// Made from tokens.json by `python -m kiosk.ui.style.make`; change the tokens, not this file.
import QtQuick

QtObject {
    readonly property var stations: ({
        "REC": {"letter": "R", "path": "M24 2a22 22 0 1 1 0 44a22 22 0 1 1 0-44z", "fill": "#FFFFFF", "ink": "#10303A", "outline": "#10303A", "onDark": "#FFFFFF", "x": 24, "y": 33, "size": 25},
        "MV": {"letter": "M", "path": "M7 20a17 17 0 0 1 34 0v23a3 3 0 0 1-3 3H10a3 3 0 0 1-3-3z", "fill": "#1A4F96", "ink": "#FFFFFF", "outline": "", "onDark": "#FFFFFF", "x": 24, "y": 35.5, "size": 24},
        "SKV": {"letter": "S", "path": "M21.9 2.9a3 3 0 0 1 4.2 0l19 19a3 3 0 0 1 0 4.2l-19 19a3 3 0 0 1-4.2 0l-19-19a3 3 0 0 1 0-4.2z", "fill": "#C24A1B", "ink": "#FFFFFF", "outline": "", "onDark": "#FFFFFF", "x": 24, "y": 33, "size": 25},
        "FK": {"letter": "F", "path": "M7 3h34a3 3 0 0 1 3 3v15c0 12-8 20.5-20 25.5C12 41.5 4 33 4 21V6a3 3 0 0 1 3-3z", "fill": "#1B7F5C", "ink": "#FFFFFF", "outline": "", "onDark": "#FFFFFF", "x": 24, "y": 31, "size": 25},
        "AF": {"letter": "A", "path": "M14.5 4h19a3 3 0 0 1 2.6 1.5l9.6 17a3 3 0 0 1 0 3l-9.6 17a3 3 0 0 1-2.6 1.5h-19a3 3 0 0 1-2.6-1.5l-9.6-17a3 3 0 0 1 0-3l9.6-17A3 3 0 0 1 14.5 4z", "fill": "#6E1A3A", "ink": "#FFFFFF", "outline": "", "onDark": "#FFFFFF", "x": 24, "y": 33, "size": 25},
        "PM": {"letter": "P", "path": "M24 5.5A11.8 11.8 0 0 1 42.5 24A11.8 11.8 0 0 1 24 42.5A11.8 11.8 0 0 1 5.5 24A11.8 11.8 0 0 1 24 5.5z", "fill": "#F0A9B8", "ink": "#10303A", "outline": "#10303A", "onDark": "#FFFFFF", "x": 24, "y": 32.8, "size": 24},
        "KOM": {"letter": "K", "path": "M22.1 2.7a3 3 0 0 1 3.8 0L46 20.4a2 2 0 0 1-1.3 3.5H41.5V43a3 3 0 0 1-3 3h-29a3 3 0 0 1-3-3V23.9H3.3A2 2 0 0 1 2 20.4z", "fill": "#6DB9E4", "ink": "#10303A", "outline": "#10303A", "onDark": "#FFFFFF", "x": 24, "y": 39, "size": 24}
    })
    readonly property var turned: ["age-young", "back", "come-near", "family-reunion", "go", "listen", "listen-stop", "next", "no-sound-yet", "refer", "register-move", "undo", "volume"] // pictograms that point along the page
}
