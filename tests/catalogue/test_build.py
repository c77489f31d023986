"""A fault in the catalogue is one line that says where, what and what to do; the rest runs."""

from __future__ import annotations

import shutil
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from kiosk.catalogue.build import DATA, PICTOGRAMS, load_catalogue
from kiosk.catalogue.load import load_config
from kiosk.core.checkin.agenda import make_agenda
from kiosk.core.checkin.answers import Answers
from kiosk.core.office_config import Catalogue


def edited(folder: Path, file: str, old: str, new: str) -> tuple[Catalogue, list[str]]:
    """The catalogue with one text of one file replaced, and its problems; LINE stands for the changed line."""
    shutil.copytree(DATA, folder, dirs_exist_ok=True)
    text = (folder / file).read_text()
    assert old in text, old
    (folder / file).write_text(text.replace(old, new, 1))
    line = text[: text.index(old)].count("\n") + 1
    catalogue, problems = load_catalogue(folder)
    return catalogue, [str(p).replace(f"{file}:{line}:", f"{file}:LINE:") for p in problems]


def test_our_own_catalogue_has_no_problem() -> None:
    """What we ship is whole: a letter for each station, a rule for each errand, a place for each answer."""
    catalogue, problems = load_catalogue()
    assert problems == ()
    assert [s.id for s in catalogue.stations] == ["REC", "MV", "SKV", "FK", "AF", "PM", "KOM"]
    assert len({s.letter for s in catalogue.stations}) == len(catalogue.stations)
    by_rule = {rule.errand for rule in catalogue.rules}
    assert by_rule | {e.id for e in catalogue.errands.values() if e.by_choice} == set(catalogue.errands)
    sourced = (*catalogue.errands.values(), *catalogue.rules, *catalogue.precedences, *catalogue.come_backs)
    assert all(item.provenance is not None and item.provenance.source for item in sourced)
    assert {q.id for q in catalogue.questions} <= {field.name for field in fields(Answers)}
    assert all(paper in catalogue.papers for e in catalogue.errands.values() for paper in e.bring)


def test_every_picture_of_the_catalogue_is_drawn() -> None:
    """The pictograms are really looked for."""
    assert len(list(PICTOGRAMS.glob("*.svg"))) > 100


def test_at_most_six_choices_unless_they_share_a_grid() -> None:
    """Eyes and fingers find one of six; needs and already-done share one grid."""
    questions = load_catalogue()[0].questions
    assert [q.id for q in questions if len(q.options) > 6] == [q.id for q in questions if q.grid]


ASKED = [question.id for question in load_catalogue()[0].questions]
ASKED_BEFORE_GROUND = ASKED[: ASKED.index("ground")]

