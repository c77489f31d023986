"""Made-up halls: a small one to change by hand, and any that may be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from kiosk.core.queue.hall import Coming, DeskActivity, HallDesk, HallState, Task, VisitorKind, WaitingVisit

NOW = 10_000
STATIONS = ("MV", "SKV", "FK", "AF")
LANGUAGES = ("ar", "so", "fa-AF")


def visit(name: str, *stations: str, since: int = NOW - 600, **changes: Any) -> WaitingVisit:
    """Waits for these stations, ten minutes each."""
    tasks = changes.pop("tasks", tuple(Task(station, 600) for station in stations))
    return WaitingVisit(name, since, tasks, **{"free_at": since, **changes})


def desk(number: int, station: str, **changes: Any) -> HallDesk:
    return HallDesk(number, station, **changes)


def hall(*visits: WaitingVisit, desks: tuple[HallDesk, ...] = (), **changes: Any) -> HallState:
    """These visits; one desk a station unless desks are given."""
    named = dict.fromkeys(task.station for each in visits for task in each.tasks)
    made = desks or tuple(desk(i, name) for i, name in enumerate(named, 1))
    return HallState(NOW, visits, made, **changes)


@st.composite
def tasks(draw: st.DrawFn) -> tuple[Task, ...]:
    """One to four stations, with precedences that may be nonsense."""
    names = draw(st.lists(st.sampled_from(STATIONS), min_size=1, max_size=4, unique=True))
    some = st.frozensets(st.sampled_from(STATIONS), max_size=2)
    return tuple(
        Task(
            name,
            draw(st.one_of(st.none(), st.integers(-5, 3600))),
            draw(st.one_of(st.just(frozenset[str]()), some)),
            draw(st.one_of(st.just(frozenset[str]()), some)),
            draw(st.booleans()),
            draw(st.booleans()),
            draw(st.sampled_from([False, False, False, True])),
        )
        for name in names
    )


@st.composite
def halls(draw: st.DrawFn) -> HallState:
    """Any hall: languages, interpreters, breaks, desks that serve or are closed, clocks that jumped."""
    visits = [
        WaitingVisit(
            f"v{i}",
            draw(st.integers(NOW - 20_000, NOW + 100)),
            draw(tasks()),
            draw(st.one_of(st.none(), st.sampled_from(LANGUAGES))),
            draw(st.sampled_from([False, False, True])),
            draw(st.sampled_from([0, NOW, NOW + 60])),
            party=draw(st.integers(1, 5)),
        )
        for i in range(draw(st.integers(0, 7)))
    ]
    for i, each in enumerate(visits):
        if draw(st.integers(0, 5)) == 0:
            near = draw(st.sampled_from(STATIONS))
            visits[i] = replace(each, near=near, near_since=NOW - draw(st.integers(0, 200)))
    desks = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        at = draw(
            st.sampled_from([DeskActivity.FREE, DeskActivity.FREE, DeskActivity.BREAK, DeskActivity.CLOSED])
        )
        desks.append(
            HallDesk(
                number,
                draw(st.sampled_from(STATIONS)),
                at,
                draw(st.frozensets(st.sampled_from(LANGUAGES), max_size=2)),
                opens=draw(st.sampled_from([None, None, NOW - 10, NOW + 500])),
                closes=draw(st.sampled_from([None, None, NOW - 1, NOW + 3000])),
                break_from=draw(st.sampled_from([None, NOW - 5, NOW + 900])),
                break_s=draw(st.integers(0, 1800)),
                back_at=NOW + 300 if at is DeskActivity.BREAK else None,
            )
        )
    busy = [i for i, each in enumerate(desks) if each.at is DeskActivity.FREE]
    if busy and visits and draw(st.booleans()):
        i = draw(st.sampled_from(busy))
        served = visits[0]
        visits[0] = replace(served, free_at=None, near=None)
        desks[i] = replace(
            desks[i],
            at=DeskActivity.BUSY,
            visit=served.visit,
            started=NOW - draw(st.integers(-60, 3000)),
            seconds=draw(st.one_of(st.none(), st.integers(1, 3600))),
        )
    pools = draw(st.dictionaries(st.sampled_from(LANGUAGES), st.integers(0, 2)))
    kinds = tuple(VisitorKind(draw(tasks())) for _ in range(draw(st.integers(0, 2))))
    coming = Coming(kinds, ((NOW, NOW + 3600, 3000),), (NOW + 600,), until=NOW + 3600) if kinds else Coming()
    return HallState(NOW, tuple(visits), tuple(desks), pools, coming=coming, pre_call=draw(st.booleans()))
