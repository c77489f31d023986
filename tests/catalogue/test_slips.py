"""Common slips in settings: the remedy says what to do, and what is easily overlooked is noted."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.catalogue.load import load_config
from kiosk.core.office_config import OfficeConfig

HALL = """
[hours]
mon-fri = "09:00-16:00"
[station.REC]
[station.SKV]
"""


def load(tmp_path: Path, text: str, drop_ins: dict[str, str] | None = None) -> OfficeConfig:
    file = tmp_path / "office.toml"
    file.write_text(text, encoding="utf-8")
    for name, content in (drop_ins or {}).items():
        (tmp_path / "conf.d").mkdir(exist_ok=True)
        (tmp_path / "conf.d" / name).write_text(content, encoding="utf-8")
    return load_config(file)


def short(lines: tuple[str, ...], tmp_path: Path) -> list[str]:
    return [line.replace(f"{tmp_path}/", "") for line in lines]


TOP = "It belongs to the top of the file, above the first heading in brackets."


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "[switch_off]\nprinter = 'tcp://192.0.2.1:9100'",
            f"2: switch_off.printer: There is no such setting. {TOP}",
        ),
        (
            "[interpreters]\nphone_url = 'https://x.se/t'",
            f"2: interpreters.phone_url: 'https://x.se/t' is no whole number. {TOP}",
        ),
        ("[hours]\nname = 'Ekeby'", f"2: hours.name: 'name' is no weekday. {TOP}"),
        ("[day_hours]\nname = 'Ekeby'", f"2: day_hours.name: 'name' is no day. {TOP}"),
        ("[keypad]\nseries = 'F2'", f"2: keypad.series: A keypad has no 'series'. {TOP}"),
        (
            "enable = ['FK-REG-2027']",
            "1: enable: There is no such setting. It belongs under the heading [rules].",
        ),
        (
            "[switch_off]\nminutes = {}",
            "2: switch_off.minutes: There is no such setting. "
            "It is a table of its own: write its heading as [minutes].",
        ),
        (
            "[desk]\nnumber = 1\nstation = 'SKV'",
            "1: desk: This is a list of tables. Write its heading as [[desk]].",
        ),
        (
            "[switch_off]\nerrands = ['SKV-PAS']",
            "2: switch_off.errands[1]: There is no errand 'SKV-PAS'. "
            "Use one of: SKV-REG, SKV-ADR, SKV-ID, SKV-TPD, SKV-SAM, SKV-PICK, SKV-ASK.",
        ),
        (
            "[hours]\nmon = '09:00-16:00'\n[hours]\ntue = '09:00-16:00'",
            "3: This is not TOML: the heading [hours] stands twice, or its name is a setting already. "
            "Mend the line; it is left out for now.",
        ),
        (
            "name = 'Ekeby",
            "1: This is not TOML: a quote is not closed. Mend the line; it is left out for now.",
        ),
        (
            "[pairing]\noffice = 'http://192.0.2.7:8321'\ncode = '7GK2M-Q4XZ0-R8TNB-3VWE5'",
            "2: pairing.office: 'http://192.0.2.7:8321' is another computer, which may only be reached by https://. "
            "Write https://, and see network.md for its certificate.",
        ),
        (
            HALL + "[[desk]]\nnumber = 1\nstation = 'SKV'\npause = '18:00-18:30'\n"
            "[[desk]]\nnumber = 2\nstation = 'REC'",
            "9: desk[1].pause: The office is never open at 18:00-18:30. Change the break or the hours.",
        ),
    ],
)
def test_a_common_slip_is_told_with_the_remedy_that_mends_it(tmp_path: Path, text: str, says: str) -> None:
    config = load(tmp_path, text)
    known = short(config.problems, tmp_path)
    assert len(known) == 1
    message, _, names = known[0].partition("Use one of: ")
    wanted, _, wanted_names = f"office.toml:{says}".partition("Use one of: ")
    assert message == wanted
    assert set(names.rstrip(".").split(", ")) == set(wanted_names.rstrip(".").split(", "))


def test_a_setting_that_does_not_exist_is_no_slip_for_one_that_cannot_hold_its_value(tmp_path: Path) -> None:
    (problem,) = load(tmp_path, "logo = 'logo.png'").problems
    assert "Did you mean" not in problem
    (problem,) = load(tmp_path, "logg = 'json'").problems
    assert "Did you mean 'log'?" in problem


def test_pairing_with_this_computer_needs_no_certificate(tmp_path: Path) -> None:
    for host in ("localhost", "127.0.0.1", "[::1]"):
        text = f"[pairing]\noffice = 'http://{host}:8321'\ncode = '7GK2M-Q4XZ0-R8TNB-3VWE5'"
        assert load(tmp_path, text).problems == ()


def test_what_holds_and_may_not_be_meant_is_noted_and_no_problem(tmp_path: Path) -> None:
    config = load(
        tmp_path,
        HALL + "[[desk]]\nnumber = 1\nstation = 'SKV'\n[[desk]]\nnumber = 2\nstation = 'REC'",
        {"10-desk.toml": "[[desk]]\nnumber = 7\nstation = 'SKV'", "20-old.conf": "name = 'X'"},
    )
    assert config.problems == ()
    assert [desk.number for desk in config.office.desks] == [7]
    assert set(short(config.notes, tmp_path)) == {
        "conf.d/10-desk.toml:1: desk: These desks (1) replace all those of "
        f"{tmp_path}/office.toml (2). Name every desk of the hall here, if that is not meant.".replace(
            f"{tmp_path}/", ""
        ),
        "conf.d/20-old.conf: This file is not read: its name does not end in .toml. Rename it.",
        "office.toml:4: station.REC: REC has no desk: nobody can be called there. "
        "Add a [[desk]] for it, or switch the station off.",
    }


def test_an_office_that_is_closed_all_week_is_noted(tmp_path: Path) -> None:
    config = load(tmp_path, "[hours]\nmon-sun = 'closed'")
    assert config.problems == ()
    assert short(config.notes, tmp_path) == [
        "office.toml:1: hours: The office is closed on every weekday. Name a day with hours."
    ]