OF_KOM = "Use one of: KOM-MOT, KOM-EKO, KOM-SKOLA, KOM-SFI, KOM-SAM, KOM-ASK."
FAULTS = [
    pytest.param(
        "errands.toml", 'station = "MV"', 'station = "MW"',
        ["errands.toml:LINE: errand.MV-DEL.station: There is no station 'MW'. "
         "Use one of: REC, MV, SKV, FK, AF, PM, KOM."],
        id="unknown station",
    ),
    pytest.param(
        "errands.toml", 'bring = ["decision", "lma"]', 'bring = ["decision", "lmx"]',
        ["errands.toml:LINE: errand.MV-APP.bring[2]: There is no paper 'lmx'. Did you mean 'lma'?"],
        id="unknown paper",
    ),
    pytest.param(
        "errands.toml", 'bring = ["decision", "lma"]', f'bring = {["lma"] * 9}'.replace("'", '"'),
        ["errands.toml:LINE: errand.MV-APP.bring: This is too long. Keep it to 8."],
        id="nine papers",
    ),
    pytest.param(
        "errands.toml", 'pictogram = "talk"', 'pictogram = "tallk"',
        [
            "errands.toml:LINE: errand.REC-HELP.pictogram: There is no pictogram 'tallk'. "
            "Did you mean 'talk'? 'information' is shown for now."
        ],
        id="unknown pictogram",
    ),
    pytest.param(
        "errands.toml", "min = 25", 'min = "25"',
        ["errands.toml:LINE: errand.MV-DEL.min: '25' is no whole number. Write a number without quotes."],
        id="minutes in quotes",
    ),
    pytest.param(
        "errands.toml", 'presence = "whole_family"', 'presence = "family"',
        [
            "errands.toml:LINE: errand.MV-BIO.presence: 'family' is not known here. "
            "Use 'one_adult', 'each_adult', 'both_adults', 'whole_family' or 'applicant'."
        ],
        id="unknown presence",
    ),
    pytest.param(
        "errands.toml", "[errand.KOM-SO]", "[errand.KOM-SAM]",
        [
            "errands.toml:LINE: errand.KOM-SAM: No rule and no short path leads here. "
            "Give it a rule in rules.toml.",
            "rules.toml:{rule.KOM-SO}: rule.KOM-SO: There is no errand 'KOM-SO'. " + OF_KOM,
            "rules.toml:{after}: precedence[2].after: There is no errand 'KOM-SO'. " + OF_KOM,
            "rules.toml:{unlocks}: come_back.CB-PNR.unlocks[5]: There is no errand 'KOM-SO'. " + OF_KOM,
            "rules.toml:{waiting}: come_back.CB-WAIT.unlocks[5]: There is no errand 'KOM-SO'. " + OF_KOM,
        ],
        id="unreachable errand",
    ),
    pytest.param(
        "questions.toml", 'pictogram = "newcomer"\n', "",
        [
            "questions.toml:{option.new}: question.purpose.option.new.pictogram: This is missing. "
            "Add it; without it the part is left out."
        ],
        id="missing pictogram",
    ),
    pytest.param(
        "questions.toml", "ask_if = \"('ut_card' in papers", "ask_if = \"('no' == pnr",
        [
            "questions.toml:LINE: question.ground.ask_if: \"'no' == pnr\" cannot be used here. "
            "Compare a name with an option in quotes."
        ],
        id="comparison the wrong way round",
    ),
    pytest.param(
        "questions.toml", "ask_if = \"('ut_card' in papers", "ask_if = \"(pnr == 'no'",
        [
            "questions.toml:LINE: question.ground.ask_if: There is no answer or fact called 'pnr'. "
            f"Use one of: {', '.join(ASKED_BEFORE_GROUND)}."
        ],
        id="asked before it is answered",
    ),
    pytest.param(
        "rules.toml", "when = \"purpose == 'collect_id'\"", "when = \"purpose == 'collect'\"",
        [
            "rules.toml:LINE: rule.SKV-PICK.when: 'purpose' has no option 'collect'. Did you mean 'collect_id'?",
        ],
        id="unknown option",
    ),
    pytest.param(
        "rules.toml", "when = \"'lma' in papers and", "when = \"'lma' in paper and",
        [
            "rules.toml:LINE: rule.MV-LMA.when: There is no answer or fact called 'paper'. "
            "Did you mean 'papers'?"
        ],
        id="unknown answer",
    ),
    pytest.param(
        "rules.toml", "when = \"kids == 'not_all_here' and registers\"", "when = \"kids = 'none'\"",
        [
            "rules.toml:LINE: come_back.CB-KIDS.when: \"kids = 'none'\" is no expression (invalid syntax). "
            "Mend it; see the top of rules.toml."
        ],
        id="broken expression",
    ),
    pytest.param(
        "rules.toml", "eu = \"'eu_id' in papers\"", "eu = \"'eu' in papers\"",
        ["rules.toml:LINE: derived.eu: 'papers' has no option 'eu'. "
         "Use one of: ut_card, decision, lma, eu_id, other, nothing."],
        id="a broken fact is told once, not with every rule that uses it",
    ),
    pytest.param(
        "rules.toml", "value = \"'all' in needs or", "value = \"'every' in needs or",
        [
            "rules.toml:LINE: function.want.value: 'needs' has no option 'every'. "
            "Use one of: all, work, swedish, money, home, school, family, pension, idcard, other."
        ],
        id="a broken function likewise",
    ),
    pytest.param(
        "rules.toml", 'collect_id = ["SKV-PICK"]', 'collect = ["SKV-PICK"]',
        [
            "rules.toml:LINE: short_path.collect: 'purpose' has no option 'collect'. "
            "Did you mean 'collect_id'?"
        ],
        id="unknown short path",
    ),
    pytest.param(
        "rules.toml", 'collect_id = ["SKV-PICK"]', 'collect_id = ["SKV-PIKC"]',
        [
            "rules.toml:LINE: short_path.collect_id[1]: There is no errand 'SKV-PIKC'. "
            "Did you mean 'SKV-PICK'?"
        ],
        id="unknown errand on a short path",
    ),
    pytest.param(
        "rules.toml", 'before = "KOM-MOT"', 'before = "KOM-MOTT"',
        ["rules.toml:LINE: precedence[12].before: There is no errand 'KOM-MOTT'. Did you mean 'KOM-MOT'?"],
        id="unknown errand in a precedence",
    ),
    pytest.param(
        "rules.toml", '[[precedence]]\nbefore = "KOM-MOT"\nafter = "KOM-SKOLA"',
        '[[precedence]]\nbefore = "KOM-EKO"\nafter = "MV-DEL"',
        [
            "rules.toml:LINE: precedence[12]: This closes a circle: KOM-EKO → MV-DEL → KOM-EKO. "
            "Take one of these precedences away."
        ],
        id="precedence circle",
    ),
    pytest.param(
        "rules.toml", '[[precedence]]\nbefore = "KOM-MOT"\nafter = "KOM-SKOLA"',
        '[[precedence]]\nbefore = "KOM-SO"\nafter = "REC-HELP"',
        [
            "rules.toml:LINE: precedence[12]: This closes a circle: KOM-SO → REC-HELP → KOM-SO. "
            "Take one of these precedences away."
        ],
        id="circle through every other errand",
    ),
    pytest.param(
        "rules.toml", 'strength = "S"', 'strength = "X"',
        ["rules.toml:LINE: precedence[1].strength: 'X' is not known here. Use 'H', 'L' or 'S'."],
        id="unknown strength",
    ),
    pytest.param(
        "rules.toml", "[rule.MV-DEL]\nwhen", "[rule.MV-DEL]\nwhem",
        [
            "rules.toml:{whem}: rule.MV-DEL.whem: There is no such setting. Did you mean 'when'?",
            "rules.toml:LINE: rule.MV-DEL.when: This is missing. Add it; without it the part is left out.",
        ],
        id="misspelt key",
    ),
    pytest.param(
        "parameters.toml", "etablering_min_age =", "etablering_age =",
        [
            "parameters.toml:{parameter}: parameter.etablering_min_age: This is missing. "
            "Add it; until then the age is not asked."
        ],
        id="missing age",
    ),
    pytest.param(
        "stations.toml", 'letter = "F"', 'letter = "FK"',
        ["stations.toml:LINE: station.FK.letter: This is too long. Keep it to 1."],
        id="long letter",
    ),
    pytest.param(
        "errands.toml", "min = 25", "min = 25 minutes",
        [
            "errands.toml:LINE: This is not TOML: something stands after the value. "
            "Mend the line; it is left out for now.",
        ],
        id="no TOML",
    ),
]  # fmt: skip

