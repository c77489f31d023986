"""Whether promises are kept: what was told at check-in beside what came of it, and how much wider to tell.

Eight of ten visitors should finish between the early and the late time. When far fewer or far more do, the ranges are
stretched or drawn together until they fit again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from kiosk.core.day.lifecycle import VisitState
from kiosk.core.day.state import OfficeDay
from kiosk.core.queue.forecast import Forecast, Range, StopForecast, VisitForecast

ENOUGH: Final = 30
"""With fewer promises nothing can be said."""
FITS: Final = range(720, 881)
"""Thousandths kept between which nothing is changed."""
NARROWEST, WIDEST = 700, 2000


@dataclass(frozen=True, slots=True)
class PromiseOutcome:
    """A promise, made at check-in, and the end of the last service."""

    promise: Range
    finished: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How promises were kept. `share`: thousandths that ended within the range; None while there are too few."""

    told: int
    early: int
    within: int
    late: int
    share: int | None
    stretch: int  # thousandths: by how much ranges should be wider


def first_promises(known: Mapping[str, Range], forecast: Forecast) -> dict[str, Range]:
    """The promises so far, with those of visitors who have none yet."""
    new = {
        v.visit: v.finish for v in forecast.visits.values() if v.finish is not None and v.visit not in known
    }
    return {**known, **new}


def outcomes(promises: Mapping[str, Range], day: OfficeDay) -> list[PromiseOutcome]:
    """The promises whose visits have finished all their stops."""
    return [
        PromiseOutcome(promise, int(visit.ended_at))
        for visit_id, promise in promises.items()
        if (visit := day.visits.get(visit_id)) is not None
        and visit.state is VisitState.FINISHED
        and visit.ended_at is not None
    ]


def coverage(told: Iterable[PromiseOutcome]) -> Coverage:
    """How promises were kept, and what follows."""
    kept = list(told)
    early = sum(each.finished < each.promise.p10 for each in kept)
    late = sum(each.finished > each.promise.p90 for each in kept)
    within = len(kept) - early - late
    if len(kept) < ENOUGH:
        return Coverage(len(kept), early, within, late, None, 1000)
    share = 1000 * within // len(kept)
    return Coverage(len(kept), early, within, late, share, 1000 if share in FITS else _stretch(kept))


def _stretch(kept: list[PromiseOutcome]) -> int:
    """By how much ranges would have had to be wider for eight of ten to be kept."""
    off = sorted(_off(each) for each in kept)
    return min(WIDEST, max(NARROWEST, off[min(len(off) - 1, 8 * len(off) // 10)]))


def _off(told: PromiseOutcome) -> int:
    """How far off the middle it ended: 1000 at the edge of the range."""
    promise, off = told.promise, told.finished - told.promise.p50
    half = promise.p90 - promise.p50 if off > 0 else promise.p50 - promise.p10
    return 1000 * abs(off) // max(60, half)


def as_told(forecast: Forecast, stretch: int = 1000) -> Forecast:
    """A forecast as it is told: so much wider or narrower, and in whole minutes, so that nothing flickers."""
    return replace(forecast, visits={name: _visit(visit, stretch) for name, visit in forecast.visits.items()})


def _visit(visit: VisitForecast, stretch: int) -> VisitForecast:
    return replace(
        visit,
        next_call=_range(visit.next_call, stretch),
        finish=_range(visit.finish, stretch),
        stops=tuple(
            StopForecast(stop.station, _range(stop.call, stretch), stop.first) for stop in visit.stops
        ),
    )


def _range(told: Range | None, stretch: int) -> Range | None:
    if told is None:
        return None
    middle = told.p50
    early = middle - (middle - told.p10) * stretch // 1000
    late = middle + (told.p90 - middle) * stretch // 1000
    return Range(early // 60 * 60, (middle + 30) // 60 * 60, -(-late // 60) * 60)
