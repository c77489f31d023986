"""`motesplats office`: refuses in one sentence what it cannot do."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk.cli import main
from tests.journal.factories import ScriptedClock
from tests.office.factories import running


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["office", *map(str, arguments)])


def refused(result: Result, *sentences: str) -> None:
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("motesplats: ")
    assert "Traceback" not in result.output
    for sentence in sentences:
        assert sentence in result.stderr


def test_a_port_in_use_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused(run("--data", tmp_path, "--port", port), f"Port {port} is in use", "--port.")


def test_a_database_server_is_refused_honestly(tmp_path: Path) -> None:
    refused(
        run("--data", tmp_path, "--database", "postgresql://x"), "not in PostgreSQL", "Leave --database out"
    )


def test_an_address_of_another_computer_is_told(tmp_path: Path) -> None:
    for host in ("192.0.2.1", "no.such.host.invalid"):
        refused(run("--data", tmp_path, "--port", "0", "--host", host), "is no address of this computer")


def test_a_folder_in_use_is_told(tmp_path: Path) -> None:
    with running(tmp_path, ScriptedClock()):
        refused(run("--data", tmp_path, "--port", "0"), "Another office server already uses")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    refused(run("--data", file, "--port", "0"), str(file))


def test_settings_that_are_not_there_are_told(tmp_path: Path) -> None:
    refused(run("--data", tmp_path, "--config", tmp_path / "none.toml"), "There is no settings file")


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_a_port_that_is_none_is_wrong_usage(port: str) -> None:
    assert run("--port", port).exit_code == 2
