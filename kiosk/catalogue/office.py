"""`office.toml` applied to the catalogue: what one office offers, and the office itself.

A setting that does not fit is reported and ignored; the built-in setting then holds, so that an office is
open rather than shut by a slip of the pen. Must not know any rule or question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import time
from urllib.parse import quote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk import PRODUCT
from kiosk.catalogue import languages
from kiosk.catalogue.build import RECEPTION, BuiltCatalogue
from kiosk.catalogue.hours import Settings, clock_of, office_hours, span_of, station_hours
from kiosk.catalogue.keypad import keypad
from kiosk.catalogue.office_file import OfficeStationRow
from kiosk.catalogue.own import OwnParts, add_own
from kiosk.catalogue.problems import one_of
from kiosk.catalogue.toml_reader import Place
from kiosk.core.day.office_time import DAY_STARTS_AT
from kiosk.core.office_config import (
    PHONE_PATH,
    Catalogue,
    Desk,
    Errand,
    Office,
    OfficeConfig,
    OfficeStation,
    Question,
    Station,
)
from kiosk.core.opening_hours import Hours, Span, overlap

TIME_ZONE = "Europe/Stockholm"
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_PRINTER = re.compile(r"tcp://[^\s/:]+:\d+|file:/\S.*|cups:\S+|folder:\S.*")
_WEB = re.compile(rf"https?://[^\s/?#@]+(/[^\s?#]*)?{PHONE_PATH}/?")

_CODE = re.compile(r"[0-9A-Za-z]{5}(?:[- ]?[0-9A-Za-z]{5}){1,3}")
_HERE = re.compile(r"http://(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?/?$")
_OFFICE = re.compile(r"https?://[^\s/?#@]+/?")


@dataclass(frozen=True, slots=True)
class PairingLine:
    """An office server and a one-use code of it. The code is shown nowhere."""

    url: str
    code: str = field(repr=False)


def apply(settings: Settings, built: BuiltCatalogue) -> OfficeConfig:
    """The catalogue and the office as the settings make them; faults are added to the settings' problems."""
    rows = settings.rows
    own = add_own(settings, built)
    catalogue = own.catalogue
    hours = office_hours(settings)
    stations = _stations(settings, own, hours)
    wanted = _languages(settings)
    spoken = _reviewed(settings, wanted) if rows.require_reviewed else wanted
    office = Office(
        id=rows.id,
        name=rows.name or PRODUCT,
        time_zone=_time_zone(settings),
        hours=hours,
        day_starts_at=_day_starts_at(settings),
        languages=spoken,
        stations=stations,
        desks=_desks(settings, [s.id for s in stations], own.left_out, hours),
        series=rows.series,
        phone_url=_phone_url(settings),
        printer=_fitting(
            settings,
            "printer",
            rows.printer,
            _PRINTER,
            "Write tcp://host:9100, file:/dev/usb/lp0, cups:NAME or folder:PATH.",
        ),
        panel_mm_per_px=rows.panel_mm_per_px,
        unreviewed=tuple(tag for tag in wanted if tag not in spoken),
        keypad=keypad(settings),
        log=rows.log,
        order=rows.order,
        pre_call=rows.pre_call,
        interpreters=_interpreters(settings),
        without_interpreter=_without_interpreter(settings),
        enabled_rules=_enabled_rules(settings, catalogue),
    )
    pairing(settings)  # what is wrong with it is told with the rest
    booked = {errand for station in stations for errand in station.booking_only}
    offered = replace(
        catalogue,
        errands={
            i: _own_minutes(settings, replace(e, booking=i in booked)) for i, e in catalogue.errands.items()
        },
        questions=_questions(settings, catalogue),
    )
    for errand in rows.minutes:
        _known(settings, ("minutes", errand), "errand", errand, catalogue.errands)
    return OfficeConfig(offered, office, own_words=own.words)


def pairing(settings: Settings) -> PairingLine | None:
    """The code of an unattended first start; None when there is none that can be used. Faults are added to the
    settings' problems, without the code."""
    row = settings.rows.pairing
    if row is None:
        return None
    fits = True
    if not _OFFICE.fullmatch(row.office):
        settings.report(
            ("pairing", "office"),
            f"{row.office!r} is no office server.",
            "Write it as https://kontor.example:8321.",
        )
        fits = False
    if not _CODE.fullmatch(row.code.strip()):
        settings.report(
            ("pairing", "code"),
            "This is no pairing code.",
            "Write it as motesplats pair new gave it.",
        )
        fits = False
    if row.office.startswith("http://") and not _HERE.match(row.office):
        settings.report(
            ("pairing", "office"),
            f"{row.office!r} is another computer, which may only be reached by https://.",
            "Write https://, and see network.md for its certificate.",
        )
        fits = False
    return PairingLine(row.office.rstrip("/"), row.code.strip()) if fits else None


