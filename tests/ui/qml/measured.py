"""A screen as numbers: every text, target and picture with its place, read in one call, and the rules for them.

`Panel` keeps one window and one engine for thousands of screens. Nothing is drawn: laid out is enough to measure.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtQml import QJSValue, QQmlComponent, qmlEngine

from kiosk.present.kiosk.view import KioskView
from kiosk.ui.runtime import fonts
from tests.ui.qml.screen_harness import GAP_PX, LEAST_PX, Glass
from tests.ui.window_harness import value

BREAKS: Final = re.compile(r"(?<=[-–—/‐])|[\s\u00ad\u200b\u1361]+")
"""Where a line may end inside a text: spaces, soft hyphens, after hyphens."""
MARKS: Final = re.compile(r"[\u2066-\u2069]")

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Written:
    """A text on the screen. `ink` is where its letters are."""

    text: str
    kind: str
    ink: Box
    width: float
    height: float
    implicit_height: float
    content_width: float
    lines: int
    truncated: bool
    px: int
    bold: bool
    family: str
    color: str
    fits: bool
    holder: int
    inside: tuple[str, ...]
    toolbar: bool
    enabled: bool

    @property
    def words(self) -> str:
        return MARKS.sub("", self.text.replace("\u00ad", ""))


@dataclass(frozen=True, slots=True)
class Target:
    name: str
    kind: str
    place: Box
    holder: int
    toolbar: bool
    enabled: bool

    @property
    def touched(self) -> bool:
        """Else it only takes the keyboard."""
        return self.name != "question" and self.enabled


@dataclass(frozen=True, slots=True)
class Drawn:
    """A pictogram or a sign."""

    name: str
    place: Box
    holder: int
    toolbar: bool
    enabled: bool


@dataclass(frozen=True, slots=True)
class Measured:
    """One screen."""

    whole: Box
    texts: tuple[Written, ...]
    targets: tuple[Target, ...]
    pictures: tuple[Drawn, ...]

    def offences(self) -> list[str]:
        """What no screen may have."""
        return [*self._texts(), *self._over(), *self._targets()]

    def smaller_than(self, least: float) -> list[str]:
        return [f"{t.words!r} is {t.px} px" for t in self.texts if t.px < least and t.kind != "QQuickText"]

    def _texts(self) -> Iterator[str]:
        floor = self._toolbar_top()
        for text in self.texts:
            if text.truncated or not text.fits:
                yield f"{text.words!r} is cut"
            if text.content_width > text.width + 3:
                yield f"{text.words!r} is {text.content_width:.0f} wide in {text.width:.0f}"
            if text.implicit_height > text.height + 1.5 and text.kind != "QQuickText":
                yield f"{text.words!r} is {text.implicit_height:.0f} high in {text.height:.0f}"
            if text.lines > 1 and (part := too_long(text)):
                yield f"{part!r} is broken in {text.words!r}: {text.px} px in {text.width:.0f}"
            held = self.targets[text.holder] if text.holder >= 0 else None
            room = held.place if held else self.whole
            if not contains(room, text.ink):
                yield f"{text.words!r} leaves {held.name if held else 'the screen'}: {shown(text.ink)} in {shown(room)}"
            if not text.toolbar and text.ink[3] > floor + 1:
                yield f"{text.words!r} lies under the toolbar: {shown(text.ink)}"

    def _over(self) -> Iterator[str]:
        texts = [text for text in self.texts if text.enabled]
        for one, other in combinations(texts, 2):
            if overlap(one.ink, other.ink):
                yield f"{one.words!r} lies over {other.words!r}: {shown(one.ink)} {shown(other.ink)}"
        for text in texts:
            for index, target in enumerate(self.targets):
                if (
                    target.touched
                    and index not in self._holders(text.holder)
                    and overlap(text.ink, target.place)
                ):
                    yield f"{text.words!r} lies over {target.name}: {shown(text.ink)} {shown(target.place)}"
            for picture in self.pictures:
                if picture.enabled and overlap(text.ink, picture.place):
                    yield f"{text.words!r} lies over {picture.name}: {shown(text.ink)} {shown(picture.place)}"

    def _holders(self, index: int) -> Iterator[int]:
        while index >= 0:
            yield index
            index = self.targets[index].holder

    def _targets(self) -> Iterator[str]:
        targets = [target for target in self.targets if target.touched]
        floor = self._toolbar_top()
        for target in targets:
            left, top, right, bottom = target.place
            if min(right - left, bottom - top) < LEAST_PX:
                yield f"{target.name} is {right - left:.0f} x {bottom - top:.0f}"
            if not contains(self.whole, target.place):
                yield f"{target.name} leaves the screen: {shown(target.place)}"
            if not target.toolbar and bottom > floor + 1:
                yield f"{target.name} lies under the toolbar: {shown(target.place)}"
        for one, other in combinations(targets, 2):
            a, b = one.place, other.place
            apart = max(b[0] - a[2], a[0] - b[2], b[1] - a[3], a[1] - b[3])
            if apart < GAP_PX - 0.5:
                yield f"{one.name} and {other.name} are {apart:.1f} apart"

    def _toolbar_top(self) -> float:
        return min((target.place[1] for target in self.targets if target.toolbar), default=self.whole[3])

    def highest_touch(self) -> tuple[float, str]:
        """The top of the highest target, and its name."""
        return min(
            ((t.place[1], t.name) for t in self.targets if t.touched), default=(self.whole[3], "nothing")
        )


@dataclass
class Panel:
    """A window that shows one view after the other; its pages are measured without drawing."""

    glass: Glass
    mm_per_px: float = 0.3113
    _reader: list[Any] = field(default_factory=list)

    @classmethod
    def open(cls, view: KioskView, size: tuple[int, int], mm_per_px: float = 0.3113) -> Panel:
        glass = Glass.open(view, size)
        glass.kiosk.fit_panel(mm_per_px)
        glass.window.window.hide()  # what is hidden is laid out, not drawn
        return cls(glass, mm_per_px)

    def fit(self, mm_per_px: float) -> None:
        self.mm_per_px = mm_per_px
        self.glass.kiosk.fit_panel(mm_per_px)

    def show(self, view: KioskView) -> Iterator[Measured]:
        """Every page of a view."""
        self.glass.kiosk.show(view)
        settle()
        screen = value(self.glass.item("screen"), "item")
        for page in range(screen.property("pages") or 1):
            if page > 0:
                screen.setProperty("page", page)
                settle()
            yield self.read()

    def read(self) -> Measured:
        if not self._reader:
            engine = qmlEngine(self.glass.stage())
            assert engine is not None
            component = QQmlComponent(engine, QUrl.fromLocalFile(str(Path(__file__).parent / "Measure.qml")))
            reader = component.create()
            assert reader is not None, component.errorString()
            told = engine.newQObject(reader).property("told")
            self._reader = [component, reader, told, engine.newQObject(self.glass.stage())]
        answer: QJSValue = self._reader[2].call([self._reader[3]])
        assert not answer.isError(), answer.toString()
        found = json.loads(answer.toString())
        return Measured(
            tuple(found["whole"]),
            tuple(
                Written(**{**text, "ink": tuple(text["ink"]), "inside": tuple(text["inside"])})
                for text in found["texts"]
            ),
            tuple(Target(**{**target, "place": tuple(target["place"])}) for target in found["targets"]),
            tuple(Drawn(**{**picture, "place": tuple(picture["place"])}) for picture in found["pictures"]),
        )

    def close(self) -> list[str]:
        self._reader.clear()
        return self.glass.close()


def settle() -> None:
    """Everything that waits for the loop has been done: bindings are at once, `fit` comes after them."""
    for _ in range(3):
        QCoreApplication.processEvents()


@cache
def metrics(px: int, bold: bool, family: str) -> QFontMetricsF:
    """As QML's Text has them: the family first, the others after it."""
    font = QFont()
    font.setFamilies([family, *(f for f in fonts.FAMILIES if f != family)])
    font.setPixelSize(px)
    font.setBold(bold)
    return QFontMetricsF(font)


@cache
def width_of(part: str, px: int, bold: bool, family: str) -> float:
    return metrics(px, bold, family).horizontalAdvance(part)


def too_long(text: Written) -> str:
    """The part of a text between two places where a line may end that is wider than its room, or ""."""
    for part in BREAKS.split(text.text):
        if part and width_of(part, text.px, text.bold, text.family) > text.width + 3:
            return part
    return ""


def contains(room: Box, box: Box) -> bool:
    return box[0] >= room[0] - 1 and box[1] >= room[1] - 1 and box[2] <= room[2] + 1 and box[3] <= room[3] + 1


def overlap(a: Box, b: Box) -> bool:
    return a[0] + 1 < b[2] - 1 and b[0] + 1 < a[2] - 1 and a[1] + 1 < b[3] - 1 and b[1] + 1 < a[3] - 1


def shown(box: Box) -> str:
    return "[" + " ".join(f"{edge:.0f}" for edge in box) + "]"
