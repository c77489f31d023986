"""After a visit nothing of it is left in the window: not on the screen, and not in what is kept out of sight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from tests.ui.qml import path_samples, samples
from tests.ui.qml.conftest import Open
from tests.ui.qml.screen_harness import Glass

HELD: Final = ("text", "says", "label", "key", "name", "second", "note", "station", "objectName")
"""Properties that hold words or ids of a visit."""


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _words(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _words(item)


def _held(glass: Glass) -> set[str]:
    """Every word any object of the window holds, seen or not."""
    found: set[str] = set()
    for item in _all(glass.window.window.contentItem()):
        found |= {told for name in HELD if isinstance(told := item.property(name), str)}
    return found


def _all(item: QQuickItem) -> Iterator[QObject]:
    yield item
    yield from item.children()
    for child in item.childItems():
        yield from _all(child)


def test_after_a_visit_no_item_holds_a_word_of_it(glass: Open) -> None:
    window = glass(samples.LANGUAGES)
    QTest.qWait(1200)  # the screens are built
    before = _held(window)
    said: set[str] = set()
    visit = [samples.PURPOSE, samples.PAPERS, samples.NEEDS]
    visit += [path_samples.SAMPLES[name]("sv") for name in path_samples.SAMPLES if name != "closed"]
    for view in visit:
        window.show(view)
        said |= {word.replace("\u00ad", "") for word in _words(replace(view, tools=()))}
    said = {word for word in said if len(word) > 1} - before
    assert {samples.NEEDS.title, samples.PAPERS.title} <= said
    assert said & _held(window), "the visit is on the screen"
    window.show(samples.LANGUAGES)
    QTest.qWait(50)
    assert said & {held.replace("\u00ad", "") for held in _held(window)} == set()
