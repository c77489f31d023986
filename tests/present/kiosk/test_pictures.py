"""Pictures carry alone: whoever reads nothing can tell every choice from the others on its screen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest

from kiosk import places
from kiosk.core.checkin.flow import stations_to_pick
from kiosk.core.checkin.state import Choose, Tap
from kiosk.design import tokens
from kiosk.present.kiosk.view import KioskView
from tests.present.kiosk.walks import CONFIG, LOBBY, Visitor, every_screen

DRAWINGS = places.assets_dir() / "pictograms"
UI = places.assets_dir().parent / "kiosk" / "ui"
SIGNS = {station: of["svg"] for station, of in tokens()["stations"].items()}

DRAWN_BY_QML = {
    "back": ("ActionBar.qml", "back"),
    "change": ("ActionBar.qml", "change"),
    "next_page": ("ActionBar.qml", "next"),
    "reprint": ("ActionBar.qml", "printer"),
    "done_label": ("StopChoice.qml", "checked"),
    "not_today_label": ("StopChoice.qml", "remove-stop"),
    "restore_label": ("StopChoice.qml", "add-stop"),
}
"""Buttons that are the same on every screen: their words come with the view, their pictures stand in QML."""

WITHOUT_PICTURE = {
    "language": "a language is its own name in its own script; a flag stands for a country, not for a language",
}
"""Screen -> why its choices have no pictures."""

THE_SAME_THING = {
    frozenset(("person", "choose:other")): "another language leads to a person, as the tool does",
    frozenset(("start_over", "start_over_now")): "the tool asks, the sheet's answer does it",
}
"""Touches of one screen that may have one picture, since they lead to the same."""


@dataclass(frozen=True)
class Touch:
    """What can be touched on a screen, and its picture: a file of assets/pictograms, without its ending."""

    does: str
    picture: str


def touches(view: KioskView) -> Iterator[Touch]:
    yield from (Touch(tool.id, tool.pictogram) for tool in view.tools)
    if view.sheet:  # it covers all but the toolbar
        yield Touch(view.sheet.action_tap, view.sheet.action_pictogram)
        if view.sheet.other:
            yield Touch(view.sheet.other_tap, view.sheet.other_pictogram)
        return
    for choice in view.choices:
        if choice.action == "choose" and view.layout in WITHOUT_PICTURE:
            continue
        picture = f"sign {choice.sign}" if choice.sign else choice.pictogram
        yield Touch(f"choose:{choice.id}", picture)
    yield from (Touch(toggle.id, toggle.pictogram) for toggle in view.toggles)
    if view.action:
        yield Touch("go_on", view.action_pictogram)
    for name, (_, picture) in DRAWN_BY_QML.items():
        if getattr(view, name):
            yield Touch(name, picture)


@cache
def screens() -> tuple[KioskView, ...]:
    """Every screen of every walk, and what can be done at every agency."""
    at_agencies = []
    for station in stations_to_pick(CONFIG):
        visitor = Visitor("sv")
        at_agencies.append(visitor.play(Choose("one"), Choose(station.id)))
    changed = Visitor("so").play(Tap.LARGER)
    return (*every_screen("sv"), *every_screen("en"), *every_screen("ar"), *at_agencies, changed)


def drawing(picture: str) -> bytes:
    """The file behind a picture. A station's sign is its shape with its letter."""
    sign = picture.removeprefix("sign ")
    name = picture if sign == picture else SIGNS[sign].rpartition("/")[2].removesuffix(".svg")
    return (DRAWINGS / f"{name}.svg").read_bytes()


def test_every_touch_has_a_picture_that_is_drawn() -> None:
    """Questions' answers, agencies, errands, toggles, tools, actions, answers of sheets."""
    looked = set()
    for view in screens():
        for touch in touches(view):
            assert touch.picture, (view.place, touch)
            assert drawing(touch.picture).startswith(b"<svg"), (view.place, touch)
            looked.add(touch.does)
    asked = (q for q in CONFIG.catalogue.questions if q.only_with is None)
    assert {f"choose:{o.id}" for q in asked for o in q.options if not o.hidden} <= looked
    picked = {e.id for e in CONFIG.catalogue.errands.values() if f"choose:{e.id}" in looked}
    assert len(picked) >= 15, "errands of all agencies"
    assert {
        *DRAWN_BY_QML,
        "person",
        "listen",
        "interpreter",
        "private_help",
        "more_time",
        "keep_on",
    } <= looked


def test_no_two_touches_of_a_screen_share_a_picture() -> None:
    """Neither by name nor by a copy under another name, unless they lead to the same."""
    excused = set()
    for view in screens():
        by_drawing = defaultdict(set)
        for touch in touches(view):
            by_drawing[drawing(touch.picture)].add(touch.does)
        shared = {frozenset(does) for does in by_drawing.values() if len(does) > 1}
        assert shared <= THE_SAME_THING.keys(), view.place
        excused |= shared
    assert excused == THE_SAME_THING.keys(), "an exception nobody needs any more"


def test_only_languages_have_no_picture() -> None:
    """They have their own name in their own script."""
    for view in screens():
        if view.layout in WITHOUT_PICTURE:
            names = [choice.text for choice in view.choices if not choice.pictogram and not choice.sign]
            assert len(names) == len(set(names)) >= 2
        else:
            assert all(choice.pictogram or choice.sign for choice in view.choices), view.place


@pytest.mark.parametrize(("part", "file", "picture"), [(part, *at) for part, at in DRAWN_BY_QML.items()])
def test_the_pictures_that_stand_in_qml_are_these(part: str, file: str, picture: str) -> None:
    written = (UI / "qml" / "kiosk" / "components" / file).read_text(encoding="utf-8")
    lines = [line for line in written.splitlines() if "pictogram:" in line and f'"{picture}"' in line]
    assert len(lines) == 1, part


@pytest.mark.parametrize("name", [
    "motion-none", "headphones", "listen", "listen-stop", "no-sound-yet", "volume", "keypad",
])  # fmt: skip
def test_what_is_heard_and_moved_has_its_pictures(name: str) -> None:
    assert drawing(name)


def test_every_answer_differs_from_its_opposite_in_more_than_words() -> None:
    """What is absent is dashed or has a minus: "none" never looks like "one"."""
    for question, option in (("kids", "none"), ("papers", "nothing"), ("pnr", "no"), ("done", "none")):
        asked = CONFIG.catalogue.question(question)
        assert asked is not None
        picture = next(o.pictogram for o in asked.options if o.id == option)
        assert b"stroke-dasharray" in drawing(picture), (question, picture)


def test_the_lobby_of_these_tests_offers_everything() -> None:
    assert {s.id for s in LOBBY.config.office.stations} == {"REC", "MV", "SKV", "FK", "AF", "PM", "KOM"}
