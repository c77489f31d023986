"""The score of a call on a floor, its terms one by one, and the best of all possible calls.

The highest score is called; of equals the lowest desk, then the earlier check-in. Time in the house counts for itself,
everything else is worth some of it. Whoever is past the bound goes first; only priority may go before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kiosk.core.queue.arrays import FREE, NOBODY, PAUSED, SHUT, Floor
from kiosk.core.queue.hall import Order

SOON_S: Final = 120
"""A service that takes longer than expected is expected to take so much longer still."""
_PAST_BOUND: Final = 1 << 60


def best(floor: Floor, desks: Sequence[int]) -> tuple[int, int] | None:
    """Visitor and desk of the next call to one of these free desks, as places; None when nobody can be called."""
    return _by_rule(floor, desks) if floor.order is Order.RULE else _by_time(floor, desks)


def _by_time(floor: Floor, desks: Sequence[int]) -> tuple[int, int] | None:
    """Check-in order: who came first, to the desk that suits best; with one station after the other, who waits
    longest there."""
    found: tuple[int, int, int, int] | None = None
    for d in desks:
        s = floor.place[d]
        for v, (key, _) in floor.ready[s].items():
            if not floor.can_serve(d, v):
                continue
            first = key if floor.order is Order.FIXED else -floor.arrived[v]
            if found is None or first >= found[0]:
                each = (first, -v, _suits(floor, v, d), -d)
                found = each if found is None else max(found, each)
    return None if found is None else (-found[1], -found[3])


def _suits(floor: Floor, v: int, d: int) -> int:
    s = floor.place[d]
    return language_worth(floor, v, d) + floor.load[s] // max(1, floor.active[s])


def language_worth(floor: Floor, v: int, d: int) -> int:
    """What the clerk's languages are worth for a visitor, in seconds of waiting."""
    s, weights = floor.place[d], floor.weights
    language = 0 if floor.no_language[v] >> s & 1 else floor.language[v]
    speaks = floor.speaks[d]
    if speaks & language:
        return weights.speaks
    worth = -weights.lacks if language else 0
    return worth - (weights.wastes if speaks & floor.wanted[s] else 0)


def loads(floor: Floor) -> list[int]:
    """Expected seconds in the house for each station, over its desks."""
    return [
        load // active if active else 2 * load for load, active in zip(floor.load, floor.active, strict=True)
    ]


def soon_free(floor: Floor, s: int) -> int:
    """Seconds until a desk of a station is expected to be free."""
    soonest = NOBODY
    for d in floor.by_station[s]:
        serves = floor.serves[d]
        if serves == FREE:
            return 0
        if serves not in (PAUSED, SHUT):
            soonest = min(soonest, max(SOON_S, floor.expected[d] - floor.now))
    return soonest


class _Elsewhere:
    """What waits for visitors at the stations they still have before them; looked up once for one choice."""

    def __init__(self, floor: Floor) -> None:
        self.floor = floor
        self.loads = loads(floor)
        self.lonely = 0  # stations where one visitor only could be called
        self.thin = 0  # stations where no more wait than there are desks
        bit = 1
        for ready, active in zip(floor.ready, floor.active, strict=True):
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
        floor, count = self.floor, 0
        busy = floor.seconds[v][s] + floor.lag[s]
        for q in range(len(self.loads)):
            if others >> q & 1 and v in floor.ready[q]:
                soon = self._soon.get(q)
                if soon is None:
                    soon = self._soon[q] = soon_free(floor, q)
                count += soon <= busy
        return count


def _by_rule(  # noqa: PLR0915  # the innermost loop of every forecast: more functions would cost more than they do
    floor: Floor, desks: Sequence[int]
) -> tuple[int, int] | None:
    if len(desks) == 1 and len(floor.ready[floor.place[desks[0]]]) == 1:
        only = next(iter(floor.ready[floor.place[desks[0]]]))
        return (only, desks[0]) if floor.can_serve(desks[0], only) else None
    weights, now = floor.weights, floor.now
    arrived, priority, language, no_language = (
        floor.arrived,
        floor.priority,
        floor.language,
        floor.no_language,
    )
    pool, wanted = floor.pool, floor.wanted
    elsewhere = _Elsewhere(floor)
    heaviest, lonely, thin = elsewhere.heaviest, elsewhere.lonely, elsewhere.thin
    known = {0: 0}
    longest_other, feeds = weights.longest_other, 1000 * weights.feeds
    empty_worth = 1000 * weights.stands_empty
    bound, long_since = now - weights.bound, now - weights.long_from
    found: tuple[int, int, int] | None = None
    for d in desks:
        s = floor.place[d]
        speaks = floor.speaks[d]
        wastes = 1000 * weights.wastes if speaks & wanted[s] else 0
        own = weights.queue_here * elsewhere.loads[s]
        top, top_v, urgent, urgent_v, oldest, oldest_v = -_PAST_BOUND, -1, -_PAST_BOUND, -1, 0, -1
        for v, (key, others) in floor.ready[s].items():
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


def terms(floor: Floor, v: int, d: int) -> dict[str, int]:
    """A score term by term, in seconds of waiting: what `best` adds up."""
    s, weights = floor.place[d], floor.weights
    key_others = floor.left[v] & ~(1 << s)
    elsewhere = _Elsewhere(floor)
    waited = floor.now - floor.arrived[v]
    opens = sum(1 for after in floor.after[v] if after >> s & 1)
    found = {
        "waited": waited,
        "long_wait": weights.long_wait * max(0, waited - weights.long_from) // 1000,
        "priority": weights.priority * waited // 1000 if floor.priority[v] else 0,
        "work_left": -weights.work_left * floor.work[v] // 1000 - weights.each_other * key_others.bit_count(),
        "service": -weights.service * floor.seconds[v][s] // 1000,
        "last": 0 if key_others else weights.last,
        "opens": weights.opens * opens,
        "better_after": -weights.better_after if floor.better_after[v][s] & floor.left[v] else 0,
        "language": language_worth(floor, v, d),
        "queue_here": weights.queue_here * elsewhere.loads[s] // 1000,
        "waits_elsewhere": -weights.longest_other * elsewhere.longest(key_others) // 1000,
        "feeds": weights.feeds * (key_others & elsewhere.thin).bit_count(),
        "stands_empty": -weights.stands_empty * elsewhere.empty(v, s, key_others & elsewhere.lonely),
    }
    return {name: worth for name, worth in found.items() if worth or name == "waited"}
