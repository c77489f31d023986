"""What an office adds to the catalogue: own stations, own errands, own words for questions.

Checked as strictly as the program's own data: what cannot be used is left out with one line that says where and
what to do; what fails only because of that is left out without a second line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from kiosk.catalogue import languages
from kiosk.catalogue.build import BuiltCatalogue, known_pictogram
from kiosk.catalogue.circles import circle_closed_by
from kiosk.catalogue.expressions import ExpressionError, compile_condition
from kiosk.catalogue.hours import Settings
from kiosk.catalogue.office_file import LanguageWords, OfficeStationRow, OwnErrandRow
from kiosk.catalogue.problems import one_of
from kiosk.catalogue.toml_reader import Place
from kiosk.core.office_config import (
    Catalogue,
    Condition,
    Errand,
    InterpreterUse,
    OwnSign,
    Precedence,
    Presence,
    Rule,
    Station,
    Strength,
)

SWEDISH: Final = "sv"
_STATION_ID: Final = re.compile(r"[A-Z][A-Z0-9]{1,7}")
_ERRAND_ID: Final = re.compile(r"[A-Z][A-Z0-9]{1,7}(-[A-Z0-9]{1,8}){1,2}")
_NOT_IN_WORDS: Final = re.compile(r"[{}\x00-\x1f\x7f\u2028\u2029]")
_AGES: Final = ("age", "age2")  # their options hold numbers that change with the law

AGENCY_LETTERS: Final = 40
SHORT_LETTERS: Final = 32
TEXT_LETTERS: Final = 80
"""Letters of a text, at most: judgement from the longest of the program's own Swedish texts, which fit every screen and
the ticket."""

OwnWords = dict[str, LanguageWords]
"""Context, such as `errand.BIB-KORT`, to words by language."""


@dataclass
class OwnParts:
    """What an office adds; `left_out` are its stations that could not be used."""

    catalogue: Catalogue
    words: OwnWords = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)


def add_own(settings: Settings, built: BuiltCatalogue) -> OwnParts:
    """The catalogue with the office's own stations, errands and words for questions."""
    own = OwnParts(built.catalogue)
    _add_stations(settings, own)
    _add_errands(settings, own, built)
    _add_questions(settings, own)
    return own


def _is_own(row: OfficeStationRow) -> bool:
    """Whether a station of the settings says what only an own station says."""
    return bool(row.letter is not None or row.sign is not None or row.text or row.what_for)


def _add_stations(settings: Settings, own: OwnParts) -> None:
    known = own.catalogue.stations
    found: list[Station] = []
    for name, row in (settings.rows.station or {}).items():
        if own.catalogue.station(name) is not None:
            for key in ("letter", "sign", "text", "for"):
                if getattr(row, "what_for" if key == "for" else key):
                    settings.report(
                        ("station", name, key),
                        f"{name} is one of the program's stations, whose {key} cannot be changed.",
                        "Take this away, or give your own station another ID.",
                    )
        elif _is_own(row):
            station = _station(settings, name, row, own, (*known, *found))
            if station is None:
                own.left_out.add(name)
            else:
                found.append(station)
    own.catalogue = replace(own.catalogue, stations=(*known, *found))


