"""The clock: a believable date, the office's zone, the office server's time, a time server."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from kiosk.doctor import office_client
from kiosk.doctor.registry import Context, Finding, State, check

OFF_S: Final = 30
"""A kiosk's clock may differ so far from the office server's before anyone sees it on a ticket."""
FAR_OFF_S: Final = 6 * 3600
"""Then the kiosk may give tickets of another day."""
_FOLLOW: Final = "Set the clock, and let it follow a time server (timedatectl set-ntp true)."


@check("clock", beside=True)
def check_clock(context: Context) -> Finding:
    from zoneinfo import ZoneInfo

    zone = ZoneInfo(context.office_config().office.time_zone)
    here = context.now.astimezone(zone)
    if not 2026 <= here.year < 2100:
        return Finding("clock", State.FAULT, f"It says {here:%Y-%m-%d %H:%M}.", _FOLLOW)
    evidence = f"{here:%Y-%m-%d %H:%M} in {zone.key}"
    off = _off(context)
    if off is not None and abs(off) > OFF_S:
        told = f"{evidence}, {_spoken(abs(off))} {'ahead of' if off > 0 else 'behind'} the office server"
        state = State.FAULT if abs(off) > FAR_OFF_S else State.WARNING
        return Finding("clock", state, told, f"On the one that is wrong: {_FOLLOW[0].lower()}{_FOLLOW[1:]}")
    own = context.computer.utc_offset(context.now)
    if own != here.utcoffset():
        theirs = (context.now.astimezone(UTC) + own).strftime("%H:%M")
        remedy = (
            "Mend the one that is wrong: `time_zone` in office.toml, or the computer's "
            f"(timedatectl set-timezone {zone.key})."
        )
        return Finding("clock", State.WARNING, f"{evidence}, but this computer's zone says {theirs}.", remedy)
    if context.computer.clock_is_synchronised() is False:
        return Finding("clock", State.WARNING, f"{evidence}; no time server keeps it right.", _FOLLOW)
    against = "" if off is None else ", as the office server's"
    return Finding("clock", State.FINE, f"{evidence}{against}")


def _off(context: Context) -> float | None:
    """How many seconds this clock is ahead of the office server's; None when it does not tell."""
    _, server = office_client.health(context)
    if server is None:
        return None
    return (context.now - datetime.fromtimestamp(server.at, UTC)).total_seconds()


def _spoken(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.0f} h"


CHECKS = (check_clock,)
