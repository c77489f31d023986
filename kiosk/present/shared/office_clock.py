"""Moments on the office's clock, as screens and paper show them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.core.checkin.state import Ticket
from kiosk.core.office_config import OfficeConfig


def local(wall: datetime, config: OfficeConfig) -> datetime:
    """A moment in the office's own time; a time without a zone is taken to be that already."""
    return wall if wall.tzinfo is None else wall.astimezone(ZoneInfo(config.office.time_zone))


def taken_at(ticket: Ticket, config: OfficeConfig) -> datetime:
    """When the ticket was taken, in the office's own time."""
    return datetime.fromtimestamp(ticket.issued_at, ZoneInfo(config.office.time_zone))
