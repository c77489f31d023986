"""The score of a call on a floor, its terms one by one, and the best of all possible calls.

The highest score is called; of equals the lowest desk, then the earlier check-in. Time in the house counts for itself,
everything else is worth some of it. Whoever is past the bound goes first; only priority may go before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kiosk.core.queue.arrays import FIXED_TERMS, FREE, NOBODY, PAUSED, SHUT, HallArrays
from kiosk.core.queue.hall import Order

SOON_S: Final = 120
"""A service that takes longer than expected is expected to take so much longer still."""
_PAST_BOUND: Final = 1 << 60


def best(arrays: HallArrays, desks: Sequence[int]) -> tuple[int, int] | None:
    """Visitor and desk of the next call to one of these free desks, as places; None when nobody can be called."""
    return _by_rule(arrays, desks) if arrays.order is Order.RULE else _by_time(arrays, desks)


def _by_time(arrays: HallArrays, desks: Sequence[int]) -> tuple[int, int] | None:
    """Check-in order: who came first, to the desk that suits best; with one station after the other, who waits
    longest there."""
    found: tuple[int, int, int, int] | None = None
    for d in desks:
        s = arrays.place[d]
        for v, (key, _) in arrays.ready[s].items():
            if not arrays.can_serve(d, v):
                continue
            first = key if arrays.order is Order.FIXED else -arrays.arrived[v]
            if found is None or first >= found[0]:
                each = (first, -v, _suits(arrays, v, d), -d)
                found = each if found is None else max(found, each)
    return None if found is None else (-found[1], -found[3])


def _suits(arrays: HallArrays, v: int, d: int) -> int:
    s = arrays.place[d]
    return language_worth(arrays, v, d) + arrays.load[s] // max(1, arrays.active[s])


def language_worth(arrays: HallArrays, v: int, d: int) -> int:
    """What the clerk's languages are worth for a visitor, in seconds of waiting."""
    s, weights = arrays.place[d], arrays.weights
    language = 0 if arrays.no_language[v] >> s & 1 else arrays.language[v]
    speaks = arrays.speaks[d]
    if speaks & language:
        return weights.speaks
    worth = -weights.lacks if language else 0
    return worth - (weights.wastes if speaks & arrays.wanted[s] else 0)


def loads(arrays: HallArrays) -> list[int]:
    """Expected seconds in the house for each station, over its desks."""
    return [
        load // active if active else 2 * load
        for load, active in zip(arrays.load, arrays.active, strict=True)
    ]


def soon_free(arrays: HallArrays, s: int) -> int:
    """Seconds until a desk of a station is expected to be free."""
    soonest = NOBODY
    for d in arrays.by_station[s]:
        serves = arrays.serves[d]
        if serves == FREE:
            return 0
        if serves not in (PAUSED, SHUT):
            soonest = min(soonest, max(SOON_S, arrays.expected[d] - arrays.now))
    return soonest


class _Elsewhere:
    """What waits for visitors at the stations they still have before them; looked up once for one choice."""

    def __init__(self, arrays: HallArrays) -> None:
        self.arrays = arrays
        self.loads = loads(arrays)
        self.lonely = 0  # stations where one visitor only could be called
        self.thin = 0  # stations where no more wait than there are desks
        bit = 1
        for ready, active in zip(arrays.ready, arrays.active, strict=True):
            count = len(ready)
            if count == 1:
                self.lonely |= bit
            if count <= active:
                self.thin |= bit
            bit <<= 1
        self.heaviest = sorted(((load, 1 << s) for s, load in enumerate(self.loads)), reverse=True)
        self._soon: dict[int, int] = {}

    def longest(self, others: int) -> int:
        """The heaviest load of a set of stations."""
        for load, bit in self.heaviest:
            if others & bit:
                return load
        return 0

    def empty(self, v: int, s: int, others: int) -> int:
        """How many desks would stand empty while this visitor is served here."""
        arrays, count = self.arrays, 0
        busy = arrays.seconds[v][s] + arrays.lag[s]
        for q in range(len(self.loads)):
            if others >> q & 1 and v in arrays.ready[q]:
                soon = self._soon.get(q)
                if soon is None:
                    soon = self._soon[q] = soon_free(arrays, q)
                count += soon <= busy
        return count


