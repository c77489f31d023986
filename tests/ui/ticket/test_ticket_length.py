"""How much paper a ticket takes, in every language: rolls are changed less, and a long strip is not read."""

from __future__ import annotations

from typing import Final

import pytest

from kiosk.core.checkin.answers import Answers
from kiosk.present.paper.ticket import ticket_page
from kiosk.ui.runtime import fonts
from kiosk.ui.ticket import render
from kiosk.ui.ticket.legend import packed
from tests.present.kiosk.walks import CONFIG
from tests.present.paper.test_ticket import ticket
from tests.ui.qml.longest import languages

DOTS_PER_MM: Final = 203 / 25.4

FAMILY: Final = Answers(
    purpose="new", may_stay="yes", adults=2, kids="all_here", children=3, papers=("lma", "decision"),
    ground="protection", pnr="no", age="mid", needs=("all",), done=("none",),
)  # fmt: skip
SINGLE_MAN: Final = Answers(
    purpose="new", adults=1, kids="none", papers=("ut_card",), ground="protection", pnr="no", age="mid",
    needs=("work", "money", "home", "swedish"), done=("none",),
)  # fmt: skip


def length_mm(answers: Answers, language: str) -> float:
    render.ensure_application()
    fonts.load()
    return render.draw(ticket_page(ticket(language, answers), CONFIG, language)).height() / DOTS_PER_MM


@pytest.mark.parametrize("language", languages())
def test_a_family_of_five_with_five_stops_takes_300_mm_at_most(language: str) -> None:
    assert len(ticket(language, FAMILY).draft.agenda.stops) == 5
    assert length_mm(FAMILY, language) <= 300


@pytest.mark.parametrize("language", languages())
def test_a_single_man_takes_220_mm_at_most(language: str) -> None:
    assert [s.station for s in ticket(language, SINGLE_MAN).draft.agenda.stops] == ["SKV", "AF", "KOM"]
    assert length_mm(SINGLE_MAN, language) <= 220


@pytest.mark.parametrize("language", languages())
def test_collecting_an_id_card_takes_120_mm_at_most(language: str) -> None:
    assert length_mm(Answers(purpose="collect_id"), language) <= 120


def test_things_fill_the_first_row_that_has_room() -> None:
    assert packed([60, 50, 30, 45], 100, 5) == [[0, 2], [1, 3]]
    assert packed([120, 10], 100, 5) == [[0], [1]], "wider than a row: alone in its own"
    assert packed([], 100, 5) == []
