"""Drop-ins change single settings of `office.toml`; the last word holds, and every problem is told where it stands."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from kiosk.catalogue.load import examine, load_config, pairing_line
from kiosk.core.office_config import OfficeConfig

BASE = """\
id = "ekeby"
name = "Ekeby"
languages = ["sv", "en"]
printer = "tcp://192.0.2.7:9100"
[hours]
mon-fri = "09:00-16:00"
[station.REC]
place = "Entrén"
[station.SKV]
place = "Plan 1"
[[desk]]
number = 1
station = "SKV"
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    file = tmp_path / "office.toml"
    file.write_text(BASE, encoding="utf-8")
    return file


def drop_in(office: Path, name: str, text: str) -> Path:
    folder = office.parent / "conf.d"
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_without_drop_ins_the_file_is_as_it_was(office: Path) -> None:
    (office.parent / "conf.d").mkdir()
    config = load_config(office)
    assert (config.office.name, config.problems) == ("Ekeby", ())


def test_the_last_file_has_the_last_word_on_a_key_and_the_rest_stays(office: Path) -> None:
    drop_in(office, "20-site.toml", 'name = "Ekeby Norra"\n[station.SKV]\nplace = "Plan 2"\n')
    drop_in(office, "10-fleet.toml", 'name = "Ekeby Fel"\nprinter = "tcp://192.0.2.8:9100"\n')
    config = load_config(office)
    assert config.problems == ()
    assert config.office.name == "Ekeby Norra"
    assert config.office.printer == "tcp://192.0.2.8:9100"
    assert [(s.id, s.place) for s in config.office.stations] == [("REC", "Entrén"), ("SKV", "Plan 2")]


def test_a_list_is_taken_whole(office: Path) -> None:
    drop_in(office, "a.toml", 'languages = ["ar"]\n[[desk]]\nnumber = 7\nstation = "REC"\n')
    config = load_config(office)
    assert config.office.languages == ("ar",)
    assert [desk.number for desk in config.office.desks] == [7]


def test_hours_are_merged_and_a_later_days_word_is_the_last(office: Path) -> None:
    drop_in(office, "a.toml", '[hours]\nmon = "closed"\nsat = "10:00-12:00"\n')
    drop_in(office, "b.toml", '[hours]\nmon-fri = "08:00-12:00"\n')
    hours = load_config(office).office.hours.by_weekday
    assert hours[5] == (time(10), time(12))
    assert hours[0] == hours[4] == (time(8), time(12)), "what comes later wins, also for Monday"


def said(config: OfficeConfig, folder: Path) -> list[str]:
    return [problem.replace(f"{folder}/", "") for problem in config.problems]


def test_every_problem_names_its_own_file_and_line(office: Path) -> None:
    office.write_text(BASE.replace('name = "Ekeby"', 'naem = "Ekeby"'), encoding="utf-8")
    drop_in(office, "10.toml", '\nprinter = "9100"\n')
    drop_in(office, "20.toml", '[station.SKV]\nbooking_only = ["SKV-XX"]\n[station.XX]\n')
    assert said(load_config(office), office.parent) == [
        "office.toml:2: naem: There is no such setting. Did you mean 'name'?",
        "conf.d/10.toml:2: printer: '9100' cannot be used. Write tcp://host:9100, file:/dev/usb/lp0, cups:NAME or "
        "folder:PATH.",
        "conf.d/20.toml:2: station.SKV.booking_only[1]: There is no errand of SKV 'SKV-XX'. Use one of: "
        "SKV-ADR, SKV-ASK, SKV-ID, SKV-PICK, SKV-REG, SKV-SAM, SKV-TPD.",
        "conf.d/20.toml:3: station.XX: There is no station 'XX'. Use one of: REC, MV, SKV, FK, AF, PM, KOM.",
    ]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"name = \n", "This is not TOML"),
        (b"name = \xff\0\n", "This is not text."),
        (b"name = 3\n", "3 is no text."),
    ],
)
def test_a_broken_drop_in_is_told_and_left_out_and_the_rest_runs(
    office: Path, content: bytes, what: str
) -> None:
    drop_in(office, "10.toml", 'name = "Ekeby Norra"\n')
    (office.parent / "conf.d" / "20.toml").write_bytes(content)
    config, problems = examine(office)
    assert [(problem.file, problem.line) for problem in problems] == [
        (str(office.parent / "conf.d" / "20.toml"), 1)
    ]
    assert what in problems[0].what
    assert config.office.name == "Ekeby Norra"


def test_a_drop_in_that_cannot_be_read_is_told_and_left_out(office: Path) -> None:
    (office.parent / "conf.d" / "10.toml").mkdir(parents=True)
    config, (problem,) = examine(office)
    assert problem.file.endswith("conf.d/10.toml")
    assert "cannot be read" in problem.what
    assert config.office.name == "Ekeby"


def test_hidden_files_and_other_endings_are_no_drop_ins(office: Path) -> None:
    drop_in(office, ".10.toml.swp", "name = 1")
    drop_in(office, ".10.toml", "name = 1")
    drop_in(office, "10.toml.dpkg-old", "name = 1")
    assert load_config(office).problems == ()


def test_a_place_in_a_later_files_list_is_told_by_that_files_line(office: Path) -> None:
    """Also where an item of the list before it had to be left out."""
    text = '[[desk]]\nstation = "REC"\n[[desk]]\nnumber = 4\nstation = "XX"\n'
    drop_in(office, "10.toml", text)
    assert [problem.line for problem in examine(office)[1]] == [1, 5]


def test_the_pairing_line_is_given_whole_and_its_code_is_shown_nowhere(office: Path) -> None:
    drop_in(office, "90.toml", '[pairing]\noffice = "https://kontor.example:8321/"\ncode = "7gk2m-q4xz0"\n')
    line = pairing_line(office)
    assert line is not None
    assert (line.url, line.code) == ("https://kontor.example:8321", "7gk2m-q4xz0")
    assert "7gk2m" not in repr(line)
    assert load_config(office).problems == ()


@pytest.mark.parametrize(
    "table",
    [
        '[pairing]\noffice = "kontor"\ncode = "7GK2M-Q4XZ0"',
        '[pairing]\noffice = "https://kontor.example"\ncode = "SECRET"',
        '[pairing]\noffice = "https://kontor.example"',
    ],
)
def test_a_pairing_line_that_cannot_be_used_is_a_problem_without_the_code(office: Path, table: str) -> None:
    drop_in(office, "90.toml", table)
    assert pairing_line(office) is None
    (problem,) = load_config(office).problems
    assert "conf.d/90.toml:" in problem
    assert "SECRET" not in problem
    assert "7GK2M" not in problem


def test_without_a_pairing_line_there_is_none(office: Path) -> None:
    assert pairing_line(office) is None
    assert pairing_line(None) is None
