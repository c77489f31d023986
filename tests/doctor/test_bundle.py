"""The support bundle: nothing that is planted of persons and secrets is in it; what helps is."""

from __future__ import annotations

import json
import stat
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from PySide6.QtGui import QGuiApplication

from kiosk import __version__, doctor
from kiosk.cli import main
from kiosk.client import identity
from kiosk.doctor import bundle
from kiosk.journal.store import Journal
from tests.doctor.computers import Kiosk, kiosk

CODE = "7GK2M-Q4XZ0"
PERSONAL = ("900101-1234", "199001011234", "anna.svensson@example.se")
LOG = f"""\
2026-11-23 09:15:02,120 INFO motesplats.kiosk: First frame.
2026-11-23 09:15:07,120 WARNING motesplats.kiosk: Ticket 2047 without paper.
2026-11-23 09:15:08,120 ERROR motesplats.kiosk: {" ".join(PERSONAL)}
2026-11-23 09:15:09,120 WARNING motesplats.sync: http://127.0.0.1:8321 refused Bearer TOKEN and {CODE}
2026-11-23 09:15:09,120 WARNING motesplats.sync: visit VISIT, ticket VISITNUMBER
"""
SETTINGS = f"""
password = "hunter2"
printer = "tcp://admin:hunter3@192.0.2.20:9100"
[pairing]
office = "https://kontor.example:8321"
code = "{CODE}"
[other]
inline = {{ api_token = "hunter4", token = "hunter5", place = "Plan 1" }}
"""


@pytest.fixture
def planted(tmp_path: Path, qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kiosk]:
    monkeypatch.setenv("PATH", str(tmp_path))  # neither this computer's journal nor its sound
    with kiosk(tmp_path) as made:
        yield made


def secrets_of(planted: Kiosk) -> list[str]:
    """Everything that must not leave this computer."""
    known = identity.load(planted.data)
    assert known is not None
    with closing(Journal.reader(planted.data)) as journal:
        (row,) = journal.tickets()
        hashes = [envelope.h for envelope in journal.events()]
    return [
        known.token,
        CODE,
        CODE.replace("-", ""),
        "hunter2",
        "hunter3",
        "hunter4",
        "hunter5",
        "2047",
        row.visit,
        row.ticket,
        *PERSONAL,
        *hashes,
    ]


def test_nothing_of_what_was_planted_is_in_it(planted: Kiosk, tmp_path: Path) -> None:
    known = identity.load(planted.data)
    assert known is not None
    with closing(Journal.reader(planted.data)) as journal:
        (row,) = journal.tickets()
        # a fault whose evidence names tickets
        journal.conn.execute("UPDATE tickets SET paper = 'lost'")
    log = LOG.replace("TOKEN", known.token).replace("VISITNUMBER", row.ticket).replace("VISIT", row.visit)
    (planted.data / "kiosk.log").write_text(log)
    (planted.data / "conf.d").mkdir()
    (planted.data / "conf.d" / "90.toml").write_text(SETTINGS)
    findings = doctor.run(planted.context)
    assert any(row.ticket in finding.evidence for finding in findings), "the doctor itself does name it"
    names = bundle.write(tmp_path / "b.zip", planted.context, findings)
    texts = contents(tmp_path / "b.zip")
    assert list(texts) == names
    found = [(name, each) for name, text in texts.items() for each in secrets_of(planted) if each in text]
    assert found == []


def contents(file: Path) -> dict[str, str]:
    with zipfile.ZipFile(file) as opened:
        return {name: opened.read(name).decode() for name in opened.namelist()}


def test_what_helps_is_in_it(planted: Kiosk, tmp_path: Path) -> None:
    (planted.data / "kiosk.log").write_text(LOG)
    (planted.data / "conf.d").mkdir()
    (planted.data / "conf.d" / "90.toml").write_text(SETTINGS)
    bundle.write(tmp_path / "b.zip", planted.context, doctor.run(planted.context))
    texts = contents(tmp_path / "b.zip")
    names = ["README.txt", "doctor.json", "versions.json", "status.json", "settings/office.toml"]
    assert list(texts) == [*names, "settings/conf.d/90.toml", "logs/kiosk.log"]
    findings = json.loads(texts["doctor.json"])["findings"]
    assert [each["name"] for each in findings] == list(doctor.CHECKS)
    assert json.loads(texts["versions.json"])["mötesplats"] == __version__
    assert json.loads(texts["status.json"])["device"]["tickets_today"] == 1
    assert 'name = "Ekeby"' in texts["settings/office.toml"]
    assert 'place = "Plan 1"' in texts["settings/conf.d/90.toml"]
    assert "tcp://192.0.2.20:9100" in texts["settings/conf.d/90.toml"]
    assert (
        "2026-11-23 09:15:07,120 WARNING motesplats.kiosk: Ticket (number) without paper."
        in texts["logs/kiosk.log"]
    )


