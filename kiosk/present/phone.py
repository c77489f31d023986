"""`phone_page`: a ticket as its holder reads it on a phone, in the visitor's language.

From what the ticket view tells and nothing else: no name, no status, no reason, and no time that nobody has
promised. Must not know HTML, nor how the page learns that something changed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from kiosk.core.checkin.agenda import not_today_of, papers_of_a_ticket
from kiosk.core.day.lifecycle import ENDED, StopState, VisitState
from kiosk.core.office_config import OfficeConfig
from kiosk.core.views import OwnStop, TicketView
from kiosk.present.language.languages import language
from kiosk.present.language.words import Words, isolate, words_of
from kiosk.present.shared import later, phrases, promises
from kiosk.present.shared.bilingual import BothWords
from kiosk.present.shared.phrases import Say, both
from kiosk.present.shared.web import CLOCK_TO_FILL, Destination, OtherLanguage, Trouble, gate, sign_name


@dataclass(frozen=True, slots=True)
class Band:
    """How it stands. `kind`: called, serving, near, missed, held, waiting, finished or left."""

    kind: str
    pictogram: str
    headline: str
    detail: str
    gate: Destination | None = None
    label: str = ""  # above the headline
    when: str = ""  # under it


@dataclass(frozen=True, slots=True)
class PhoneStop:
    station: str
    letter: str
    agency: BothWords
    state: str
    ended: bool
    after: str = ""  # what comes before it
    errands: str = ""  # nothing more about a stop that has ended
    show: str = ""
    papers: tuple[str, ...] = ()  # pictograms of what to show


@dataclass(frozen=True, slots=True)
class PhoneLater:
    """Not for today: what to come back for, or what this office cannot do."""

    pictogram: str
    headline: str
    detail: str = ""
    station: str = ""
    letter: str = ""


@dataclass(frozen=True, slots=True)
class PhonePage:
    language: str
    rtl: bool
    script: str
    title: str
    office: str  # without the product's name
    number: str
    number_label: str
    band: Band
    path_label: str
    stops: tuple[PhoneStop, ...]
    later_label: str
    later: tuple[PhoneLater, ...]
    privacy: str
    notice: str  # "" when a native reader has approved the words
    trouble: Trouble
    other: OtherLanguage | None


@dataclass(frozen=True, slots=True)
class NotFound:
    """The page for every address that is no ticket of today: one language after the other."""

    language: str
    rtl: bool
    headline: str
    detail: str


def phone_page(
    view: TicketView,
    config: OfficeConfig,
    today: date,
    *,
    own: str,
    shown: str | None = None,
    now: datetime | None = None,
) -> PhonePage:
    """The page of a ticket. `own` is the visit's language, `shown` another that was asked for. `now`: the office's
    local time; without it no time is told."""
    words = words_of(shown or own)
    band = _band(words, view, config, now)
    return PhonePage(
        language=words.tag,
        rtl=words.rtl,
        script=words.script,
        title=f"{isolate(view.ticket)} · {band.headline}",
        office=phrases.office_name(config),
        number=view.ticket,
        number_label=words.text("Your ticket"),
        band=band,
        path_label=words.text("Your path today"),
        stops=tuple(
            replace(_stop(words, stop, view, config), state=_when(words, stop, view, config, now))
            for stop in in_order(view)
        ),
        later_label=words.text("Another day"),
        later=(*_come_back(words, view, config), *_not_today(words, view, config, today)),
        privacy=words.text("There is no name here. This page is removed by tomorrow morning."),
        notice="" if words.reviewed else words.text("Machine translation. Ask staff if unsure."),
        trouble=Trouble(
            words.text("Last updated at {time}.", time=CLOCK_TO_FILL),
            words.text("Watch the board or ask us."),
        ),
        other=_other(words, own),
    )


def not_found(config: OfficeConfig) -> tuple[NotFound, ...]:
    """The same for every wrong address, in the languages of the office: it tells nothing about any ticket."""
    pages = []
    for words in map(words_of, config.office.languages):
        headline = words.text("We cannot find your ticket")
        advice = words.text("A ticket is valid for one day. Ask us. We will help you.")
        pages.append(NotFound(words.tag, words.rtl, headline, advice))
    return tuple(pages)


# The band: the one thing to know now ---------------------------------------------------------------------------

_URGENCY: Final = (
    StopState.CALLED,
    StopState.SERVING,
    StopState.NEAR,
    StopState.MISSED,
    StopState.HELD,
)


def _band(words: Words, view: TicketView, config: OfficeConfig, now: datetime | None) -> Band:
    if view.state is VisitState.FINISHED:
        thanks = words.text("Ask us. We will help you.")
        return Band("finished", "checked", words.text("You are done for today"), thanks)
    if view.state is VisitState.LEFT:
        helps = words.text("Talk to us at reception. We will help you.")
        return Band("left", "information", words.text("Your visit has ended"), helps)
    for state in _URGENCY:
        stop = next((stop for stop in view.stops if stop.state is state), None)
        if stop is not None:
            return _BANDS[state](words, stop, config)
    return _waiting(words, view, config, now)


def _called(words: Words, stop: OwnStop, config: OfficeConfig) -> Band:
    name = sign_name(config, stop.station)
    where = (
        words.text("Go to {agency}", agency=name)
        if stop.desk is None
        else words.text("Go to {agency}, desk {desk}", agency=name, desk=stop.desk)
    )
    return Band(
        "called", "go", words.text("It is your turn now"), where, gate(config, stop.station, stop.desk)
    )


def _serving(words: Words, stop: OwnStop, config: OfficeConfig) -> Band:
    headline = words.text("You are at {agency}", agency=sign_name(config, stop.station))
    detail = "" if stop.desk is None else words.text("Desk {desk}", desk=stop.desk)
    return Band("serving", "talk", headline, detail, gate(config, stop.station, stop.desk))


def _near(words: Words, stop: OwnStop, config: OfficeConfig) -> Band:
    wait = words.text("Wait near {agency}. We call your number.", agency=sign_name(config, stop.station))
    return Band(
        "near", "come-near", words.text("It will be your turn soon"), wait, gate(config, stop.station)
    )


def _missed(words: Words, stop: OwnStop, config: OfficeConfig) -> Band:
    helps = words.text("Talk to us at reception. We will help you.")
    return Band("missed", "staff", words.text("We have called your number"), helps)


def _held(words: Words, stop: OwnStop, config: OfficeConfig) -> Band:
    again = words.text("{agency} calls you again", agency=sign_name(config, stop.station))
    kept = words.text("Your place in the queue is kept.")
    return Band("held", "wait-seated", again, kept, gate(config, stop.station))


def _waiting(words: Words, view: TicketView, config: OfficeConfig, now: datetime | None) -> Band:
    """Probably next, with the two times of the forecast. Without one nothing is said about times, and a stop is named
    only when no other can come first."""
    open_stops = [stop for stop in view.stops if stop.state not in ENDED]
    detail = words.text("We call your number. This page says when it is your turn.")
    if any(stop.again for stop in open_stops):
        detail = f"{words.text('Your place in the queue is kept.')} {detail}"
    times = None if now is None else promises.told(view.next_call, config, now)
    if view.probably_next is not None and times is not None:
        return Band(
            "waiting",
            "wait-seated",
            phrases.agency(words, config, view.probably_next),
            detail,
            gate(config, view.probably_next),
            words.text("Probably next"),
            _about(words, times),
        )
    callable_now = [stop for stop in open_stops if not stop.first]
    only = callable_now[0] if len(callable_now) == 1 else None
    if only is None:
        return Band("waiting", "wait-seated", words.text("Please take a seat for now"), detail)
    name = phrases.agency(words, config, only.station)
    headline = name if len(open_stops) == 1 else words.text("First: {agency}", agency=name)
    return Band("waiting", "wait-seated", headline, detail, gate(config, only.station))


def _about(words: Words, times: promises.PromisedTimes) -> str:
    late = words.clock(times.before)
    if times.about is None:
        # Translators: when a number is called. {late}: a time of day
        return words.text("About now, most likely before {late}", late=late)
    # Translators: when a number is called. {time} and {late}: times of day
    return words.text("About {time}, most likely before {late}", time=words.clock(times.about), late=late)


_BANDS: Final[dict[StopState, Callable[[Words, OwnStop, OfficeConfig], Band]]] = {
    StopState.CALLED: _called,
    StopState.SERVING: _serving,
    StopState.NEAR: _near,
    StopState.MISSED: _missed,
    StopState.HELD: _held,
}


# The path, and what is not for today -------------------------------------------------------------------------------


def in_order(view: TicketView) -> tuple[OwnStop, ...]:
    """What has ended, then as it will probably come; in the order of the path where nothing is forecast."""

    def place(stop: OwnStop) -> tuple[int, float]:
        if stop.state in ENDED:
            return 0, 0.0
        if stop.state in _URGENCY or stop.station == view.probably_next:
            return 1, 0.0
        return (2, stop.expected.p50) if stop.expected is not None else (3, 0.0)

    return tuple(sorted(view.stops, key=place))


def _when(words: Words, stop: OwnStop, view: TicketView, config: OfficeConfig, now: datetime | None) -> str:
    """How a stop stands; while it waits, from when to when it may be called."""
    if stop.state is not StopState.WAITING or now is None:
        return _STATES[stop.state](words)
    if stop.station == view.probably_next and promises.told(view.next_call, config, now):
        return words.text("Probably next")
    times = promises.span(stop.expected, config, now)
    return _STATES[stop.state](words) if times is None else promises.span_text(words, times)


def _stop(words: Words, stop: OwnStop, view: TicketView, config: OfficeConfig) -> PhoneStop:
    here = gate(config, stop.station)
    name = both(words, lambda w: phrases.agency(w, config, stop.station))
    sign = sign_name(config, stop.station)
    agency = BothWords(name.own, sign if sign != name.own else "")
    state = _STATES[stop.state](words)
    if stop.state in ENDED:
        return PhoneStop(stop.station, here.letter, agency, state, ended=True)
    catalogue = config.catalogue
    errands = [
        phrases.errand(words, config, errand) for errand in stop.errands if errand in catalogue.errands
    ]
    who = tuple((e, catalogue.errands[e].presence.value) for e in stop.errands if e in catalogue.errands)
    people = phrases.who_must_come(words, who, view.people)[1]
    if people:
        errands.append(people)
    papers = papers_of_a_ticket(stop, catalogue)
    return PhoneStop(
        stop.station,
        here.letter,
        agency,
        state,
        ended=False,
        after=_after(words, stop, config),
        errands=" · ".join(isolate(errand) for errand in errands),
        show=phrases.show_papers(words, papers),
        papers=tuple(p for entry in papers for p in phrases.paper_pictograms(config, entry)),
    )


def _after(words: Words, stop: OwnStop, config: OfficeConfig) -> str:
    """ "After Migrationsverket", where it waits for one other stop."""
    errands = config.catalogue.errands
    stations = {errands[errand].station for errand in stop.first if errand in errands} - {stop.station}
    return words.text("After {agency}", agency=sign_name(config, *stations)) if len(stations) == 1 else ""


_STATES: Final[dict[StopState, Say]] = {
    StopState.WAITING: lambda w: w.text("Waiting"),
    StopState.NEAR: lambda w: w.text("Soon"),
    StopState.CALLED: lambda w: w.text("Now"),
    StopState.SERVING: lambda w: w.text("Now"),
    StopState.HELD: lambda w: w.text("Paused"),
    StopState.MISSED: lambda w: w.text("Called"),
    # said of every way in which it went: what went wrong was told at the desk
    StopState.DONE: lambda w: w.text("Visited"),
    StopState.REFERRED: lambda w: w.text("Visited"),
    StopState.COME_BACK: lambda w: w.text("Another day"),
    StopState.LEFT: lambda w: w.text("Not today"),
}


def _come_back(words: Words, view: TicketView, config: OfficeConfig) -> tuple[PhoneLater, ...]:
    lines = []
    for line in later.come_back_lines(view.come_back, view.unlocks, config):
        detail = " · ".join(isolate(errand.say(words)) for errand in line.errands) or line.detail(words)
        lines.append(PhoneLater(line.pictogram, line.say(words), detail))
    return tuple(lines)


def _not_today(words: Words, view: TicketView, config: OfficeConfig, today: date) -> tuple[PhoneLater, ...]:
    items = not_today_of(view.not_today, config.catalogue, config.office, today)
    return tuple(
        PhoneLater(
            line.pictogram, line.say(words), station=line.station, letter=gate(config, line.station).letter
        )
        for line in phrases.not_today_lines(items, config, today)
    )


def _other(words: Words, own: str) -> OtherLanguage | None:
    """To Swedish, for showing it to somebody; and back."""
    code = phrases.SWEDISH if words.code != phrases.SWEDISH else words_of(own).tag
    if code == words.code:
        return None
    other = language(code)
    return OtherLanguage(code, other.own_name, other.rtl)
