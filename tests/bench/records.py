"""Figures of the journal and the ticket: durable tickets beside a bare fdatasync, drawing, folding."""

from __future__ import annotations

import os
import tempfile
import time
from datetime import date
from pathlib import Path

from kiosk.catalogue.load import load_config, sample_office
from kiosk.core.checkin.agenda import make_agenda
from kiosk.core.checkin.answers import Answers
from kiosk.core.checkin.draft import draft
from kiosk.core.day.events import Recorded, StopMoved, TicketIssued
from kiosk.core.day.state import fold as fold_day
from kiosk.core.office_config import Party
from kiosk.devices.clock import SystemClock
from kiosk.journal.store import Journal
from kiosk.journal.writer import JournalWriter
from tests.bench.figures import Figure, percentile

TICKETS = 600
EVENTS = 20_000
A_TUESDAY = date(2026, 11, 24)  # the sample city office has every station open but one


def confirm_to_durable() -> list[Figure]:
    """A ticket from the touch to the disk, through the writer thread; beside it the disk alone, in turn."""
    config = load_config(sample_office("city"))
    answers = Answers(
        purpose="letter",
        sender="MV",
        letter="decision",
        may_stay="yes",
        ground="protection",
        adults=2,
        kids="all_here",
        papers=("lma",),
        needs=("all",),
    )
    agenda = make_agenda(answers, config.catalogue, config.office, A_TUESDAY)
    wanted = draft(config, agenda, "ar", Party(2, 2))
    issued: list[float] = []
    synced: list[float] = []
    disk = Path("out")  # not in memory, as /tmp may be
    disk.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=disk) as folder:
        journal_dir, bare = Path(folder) / "journal", Path(folder) / "bare"
        writer = JournalWriter(
            lambda: Journal.open(journal_dir, "bench", clock=SystemClock(), series=2, spare=3)
        )
        handle = os.open(bare, os.O_RDWR | os.O_CREAT)
        try:
            for _ in range(TICKETS):
                began = time.perf_counter()
                writer.submit(lambda journal: journal.issue(wanted)).result()
                issued.append((time.perf_counter() - began) * 1000)
                began = time.perf_counter()
                os.write(handle, b"x" * 1024)
                os.fdatasync(handle)
                synced.append((time.perf_counter() - began) * 1000)
        finally:
            os.close(handle)
            writer.close()
    issued, synced = issued[20:], synced[20:]  # the first ones make the file
    return [
        Figure("confirm to durable ticket, p50", percentile(issued, 0.50), "ms"),
        Figure(
            "confirm to durable ticket, p99",
            percentile(issued, 0.99),
            "ms",
            15,
            "where a bare fdatasync is <= 1 ms",
        ),
        Figure("bare fdatasync, p50", percentile(synced, 0.50), "ms"),
        Figure("bare fdatasync, p99", percentile(synced, 0.99), "ms"),
    ]


def ticket_drawn() -> list[Figure]:
    """The longest usual ticket (refugee family, Arabic and Swedish), words to picture."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from kiosk.present.paper.ticket import ticket_page
    from kiosk.ui.runtime.application import application
    from kiosk.ui.showcase.situations import MORNING, situation
    from kiosk.ui.ticket.render import draw, to_escpos

    application()
    shown = situation("ticket", "ar", load_config(sample_office("city")))
    assert shown.state.ticket is not None
    took: list[float] = []
    for _ in range(60):
        began = time.perf_counter()
        page = ticket_page(shown.state.ticket, shown.lobby.config, "ar", MORNING)
        to_escpos(draw(page))
        took.append((time.perf_counter() - began) * 1000)
    return [
        Figure("ticket drawn, first", took[0], "ms"),
        Figure("ticket drawn, p95", percentile(took[1:], 0.95), "ms", 30, "words, picture and ESC/POS"),
    ]


def fold() -> list[Figure]:
    """A day of 20 000 events into its state; the best of five."""
    records: list[Recorded] = []
    order = 0
    verbs = ("call", "start", "finish")
    visit = 0
    while len(records) < EVENTS:
        visit += 1
        name = f"v{visit}"
        events = [
            TicketIssued(name, str(visit), "ar", 3, (("MV", ("MV-DEL",), 25), ("KOM", ("KOM-SFI",), 10)))
        ]
        events += [StopMoved(name, station, verb, 1) for station in ("MV", "KOM") for verb in verbs]  # type: ignore[misc]
        for event in events:
            order += 1
            records.append(Recorded(event, "2026-11-23", float(order), order))
    took = []
    for _ in range(5):
        began = time.perf_counter()
        fold_day("2026-11-23", records)
        took.append(time.perf_counter() - began)
    return [Figure("fold of 20 000 events", min(took), "s", 0.5)]
