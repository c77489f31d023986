"""The commands of the hall: what is wrong is said in one sentence before any window opens."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from PySide6.QtGui import QGuiApplication

from kiosk.cli import main
from kiosk.commands.board import _ways, read_token


@pytest.mark.parametrize("command", ["board", "reception"])
@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--office", "http://example.org"], 1, "another computer"),
        (["--office", "office"], 1, "no office server's address"),
        (["--token-file", "nowhere"], 1, "Pair this device again"),
        (["--size", "large"], 2, "is no size"),
        (["--config", "nowhere.toml"], 1, "no settings file"),
    ],
)
def test_what_is_wrong_is_said_at_once(command: str, arguments: list[str], code: int, said: str) -> None:
    done = CliRunner().invoke(main, [command, *arguments])
    assert (done.exit_code, said in done.output) == (code, True), done.output


@pytest.mark.parametrize("arrow", ["3=west", "=left", "a=left", "1-x=up", "3", "12345678=up"])
def test_an_arrow_that_is_none_is_wrong_usage(arrow: str) -> None:
    done = CliRunner().invoke(main, ["board", "--arrow", arrow])
    assert (done.exit_code, "is no arrow" in done.output) == (2, True)


def test_arrows_are_given_by_desk_or_by_a_row_of_desks() -> None:
    assert _ways("3=up-left") == [(3, "up-left")]
    assert dict(_ways("6-8=right")) == dict.fromkeys((6, 7, 8), "right")


def test_a_token_is_read_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("abc_1-2\n", encoding="ascii")
    assert (read_token(file), read_token(None)) == ("abc_1-2", None)


@pytest.mark.parametrize(("program", "pictures"), [("board", 1), ("reception", 2)])
def test_screens_of_both_programs_need_no_server(
    program: str, pictures: int, tmp_path: Path, qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    chosen = ["screens", "--program", program, "--situation", "empty", "--out", str(tmp_path), "--json"]
    done = CliRunner().invoke(main, chosen)
    assert done.exit_code == 0, done.output
    files = [Path(file) for file in json.loads(done.output)["files"]]
    assert [file.suffix for file in files] == [".png"] * pictures + [".html"]
    assert all(file.stat().st_size > 200 for file in files)
    wrong = CliRunner().invoke(
        main, ["screens", "--program", program, "--situation", "x", "--out", str(tmp_path)]
    )
    assert (wrong.exit_code, "There is no situation" in wrong.output) == (1, True)
