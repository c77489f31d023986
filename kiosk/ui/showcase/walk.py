"""A walk through the check-in: commands played through the flow, with what the flow asked for on the way.

Needs no window, no journal and no printer. Situations and tests walk with it.
"""

from __future__ import annotations

from typing import Final, Self

from kiosk.core.checkin.draft import TicketDraft
from kiosk.core.checkin.flow import step
from kiosk.core.checkin.state import IDLE, CheckIn, Choose, Command, Effect, IssueTicket, Lobby, Screen, Tap

Given = str | tuple[str, ...]
"""An answer: one option, or several of a question that takes more than one."""


FOLLOW_UPS: Final[dict[str, Given]] = {
    "sender": "MV",
    "letter": "decision",
    "kids": "all_here",
    "may_stay": "yes",
    "family_of": "protection",
    "pnr2": "no",
    "permit_months": "12_or_more",
    "stay": "year_or_more",
    "moved": "no",
    "arrived": "before_2027",
    "permit_ends": "later",
    "age2": "mid",
}
"""Usual answers to the questions that only some visitors are asked."""


class Walk:
    """One visitor in one lobby. `effects` holds everything the flow has asked for."""

    def __init__(self, lobby: Lobby) -> None:
        self.lobby = lobby
        self.state: CheckIn = IDLE
        self.at = 0.0
        self.effects: list[Effect] = []

    def do(self, *commands: Command, wait: float = 1.0) -> Self:
        """Plays the commands, `wait` seconds before each."""
        for command in commands:
            self.at += wait
            self.state, effects = step(self.state, command, self.at, self.lobby)
            self.effects.extend(effects)
        return self

    def answer(self, **answers: Given) -> Self:
        """Answers every question asked from here on; stops at the path or at the first question not given.

        A follow-up question that is not given is answered in the usual way while a later question is given.
        """
        order = [q.id for q in self.lobby.config.catalogue.questions]
        while self.state.place.screen is Screen.QUESTION:
            here = self.state.place
            question = here.question or ""
            later = order[order.index(question) + 1 :]
            if question not in answers and not (question in FOLLOW_UPS and set(later) & set(answers)):
                break
            value = answers.get(question, FOLLOW_UPS.get(question, ""))
            for option in value if isinstance(value, tuple) else (value,):
                self.do(Choose(option))
            if isinstance(value, tuple) and self.state.place == here:
                self.do(Tap.GO_ON)
            if self.state.place == here:
                break  # no option of this visitor's
        return self

    def ordered(self) -> TicketDraft:
        """What the ticket asked for last is to hold. StopIteration: none was asked for."""
        return next(each for each in reversed(self.effects) if isinstance(each, IssueTicket)).draft
