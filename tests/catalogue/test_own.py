"""An office's own station, errand and words: they reach the agenda, and a fault in them is one clear line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kiosk.catalogue.languages import KNOWN
from kiosk.catalogue.load import load_config
from kiosk.core.checkin.agenda import make_agenda
from kiosk.core.checkin.answers import Answers, read_answers
from kiosk.core.checkin.flow import errands_to_pick, stations_to_pick
from kiosk.core.office_config import OfficeConfig, OwnSign, Presence, Strength
from kiosk.design import tokens
from kiosk.present.language.words import words_of
from kiosk.present.shared import phrases

Load = Callable[[str], OfficeConfig]
DAY = date(2026, 12, 2)
STATION = """
[station.BIB]
agency = "Ekeby bibliotek"
letter = "B"
sign = "drop"
text = { sv = "Biblioteket", en = "Library", so = "Maktabadda" }
for = { sv = "Lånekort och datorer", en = "Library cards and computers" }
"""
ERRAND = """
[errand.BIB-KORT]
station = "BIB"
min = 10
per_person = 2
presence = "each_adult"
pictogram = "id-card"
bring = ["passport"]
when = "want('school') and kids != 'none'"
after = { SKV-REG = "S" }
text = { sv = "Skaffa lånekort", en = "Get a library card" }
short = { sv = "Lånekort", en = "Library card" }
"""
PICKED = """
[errand.BIB-DATOR]
station = "BIB"
min = 5
text = { sv = "Låna en dator" }
short = { sv = "Dator" }
"""


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def from_text(text: str) -> OfficeConfig:
        file = tmp_path / "office.toml"
        file.write_text(text, encoding="utf-8")
        return load_config(file)

    return from_text


def said(config: OfficeConfig) -> list[str]:
    return [problem[problem.index("office.toml") :] for problem in config.problems]


def test_an_own_errand_is_given_by_its_condition_with_minutes_papers_and_precedence(load: Load) -> None:
    config = load(STATION + ERRAND)
    assert config.problems == ()
    answers = Answers(
        adults=2, kids="all_here", papers=("ut_card", "other"), ground="protection", needs=("school",)
    )
    agenda = make_agenda(answers, config.catalogue, config.office, DAY)
    stop = agenda.stop("BIB")
    assert stop is not None
    assert (stop.errands, stop.minutes, stop.bring) == (("BIB-KORT",), 10 * 2 + 2 * 2, ("passport",))
    assert stop.who == (("BIB-KORT", Presence.EACH_ADULT),)
    assert ("SKV-REG", "BIB-KORT", Strength.SOFT) in agenda.precedence
    alone = make_agenda(Answers(needs=("school",)), config.catalogue, config.office, DAY)
    assert alone.stop("BIB") is None


def test_an_own_errand_without_condition_is_only_picked(load: Load) -> None:
    config = load(STATION + PICKED)
    everything = Answers(papers=("ut_card",), ground="protection", needs=("all",), kids="all_here")
    assert "BIB-DATOR" not in make_agenda(everything, config.catalogue, config.office, DAY).errands
    assert "BIB" in [station.id for station in stations_to_pick(config)]
    assert [errand.id for errand in errands_to_pick(config, "BIB")] == ["BIB-DATOR"]
    answers = read_answers({"purpose": "one", "pick": "BIB-DATOR"}, config.catalogue)
    assert make_agenda(answers, config.catalogue, config.office, DAY).errands == ("BIB-DATOR",)


def test_an_office_that_names_only_its_own_station_keeps_ours(load: Load) -> None:
    assert [s.id for s in load(STATION).office.stations] == [
        *("REC", "MV", "SKV", "FK", "AF", "PM", "KOM"),
        "BIB",
    ]
    named = load("[station.REC]" + STATION + "[station.SKV]")
    assert [s.id for s in named.office.stations] == ["REC", "BIB", "SKV"], "in the order written"


def test_own_words_are_shown_in_their_language_else_english_else_swedish(load: Load) -> None:
    config = load(STATION + ERRAND + PICKED)
    assert phrases.agency(words_of("sv"), config, "BIB") == "Ekeby bibliotek"
    assert phrases.agency(words_of("so"), config, "BIB") == "Maktabadda"
    assert phrases.agency(words_of("ar"), config, "BIB") == "Library"
    assert phrases.errand(words_of("ti"), config, "BIB-KORT") == "Library card"
    assert phrases.errand(words_of("ti"), config, "BIB-DATOR") == "Dator"


def test_an_office_asks_a_question_in_its_own_words(load: Load) -> None:
    config = load(
        '[question.needs]\ntext = { sv = "Vad behöver du i Ekeby?" }\n'
        'option = { swedish = { sv = "Svenska på folkhögskolan" } }'
    )
    assert config.problems == ()
    sv = words_of("sv")
    assert phrases.said_here(sv, config, "question.needs") == "Vad behöver du i Ekeby?"
    assert phrases.said_here(sv, config, "option.needs.swedish") == "Svenska på folkhögskolan"
    assert phrases.said_here(sv, config, "option.needs.work") == phrases.said(sv, "option.needs.work")


def test_every_sign_for_own_stations_is_drawn_and_unlike_those_of_the_agencies() -> None:
    drawn = tokens()["ownSigns"]
    assert set(drawn) == set(OwnSign)
    agencies = tokens()["stations"].values()
    for sign in drawn.values():
        assert sign["shape"] not in {other["shape"] for other in agencies}
        assert sign["fill"] not in {other["fill"] for other in agencies}
    assert len({sign["fill"] for sign in drawn.values()}) == len(drawn)


def without(text: str, line: str) -> str:
    kept = [each for each in text.splitlines() if not each.startswith(line)]
    assert len(kept) < len(text.splitlines())
    return "\n".join(kept) + "\n"


LEFT_OUT = "until then the station is left out."
NO_ERRAND = "until then the errand is left out."
FAULTS = [
    (
        without(STATION, "letter"),
        [f"2: station.BIB: The own station BIB has no letter. Add letter; {LEFT_OUT}"],
    ),
    (
        without(STATION, "agency"),
        [f"2: station.BIB: The own station BIB has no agency. Add agency; {LEFT_OUT}"],
    ),
    (
        STATION.replace('letter = "B"', 'letter = "S"'),
        [
            "4: station.BIB.letter: The letter S is that of SKV. "
            f"Choose one of {', '.join(c for c in 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' if c not in 'RMSFAPK')}; {LEFT_OUT}"
        ],
    ),
    (
        STATION.replace('letter = "B"', 'letter = "Å"'),
        [f"4: station.BIB.letter: 'Å' is no letter from A to Z. Choose one; {LEFT_OUT}"],
    ),
    (
        STATION.replace("drop", "star"),
        [
            "5: station.BIB.sign: There is no sign 'star'. "
            "Use one of: octagon, square, pentagon, drop, notched; 'octagon' is shown for now."
        ],
    ),
    (
        STATION.replace('sv = "Biblioteket", ', ""),
        [f'6: station.BIB.text: There are no Swedish words. Add sv = "…"; {LEFT_OUT}'],
    ),
    (
        STATION.replace("so =", "sw ="),
        ["6: station.BIB.text.sw: There is no language 'sw'. {}"],
    ),
    (
        '[station.SKV]\nletter = "X"',
        [
            "2: station.SKV.letter: SKV is one of the program's stations, whose letter cannot be changed. "
            "Take this away, or give your own station another ID.",
            "1: station: There is no reception. Add [station.REC]; it is added for now.",
        ],
    ),
    (
        STATION + without(ERRAND, "station").replace("SKV-REG", "SKV-REG"),
        ["9: errand.BIB-KORT.station: This is missing. Add it; without it the part is left out."],
    ),
    (
        STATION + ERRAND.replace('station = "BIB"', 'station = "BIP"'),
        [
            "10: errand.BIB-KORT.station: There is no station 'BIP'. Did you mean 'BIB'? "
            "Until then the errand is left out."
        ],
    ),
    (
        STATION + ERRAND.replace('sv = "Skaffa lånekort", ', ""),
        [f'18: errand.BIB-KORT.text: There are no Swedish words. Add sv = "…"; {NO_ERRAND}'],
    ),
    (
        STATION + ERRAND.replace("Skaffa lånekort", "Skaffa {kort}"),
        ["18: errand.BIB-KORT.text.sv: Words cannot hold braces or line ends. Take them away."],
    ),
    (
        STATION + ERRAND.replace("passport", "pasport"),
        ["15: errand.BIB-KORT.bring[1]: There is no paper 'pasport'. Did you mean 'passport'?"],
    ),
    (
        STATION + ERRAND.replace("want('school')", "want('skool')"),
        [
            "16: errand.BIB-KORT.when: want() has no option 'skool'. Did you mean 'school'? "
            "Until then the errand is left out."
        ],
    ),
    (
        STATION + ERRAND.replace('after = { SKV-REG = "S" }', 'after = { SKV-REK = "S" }'),
        ["17: errand.BIB-KORT.after.SKV-REK: There is no errand 'SKV-REK'. Did you mean 'SKV-REG'?"],
    ),
    (
        STATION + ERRAND.replace('after = { SKV-REG = "S" }', 'after = { SKV-REG = "X" }'),
        ["17: errand.BIB-KORT.after.SKV-REG: 'X' is not known here. Use 'H', 'L' or 'S'."],
    ),
    (
        STATION
        + ERRAND.replace(
            'after = { SKV-REG = "S" }', 'after = { SKV-REG = "S" }\nbefore = { SKV-REG = "S" }'
        ),
        [
            "18: errand.BIB-KORT.before.SKV-REG: This closes a circle: BIB-KORT → SKV-REG → BIB-KORT. "
            "Take one of these away."
        ],
    ),
    (
        STATION
        + ERRAND.replace("errand.BIB-KORT", "errand.SKV-REG").replace('after = { SKV-REG = "S" }', ""),
        [
            "9: errand.SKV-REG: SKV-REG is one of the program's errands. "
            "Give yours another ID. Its minutes are changed under [minutes]."
        ],
    ),
    (
        without(STATION, "letter") + ERRAND + '[[desk]]\nnumber = 1\nstation = "BIB"',
        [f"2: station.BIB: The own station BIB has no letter. Add letter; {LEFT_OUT}"],
    ),
    (
        '[question.neds]\ntext = { sv = "Vad?" }',
        ["1: question.neds: There is no question 'neds'. Did you mean 'needs'?"],
    ),
    (
        '[question.age]\noption = { mid = { sv = "Vuxen" } }',
        ["2: question.age.option.mid: The ages come from the law. Take this away."],
    ),
    (
        '[rules]\nenable = ["FK-REG-2072"]',
        ["2: rules.enable[1]: There is no rule to be verified 'FK-REG-2072'. Did you mean 'FK-REG-2027'?"],
    ),
]


@pytest.mark.parametrize(("text", "says"), FAULTS)
def test_a_fault_in_what_is_the_office_s_own_is_one_line(load: Load, text: str, says: list[str]) -> None:
    config = load(text)
    known = f"Use one of: {', '.join(KNOWN)}."
    assert sorted(said(config)) == sorted(f"office.toml:{line.replace('{}', known)}" for line in says)
    assert config.office.station("REC") is not None


def test_a_faulty_own_station_leaves_the_rest_of_the_file(load: Load) -> None:
    config = load('name = "Ekeby"\n' + without(STATION, "letter") + ERRAND + PICKED)
    assert config.office.name == "Ekeby"
    assert config.office.station("BIB") is None
    assert config.office.station("SKV") is not None
    assert not {"BIB-KORT", "BIB-DATOR"} & set(config.catalogue.errands)
    assert not any(context.startswith("errand.BIB") for context in config.own_words)