def _station(
    settings: Settings, name: str, row: OfficeStationRow, own: OwnParts, others: tuple[Station, ...]
) -> Station | None:
    place: Place = ("station", name)
    until = "until then the station is left out."
    if not _STATION_ID.fullmatch(name):
        settings.report(place, f"{name!r} is no ID of a station.", f"Write it as BIB; {until}")
        return None
    for key, value in (("agency", row.agency), ("letter", row.letter)):
        if value is None:
            settings.report(place, f"The own station {name} has no {key}.", f"Add {key}; {until}")
            return None
    letter = str(row.letter)
    if not re.fullmatch(r"[A-Z]", letter):
        settings.report((*place, "letter"), f"{letter!r} is no letter from A to Z.", f"Choose one; {until}")
        return None
    taken = next((s.id for s in others if s.letter == letter), None)
    if taken is not None:
        free = [chr(c) for c in range(ord("A"), ord("Z") + 1) if all(s.letter != chr(c) for s in others)]
        settings.report(
            (*place, "letter"),
            f"The letter {letter} is that of {taken}.",
            f"Choose one of {', '.join(free)}; {until}",
        )
        return None
    words = _words(settings, (*place, "text"), row.text, SHORT_LETTERS, until)
    what_for = _words(settings, (*place, "for"), row.what_for, TEXT_LETTERS, "") if row.what_for else None
    if words is None:
        return None
    sign = _sign(settings, place, row.sign, {s.sign for s in others})
    if sign is None:
        return None
    own.words[f"station.{name}"] = words
    if what_for:
        own.words[f"station.{name}.for"] = what_for
    return Station(name, str(row.agency), letter, sign)


def _sign(settings: Settings, place: Place, wanted: str | None, taken: set[str]) -> str | None:
    free = [sign.value for sign in OwnSign if sign.value not in taken]
    if not free:
        settings.report(
            place,
            f"There are only {len(OwnSign)} signs for own stations.",
            "Put two of them together; until then this station is left out.",
        )
        return None
    if wanted is None or wanted in free:
        return wanted or free[0]
    what = (
        f"The sign {wanted!r} is another station's." if wanted in taken else f"There is no sign {wanted!r}."
    )
    settings.report((*place, "sign"), what, f"Use one of: {', '.join(free)}; {free[0]!r} is shown for now.")
    return free[0]


def _add_errands(settings: Settings, own: OwnParts, built: BuiltCatalogue) -> None:
    errands, rules = dict(own.catalogue.errands), list(own.catalogue.rules)
    added: dict[str, OwnErrandRow] = {}
    for name, row in settings.rows.errand.items():
        errand, rule = _errand(settings, name, row, own, built)
        if errand is not None:
            errands[name], added[name] = errand, row
        if errand is not None and rule is not None:
            rules.append(Rule(name, rule))
    own.catalogue = replace(own.catalogue, errands=errands, rules=tuple(rules))
    for name, row in added.items():
        _add_precedences(settings, name, row, own)


def _errand(
    settings: Settings, name: str, row: OwnErrandRow, own: OwnParts, built: BuiltCatalogue
) -> tuple[Errand | None, Condition | None]:
    place: Place = ("errand", name)
    until = "until then the errand is left out."
    if name in built.catalogue.errands:
        settings.report(
            place,
            f"{name} is one of the program's errands.",
            "Give yours another ID. Its minutes are changed under [minutes].",
        )
        return None, None
    if not _ERRAND_ID.fullmatch(name):
        settings.report(place, f"{name!r} is no ID of an errand.", f"Write it as BIB-KORT; {until}")
        return None, None
    if own.catalogue.station(row.station) is None:
        if row.station not in own.left_out:
            settings.report(
                (*place, "station"),
                f"There is no station {row.station!r}.",
                f"{one_of(own.catalogue.station_ids, row.station)} {until.capitalize()}",
            )
        return None, None
    text = _words(settings, (*place, "text"), row.text, TEXT_LETTERS, until)
    short = _words(settings, (*place, "short"), row.short, SHORT_LETTERS, until)
    when, usable = None, True
    if row.when is not None:
        when = _condition(settings, (*place, "when"), row.when, built)
        usable = when is not None
    for i, paper in enumerate(row.bring):
        if paper not in built.catalogue.papers:
            settings.report(
                (*place, "bring", i), f"There is no paper {paper!r}.", one_of(built.catalogue.papers, paper)
            )
    if text is None or short is None or not usable:
        return None, None
    own.words[f"errand.{name}"] = text
    own.words[f"errand.{name}.short"] = short
    return Errand(
        id=name,
        station=row.station,
        minutes=row.min,
        per_person=row.per_person,
        presence=Presence(row.presence),
        interpreter=InterpreterUse(row.interpreter),
        pictogram=known_pictogram(settings, (*place, "pictogram"), row.pictogram, built.pictures),
        bring=tuple(paper for paper in row.bring if paper in built.catalogue.papers),
        by_choice=when is None,
    ), when