def _by_rule(  # noqa: PLR0915  # the innermost loop of every forecast: more functions would cost more than they do
    arrays: HallArrays, desks: Sequence[int]
) -> tuple[int, int] | None:
    if len(desks) == 1 and len(arrays.ready[arrays.place[desks[0]]]) == 1:
        only = next(iter(arrays.ready[arrays.place[desks[0]]]))
        return (only, desks[0]) if arrays.can_serve(desks[0], only) else None
    weights, now = arrays.weights, arrays.now
    arrived, priority, language, no_language = (
        arrays.arrived,
        arrays.priority,
        arrays.language,
        arrays.no_language,
    )
    pool, wanted = arrays.pool, arrays.wanted
    elsewhere = _Elsewhere(arrays)
    heaviest, lonely, thin = elsewhere.heaviest, elsewhere.lonely, elsewhere.thin
    known = {0: 0}
    longest_other, feeds = weights.longest_other, 1000 * weights.feeds
    empty_worth = 1000 * weights.stands_empty
    bound, long_since = now - weights.bound, now - weights.long_from
    found: tuple[int, int, int] | None = None
    for d in desks:
        s = arrays.place[d]
        speaks = arrays.speaks[d]
        wastes = 1000 * weights.wastes if speaks & wanted[s] else 0
        own = weights.queue_here * elsewhere.loads[s]
        top, top_v, urgent, urgent_v, oldest, oldest_v = -_PAST_BOUND, -1, -_PAST_BOUND, -1, 0, -1
        for v, (key, others) in arrays.ready[s].items():
            score = key
            tongue = language[v]
            if tongue and not no_language[v] >> s & 1:
                if speaks & tongue:
                    score += 1000 * weights.speaks
                elif pool[tongue] > 0:
                    score -= 1000 * weights.lacks + wastes
                else:
                    continue
            else:
                score -= wastes
            worth = known.get(others)
            if worth is None:
                worth = feeds * (others & thin).bit_count()
                for load, bit in heaviest:
                    if others & bit:
                        worth -= longest_other * load
                        break
                known[others] = worth
            score += worth
            if others & lonely:
                score -= empty_worth * elsewhere.empty(v, s, others & lonely)
            came = arrived[v]
            if came < long_since:
                score += weights.long_wait * (long_since - came)
            if priority[v]:
                score += weights.priority * (now - came)
                if score > urgent or (score == urgent and v < urgent_v):
                    urgent, urgent_v = score, v
            if came <= bound and (oldest_v < 0 or (came, v) < (arrived[oldest_v], oldest_v)):
                oldest, oldest_v = score, v
            if score > top or (score == top and v < top_v):
                top, top_v = score, v
        if top_v < 0:
            continue
        if oldest_v >= 0:
            top, top_v = (urgent, urgent_v) if urgent > oldest else (oldest, oldest_v)
            top += _PAST_BOUND
        top += own
        if found is None or top > found[0] or (top == found[0] and d < found[2]):
            found = (top, top_v, d)
    return None if found is None else (found[1], found[2])


def exact_terms(arrays: HallArrays, v: int, d: int) -> dict[str, int]:
    """A score term by term, in thousandths of a second of waiting: their sum is what `best` compares."""
    s, weights = arrays.place[d], arrays.weights
    others = arrays.left[v] & ~(1 << s)
    elsewhere = _Elsewhere(arrays)
    waited = arrays.now - arrays.arrived[v]
    return {
        "waited": 1000 * waited,
        "long_wait": weights.long_wait * max(0, waited - weights.long_from),
        "priority": weights.priority * waited if arrays.priority[v] else 0,
        **dict(zip(FIXED_TERMS, arrays.fixed_terms(v, s), strict=True)),
        "language": 1000 * language_worth(arrays, v, d),
        "queue_here": weights.queue_here * elsewhere.loads[s],
        "waits_elsewhere": -weights.longest_other * elsewhere.longest(others),
        "feeds": 1000 * weights.feeds * (others & elsewhere.thin).bit_count(),
        "stands_empty": -1000 * weights.stands_empty * elsewhere.empty(v, s, others & elsewhere.lonely),
    }


def terms(arrays: HallArrays, v: int, d: int) -> dict[str, int]:
    """A score term by term, in whole seconds of waiting; terms worth nothing are left out."""
    return {
        name: worth // 1000
        for name, worth in exact_terms(arrays, v, d).items()
        if worth // 1000 or name == "waited"
    }
