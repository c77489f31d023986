"""The conformance document is whole and true: each row has a test that exists, or an instruction to follow."""

from __future__ import annotations

import ast
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kiosk.design import tokens

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "packaging" / "docs" / "accessibility.md"
KIOSK_QML = ROOT / "kiosk" / "ui" / "qml"
PAGES = ROOT / "kiosk" / "office" / "web" / "pages"

ROWS = tuple(str(n) for n in range(1, 25))
"""The 24 rows of requirements of EN 301 549 that are a kiosk's."""

WCAG = {
    "A": {
        "1.1": (1,), "1.2": (1, 2, 3), "1.3": (1, 2, 3), "1.4": (1, 2), "2.1": (1, 2, 4), "2.2": (1, 2), "2.3": (1,),
        "2.4": (1, 2, 3, 4), "2.5": (1, 2, 3, 4), "3.1": (1,), "3.2": (1, 2, 6), "3.3": (1, 2, 7), "4.1": (2,),
    },
    "AA": {
        "1.2": (4, 5), "1.3": (4, 5), "1.4": (3, 4, 5, 10, 11, 12, 13), "2.4": (5, 6, 7, 11), "2.5": (7, 8),
        "3.1": (2,), "3.2": (3, 4), "3.3": (3, 4, 8), "4.1": (3,),
    },
}  # fmt: skip
"""Every success criterion of WCAG 2.2 at these levels. 4.1.1 was taken away in 2.2."""

_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
_SECTION = re.compile(r"§(\d+\.\d+)")
_OPEN = re.compile(r"PENDING\(([^)]*)\)")


@dataclass(frozen=True)
class Row:
    """A row of a table: what it is about, and the cells after that."""

    name: str
    cells: tuple[str, ...]

    @property
    def held_by(self) -> str:
        return self.cells[-1]


def text() -> str:
    return DOCUMENT.read_text(encoding="utf-8")


def part(number: int) -> str:
    """A part of the document, from its heading to the next of its kind."""
    found = re.search(rf"^## {number}\. .*?(?=^## |\Z)", text(), re.MULTILINE | re.DOTALL)
    assert found is not None, number
    return found[0]


@cache
def rows(number: int) -> tuple[Row, ...]:
    lines = [line for line in part(number).splitlines() if line.startswith("| ")][1:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return tuple(Row(first, tuple(others)) for first, *others in cells)


@cache
def functions_of(file: str) -> frozenset[str]:
    """The names of a test file's functions, read without running it."""
    path = ROOT / file
    if not path.is_file():
        return frozenset()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(node.name for node in tree.body if isinstance(node, kinds))


def sections() -> dict[str, str]:
    """Each instruction by its number."""
    found = re.split(r"^### (\d+\.\d+) ", part(4), flags=re.MULTILINE)[1:]
    return dict(zip(found[::2], found[1::2], strict=True))


# The document ------------------------------------------------------------------------------------------------------


def test_every_row_of_the_standard_is_there_once() -> None:
    assert [row.name for row in rows(1)] == list(ROWS)
    assert all(len(row.cells) == 5 and all(row.cells) for row in rows(1))


def test_every_criterion_of_wcag_is_there_once_with_its_level() -> None:
    criteria = Counter((row.name.split()[0], row.cells[0]) for row in rows(2))
    assert criteria == Counter(
        (f"{guideline}.{number}", level)
        for level, guidelines in WCAG.items()
        for guideline, numbers in guidelines.items()
        for number in numbers
    )
    assert sum(criteria.values()) == 55
    assert all(len(row.cells) == 4 and all(row.cells) for row in rows(2))


def test_what_does_not_apply_says_why() -> None:
    for row in rows(2):
        applies = row.cells[1]
        assert applies.startswith("yes") or re.match(r"no[:,] \w+", applies), row.name


def test_each_row_names_a_test_or_an_instruction() -> None:
    bare = [
        r.name for r in (*rows(1), *rows(2)) if not (_TEST.search(r.held_by) or _SECTION.search(r.held_by))
    ]
    assert bare == []


def test_every_named_test_is_there() -> None:
    missing = [f"{file}::{name}" for file, name in _TEST.findall(text()) if name not in functions_of(file)]
    assert missing == []


def test_every_instruction_is_there_and_says_what_to_do() -> None:
    """In order, each with enough to follow; none that no row or instruction leads to."""
    there = sections()
    assert list(there) == [f"4.{n}" for n in range(1, len(there) + 1)]
    assert all(len(words.split()) > 40 for words in there.values())
    assert set(_SECTION.findall(text())) <= there.keys()
    named = set(_SECTION.findall(text().replace("`§4.3`", "")))
    assert there.keys() - named <= {"4.12"}, "the board is no row of the kiosk's"


def test_no_row_is_left_open() -> None:
    """Each PENDING names what must be held before a release."""
    assert [
        (row.name, *_OPEN.findall(row.held_by)) for row in (*rows(1), *rows(2)) if "PENDING" in row.held_by
    ] == []


def test_the_readme_leads_to_it() -> None:
    assert "(packaging/docs/accessibility.md)" in (ROOT / "README.md").read_text(encoding="utf-8")


# What is not there -------------------------------------------------------------------------------------------------


def kiosk_qml() -> dict[str, str]:
    """The screens a visitor meets: the kiosk's and the board's."""
    return {
        path.name: path.read_text(encoding="utf-8")
        for folder in ("controls", "kiosk", "board")
        for path in (KIOSK_QML / folder).rglob("*.qml")
    }


def pages() -> dict[str, str]:
    return {
        path.name: path.read_text(encoding="utf-8")
        for path in (*(PAGES / "templates").glob("*.html"), *(PAGES / "static").glob("*.[jc]*s"))
    }


def uses(pattern: str, files: dict[str, str]) -> list[str]:
    return [name for name, code in files.items() if re.search(pattern, code)]


def test_there_is_no_video() -> None:
    assert uses(r"\b(Video|VideoOutput|MediaPlayer|AnimatedImage|AnimatedSprite)\s*\{", kiosk_qml()) == []
    assert uses(r"<(video|audio|iframe|embed|object)\b", pages()) == []
    files = [path.suffix for path in (ROOT / "assets").rglob("*")]
    assert not {".mp4", ".webm", ".ogv", ".gif", ".avi"} & set(files)


def test_no_visitor_types_anything() -> None:
    """On kiosk, board and phone page there is no field: nothing to fill in, remember or sign in with."""
    assert uses(r"\b(TextInput|TextEdit|TextField|TextArea|SearchField)\s*\{", kiosk_qml()) == []
    visitors = {
        name: code for name, code in pages().items() if name in ("phone.html", "not_found.html", "parts.html")
    }
    assert len(visitors) == 3
    assert uses(r"<(input|textarea|select|form)\b", visitors) == []


def test_nothing_hears_sees_or_recognises_a_visitor() -> None:
    assert uses(r"\b(AudioInput|MediaRecorder|Camera|ImageCapture|SpeechRecogn)", kiosk_qml()) == []
    assert uses(r"getUserMedia|SpeechRecognition|navigator\.credentials|geolocation", pages()) == []
    sources = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "kiosk").rglob("*.py")}
    assert uses(r"QtMultimedia import.*(AudioSource|Camera|MediaRecorder)|arecord|pw-record", sources) == []