def _condition(settings: Settings, place: Place, text: str, built: BuiltCatalogue) -> Condition | None:
    try:
        return compile_condition(text, built.vocabulary)
    except ExpressionError as error:
        remedy = (error.remedy or "").replace("the top of rules.toml", "own-services.md")
        settings.report(place, error.message, f"{remedy} Until then the errand is left out.".strip())
        return None


def _add_precedences(settings: Settings, name: str, row: OwnErrandRow, own: OwnParts) -> None:
    sides: tuple[tuple[Literal["after", "before"], Mapping[str, str]], ...] = (
        ("after", row.after),
        ("before", row.before),
    )
    for key, others in sides:
        for other, strength in others.items():
            place: Place = ("errand", name, key, other)
            if other not in own.catalogue.errands:
                if other not in settings.rows.errand and not settings.excuses("errand", other):
                    settings.report(
                        place, f"There is no errand {other!r}.", one_of(own.catalogue.errands, other)
                    )
                continue
            first, second = (other, name) if key == "after" else (name, other)
            new = Precedence(first, second, Strength(strength))
            circle = circle_closed_by(new, own.catalogue.precedences)
            if circle:
                settings.report(
                    place, f"This closes a circle: {' → '.join(circle)}.", "Take one of these away."
                )
            else:
                own.catalogue = replace(own.catalogue, precedences=(*own.catalogue.precedences, new))


def _add_questions(settings: Settings, own: OwnParts) -> None:
    until = "until then the program's words stand."
    for name, row in settings.rows.question.items():
        place: Place = ("question", name)
        question = own.catalogue.question(name)
        if question is None:
            known = [q.id for q in own.catalogue.questions]
            settings.report(place, f"There is no question {name!r}.", one_of(known, name))
            continue
        for key, written in (("text", row.text), ("hint", row.hint)):
            words = _words(settings, (*place, key), written, TEXT_LETTERS, until) if written else None
            if words:
                own.words[f"question.{name}" if key == "text" else f"question.{name}.hint"] = words
        for option, written in row.option.items():
            here: Place = (*place, "option", option)
            if name in _AGES:
                settings.report(here, "The ages come from the law.", "Take this away.")
            elif question.option(option) is None:
                settings.report(
                    here,
                    f"{name!r} has no option {option!r}.",
                    one_of([o.id for o in question.options], option),
                )
            else:
                words = _words(settings, here, written, TEXT_LETTERS, until)
                if words:
                    own.words[f"option.{name}.{option}"] = words


def _words(
    settings: Settings, place: Place, written: LanguageWords, longest: int, until: str
) -> LanguageWords | None:
    """Words by language as they can be shown; None without Swedish, which every line has."""
    found: LanguageWords = {}
    reported = False
    for tag, text in written.items():
        here: Place = (*place, tag)
        if tag not in languages.KNOWN:
            settings.report(here, f"There is no language {tag!r}.", one_of(languages.KNOWN, tag))
        elif not text.strip():
            settings.report(here, "This is empty.", "Fill it in or leave it out.")
        elif _NOT_IN_WORDS.search(text):
            settings.report(here, "Words cannot hold braces or line ends.", "Take them away.")
        elif len(text) > longest:
            settings.report(here, f"This has {len(text)} letters.", f"Keep it to {longest}.")
        else:
            found[tag] = text.strip()
            continue
        reported = reported or tag == SWEDISH
    if SWEDISH not in found and not reported:
        settings.report(place, "There are no Swedish words.", f'Add sv = "…"{"; " + until if until else "."}')
    return found if SWEDISH in found else None