def test_what_systemds_journal_has_goes_along_scrubbed(
    planted: Kiosk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A journal that fails, or that nobody may read, is none."""
    programs = tmp_path / "programs"
    programs.mkdir()
    journalctl = programs / "journalctl"
    journalctl.write_text(
        '#!/bin/sh\necho "Nov 23 09:15 kiosk motesplats[77]: Ticket 2047 without paper. $*"\n'
    )
    journalctl.chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    bundle.write(tmp_path / "b.zip", planted.context, [])
    text = contents(tmp_path / "b.zip")["logs/journal.txt"]
    assert "Ticket (number) without paper." in text
    assert "--unit motesplats-*" in text
    journalctl.write_text("#!/bin/sh\necho half\nexit 1\n")
    bundle.write(tmp_path / "c.zip", planted.context, [])
    assert "logs/journal.txt" not in contents(tmp_path / "c.zip")


def test_only_the_end_of_a_long_log_goes_along(planted: Kiosk, tmp_path: Path) -> None:
    (planted.data / "kiosk.log").write_text("".join(f"line {n}\n" for n in range(bundle.LOG_LINES + 50)))
    bundle.write(tmp_path / "b.zip", planted.context, [])
    text = contents(tmp_path / "b.zip")["logs/kiosk.log"]
    assert text.splitlines()[0] == "line 50"


def test_it_is_for_its_owner_only_and_never_written_over(planted: Kiosk, tmp_path: Path) -> None:
    bundle.write(tmp_path / "b.zip", planted.context, [])
    assert stat.S_IMODE((tmp_path / "b.zip").stat().st_mode) == 0o600
    before = (tmp_path / "b.zip").read_bytes()
    with pytest.raises(FileExistsError):
        bundle.write(tmp_path / "b.zip", planted.context, [])
    assert (tmp_path / "b.zip").read_bytes() == before


def test_a_computer_where_nothing_can_be_read_still_gives_one(tmp_path: Path, qapp: QGuiApplication) -> None:
    (tmp_path / "device.json").write_text("{")
    (tmp_path / "journal.db").write_text("x")
    context = doctor.Context(data=tmp_path, config=tmp_path / "gone.toml")
    bundle.write(tmp_path / "b.zip", context, doctor.run(context, "journal"))
    assert "error" in json.loads(contents(tmp_path / "b.zip")["status.json"])


def test_the_command_writes_it_beside_the_findings(planted: Kiosk, tmp_path: Path) -> None:
    asked = [
        "doctor",
        "--data",
        str(planted.data),
        "--only",
        "disk",
        "--json",
        "--bundle",
        str(tmp_path / "b.zip"),
    ]
    first = CliRunner().invoke(main, asked)
    assert [each["name"] for each in json.loads(first.stdout)["findings"]] == ["disk"]
    assert first.stderr.startswith(f"Wrote {tmp_path / 'b.zip'}: README.txt, ")
    again = CliRunner().invoke(main, asked)
    assert again.exit_code == 1
    assert "is there already" in again.stderr
    nowhere = CliRunner().invoke(main, [*asked[:-1], str(tmp_path / "no" / "b.zip")])
    assert nowhere.exit_code == 1
    assert "cannot be written" in nowhere.stderr


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ('code = "A"', 'code = "(taken out)"'),
        ("  Code='A' # mine", '  Code="(taken out)"'),
        ('"api.key" = "A"', '"api.key" = "(taken out)"'),
        ('x = { token = "A", place = "B" }', 'x = { token = "(taken out)", place = "B" }'),
        (
            "x = { api_token = 'A', door-key = 3 }",
            'x = { api_token = "(taken out)", door-key = "(taken out)" }',
        ),
        ('u = "https://me:pw@host/x"', 'u = "https://host/x"'),
        ('place = "Vid entrén"', 'place = "Vid entrén"'),
        ("[keypad]", "[keypad]"),
    ],
)
def test_settings_lose_their_secrets_by_name(written: str, left: str) -> None:
    assert bundle.without_secrets(written) == left