PLACES = {
    "{rule.KOM-SO}": ("rules.toml", "[rule.KOM-SO]"),
    "{unlocks}": ("rules.toml", "unlocks = ["),
    "{waiting}": ("rules.toml", 'unlocks = ["SKV-ID", "FK-ETA", "FK-ETB", "FK-BOB", "KOM-SO"]\ntext = "Wait'),
    "{after}": ("rules.toml", 'after = ["MV-BIO"'),
    "{option.new}": ("questions.toml", "[question.purpose.option.new]"),
    "{whem}": ("rules.toml", "whem ="),
    "{parameter}": ("parameters.toml", "[parameter]"),
}


@pytest.mark.parametrize(("file", "old", "new", "says"), FAULTS)
def test_a_fault_is_one_clear_line_and_the_rest_runs(
    tmp_path: Path, file: str, old: str, new: str, says: list[str]
) -> None:
    """File, line, place, what is wrong, what to do; nothing else is reported, and agendas are still made."""
    catalogue, problems = edited(tmp_path, file, old, new)
    for mark, (where, text) in PLACES.items():
        source = (tmp_path / where).read_text()
        if text in source:
            line = source[: source.index(text)].count("\n") + 1
            says = [s.replace(mark, str(line)) for s in says]
    assert sorted(problems) == sorted(says)
    office = load_config(None).office
    for answers in (Answers(), Answers(papers=("ut_card",), ground="protection", needs=("all",))):
        make_agenda(answers, catalogue, office, date(2026, 11, 23))


