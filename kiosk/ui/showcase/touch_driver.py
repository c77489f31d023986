"""Hands that touch a running kiosk: finds what bears an `objectName` and touches it as a finger would.

Every touch goes through Qt's touch events, QML and the view model; nothing is called behind the screen. Never runs a
nested Qt loop: it waits on the loop it is in.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QPointingDevice
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.core.checkin.state import CheckIn
from kiosk.ui.kiosk.program import Running

_devices: list[QPointingDevice] = []


class NotThereError(Exception):
    """What should be touched is not on the screen, or cannot be touched: one sentence with where the kiosk is."""


def touch_device() -> QPointingDevice:
    """The one simulated touch panel of this process."""
    if not _devices:
        _devices.append(QTest.createTouchDevice())
    return _devices[0]


class TouchDriver:
    """Touches the window of one kiosk, one thing after the other."""

    def __init__(self, running: Running, patience: float = 60.0) -> None:
        """`patience`: seconds until a thing that does not come, or a change that does not happen, is an error."""
        self.running = running
        self.patience = patience
        self.last_ms = 0.0  # from the last touch's release to the frame that followed

    @property
    def state(self) -> CheckIn:
        return self.running.shell.state

    async def touch(self, target: str) -> None:
        """Presses and releases the middle of what bears this name, and waits for the frame that follows."""
        item = await self._there(target)
        middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2))
        point = QPoint(round(middle.x()), round(middle.y()))
        window = self.running.window.window
        device = touch_device()
        QTest.touchEvent(window, device, False).press(0, point, window).commit(False)
        await asyncio.sleep(0)
        await self.frame()
        released = time.perf_counter()
        QTest.touchEvent(window, device, False).release(0, point, window).commit(False)
        await asyncio.sleep(0)
        await self.frame()
        self.last_ms = (time.perf_counter() - released) * 1000

    async def until(self, wanted: Callable[[CheckIn], bool], what: str) -> None:
        """Waits for a state; NotThereError when it does not come in time."""
        try:
            async with asyncio.timeout(self.patience):
                while not wanted(self.state):
                    await self._next_change()
        except TimeoutError:
            raise NotThereError(f"The kiosk does not come to {what}; it stands at {self._where()}.") from None

    async def frame(self) -> None:
        """The next drawn frame."""
        window = self.running.window.window
        drawn = asyncio.get_running_loop().create_future()

        def swapped() -> None:
            if not drawn.done():
                drawn.set_result(None)

        window.frameSwapped.connect(swapped)
        window.update()
        try:
            async with asyncio.timeout(self.patience):
                await drawn
        finally:
            window.frameSwapped.disconnect(swapped)

    async def picture(self, path: Path) -> Path:
        """The screen as it is now."""
        await self.frame()
        path.parent.mkdir(parents=True, exist_ok=True)
        self.running.window.window.grabWindow().save(str(path))
        return path

    def _where(self) -> str:
        place = self.state.place
        return f"{place.screen.value} {place.question or place.station or ''}".strip()

    async def _there(self, target: str) -> QQuickItem:
        """The thing on the screen, once it is laid out and can be touched."""
        try:
            async with asyncio.timeout(self.patience):
                while True:
                    for item in self._items(self.running.window.window.contentItem()):
                        if item.objectName() == target and _touchable(item):
                            return item
                    await self.frame()
        except TimeoutError:
            raise NotThereError(f"There is no {target!r} to touch at {self._where()}.") from None

    def _items(self, item: QQuickItem) -> Iterator[QQuickItem]:
        yield item
        for child in item.childItems():
            if child.isVisible():
                yield from self._items(child)

    async def _next_change(self) -> None:
        changed = asyncio.get_running_loop().create_future()

        def told() -> None:
            if not changed.done():
                changed.set_result(None)

        self.running.kiosk.changed.connect(told)
        try:
            async with asyncio.timeout(self.patience):
                await changed
        finally:
            self.running.kiosk.changed.disconnect(told)


def _touchable(item: QQuickItem) -> bool:
    return item.isVisible() and item.isEnabled() and item.width() > 0 and item.height() > 0
