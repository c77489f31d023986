"""What stands behind the shell: in the morning the writer's thread forgets yesterday."""

from __future__ import annotations

import asyncio
from pathlib import Path

from kiosk.catalogue.load import load_config
from kiosk.journal.writer import JournalWriter
from kiosk.ui.kiosk.services import JournalRecords, journal_opener
from tests.journal.factories import DRAFT, TUESDAY, ScriptedClock


def test_yesterdays_tickets_leave_the_files_while_the_kiosk_runs(tmp_path: Path) -> None:
    clock, config = ScriptedClock(), load_config(None)
    writer = JournalWriter(journal_opener(tmp_path, config, clock))
    records = JournalRecords(writer, config)

    async def over_night() -> str:
        yesterday = await records.issue(DRAFT)
        clock.stand(f"{TUESDAY}T04:00")
        await records.forget()
        return yesterday.visit

    try:
        visit = asyncio.run(over_night())
        assert [path.name for path in tmp_path.iterdir() if visit.encode() in path.read_bytes()] == []
        assert writer.submit(lambda journal: journal.verify().ok).result()
    finally:
        writer.close()
