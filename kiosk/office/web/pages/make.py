"""Makes static/tokens.css and signs.json from the tokens of the screens: `python -m kiosk.office.web.pages.make`.

So that pages, screens and paper have the same colours and signs, and the server needs no file of the screens while
it runs. A test holds that the files are what the tokens give. Knows no page.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

from kiosk.design import mirrored_pictograms, own_station_signs, station_signs, tokens

HERE: Final = Path(__file__).parent
STEPS: Final = ("desk", "phone")


def css(of: dict[str, Any]) -> str:
    """Colours, sizes in rem (so that larger text of the browser enlarges all), line heights, strokes, targets."""
    values = {_name(name): value for name, value in of["colour"]["normal"].items()}
    for page in STEPS:
        values |= {f"{page}-{_name(name)}": f"{size / 16:g}rem" for name, size in of["type"][page].items()}
    values |= {f"line-{script.lower()}": f"{height:g}" for script, height in of["type"]["lineHeight"].items()}
    values |= {f"space-{i + 1}": f"{step}px" for i, step in enumerate(of["space"]["steps"])}
    values |= {
        "outline-width": f"{of['stroke']['outline']}px",
        "strong-width": f"{of['stroke']['primary']}px",
        "button-radius": f"{of['radius']['button']}px",
        "staff-radius": f"{of['radius']['staffButton']}px",
        "staff-target": f"{of['target']['staff'] / 16:g}rem",
        "phone-target": f"{of['target']['phone'] / 16:g}rem",
    }
    lines = [f"  --{name}: {value};" for name, value in values.items()]
    return "\n".join(
        [
            "/* Made from tokens.json by `python -m kiosk.office.web.pages.make`. */",
            ":root {",
            *lines,
            "}",
            "",
        ]
    )


def signs(of: dict[str, Any]) -> str:
    """Shape, letter and colours of every station, and of the signs for those that an office adds."""
    made: dict[str, Any] = dict(station_signs(of))
    made["own"] = own_station_signs(of)
    made["mirrored"] = mirrored_pictograms(of)
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def files() -> dict[Path, str]:
    of = tokens()
    return {HERE / "static" / "tokens.css": css(of), HERE / "signs.json": signs(of)}


def _name(token: str) -> str:
    return re.sub(r"([A-Z])", lambda found: f"-{found[1].lower()}", token)


if __name__ == "__main__":
    for path, text in files().items():
        path.write_text(text, encoding="utf-8")
