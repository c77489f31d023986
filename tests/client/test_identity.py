"""Who a device is: kept for its owner only, told to nobody else; and how it becomes so."""

from __future__ import annotations

import asyncio
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk import logs
from kiosk.catalogue.load import sample_office
from kiosk.cli import main
from kiosk.client.identity import FILE_NAME, Identity, IdentityError, load, of_paired, save
from kiosk.client.pairing import pair
from kiosk.client.session import AwayError
from kiosk.journal.store import Journal
from kiosk.protocol.errors import WireError
from kiosk.storage.errors import FolderError
from kiosk.ui.kiosk import program
from kiosk.ui.kiosk.program import KioskSettings
from tests.journal.factories import DRAFT, ScriptedClock
from tests.office.factories import OFFICE, Running, running

KIOSK = Identity("http://127.0.0.1:8321", "ekeby", "a1b2", "kiosk", "Kiosk 1", "secret-token")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path / "office") as office:
        yield office


def code_for(office: Running, role: str = "kiosk") -> str:
    answer = office.http.post("/v1/pairings", json={"role": role, "place": "Kiosk 1"})
    return str(answer.json()["code"])


# The file -------------------------------------------------------------------------------------------------------


def test_it_is_remembered_for_its_owner_only(tmp_path: Path) -> None:
    save(tmp_path / "data", KIOSK)
    assert load(tmp_path / "data") == KIOSK
    assert stat.S_IMODE((tmp_path / "data" / FILE_NAME).stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "data").iterdir()] == [FILE_NAME]


def test_a_device_that_was_never_paired_is_nobody(tmp_path: Path) -> None:
    assert load(tmp_path) is None


def test_pairing_again_replaces_it_whole(tmp_path: Path) -> None:
    save(tmp_path, KIOSK)
    save(tmp_path, replace(KIOSK, token="another"))
    found = load(tmp_path)
    assert found is not None
    assert found.token == "another"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b'{"url": 1}', b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_file_says_what_to_do(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(IdentityError, match=r"damaged.*[Pp]air"):
        load(tmp_path)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(FolderError):
        save(tmp_path / "data", KIOSK)


def test_a_token_goes_to_its_own_server_only() -> None:
    assert KIOSK.token_for("http://127.0.0.1:8321") == "secret-token"
    assert KIOSK.token_for("http://127.0.0.1:9999") is None
    assert "secret" not in repr(KIOSK)


# Pairing --------------------------------------------------------------------------------------------------------


def test_a_code_is_traded_once_for_a_part_in_the_office(office: Running) -> None:
    code = code_for(office)
    paired = asyncio.run(pair(office.url, code.lower(), "aa11", "kiosk-computer"))
    identity = of_paired(office.url, paired)
    assert (identity.office, identity.role, identity.place) == (OFFICE, "kiosk", "Kiosk 1")
    assert paired.series == 1
    assert asyncio.run(pair(office.url, code, "aa11")).token != paired.token, "the answer may have been lost"
    with pytest.raises(WireError, match="new one at reception"):
        asyncio.run(pair(office.url, code, "bb22"))


def test_pairing_needs_the_server() -> None:
    with pytest.raises(AwayError):
        asyncio.run(pair("http://127.0.0.1:9", "A", "aa11"))


# The command ----------------------------------------------------------------------------------------------------


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[KioskSettings]:
    """The settings of each kiosk that would have been shown."""
    begun: list[KioskSettings] = []
    monkeypatch.setattr(program, "run", lambda read_settings, *_: begun.append(read_settings()))
    monkeypatch.setattr(logs, "begin", lambda _folder: None)  # it is for a whole process
    monkeypatch.setattr(logs, "use", lambda _form: None)
    return begun


def kiosk_command(tmp_path: Path, *arguments: str, sample: str = "city") -> Result:
    asked = ["kiosk", "--data", str(tmp_path / "kiosk"), "--config", str(sample_office(sample)), *arguments]
    return CliRunner().invoke(main, asked)


@pytest.mark.usefixtures("begun")
def test_pair_needs_the_office_that_gave_the_code(tmp_path: Path) -> None:
    assert kiosk_command(tmp_path, "--pair", "AAAAA-AAAAA").exit_code == 2


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize("url", ["office", "http://192.168.7.7:8321"])
def test_an_address_that_cannot_be_is_refused(tmp_path: Path, url: str) -> None:
    result = kiosk_command(tmp_path, "--office", url)
    assert result.exit_code == 1
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.usefixtures("begun")
def test_a_wrong_code_is_refused_in_the_servers_words(tmp_path: Path, office: Running) -> None:
    result = kiosk_command(tmp_path, "--office", office.url, "--pair", "AAAAA-AAAAA")
    assert result.exit_code == 1
    assert "Get a new one at reception." in result.stderr
    assert load(tmp_path / "kiosk") is None


@pytest.mark.usefixtures("begun")
def test_a_code_for_something_else_is_refused(tmp_path: Path, office: Running) -> None:
    code = code_for(office, "board")
    result = kiosk_command(tmp_path, "--office", office.url, "--pair", code)
    assert result.exit_code == 1
    assert "for a board" in result.stderr


@pytest.mark.usefixtures("begun")
def test_a_kiosk_of_another_offices_settings_is_not_paired(tmp_path: Path, office: Running) -> None:
    code = code_for(office)
    result = kiosk_command(tmp_path, "--office", office.url, "--pair", code, sample="small")
    assert result.exit_code == 1
    assert "of the office ekeby" in result.stderr
    assert load(tmp_path / "kiosk") is None


def test_a_paired_kiosk_is_remembered_with_its_series(
    tmp_path: Path, office: Running, begun: list[KioskSettings]
) -> None:
    code = code_for(office)
    result = kiosk_command(tmp_path, "--office", f"{office.url}/", "--pair", code)
    assert result.exit_code == 0, result.output
    identity = load(tmp_path / "kiosk")
    assert identity is not None
    assert (begun[0].office_url, begun[0].token) == (office.url, identity.token)
    with closing(Journal.open(tmp_path / "kiosk", OFFICE, clock=ScriptedClock(), series=7)) as journal:
        assert journal.issue(DRAFT).ticket == "1001"
    assert kiosk_command(tmp_path).exit_code == 0
    assert (begun[1].office_url, begun[1].token) == (office.url, identity.token), "remembered"
    assert kiosk_command(tmp_path, "--office", "http://127.0.0.1:9").exit_code == 0
    assert begun[2].token is None, "not for another server"


def test_a_kiosk_whose_identity_is_damaged_goes_on_issuing(
    tmp_path: Path, begun: list[KioskSettings], caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "kiosk").mkdir()
    (tmp_path / "kiosk" / FILE_NAME).write_text("{")
    assert kiosk_command(tmp_path).exit_code == 0
    assert [settings.office_url for settings in begun] == [None]
    assert "Pair this device again" in caplog.text


def test_reading_an_identity_needs_neither_codec_nor_network() -> None:
    """A kiosk does it before its first frame."""
    code = "import sys, kiosk.client.identity; print(*sorted({'msgspec', 'aiohttp', 'ctypes'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
