"""Makes the QML files of colours, sizes, lengths and signs from the design tokens: `python -m kiosk.ui.style.make`.

So that QML has typed values to lint against and no Python is asked for a colour. A test holds that the files
are what the tokens give. Knows no screen.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

from kiosk.design import mirrored_pictograms, tokens

HERE: Final = Path(__file__).parent
MADE: Final = "// Made from tokens.json by `python -m kiosk.ui.style.make`; change the tokens, not this file."


def colours(of: dict[str, Any]) -> str:
    """Every colour twice, by the visitor's wish for high contrast."""
    normal, high = of["colour"]["normal"], of["colour"]["highContrast"]
    both = {_qml_name(name): f'contrast ? "{high[name]}" : "{normal[name]}"' for name in normal}
    lines = [f"    readonly property color {name}: {value}" for name, value in both.items()]
    return _object(["    required property bool contrast", *lines])


def sizes(of: dict[str, Any]) -> str:
    """Every type size twice, by the visitor's wish for larger text, the least of them; what a script adds to them."""
    normal, larger = of["type"]["kiosk"], of["type"]["kioskLarger"]
    least = of["type"]["least"]
    lines = [f"    readonly property int {name}: larger ? {larger[name]} : {normal[name]}" for name in normal]
    return _object(
        [
            "    required property bool larger",
            *lines,
            f"    readonly property int leastPx: larger ? {least['kioskLarger']} : {least['kiosk']}",
            f"    readonly property real leastCapMm: larger ? {least['largerCapMm']} : 0",
            f"    readonly property real capHeight: {of['type']['capHeight']}",
            *_by_script("factor", of["type"]["scriptFactor"]),
            *_by_script("leading", of["type"]["lineHeight"]),
        ]
    )


def measures(of: dict[str, Any]) -> str:
    """Lengths and times that are the same on every kiosk."""
    space, radius, stroke, target = of["space"], of["radius"], of["stroke"], of["target"]
    values = {
        "tileRadius": radius["tile"],
        "buttonRadius": radius["button"],
        "toolRadius": radius["tool"],
        "boxRadius": radius["checkbox"],
        "outline": stroke["outline"],
        "outlineHighContrast": stroke["highContrastOutline"],
        "primary": stroke["primary"],
        "path": stroke["path"],
        "progress": stroke["progress"],
        "progressAhead": stroke["progressAhead"],
        "hairline": stroke["hairline"],
        "toolbarMargin": space["toolbarMargin"],
        "targetGap": space["targetGap"],
        "targetMinimum": target["minimumPx27inch"],
        "focusGap": of["focus"]["gap"],
        "focusRing": of["focus"]["ring"],
        "pageMs": of["motion"]["page"],
        "sheetMs": of["motion"]["sheet"],
    }
    lines = [f"    readonly property int {name}: {value}" for name, value in values.items()]
    real = {"mmPerPx": of["type"]["mmPerPx27inch"], "choiceShare": of["type"]["least"]["choiceShare"]}
    return _object([*lines, *(f"    readonly property real {name}: {value}" for name, value in real.items())])


def signs(of: dict[str, Any]) -> str:
    """Which pictograms turn round with the page. (Station signs come as pictures: `image://sign/...`.)"""
    turned = json.dumps(mirrored_pictograms(of))
    return _object([f"    readonly property var turned: {turned} // pictograms that point along the page"])


def board_theme(of: dict[str, Any]) -> str:
    """The board's colours and sizes, and where its parts stand on 1920 x 1080."""
    return _singleton(
        "The board's colours and sizes, and where its parts stand.",
        {_qml_name(name): colour for name, colour in of["colour"]["board"].items()},
        {**of["type"]["board1080"], **of["board"]},
    )


def staff_theme(of: dict[str, Any]) -> str:
    """Sizes of the staff's screens."""
    sizes = {"button": of["radius"]["staffButton"], "target": of["target"]["staff"]}
    return _singleton(
        "Sizes of the staff's screens.", {}, {**of["type"]["reception"], **sizes, **of["staff"]}
    )


MADE_FILES: Final = {
    "Colours.qml": colours,
    "Sizes.qml": sizes,
    "Measures.qml": measures,
    "Signs.qml": signs,
    "BoardTheme.qml": board_theme,
    "StaffTheme.qml": staff_theme,
}


def _qml_name(token: str) -> str:
    """`onInk` would be a signal's handler in QML: there it is `overInk`."""
    return re.sub(r"^on(?=[A-Z])", "over", token)


def _by_script(name: str, values: dict[str, float]) -> list[str]:
    cases = [
        f'        case "{script}": return {value};' for script, value in values.items() if script != "Latn"
    ]
    head = [f"    function {name}(script: string): real {{", "        switch (script) {"]
    return [*head, *cases, "        }", f"        return {values['Latn']};", "    }"]


def _object(lines: list[str]) -> str:
    return "\n".join([MADE, "import QtQuick", "", "QtObject {", *lines, "}", ""])


def _singleton(what: str, colours: dict[str, str], numbers: dict[str, int]) -> str:
    lines = [f'    readonly property color {name}: "{colour}"' for name, colour in colours.items()]
    lines += [f"    readonly property int {name}: {number}" for name, number in numbers.items()]
    return "\n".join(
        [MADE, f"// {what}", "pragma Singleton", "import QtQuick", "", "QtObject {", *lines, "}", ""]
    )


if __name__ == "__main__":
    for file, make in MADE_FILES.items():
        (HERE / file).write_text(make(tokens()), encoding="utf-8")