def _without_interpreter(settings: Settings) -> frozenset[str]:
    return frozenset(
        tag
        for i, tag in enumerate(settings.rows.without_interpreter)
        if _known(settings, ("without_interpreter", i), "language", tag, languages.KNOWN)
    )


def _enabled_rules(settings: Settings, catalogue: Catalogue) -> frozenset[str]:
    """The rules to be verified that this office has switched on."""
    known = sorted(rule.id for rule in catalogue.rules if rule.provenance and rule.provenance.verify)
    return frozenset(
        rule
        for i, rule in enumerate(settings.rows.rules.enable)
        if _known(settings, ("rules", "enable", i), "rule to be verified", rule, known)
    )


def _phone_url(settings: Settings) -> str | None:
    """The address of the phone page as a QR code can hold it: ASCII, so that every phone reads the same letters."""
    remedy = f"Write it as https://kiosk.example.se{PHONE_PATH}; only {PHONE_PATH} is served."
    url = _fitting(settings, "phone_url", settings.rows.phone_url, _WEB, remedy)
    if url is None or url.isascii():
        return url
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    name, colon, port = host.partition(":")
    try:
        return f"{scheme}://{name.encode('idna').decode('ascii')}{colon}{port}{slash}{quote(path)}"
    except UnicodeError:
        settings.report(("phone_url",), f"{url!r} cannot be used.", remedy)
        return None


def _stations(settings: Settings, own: OwnParts, hours: Hours) -> tuple[OfficeStation, ...]:
    """In the office's own order. An office that names none of the program's stations has them all."""
    rows, catalogue = settings.rows, own.catalogue
    off = _switched_off_stations(settings, catalogue)
    not_offered = frozenset(
        errand
        for i, errand in enumerate(rows.switch_off.errands)
        if _known(settings, ("switch_off", "errands", i), "errand", errand, catalogue.errands)
    )
    named = {i: row for i, row in (rows.station or {}).items() if i not in own.left_out}
    if named.keys() <= {s.id for s in catalogue.stations if s.sign}:
        listed = {s.id: named.get(s.id, OfficeStationRow()) for s in catalogue.stations}
    else:
        known = [s.id for s in catalogue.stations]
        listed = {i: row for i, row in named.items() if _known(settings, ("station", i), "station", i, known)}
        if RECEPTION not in listed:
            if not settings.excuses("station", RECEPTION):
                settings.report(
                    ("station",), "There is no reception.", f"Add [station.{RECEPTION}]; it is added for now."
                )
            listed = {RECEPTION: OfficeStationRow(), **listed}
    theirs = {i: frozenset(e.id for e in catalogue.errands.values() if e.station == i) for i in listed}
    return tuple(
        replace(_station(settings, station, row, theirs[i], hours), not_offered=not_offered & theirs[i])
        for i, row in listed.items()
        if i not in off and (station := catalogue.station(i))
    )


def _station(
    settings: Settings, station: Station, row: OfficeStationRow, errands: frozenset[str], hours: Hours
) -> OfficeStation:
    place: Place = ("station", station.id)
    booked = frozenset(
        errand
        for i, errand in enumerate(row.booking_only)
        if _known(settings, (*place, "booking_only", i), f"errand of {station.id}", errand, sorted(errands))
    )
    return OfficeStation(
        id=station.id,
        agency=row.agency or station.agency,
        letter=station.letter,
        hours=station_hours(settings, place, row, hours),
        place=row.place,
        booking_only=booked,
    )


def _day_starts_at(settings: Settings) -> time:
    clock = clock_of(settings.rows.day_starts_at)
    if clock is None:
        settings.report(
            ("day_starts_at",),
            f"{settings.rows.day_starts_at!r} is no time.",
            f"Write it as {DAY_STARTS_AT:%H:%M}.",
        )
    return DAY_STARTS_AT if clock is None else clock


def _time_zone(settings: Settings) -> str:
    zone = settings.rows.time_zone
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        settings.report(("time_zone",), f"There is no time zone {zone!r}.", f"Write it as {TIME_ZONE}.")
        return TIME_ZONE
    return zone


def _languages(settings: Settings) -> tuple[str, ...]:
    wanted = settings.rows.languages
    offered: list[str] = []
    for i, tag in enumerate(wanted or ()):
        place: Place = ("languages", i)
        if _known(settings, place, "language", tag, languages.KNOWN) and tag not in offered:
            offered.append(tag)
    off = {
        tag
        for i, tag in enumerate(settings.rows.switch_off.languages)
        if _known(settings, ("switch_off", "languages", i), "language", tag, languages.KNOWN)
    }
    left = tuple(tag for tag in offered or languages.KNOWN if tag not in off)
    if (
        wanted is not None
        and not offered
        and not any(p.field.startswith("languages") for p in settings.problems)
    ):
        settings.report(("languages",), "No language is left.", "Name at least one.")
    if not left:
        settings.report(("switch_off", "languages"), "No language is left.", "Keep at least one.")
        return tuple(offered) or languages.KNOWN
    return left


