"""How many touches the demo's visitors need from the language to the ticket, and how long the flow takes for each."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from statistics import mean

from kiosk.catalogue.load import load_config
from kiosk.core.checkin.flow import step
from kiosk.core.checkin.state import IDLE, Issued, IssueTicket, Lobby, Paper, PaperIs, Screen
from kiosk.ui.showcase.visitors import Visitor, visitors
from tests.bench.figures import Figure, percentile

LOBBY = Lobby(load_config(None), date(2026, 11, 24))
VISITORS = 400
SEED = 1
MOST_TOUCHES = 60
"""A visitor who needs more is stuck."""

LONG_PATH = ("new", "letter")
"""Purposes on the full path of questions; the others are one agency, collecting an ID card, someone else."""

TOUCHES_WANTED = 14.0
ID_CARD_WANTED = 3.0
STEP_WANTED_MS = 5.0
"""A tenth of the time from a touch to its frame."""


@dataclass(frozen=True, slots=True)
class CountedWalk:
    """A visitor's way to the ticket: touches, and the seconds that the flow took for each."""

    touches: int
    seconds: tuple[float, ...]


def walked(visitor: Visitor, lobby: Lobby = LOBBY) -> CountedWalk:
    """Play a visitor through the flow to the ticket."""
    state = IDLE
    seconds: list[float] = []
    while state.place.screen is not Screen.TICKET:
        touch = visitor.next_touch(state, lobby)
        assert touch is not None, state.place
        assert len(seconds) < MOST_TOUCHES, (state.place, visitor)
        began = time.thread_time()
        state, effects = step(state, touch.command, float(len(seconds)), lobby)
        seconds.append(time.thread_time() - began)
        for effect in effects:
            if isinstance(effect, IssueTicket):
                issued = Issued("visit", "2047", effect.draft, 0.0)
                state, _ = step(state, issued, float(len(seconds)), lobby)
                state, _ = step(state, PaperIs(Paper.PRINTED), float(len(seconds)), lobby)
    return CountedWalk(len(seconds), tuple(seconds))


def demo_visitors(count: int = VISITORS, seed: int = SEED) -> list[Visitor]:
    return list(islice(visitors(LOBBY.config, seed), count))


def purpose(visitor: Visitor) -> str:
    return visitor.answers["purpose"][0]


def of_before(all_of_them: Iterable[Visitor]) -> list[Visitor]:
    """The mix of earlier versions: letters from Migrationsverket only, and nobody who comes for someone else."""
    return [
        replace(v, answers={**v.answers, "sender": ("MV",)}) for v in all_of_them if purpose(v) != "for_other"
    ]


def touches() -> list[Figure]:
    """Mean touches to a ticket, and the time of one step of the flow."""
    everyone = demo_visitors()
    walks = {id(v): walked(v) for v in everyone}
    count = {key: walk.touches for key, walk in walks.items()}
    long_path = [count[id(v)] for v in everyone if purpose(v) in LONG_PATH]
    new = [count[id(v)] for v in everyone if purpose(v) == "new"]
    cards = [count[id(v)] for v in everyone if purpose(v) == "collect_id"]
    before = [walked(v).touches for v in of_before(everyone)]
    # the last but one touch makes the path, which the next figure has beside it
    steps = [1000 * s for walk in walks.values() for s in walk.seconds[:-2]]
    paths = [1000 * s for walk in walks.values() for s in walk.seconds[-2:-1]]
    note = f"{VISITORS} visitors of seed {SEED}"
    return [
        Figure("touches of the demo's visitors, mean", mean(count.values()), "touches", TOUCHES_WANTED, note),
        Figure("... in the mix of earlier versions", mean(before), "touches", TOUCHES_WANTED),
        Figure("... of those who are new", mean(new), "touches", None, "full path, no letter"),
        Figure("... of all on the full path", mean(long_path), "touches", None, "new or with a letter"),
        Figure("... who collect an ID card", mean(cards), "touches", ID_CARD_WANTED),
        Figure("step from question to question, p99", percentile(steps, 0.99), "ms", STEP_WANTED_MS),
        Figure("step to the path, p50", percentile(paths, 0.5), "ms"),
    ]