def test_nothing_appears_on_hover() -> None:
    assert uses(r"\b(ToolTip|HoverHandler)\b|hoverEnabled:\s*true|containsMouse", kiosk_qml()) == []
    assert (
        uses(r"\stitle=|mouseenter|mouseover|:hover[^{]*\{[^}]*(display|visibility|content)\b", pages()) == []
    )


def test_no_letter_is_a_shortcut() -> None:
    assert uses(r"\bShortcut\s*\{|accesskey|Qt\.Key_[A-Z]\b", kiosk_qml()) == []
    assert uses(r"""accesskey|\.(key|code)\s*===?\s*["'](Key)?\w["']""", pages()) == []


def test_no_gesture_but_a_touch() -> None:
    """No drag, swipe, pinch, long press, tilt or shake."""
    gestures = r"\b(DragHandler|Pinch\w+|SwipeView|Flickable|ListView|WheelHandler|Drawer|Accelerometer)\b"
    assert uses(gestures + r"|drag\.target|onPressAndHold|onLongPressed", kiosk_qml()) == []
    assert uses(r"devicemotion|deviceorientation|draggable|dragstart|touchmove|pointermove", pages()) == []


def test_nothing_of_the_screens_moves_long_or_again_and_again() -> None:
    """150 ms at most, by the tokens alone."""
    motion = tokens()["motion"]
    assert max(value for value in motion.values() if isinstance(value, int)) <= 150
    assert uses(r"\bloops:|Animation\.Infinite|running:\s*true", kiosk_qml()) == []
    durations = [line.strip() for code in kiosk_qml().values() for line in re.findall(r"duration:.*", code)]
    assert [each for each in durations if not re.fullmatch(r"duration: Style\.\w+Ms", each)] == []


def test_no_picture_file_holds_a_text() -> None:
    """Screens and pages draw text as text; the only picture files are drawings."""
    assert uses(r"\.(png|jpe?g|gif|webp)\b", kiosk_qml()) == []
    assert uses(r"<img\b|\.(png|jpe?g|gif|webp)\b", pages()) == []
    drawings = {
        path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "assets" / "pictograms").glob("*.svg")
    }
    assert uses(r"<text\b|<image\b", drawings) == []


def test_what_changes_by_itself_is_announced() -> None:
    """The band and what a press did as status, a silent office and a lost press as alert."""
    phone, desk, parts = (pages()[name] for name in ("phone.html", "desk.html", "parts.html"))
    assert re.search(r'id="band"[^>]*role="status"', phone)
    assert re.search(r'id="told"[^>]*role="status"', desk)
    assert re.search(r'id="unsent"[^>]*role="alert"', desk)
    assert re.search(r'id="trouble"[^>]*role="alert"', parts)
