"""A visitor who walks the check-in flow without a window."""

from __future__ import annotations

from datetime import date

from kiosk.catalogue.load import load_config
from kiosk.core.checkin.state import ChooseLanguage, Issued, Lobby, Screen, Tap
from kiosk.ui.showcase.walk import Walk

CONFIG = load_config(None)
LOBBY = Lobby(CONFIG, date(2026, 11, 23))
FAMILY: dict[str, str | tuple[str, ...]] = {
    "purpose": "letter", "sender": "MV", "letter": "decision", "adults": "2", "children": "2", "kids": "all_here",
    "papers": ("lma", "decision"), "may_stay": "yes", "ground": "protection", "pnr": "no", "pnr2": "no", "age": "mid",
    "age2": "mid", "needs": ("all",), "done": ("none",),
}  # fmt: skip
"""What these tests rely on. A question that is not named here is answered with its first option."""


def usual(question: str) -> str | tuple[str, ...]:
    """The family's answer to a question of the catalogue."""
    asked = CONFIG.catalogue.question(question)
    assert asked is not None
    first = asked.options[0].id
    return FAMILY.get(question, (first,) if asked.multiple else first)


class Visitor(Walk):
    """A walk that issues its own tickets."""

    def __init__(self, lobby: Lobby = LOBBY) -> None:
        super().__init__(lobby)

    def answer_all(self, until: str = "", **answers: str | tuple[str, ...]) -> Visitor:
        """Answers as given, else as usual: up to a question, or to the end of the questions."""
        while self.screen is Screen.QUESTION and (question := self.state.place.question or "") != until:
            self.answer(**{question: answers.get(question, usual(question))})
            assert self.state.place.question != question
        return self

    def issue(self) -> Visitor:
        self.do(Tap.GO_ON)
        return self.do(Issued("v1", "2047", self.ordered(), 0.0))

    @property
    def screen(self) -> Screen:
        return self.state.place.screen


def arabic() -> Visitor:
    return Visitor().do(ChooseLanguage("ar"))


def at_path() -> Visitor:
    return arabic().answer_all()
