"""Journals made for tests: a clock that is told, a draft, a folder."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.core.checkin.agenda import Agenda, AgendaStop, NotToday, NotTodayReason
from kiosk.core.checkin.draft import TicketDraft
from kiosk.core.day.events import Moment
from kiosk.core.office_config import Party, Strength
from kiosk.journal.store import Journal

ZONE = ZoneInfo("Europe/Stockholm")
MONDAY = "2026-11-23"
TUESDAY = "2026-11-24"

AGENDA = Agenda(
    stops=(AgendaStop("SKV", ("SKV-REG",), 20), AgendaStop("FK", ("FK-REG",), 15)),
    come_back=("CB-PNR",),
    not_today=(NotToday("PM-SAMTAL", NotTodayReason.CLOSED_TODAY),),
    precedence=(("SKV-REG", "FK-REG", Strength.HARD),),
    errands=("SKV-REG", "FK-REG"),
)
DRAFT = TicketDraft("ar", Party(1, 2), AGENDA, "ar")


def at(local: str, *, boot: str = "boot-1", mono_ms: int | None = None) -> Moment:
    """A moment by the office's own clock, such as "2026-11-23T09:00"; monotonic follows the wall."""
    wall = datetime.fromisoformat(local).replace(tzinfo=ZONE).timestamp()
    return Moment(wall, boot, round((wall - 1_700_000_000) * 1000) if mono_ms is None else mono_ms)


class ScriptedClock:
    """Stands still until told."""

    def __init__(self, moment: Moment | None = None) -> None:
        self.moment = moment or at(f"{MONDAY}T09:00")

    def now(self) -> Moment:
        return self.moment

    def stand(self, local: str, **changes: Any) -> None:
        """Both clocks go to a local time."""
        self.moment = at(local, **changes)

    def jump(self, seconds: float) -> None:
        """Only the wall clock moves."""
        self.moment = replace(self.moment, wall=self.moment.wall + seconds)


def opened(folder: Path, clock: ScriptedClock | None = None, **changes: Any) -> Journal:
    """A journal of series 2 in a folder."""
    return Journal.open(folder, "ekeby", **{"clock": clock or ScriptedClock(), "series": 2, **changes})