def _reviewed(settings: Settings, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Without those that no native reader has approved yet. There is always one: English stands in the program."""
    reviewed = tuple(tag for tag in wanted if languages.is_reviewed(tag))
    if reviewed:
        return reviewed
    settings.report(
        ("require_reviewed",),
        f"None of these languages is reviewed: {', '.join(wanted)}.",
        "Have one reviewed, name another, or take this setting away.",
    )
    return tuple(tag for tag in languages.KNOWN if languages.is_reviewed(tag))


def _ever_within(pause: Span, hours: Hours) -> bool:
    return any(overlap(pause, span) is not None for span in hours.by_weekday.values())


def _desks(settings: Settings, stations: list[str], left_out: set[str], hours: Hours) -> tuple[Desk, ...]:
    desks: dict[int, Desk] = {}
    for i, row in enumerate(settings.rows.desk):
        place: Place = ("desk", i)
        if row.station in left_out:  # its station has been reported
            continue
        if not _known(
            settings, (*place, "station"), "station", row.station, stations, where=" in this office"
        ):
            continue
        if row.number in desks:
            settings.report(
                (*place, "number"), f"There is another desk {row.number} in the hall.", "Give it its own."
            )
            continue
        for n, tag in enumerate(row.languages):
            if not _LANGUAGE.fullmatch(tag):
                settings.report(
                    (*place, "languages", n), f"{tag!r} is no language tag.", "Write it as sv or fa-AF."
                )
        spoken = tuple(tag for tag in row.languages if _LANGUAGE.fullmatch(tag))
        pause = None if row.pause is None else span_of(row.pause)
        if row.pause is not None and pause is None:
            settings.report((*place, "pause"), f"{row.pause!r} is no break.", "Write it as 12:00-12:30.")
        if pause is not None and not _ever_within(pause, hours):
            settings.report(
                (*place, "pause"),
                f"The office is never open at {row.pause}.",
                "Change the break or the hours.",
            )
            pause = None
        desks[row.number] = Desk(row.number, row.station, spoken, pause)
    manned = {desk.station for desk in desks.values()}
    for station in stations if desks else ():
        if station not in manned:
            settings.note(
                ("station", station),
                f"{station} has no desk: nobody can be called there.",
                "Add a [[desk]] for it, or switch the station off.",
            )
    return tuple(desks.values())


def _interpreters(settings: Settings) -> dict[str, int]:
    """How many interpreters are in the house, by language; a language not named is served by telephone."""
    pools: dict[str, int] = {}
    for tag, count in settings.rows.interpreters.items():
        place: Place = ("interpreters", tag)
        if not _LANGUAGE.fullmatch(tag):
            settings.report(place, f"{tag!r} is no language tag.", "Write it as so or fa-AF.")
        elif not 0 <= count <= 50:
            settings.report(place, f"{count} are no number of interpreters.", "Use 0 to 50.")
        else:
            pools[tag] = count
    return pools


def _questions(settings: Settings, catalogue: Catalogue) -> tuple[Question, ...]:
    off: set[str] = set()
    ids = [q.id for q in catalogue.questions]
    for i, name in enumerate(settings.rows.switch_off.questions):
        place: Place = ("switch_off", "questions", i)
        question = catalogue.question(name)
        if _known(settings, place, "question", name, ids) and question:
            if question.required:
                settings.report(place, f"The question {name!r} cannot be switched off.", "Take it away here.")
            else:
                off.add(name)
    return tuple(q for q in catalogue.questions if q.id not in off)


def _switched_off_stations(settings: Settings, catalogue: Catalogue) -> set[str]:
    off: set[str] = set()
    for i, name in enumerate(settings.rows.switch_off.stations):
        place: Place = ("switch_off", "stations", i)
        if name == RECEPTION:
            settings.report(place, "The reception cannot be switched off.", "Take it away here.")
        elif _known(settings, place, "station", name, [s.id for s in catalogue.stations]):
            off.add(name)
    return off


def _own_minutes(settings: Settings, errand: Errand) -> Errand:
    own = settings.rows.minutes.get(errand.id)
    if own is None:
        return errand
    return replace(
        errand,
        minutes=errand.minutes if own.min is None else own.min,
        per_person=errand.per_person if own.per_person is None else own.per_person,
    )


def _fitting(
    settings: Settings, field: str, value: str | None, form: re.Pattern[str], remedy: str
) -> str | None:
    if value is None or form.fullmatch(value):
        return value
    settings.report((field,), f"{value!r} cannot be used.", remedy)
    return None


def _known(
    settings: Settings, place: Place, what: str, name: str, known: Iterable[str], *, where: str = ""
) -> bool:
    names = list(known)
    if name not in names:
        settings.report(place, f"There is no {what} {name!r}{where}.", one_of(names, name))
    return name in names
