"""The path: today's stops in groups (first, in any order, last), made from the precedences.

No ordinals: calls come in any allowed order. A group says only what the precedences say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kiosk.core.checkin.agenda import Agenda, AgendaStop
from kiosk.core.office_config import Errand


class GroupKind(StrEnum):
    FIRST = "first"  # single track: in this order
    ANY = "any"  # double track: in any order
    LAST = "last"  # single track again: after the others


@dataclass(frozen=True, slots=True)
class PathGroup:
    kind: GroupKind
    stops: tuple[AgendaStop, ...]


def path(agenda: Agenda, errands: Mapping[str, Errand]) -> tuple[PathGroup, ...]:
    """The stops of an agenda in groups; a lone stop is "first"; stops without any order are one "any" group.

    A stop is "first" while it is the only one that others wait for and every such other waits for it; "last" is the
    same seen from the end. Stops that nobody waits for and that wait for nobody stay among "any".
    """
    order = [stop.station for stop in agenda.stops]
    if len(order) == 1:
        return (PathGroup(GroupKind.FIRST, agenda.stops),)
    follows = _closure(order, _station_pairs(agenda, errands))
    first = _chain(order, follows)
    rest = [s for s in order if s not in first]
    precedes = {s: {t for t in order if s in follows[t]} for s in order}
    last = list(reversed(_chain(list(reversed(rest)), precedes))) if len(rest) > 1 else []
    middle = [s for s in rest if s not in last]
    if len(middle) == 1 and (first or last):
        # one stop is no choice of order: it stands on the single track
        if last:
            first, middle = [*first, *middle], []
        else:
            last, middle = middle, []
    by_station = {stop.station: stop for stop in agenda.stops}
    groups = ((GroupKind.FIRST, first), (GroupKind.ANY, middle), (GroupKind.LAST, last))
    return tuple(
        PathGroup(kind, tuple(by_station[s] for s in stations)) for kind, stations in groups if stations
    )


def _station_pairs(agenda: Agenda, errands: Mapping[str, Errand]) -> set[tuple[str, str]]:
    pairs = {(errands[before].station, errands[after].station) for before, after, _ in agenda.precedence}
    return {(a, b) for a, b in pairs if a != b}


def _closure(order: list[str], pairs: set[tuple[str, str]]) -> dict[str, set[str]]:
    """Which stations come after each, directly or through others."""
    follows = {s: {b for a, b in pairs if a == s} for s in order}
    for through in order:
        for s in order:
            if through in follows[s]:
                follows[s] |= follows[through]
    return follows


def _chain(order: list[str], follows: dict[str, set[str]]) -> list[str]:
    """The longest run of stations, each of which all further bound stations follow."""
    chain: list[str] = []
    rest = set(order)
    while True:
        bound = {s for s in rest if follows[s] & rest or any(s in follows[t] for t in rest)}
        heads = [s for s in order if s in bound and bound - {s} <= follows[s]]
        if len(heads) != 1:
            return chain
        chain.append(heads[0])
        rest.discard(heads[0])
