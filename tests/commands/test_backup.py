"""`motesplats backup` and `restore`: there and back, with what happened in one line or one document."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk.cli import main
from kiosk.journal.kiosk_lock import hold_for_kiosk
from kiosk.journal.store import Journal
from tests.journal.factories import DRAFT, opened


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    (tmp_path / "data").mkdir()
    (folder / "office.toml").write_text('id = "ekeby"\n')
    with closing(opened(folder)) as journal:
        journal.issue(DRAFT)
    return folder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


def test_there_and_back(data: Path, tmp_path: Path) -> None:
    told = json.loads(run("backup", tmp_path / "b", "--data", data, "--json").stdout)
    assert (told["files"], told["events"], told["deleted"]) == (["journal.db"], 1, [])
    assert Path(told["backup"]).parent == tmp_path / "b"
    with closing(opened(data)) as journal:
        journal.issue(DRAFT)
    back = run("restore", told["backup"], "--data", data, "--json")
    assert back.exit_code == 0, back.stderr
    document = json.loads(back.stdout)
    assert (document["restored"], document["epoch"]) == (["journal.db"], None)
    assert Path(document["aside"][0]).is_file()
    with closing(Journal.reader(data)) as journal:
        assert len(journal.tickets()) == 1


def test_without_a_folder_it_lies_beside_the_data(data: Path) -> None:
    result = run("backup", "--data", data)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith(f"{data / 'backups' / 'motesplats-ekeby-'}")
    assert result.stdout.endswith("journal.db, 1 events, checked.\n")


def test_a_program_that_runs_is_refused_with_what_to_do(data: Path) -> None:
    run("backup", "--data", data)
    (backup,) = (data / "backups").iterdir()
    with hold_for_kiosk(data):
        result = run("restore", backup, "--data", data)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"motesplats: A kiosk program runs on {data}. Stop it, then put the backup back.\n"
    )


def test_nothing_to_copy_and_no_backup_are_refused(tmp_path: Path) -> None:
    nothing = run("backup", "--data", tmp_path / "none")
    assert (nothing.exit_code, nothing.stdout) == (1, "")
    assert "neither a journal nor an office's data" in nothing.stderr
    none = run("restore", tmp_path, "--data", tmp_path)
    assert none.exit_code == 1
    assert "is no backup" in none.stderr


def test_wrong_usage_exits_with_two() -> None:
    assert run("restore").exit_code == 2
    assert run("backup", "--keep", "0").exit_code == 2