def test_a_broken_rule_is_left_out_and_the_others_hold(tmp_path: Path) -> None:
    """Registration's rule is broken: the other errands of the family are found as before."""
    catalogue, _ = edited(
        tmp_path, "rules.toml", "when = \"registers and g != 'ukraine' and kids", 'when = "registerz and kids'
    )
    answers = Answers(papers=("ut_card",), ground="family", needs=("swedish",))
    agenda = make_agenda(answers, catalogue, load_config(None).office, date(2026, 11, 23))
    assert agenda.errands == ("KOM-SFI",)
    assert agenda.come_back == ()


def test_an_unknown_pictogram_is_replaced_not_missed(tmp_path: Path) -> None:
    """The errand matters more than its picture."""
    catalogue, _ = edited(tmp_path, "errands.toml", 'pictogram = "talk"', 'pictogram = "tallk"')
    assert catalogue.errands["REC-HELP"].pictogram == "information"


def test_a_short_path_that_lost_its_errand_is_no_invitation_to_pick(tmp_path: Path) -> None:
    """An empty short path means "the visitor picks": a fault must not make one."""
    catalogue, _ = edited(tmp_path, "rules.toml", 'collect_id = ["SKV-PICK"]', 'collect_id = ["X"]')
    assert catalogue.short_paths == {"for_other": ("REC-HELP",), "one": ()}


def test_a_question_without_its_ages_is_not_asked(tmp_path: Path) -> None:
    """Its options could not be said; everyone counts as the middle ages."""
    catalogue, _ = edited(tmp_path, "parameters.toml", "adult_age =", "adult =")
    assert catalogue.question("age") is None


@pytest.mark.parametrize("file", sorted(p.name for p in DATA.glob("*.toml") if p.name != "persons.toml"))
def test_without_one_of_its_files_reception_still_works(tmp_path: Path, file: str) -> None:
    """A missing file is one line; a visitor can still be sent to a person."""
    shutil.copytree(DATA, tmp_path, dirs_exist_ok=True)
    (tmp_path / file).unlink()
    catalogue, problems = load_catalogue(tmp_path)
    assert [str(p) for p in problems if p.file == file] == [
        f"{file}: This file cannot be read (No such file or directory). Install the program again."
    ]
    assert catalogue.errands["REC-HELP"].station == "REC"
    assert catalogue.station("REC") is not None


def test_a_count_has_numbers_as_options(tmp_path: Path) -> None:
    catalogue, problems = edited(
        tmp_path, "questions.toml", "[question.adults.option.3]", "[question.adults.option.many]"
    )
    assert any("A count has numbers as options." in problem for problem in problems)
    assert catalogue.question("adults") is None
