"""How the screens lie: targets large and apart, words whole and in their place, mirrored from the right."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from kiosk.present.kiosk.view import Tool
from tests.ui.qml import samples
from tests.ui.qml.conftest import PORTRAIT, Open
from tests.ui.qml.screen_harness import Glass, same
from tests.ui.window_harness import value

LANDSCAPE = (1920, 1080)


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
@pytest.mark.parametrize("name", samples.ALL)
def test_every_sample_in_every_comfort_has_nothing_cut_crowded_or_colliding(
    glass: Open, name: str, size: tuple[int, int]
) -> None:
    shown = glass(samples.ALL[name], size)
    found = []
    for comfort in samples.COMFORTS:
        shown.show(samples.in_comfort(samples.ALL[name], comfort))
        found += [f"{comfort}: {offence}" for offence in shown.offences()]
    assert found == []


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_from_the_right_everything_stands_mirrored(glass: Open, size: tuple[int, int]) -> None:
    plain = replace(samples.PAPERS_AR, rtl=False)
    shown = glass(plain, size)
    names = ["action", "back", *(n for n in shown.names() if ":" in n)]
    left = {name: shown.rect(shown.item(name)) for name in names}
    shown.show(samples.PAPERS_AR)
    width = shown.rect(shown.stage()).width()
    for name in names:
        rect = shown.rect(shown.item(name))
        assert rect.top() == pytest.approx(left[name].top(), abs=1), name
        assert rect.left() == pytest.approx(width - left[name].right(), abs=1), name


@pytest.mark.parametrize(
    ("comfort", "highest"), [("normal", 576), ("larger", 576), ("lower", 952), ("all", 952)]
)
def test_nothing_to_touch_is_out_of_reach(glass: Open, comfort: str, highest: int) -> None:
    for view in (samples.PAPERS, samples.NEEDS, samples.PURPOSE, samples.LANGUAGES):
        shown = glass(samples.in_comfort(view, comfort))
        assert (
            min(shown.rect(item).top() for item in shown.touchables() if ":" in item.objectName()) >= highest
        )


def test_larger_text_is_at_least_40_px_wherever_one_reads_to_act(glass: Open) -> None:
    shown = glass(samples.in_comfort(samples.PAPERS, "larger"))
    small = {
        value(text, "text"): text.property("font").pixelSize()
        for text in shown.texts()
        if text.property("font").pixelSize() < 40
    }
    assert small == {}


def test_a_screen_has_one_strong_action_at_most(glass: Open) -> None:
    for view in samples.ALL.values():
        shown = glass(view)
        strong = [i for i in shown.touchables() if i.metaObject().className().startswith("StrongButton")]
        assert len(strong) <= 1


def test_languages_stand_on_the_side_where_they_begin(glass: Open) -> None:
    for view in (samples.LANGUAGES, replace(samples.LANGUAGES, rtl=True)):
        shown = glass(view)
        middle = shown.rect(shown.stage()).width() / 2
        for choice in view.choices:
            rect = shown.rect(shown.item(f"choice:{choice.id}"))
            if choice.rtl:
                assert rect.left() > middle, choice.id
        assert shown.rect(shown.item("choice:sv")).right() < middle
        cells = [shown.rect(shown.item(f"choice:{c.id}")) for c in view.choices]
        assert len({(round(r.left()), round(r.top())) for r in cells}) == len(cells)


def test_the_toolbar_holds_as_many_tools_as_there_are(glass: Open) -> None:
    shown = glass(samples.PAPERS)
    for count in (1, 3, 7):
        shown.show(replace(samples.PAPERS, tools=samples.TOOLS[:count]))
        tools = [shown.rect(shown.item(f"tool:{t.id}")) for t in samples.TOOLS[:count]]
        assert all(a.right() < b.left() for a, b in pairwise(tools))


def test_a_tool_that_is_on_looks_so(glass: Open) -> None:
    shown = glass(samples.PAPERS)
    off = shown.window.window.grabWindow()
    on: tuple[Tool, ...] = tuple(replace(t, active=t.id == "contrast") for t in samples.TOOLS)
    shown.show(replace(samples.PAPERS, tools=on))
    assert not same(off, shown.window.window.grabWindow())


def test_the_same_view_gives_the_same_picture(glass: Open) -> None:
    # Qt draws large letters a fraction of a dot elsewhere the first time in a process
    glass(samples.PAPERS_AR)
    one = glass(samples.PAPERS_AR).window.window.grabWindow()
    assert same(one, glass(samples.PAPERS_AR).window.window.grabWindow())


def test_going_through_all_comforts_and_back_leaves_no_trace(glass: Open) -> None:
    shown = glass(samples.PAPERS)
    before = _places(shown)
    for comfort in samples.COMFORTS:
        shown.show(samples.in_comfort(samples.PAPERS, comfort))
    for view in (samples.PAPERS_AR, samples.LANGUAGES, samples.TIME_OUT, samples.PAPERS):
        shown.show(view)
    assert _places(shown) == before


def _places(shown: Glass) -> list[tuple[object, ...]]:
    """Where everything is and how large its letters are."""
    words = [
        (value(t, "text"), t.property("font").pixelSize(), shown.ink(t).getRect()) for t in shown.texts()
    ]
    pictures = [
        (value(i, "name"), shown.rect(i).getRect()) for i in shown.items() if i.inherits("QQuickImage")
    ]
    return [*sorted(words), *sorted(pictures)]
