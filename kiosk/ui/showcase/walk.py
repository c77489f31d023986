"""A walk through the check-in: commands played through the flow, with what the flow asked for on the way.

Needs no window, no journal and no printer. Situations and tests walk with it.
"""

from __future__ import annotations

from typing import Self

from kiosk.core.checkin.draft import TicketDraft
from kiosk.core.checkin.flow import step
from kiosk.core.checkin.state import IDLE, CheckIn, Choose, Command, Effect, IssueTicket, Lobby, Screen, Tap

Given = str | tuple[str, ...]
"""An answer: one option, or several of a question that takes more than one."""


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
        """Answers every question asked from here on; stops at the path or at the first question not given."""
        while self.state.place.screen is Screen.QUESTION and self.state.place.question in answers:
            value = answers[self.state.place.question]
            if isinstance(value, tuple):
                self.do(*(Choose(option) for option in value), Tap.GO_ON)
            else:
                self.do(Choose(value))
        return self

    def ordered(self) -> TicketDraft:
        """What the ticket asked for last is to hold. StopIteration: none was asked for."""
        return next(each for each in reversed(self.effects) if isinstance(each, IssueTicket)).draft
