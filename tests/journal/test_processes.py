"""Real processes: killed in the middle, what was acknowledged is there; many at once share the numbers; a
limit of the files' size loses nothing."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.journal.store import Journal
from tests.conftest import SOAK
from tests.journal.factories import opened

ROOT = Path(__file__).parents[2]
KILLS = 60 if SOAK else 4

ISSUE_FOR_EVER = """
import sys
from pathlib import Path
from tests.journal.factories import DRAFT, opened
journal = opened(Path(sys.argv[1]))
while True:
    print(journal.issue(DRAFT).ticket, flush=True)
"""

ISSUE_SOME = """
import sys
from pathlib import Path
from tests.journal.factories import DRAFT, opened
journal = opened(Path(sys.argv[1]))
print(*(journal.issue(DRAFT).ticket for _ in range(25)), flush=True)
"""

FILL_THE_DISK = """
import resource, sys
from pathlib import Path
from kiosk.storage.errors import StorageError
from tests.journal.factories import DRAFT, opened
journal = opened(Path(sys.argv[1]))
before = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, before[1]))
acknowledged = []
try:
    while True:
        acknowledged.append(journal.issue(DRAFT).ticket)
except StorageError:
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
acknowledged += [journal.issue(DRAFT).ticket for _ in range(3)]
print(*acknowledged)
"""


def start(script: str, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def output_of(process: subprocess.Popen[str]) -> list[str]:
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return out.split()


def kept_in(folder: Path) -> list[str]:
    """The tickets on disk, after a check of the whole journal."""
    reader = Journal.reader(folder)
    try:
        found = reader.verify()
        assert found.ok, found.problems
        return [line["ticket"] for line in reader.export()]
    finally:
        reader.close()


@pytest.mark.parametrize("seed", range(KILLS))
def test_what_was_acknowledged_survives_a_kill(folder: Path, seed: int) -> None:
    """At most one more is on disk than was told: the one in hand."""
    process = start(ISSUE_FOR_EVER, folder)
    assert process.stdout is not None
    acknowledged = [process.stdout.readline().strip() for _ in range(random.Random(seed).randrange(1, 300))]
    process.kill()
    acknowledged += process.stdout.read().split()
    process.wait()
    process.stdout.close()
    kept = kept_in(folder)
    assert kept[: len(acknowledged)] == acknowledged
    assert len(kept) - len(acknowledged) in (0, 1)
    journal = opened(folder)
    assert journal.current_day() == "2026-11-23"
    journal.close()


def test_processes_at_once_share_the_numbers(folder: Path) -> None:
    """Also the first to come, which make the file together."""
    processes = [start(ISSUE_SOME, folder) for _ in range(6)]
    tickets = [ticket for process in processes for ticket in output_of(process)]
    assert sorted(tickets) == [f"2{i:03d}" for i in range(1, 151)]
    assert sorted(kept_in(folder)) == sorted(tickets)


def test_a_file_that_may_not_grow_loses_nothing(folder: Path) -> None:
    acknowledged = output_of(start(FILL_THE_DISK, folder))
    assert len(acknowledged) > 10
    assert kept_in(folder) == acknowledged == [f"2{i:03d}" for i in range(1, len(acknowledged) + 1)]
