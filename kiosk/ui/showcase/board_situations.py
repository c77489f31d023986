"""Named situations of the board, for pictures, tests and reviews. Need no server; time is fixed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from kiosk.core.day.events import StationClosed, StopMoved
from kiosk.core.day.lifecycle import StopState, Verb
from kiosk.core.office_config import OfficeConfig
from kiosk.present.board import BoardView, OutOfDate, board_view
from kiosk.ui.board.calls import Memory, passed, seen, standing
from kiosk.ui.showcase.sample_days import FAMILY, SampleDay, Stops

WAYS: Final = {
    **dict.fromkeys((1, 2), "left"),
    **dict.fromkeys((3, 4, 5), "up-left"),
    **dict.fromkeys((6, 7), "up"),
    **dict.fromkeys((8, 9, 10), "right"),
    11: "up-right",
    12: "down-left",
}
ONE: Final[dict[str, Stops]] = {
    station: ((station, (errand,), 10),)
    for station, errand in {
        "REC": "REC-HELP", "MV": "MV-INFO", "SKV": "SKV-ID", "FK": "FK-BOB", "AF": "AF-INS",
        "KOM": "KOM-SFI",
    }.items()
}  # fmt: skip


class BoardScene:
    """A day, and a board that has followed it from the morning on."""

    def __init__(self, config: OfficeConfig) -> None:
        self.day = SampleDay(config).open_desks()
        self.memory = Memory()
        self.look()

    def look(self) -> None:
        self.memory, _ = seen(self.memory, self.day.public(), self.day.at)

    def called(self, station: str, desk: int, number: str) -> str:
        visit = self.day.arrives(ONE[station], number=number)
        self.day.wait(0.5).call(visit, station, desk)
        self.look()
        return visit

    def crowd(self) -> BoardScene:
        """A hall in the middle of the morning, nobody called yet."""
        for _ in range(9):
            self.day.arrives(FAMILY)
        for station, more in (("SKV", 4), ("MV", 2), ("REC", 1)):
            for _ in range(more):
                self.day.arrives(ONE[station])
        self.day.wait(95)
        return self


def _one_call(scene: BoardScene) -> None:
    scene.crowd().called("SKV", 3, "2047")


def _three_calls(scene: BoardScene) -> None:
    scene.crowd()
    for station, desk, number in (("KOM", 11, "4008"), ("FK", 6, "2041"), ("SKV", 3, "2047")):
        scene.called(station, desk, number)
        scene.day.wait(1)
        scene.look()


def _recent(scene: BoardScene) -> None:
    for station, desk, number in (("REC", 12, "2044"), ("KOM", 11, "3009"), ("MV", 2, "2039")):
        visit = scene.called(station, desk, number)
        scene.day.wait(0.5).do(StopMoved(visit, station, Verb.START, desk))
        scene.look()
        scene.day.wait(0.5).do(StopMoved(visit, station, Verb.FINISH, desk, "done"))
        scene.look()


def _busy(scene: BoardScene) -> None:
    scene.crowd()
    _recent(scene)
    for station, desk, number in (
        ("KOM", 11, "4008"),
        ("FK", 6, "2041"),
        ("AF", 9, "3012"),
        ("SKV", 3, "2047"),
    ):
        near = station == "SKV"
        if near:
            for where, ticket in (("FK", "4010"), ("MV", "3015"), ("SKV", "2051")):
                scene.day.do(StopMoved(scene.day.arrives(ONE[where], number=ticket), where, Verb.PRE_CALL))
        scene.called(station, desk, number)
        scene.day.wait(0.5)
        scene.look()


def _near(scene: BoardScene) -> None:
    """As many as the column bears."""
    scene.crowd()
    five = (("KOM", "3021"), ("AF", "2049"), ("FK", "4010"), ("MV", "3015"), ("SKV", "2051"))
    for where, ticket in five:
        scene.day.do(StopMoved(scene.day.arrives(ONE[where], number=ticket), where, Verb.PRE_CALL)).wait(0.2)
    scene.look()


def _station_closed(scene: BoardScene) -> None:
    """An agency has gone home early: whoever waited for it comes back another day."""
    _three_calls(scene)
    scene.day.do(StationClosed("SKV"))
    for visit in scene.day.state.visits.values():
        stop = visit.stop("SKV")
        if stop is not None and stop.state is StopState.WAITING:
            scene.day.do(StopMoved(visit.id, "SKV", Verb.POSTPONE))
    scene.look()


def _five_digits(scene: BoardScene) -> None:
    scene.crowd()
    for station, desk, number in (
        ("REC", 12, "81007"),
        ("AF", 8, "30125"),
        ("MV", 1, "41002"),
        ("FK", 7, "20471"),
    ):
        scene.called(station, desk, number)
        scene.day.wait(1)
        scene.look()


def _closed(scene: BoardScene) -> None:
    scene.crowd().day.wait(340).close()
    scene.look()


SITUATIONS: Final[dict[str, Callable[[BoardScene], None]]] = {
    "empty": lambda scene: None,
    "soon": lambda scene: scene.crowd().look(),
    "one_call": _one_call,
    "three_calls": _three_calls,
    "busy": _busy,
    "near": _near,
    "five_digits": _five_digits,
    "station_closed": _station_closed,
    "no_arrows": _busy,
    "out_of_date": _busy,
    "out_of_date_soon": lambda scene: scene.crowd().look(),
    "never_heard": lambda scene: None,
    "starting": lambda scene: None,
    "closed": _closed,
}


def board_situation(name: str, config: OfficeConfig) -> BoardView:
    """One situation of the board. Raises KeyError for a name that is not in `SITUATIONS`."""
    scene = BoardScene(config)
    SITUATIONS[name](scene)
    memory = passed(scene.memory, scene.day.at)
    known = standing(memory)
    ways: Mapping[int, str] = {} if name == "no_arrows" else WAYS
    now = scene.day.now
    if name == "never_heard":
        return board_view(None, config, now, OutOfDate(None), ways)
    if name == "starting":
        return board_view(None, config, now, None, ways)
    if name.startswith("out_of_date"):
        return board_view(known, config, now + timedelta(minutes=7), OutOfDate(now), ways)
    return board_view(known, config, now, None, ways)
