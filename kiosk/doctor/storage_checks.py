"""What is kept: the journal, the office's database, and that nothing older than promised is among it."""

from __future__ import annotations

from contextlib import closing
from typing import Final

from kiosk.doctor.registry import Context, Finding, State, check

_READ_ONLY: Final = (
    "Give the user that the program runs as the right to write it, and look whether the disk is read-only."
)


@check("journal")
def check_journal(context: Context) -> Finding:
    from kiosk.journal import schema
    from kiosk.journal.store import Journal

    path = context.data / schema.FILE_NAME
    if not path.exists():
        return Finding("journal", State.FINE, "none yet; the first ticket makes it")
    if not context.computer.may_write(path):
        return Finding("journal", State.FAULT, f"{path} is read-only: no ticket can be issued.", _READ_ONLY)
    with closing(Journal.reader(context.data)) as journal:
        found = journal.verify()
    if not found.problems:
        return Finding("journal", State.FINE, f"{found.events} events, {found.tickets} tickets, whole")
    return Finding(
        "journal", State.FAULT, " | ".join(each.what for each in found.problems), found.problems[0].remedy
    )


@check("database")
def check_database(context: Context) -> Finding:
    """The office server's; on a kiosk there is none."""
    from kiosk.office.maintenance.integrity import check_database as examine
    from kiosk.office.state.schema import FILE_NAME

    path = context.data / FILE_NAME
    if not path.exists():
        return Finding("database", State.FINE, "none: this is not the office server's folder")
    if not context.computer.may_write(path):
        return Finding("database", State.FAULT, f"{path} is read-only: nothing can be taken.", _READ_ONLY)
    found = examine(path)
    if not found.problems:
        return Finding("database", State.FINE, f"{found.events} events of {found.streams} streams, whole")
    remedy = (
        "Stop the office server, keep a copy of the whole folder, then put the last good backup back: "
        "motesplats restore."
    )
    return Finding("database", State.FAULT, " | ".join(found.problems), remedy)


@check("retention")
def check_retention(context: Context) -> Finding:
    """What the kiosk's first screen promises: only today's list is kept."""
    from zoneinfo import ZoneInfo

    from kiosk.core.day.office_time import local, office_day
    from kiosk.core.day.rollover import kept_from
    from kiosk.journal.retention import oldest_kept
    from kiosk.journal.schema import FILE_NAME as JOURNAL
    from kiosk.office.maintenance.backups import oldest_days, set_aside_files
    from kiosk.office.state.schema import FILE_NAME as OFFICE
    from kiosk.office.state.store import oldest_day

    office = context.office_config().office
    now = local(ZoneInfo(office.time_zone), context.now.timestamp())
    promised = kept_from(office_day(now, office.day_starts_at).isoformat())
    held: dict[str, str | None] = {}
    if (path := context.data / JOURNAL).is_file():
        held[JOURNAL] = oldest_kept(path, promised)
    if (path := context.data / OFFICE).is_file():
        held[OFFICE] = oldest_day(path)
    beside = {path.name: at for path, at in set_aside_files(context.data)}
    for name, at in beside.items():  # a copy of what was kept until then
        then = local(ZoneInfo(office.time_zone), at.timestamp())
        held[name] = office_day(then, office.day_starts_at).isoformat()
    held |= oldest_days(context.data / "backups")
    days = {name: day for name, day in held.items() if day is not None}
    if not days:
        return Finding("retention", State.FINE, "no day is kept")
    evidence = ", ".join(f"oldest day in {name}: {day}" for name, day in days.items())
    if min(days.values()) >= promised:
        return Finding("retention", State.FINE, evidence)
    remedy = f"`motesplats purge --data {context.data}` deletes what is older. A kiosk that runs does it by itself."
    if min((day for name, day in days.items() if name in (JOURNAL, OFFICE)), default=promised) >= promised:
        remedy = (
            f"Delete the copies named, or let `motesplats purge --data {context.data}` and "
            "`motesplats backup --keep 1` do it."
        )
    return Finding("retention", State.FAULT, f"{evidence}; promised: none before {promised}", remedy)


CHECKS = (
    check_journal,
    check_database,
    check_retention,
)
