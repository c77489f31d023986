"""The view model: a view becomes properties, a touch becomes a command, rows change one by one."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from kiosk.core.checkin.state import (
    Choose,
    ChooseLanguage,
    Drop,
    Dropped,
    SetInterpreter,
    SetPrivateHelp,
    Tap,
)
from kiosk.present.kiosk.view import (
    ChoiceView,
    KioskView,
    Later,
    LineView,
    PathGroupView,
    SheetView,
    StopView,
)
from kiosk.ui.kiosk.model import Kiosk
from kiosk.ui.runtime.list_model import ListModel
from tests.ui.qml import samples


def test_a_touch_becomes_a_command() -> None:
    kiosk = Kiosk()
    sent: list[object] = []
    kiosk.command.connect(sent.append)
    kiosk.choose("lma")
    kiosk.choose_language("ckb")
    kiosk.tap("go_on")
    kiosk.drop("AF", "done")
    kiosk.drop("AF", "")
    kiosk.set_interpreter(False)
    kiosk.set_private_help(True)
    assert sent == [
        Choose("lma"),
        ChooseLanguage("ckb"),
        Tap.GO_ON,
        Drop("AF", Dropped.DONE),
        Drop("AF", None),
        SetInterpreter(False),
        SetPrivateHelp(True),
    ]


def test_every_field_of_a_view_reaches_qml() -> None:
    """What the presenter can say, a screen can show."""
    meta = Kiosk().metaObject()
    there = {str(meta.property(i).name()) for i in range(meta.propertyCount())}
    inside = {
        "later": ["hasLater"] + [f"later{_camel(f.name)}" for f in fields(Later)],
        "sheet": ["hasSheet"],
    }
    inside["sheet"] += [f"sheet{_camel(f.name)}" for f in fields(SheetView) if f.name != "private"]
    inside |= {"private": []}  # what is private only the reading asks
    for field in fields(KioskView):
        for name in inside.get(field.name, [field.name[0] + _camel(field.name)[1:]]):
            assert name in there, name


def _camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))


def test_properties_say_what_the_view_says() -> None:
    kiosk = Kiosk()
    kiosk.show(samples.TIME_OUT)
    assert kiosk.property("title") == "Vilka papper har du med dig?"
    assert kiosk.property("stepsDone") == 3
    assert kiosk.property("hasSheet") is True
    assert (kiosk.property("sheetSeconds"), kiosk.property("sheetOf")) == (19, 30)
    kiosk.show(samples.PAPERS)
    assert kiosk.property("hasSheet") is False
    assert kiosk.property("sheetTitle") == ""
    assert kiosk.view() is samples.PAPERS


def test_the_same_view_again_tells_nothing() -> None:
    kiosk = Kiosk()
    kiosk.show(samples.PAPERS)
    told = _told(kiosk)
    kiosk.show(replace(samples.PAPERS))
    assert told == []


def test_a_clock_that_moves_on_rebuilds_no_list() -> None:
    kiosk = Kiosk()
    kiosk.show(samples.PAPERS)
    told = _told(kiosk)
    kiosk.show(replace(samples.PAPERS, clock="09:43"))
    assert told == ["changed"]


def test_each_screen_has_a_page_of_its_own_told_while_it_is_in_front() -> None:
    kiosk = Kiosk()
    pages = {name: kiosk.page(name) for name in ("language", "choices")}
    kiosk.show(samples.LANGUAGES)
    assert pages["language"].property("title") == samples.LANGUAGES.title
    told, told_behind = _told(pages["choices"]), _told(pages["language"])
    kiosk.show(samples.NEEDS)
    assert told == ["changed", "pageChanged"]
    assert told_behind == [], "what is hidden works out nothing"
    assert kiosk.page("choices") is pages["choices"]


def test_a_touch_on_a_page_is_a_touch_on_the_kiosk() -> None:
    kiosk, sent = Kiosk(), list[object]()
    kiosk.command.connect(sent.append)
    kiosk.page("choices").choose("lma")
    assert sent == [Choose("lma")]


def test_between_visits_no_page_holds_anything() -> None:
    kiosk = Kiosk()
    for name in ("language", "choices", "path"):
        kiosk.page(name)
    choices = kiosk.page("choices")
    kiosk.show(samples.PAPERS)
    choices.as_tiles(True)
    kiosk.show(samples.NEEDS)
    choices.as_tiles(False)
    kiosk.rest()
    assert choices.property("title") == samples.NEEDS.title, "the visit is not over"
    kiosk.show(samples.LANGUAGES)
    kiosk.rest()
    assert choices.property("title") == ""
    for rows in (choices.property("tiles"), choices.property("bars")):
        assert rows.rowCount() > 0
        assert {row.text for row in rows.rows()} == {""}
    assert choices.property("choices").rowCount() == 0


def test_rest_is_signalled_between_visits_only() -> None:
    """Then the kiosk may give memory back to the system, which takes some milliseconds."""
    kiosk, rested = Kiosk(), list[None]()
    kiosk.rested.connect(lambda: rested.append(None))
    kiosk.show(samples.PAPERS)
    kiosk.rest()
    assert rested == []
    kiosk.show(samples.LANGUAGES)
    kiosk.rest()
    assert rested == [None]


def test_from_question_to_question_the_cells_stay() -> None:
    kiosk = Kiosk()
    kiosk.show(samples.NEEDS)
    cells = kiosk.property("bars")
    removed: list[object] = []
    cells.rowsRemoved.connect(lambda *_: removed.append(_))
    for view in (samples.PAPERS, samples.NEEDS, samples.PURPOSE, samples.DONE_AR):
        told = _told(kiosk)
        kiosk.show(view)
        assert told[-1] == "pageChanged"
        here = cells.rows()
        assert here[: len(view.choices)] == view.choices
        assert {row.id for row in here[len(view.choices) :]} <= {""}
    assert removed == []


def _told(kiosk: Kiosk) -> list[str]:
    told: list[str] = []
    kiosk.changed.connect(lambda: told.append("changed"))
    kiosk.listsChanged.connect(lambda: told.append("listsChanged"))
    kiosk.pageChanged.connect(lambda: told.append("pageChanged"))
    return told


def test_stops_of_all_groups_come_in_one_row() -> None:
    stops = [
        StopView(s, s[0], s, "", errands=(LineView("school", "Skola"),), bring=())
        for s in ("MV", "SKV", "KOM")
    ]
    kiosk = Kiosk()
    groups = (
        PathGroupView("first", "", (stops[0],)),
        PathGroupView("any", "Ordningen kan variera", (stops[1], stops[2])),
    )
    kiosk.show(replace(samples.PAPERS, layout="change", place="change", groups=groups))
    rows = kiosk.property("stops")
    names = {bytes(name.data()).decode(): role for role, name in rows.roleNames().items()}
    assert [rows.data(rows.index(i), names["station"]) for i in range(rows.rowCount())] == [
        "MV",
        "SKV",
        "KOM",
    ]
    assert rows.data(rows.index(0), names["errands"])[0]["text"] == "Skola"
    assert [group["kind"] for group in kiosk.property("groups")] == ["first", "any"]


# Rows -------------------------------------------------------------------------------------------------------


def _rows(*ids: str, selected: str = "") -> list[ChoiceView]:
    return [ChoiceView(id, id.upper(), selected=id in selected) for id in ids]


@pytest.mark.parametrize(
    ("before", "after", "removed", "inserted", "changed"),
    [
        ("abc", "abc", [], [], 0),
        ("abc", "ab", [(2, 2)], [], 0),
        ("ab", "abc", [], [(2, 2)], 0),
        ("abc", "ac", [(1, 1)], [], 0),
        ("ac", "abc", [], [(1, 1)], 0),
        ("abcd", "axyd", [(1, 2)], [(1, 2)], 0),
        ("", "ab", [], [(0, 1)], 0),
        ("ab", "", [(0, 1)], [], 0),
        ("ab", "cd", [(0, 1)], [(0, 1)], 0),
    ],
)
def test_rows_that_stay_are_left_alone(
    before: str, after: str, removed: list[tuple[int, int]], inserted: list[tuple[int, int]], changed: int
) -> None:
    model, gone, come, told = ListModel(ChoiceView), [], [], []
    model.show(_rows(*before))
    model.rowsRemoved.connect(lambda _, first, last: gone.append((first, last)))
    model.rowsInserted.connect(lambda _, first, last: come.append((first, last)))
    model.dataChanged.connect(lambda *args: told.append(args))
    model.show(_rows(*after))
    assert (gone, come, len(told)) == (removed, inserted, changed)
    assert list(model.rows()) == _rows(*after)


def test_a_ticked_row_tells_its_row_and_its_role_only() -> None:
    model, told = ListModel(ChoiceView), []
    model.show(_rows("a", "b", "c"))
    model.dataChanged.connect(lambda first, last, roles: told.append((first.row(), last.row(), len(roles))))
    model.show(_rows("a", "b", "c", selected="b"))
    assert told == [(1, 1, 1)]


def test_what_is_not_there_is_nothing() -> None:
    model = ListModel(ChoiceView)
    model.show(_rows("a"))
    assert model.data(model.index(5)) is None
    assert model.data(model.index(0), 1) is None
    assert model.rowCount(model.index(0)) == 0
