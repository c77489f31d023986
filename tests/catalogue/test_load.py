"""One way in: a settings file to an offer, whatever the file holds."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue import toml_reader
from kiosk.catalogue.build import build_catalogue
from kiosk.catalogue.languages import KNOWN
from kiosk.catalogue.load import examine, load_config, sample_office
from kiosk.catalogue.office import apply
from kiosk.catalogue.office_file import OfficeFile
from kiosk.catalogue.problems import SettingsError
from kiosk.core.office_config import Office

SAMPLES = Path(__file__).parents[2] / "kiosk" / "catalogue" / "offices"


@pytest.mark.parametrize("sample", ["small", "city", "big"])
def test_the_sample_offices_have_no_problem(sample: str) -> None:
    """What we give as an example is right."""
    config = load_config(SAMPLES / f"{sample}.toml")
    assert config.problems == ()
    assert {"sv", "en", "ar"} <= set(config.office.languages) <= set(KNOWN)


def test_the_sample_offices_differ_where_offices_do() -> None:
    """Five stations and closed days; every station; two desks of the municipality and another order."""
    small, city, big = (load_config(SAMPLES / f"{s}.toml").office for s in ("small", "city", "big"))
    assert len(small.stations) == 5
    assert any(s.hours != small.hours for s in small.stations)
    assert (city.name, len(city.stations)) == ("Ekeby", 7)
    assert len([d for d in big.desks if d.station == "KOM"]) == 2
    assert big.languages[0] != city.languages[0]
    assert [s.id for s in big.stations] != [s.id for s in city.stations]


@pytest.mark.parametrize("sample", ["small", "city", "big"])
def test_each_station_of_a_sample_has_a_desk_and_a_day(sample: str) -> None:
    """Nobody waits for a desk that is not there."""
    office = load_config(SAMPLES / f"{sample}.toml").office
    assert {d.station for d in office.desks} == {s.id for s in office.stations}
    week = [date(2026, 11, 23) + timedelta(days=n) for n in range(7)]
    assert all(any(s.hours.on(day) for day in week) for s in office.stations)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """To go on without the settings that were asked for would check people in at another office."""
    with pytest.raises(SettingsError) as refused:
        load_config(tmp_path / "office.toml")
    assert refused.value.remedy == "Check the path, or leave it out."
    with pytest.raises(SettingsError, match="cannot be read"):
        load_config(tmp_path)


def test_problems_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    """Whoever mends goes through the file from the top."""
    file = tmp_path / "office.toml"
    file.write_text('printer = "x"\nseries = 0\nnaem = 1\n[hours]\nmon = "x"\n[minutes]\nX = {}\n')
    config, problems = examine(file)
    assert [p.line for p in problems] == [1, 2, 3, 5, 7]
    assert config.problems == tuple(str(p) for p in problems)


def read(content: bytes) -> tuple[Office, list[str]]:
    """The office of a settings file, and its problems."""
    source = toml_reader.check(content, OfficeFile, "office.toml")
    office = apply(source, build_catalogue()).office
    return office, [str(problem) for problem in source.problems]


def test_a_picture_given_as_settings_costs_one_line() -> None:
    office, problems = read(b"\x89PNG\x0d\x0a\x00\x00\xff\xd8" * 50)
    assert office.id == load_config(None).office.id
    assert problems == ["office.toml:1: This is not text. Write the settings as TOML in UTF-8."]


@pytest.mark.parametrize("sample", ["small", "city", "big"])
def test_a_file_in_the_windows_encoding_is_the_same_office(sample: str) -> None:
    """One letter in the wrong encoding never turns an office into another one."""
    text = sample_office(sample).read_text("utf-8")
    text = text.replace("–", "-")
    right, _ = read(text.encode("utf-8"))
    wrong, problems = read(text.encode("cp1252"))
    assert wrong == right
    assert problems
    assert all("is not UTF-8; it is read as Windows-1252" in problem for problem in problems)


def test_one_wrong_letter_costs_nothing_and_is_reported_with_its_line() -> None:
    office, problems = read(b'id = "asele"\nname = "\xc5sele"\nprinter = "tcp://192.0.2.1:9100"\n')
    assert (office.id, office.name, office.printer) == ("asele", "Åsele", "tcp://192.0.2.1:9100")
    assert problems == [
        "office.toml:2: This line is not UTF-8; it is read as Windows-1252. "
        "Check its letters and save the file as UTF-8."
    ]


def test_a_file_saved_as_unicode_by_notepad_is_the_same_office() -> None:
    text = 'id = "asele"\r\nname = "Åsele"\r\n'
    office, problems = read(text.encode("utf-16"))
    assert (office.id, office.name) == ("asele", "Åsele")
    assert problems == [
        "office.toml:1: This file is UTF-16, not UTF-8. Save it as UTF-8; it is used for now."
    ]


def test_a_file_with_typographic_quotes_is_the_same_office() -> None:
    text = sample_office("city").read_text("utf-8")
    right, _ = read(text.encode())
    wrong, problems = read(re.sub(r'"([^"\n]*)"', "\u201d\\1\u201d", text).encode())
    assert wrong == right
    assert problems


def test_an_office_that_says_nothing_offers_every_language() -> None:
    assert load_config(None).office.languages == KNOWN
    assert len(KNOWN) == len(set(KNOWN)) >= 13


CITY = (SAMPLES / "city.toml").read_bytes()
BUILT = build_catalogue()


@given(st.integers(0, len(CITY)), st.integers(0, 12), st.binary(max_size=12))
def test_no_damage_to_a_file_stops_the_office(at: int, length: int, noise: bytes) -> None:
    """Whatever bytes are put in place of others, an office comes out that can meet a visitor."""
    damaged = CITY[:at] + noise + CITY[at + length :]
    source = toml_reader.check(damaged, OfficeFile, "office.toml")
    office = apply(source, BUILT).office
    assert office.station("REC") is not None
    assert office.languages
    last = damaged.count(b"\n") + 1
    assert all(0 <= p.line <= last and p.what and p.remedy for p in source.problems)
