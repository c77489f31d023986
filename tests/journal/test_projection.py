"""The row of a ticket follows its events; anything else leaves the rows alone."""

from __future__ import annotations

from kiosk.core.day.events import (
    CheckinEnded,
    Event,
    Recorded,
    TicketIssued,
    TicketNotPrinted,
    TicketPrinted,
    Unread,
)
from kiosk.journal.projection import TicketRow, project

ISSUED = TicketIssued("a", "2047", "ar", 1, (("SKV", ("SKV-REG",), 20),))


def rows_after(*events: Event | Unread) -> dict[str, TicketRow]:
    rows: dict[str, TicketRow] = {}
    for i, event in enumerate(events):
        row = project(Recorded(event, "2026-11-23", float(i), i), rows.get)
        if row is not None:
            rows[row.visit] = row
    return rows


def test_an_issued_ticket_waits_for_news_of_its_paper() -> None:
    assert rows_after(ISSUED) == {"a": TicketRow("a", "2026-11-23", "2047", 2, 47, "ar", 0.0, "pending")}


def test_the_paper_is_what_was_said_last() -> None:
    said: list[tuple[Event, str]] = [
        (TicketPrinted("a"), "printed"),
        (TicketPrinted("a", low_paper=True), "low_paper"),
        (TicketNotPrinted("a", "no_paper"), "no_paper"),
    ]
    for event, paper in said:
        assert rows_after(ISSUED, event)["a"].paper == paper
    assert rows_after(ISSUED, TicketNotPrinted("a", "no_paper"), TicketPrinted("a"))["a"].paper == "printed"


def test_a_visit_has_one_ticket_the_first() -> None:
    assert rows_after(ISSUED, TicketIssued("a", "2048", "sv", 1, ()))["a"].ticket == "2047"


def test_paper_of_an_unknown_visit_and_other_facts_make_no_row() -> None:
    others: list[Event | Unread] = [
        TicketPrinted("b"),
        CheckinEnded("ar", 1, "ticket", "ticket"),
        Unread("coffee.served", 1, "not known"),
    ]
    assert rows_after(*others) == {}


def test_a_number_of_another_form_counts_in_no_series() -> None:
    assert rows_after(TicketIssued("a", "K2-7", "ar", 1, ()))["a"].series == 0
