"""`desk_page`: what a clerk sees of one desk: who is there, what to press next, who waits at this station.

Only the station's own errands, and of a visitor who is busy elsewhere never where. One strong press at most. Must
not know HTML, nor how a press reaches the office.
"""

from __future__ import annotations

from typing import Final

from kiosk.core.checkin.agenda import service_minutes
from kiosk.core.day.lifecycle import AT_DESK, WAITS, StopState
from kiosk.core.office_config import OfficeConfig, Party, Presence
from kiosk.core.views import StationVisitor
from kiosk.present.desk.view import (
    AtDesk,
    ChoosePage,
    DeskErrand,
    DeskFact,
    DeskPage,
    DeskScene,
    LanguageChoice,
    OpenForm,
    Press,
    QueueGroup,
    QueueRow,
    ReferPanel,
    Referral,
    ReferralStation,
    SeatRow,
    Served,
)
from kiosk.present.language.languages import LANGUAGES, language
from kiosk.present.language.words import Words, isolate, words_of
from kiosk.present.shared import phrases, promises
from kiosk.present.shared.phrases import said_here
from kiosk.present.shared.reasons import language_name, reasons
from kiosk.present.shared.staff import STAFF
from kiosk.present.shared.web import CLOCK_TO_FILL, OtherLanguage, Trouble, gate, sign_name

QUEUE_SHOWN: Final = 8
"""Further visitors are counted: nobody calls from the end of a list."""


def choose_page(config: OfficeConfig, language: str) -> ChoosePage:
    """Which desk a clerk sits at: those of the settings, or any other."""
    words = words_of(language)
    rows = tuple(
        SeatRow(
            station.id,
            gate(config, station.id),
            station.agency,
            tuple(
                (desk.number, words.text("Desk {desk}", desk=desk.number))
                for desk in config.office.desks
                if desk.station == station.id
            ),
        )
        for station in config.office.stations
    )
    heading = words.text("Which desk are you at?")
    return ChoosePage(
        language=words.code,
        title=heading,
        heading=heading,
        office=phrases.office_name(config),
        rows=rows,
        other_heading=words.text("Another desk"),
        agency_label=words.text("Agency"),
        number_label=words.text("Desk number"),
        go=words.text("Continue"),
        other=other_language(words),
    )


def desk_page(scene: DeskScene, language: str, *, refer: bool = False) -> DeskPage:
    """The page of one desk. `refer`: the clerk is choosing where to send the visitor on."""
    words, config, seat = words_of(language), scene.config, scene.seat
    agency = sign_name(config, seat.station)
    mode = _mode(scene, refer)
    rows = _Queue(words, scene, mode)
    headline, detail = _headline(words, scene, mode, rows)
    place = words.text("{agency}, desk {desk}", agency=agency, desk=seat.desk)
    at_desk = scene.at_desk if mode in ("called", "serving", "refer") else None
    return DeskPage(
        language=words.code,
        title=f"{isolate(at_desk.visitor.ticket)} · {place}" if at_desk else place,
        mode=mode,
        gate=gate(config, seat.station, seat.desk),
        agency=agency,
        desk=words.text("Desk {desk}", desk=seat.desk),
        headline=headline,
        detail=detail,
        served=None if at_desk is None else _served(words, scene, at_desk),
        main=_main(words, mode, rows),
        others=_others(words, mode, at_desk),
        refer_link=words.text("Send on") if mode == "serving" else "",
        refer=_refer(words, scene, at_desk) if mode == "refer" and at_desk else None,
        form=_form(words, scene) if mode == "open" else None,
        queue_label=words.text("Next for you"),
        queue=rows.groups(),
        waiting=rows.told(agency),
        privacy=words.text("You see only your own errands."),
        change=words.text("Change desk"),
        rest=Press("desk.close", words.text("Take a break"), "hold") if mode == "free" else None,
        other=other_language(words),
        trouble=Trouble(
            words.text("The office has not answered since {time}.", time=CLOCK_TO_FILL),
            words.text("What you see may be out of date. It will update by itself."),
        ),
        unsent=words.text("Not sent. Press again: nobody is called twice."),
    )


def _mode(scene: DeskScene, refer: bool) -> str:
    if scene.closed:
        return "day_closed"
    desk = scene.desk
    if desk is None or not desk.open or desk.station != scene.seat.station:
        return "open"
    if scene.at_desk is None:
        return "free"
    if scene.at_desk.visitor.state is StopState.CALLED:
        return "called"
    return "refer" if refer else "serving"


def _headline(words: Words, scene: DeskScene, mode: str, rows: _Queue) -> tuple[str, str]:
    match mode:
        case "day_closed":
            return words.text("The day is closed"), words.text("Nobody is called any more today.")
        case "open":
            desk = scene.desk
            if desk is not None and desk.open:
                there = sign_name(scene.config, desk.station)
                return words.text("This desk is open for {agency}", agency=there), ""
            return words.text("The desk is closed"), words.text("Nobody is called here.")
        case "free":
            if rows.may_call:
                return words.count("{n} visitor can be called", "{n} visitors can be called", rows.ready), ""
            if rows.waiting:
                return words.text("Nobody can be called now"), rows.why_nobody()
            return words.text("Nobody waits"), ""
    return "", ""


def _main(words: Words, mode: str, rows: _Queue) -> Press | None:
    match mode:
        case "open":
            return Press("desk.open", words.text("Open the desk"), "desk", strong=True)
        case "free":
            return Press("call.next", words.text("Call next"), "call", strong=rows.may_call)
        case "called":
            return Press("start", words.text("Start"), "talk", strong=True)
        case "serving":
            return Press("finish", words.text("Done"), "check", (("outcome", "done"),), strong=True)
    return None


def _others(words: Words, mode: str, at_desk: AtDesk | None) -> tuple[Press, ...]:
    hold = Press("hold", words.text("Pause"), "hold")
    if mode == "called":
        again = Press("recall", words.text("Call again"), "call-again")
        return (again, Press("no_show", words.text("Did not come"), "not-here"), hold)
    if mode == "serving":
        missing = Press(
            "finish", words.text("Papers missing"), "papers-none", (("outcome", "papers_missing"),)
        )
        later = Press("finish", words.text("Come back later"), "come-back", (("outcome", "come_back"),))
        wrong = Press("finish", words.text("Wrong place"), "one-place", (("outcome", "wrong_place"),))
        add = Press("path.add", words.text("Permit granted: add the path"), "add-stop")
        granted = (add,) if at_desk is not None and at_desk.visitor.path_to_add else ()
        return (*granted, missing, later, wrong, hold)
    return ()


# Who is at the desk --------------------------------------------------------------------------------------------


def _served(words: Words, scene: DeskScene, at_desk: AtDesk) -> Served:
    visitor, since = at_desk.visitor, at_desk.since
    clock = words.clock(since)
    minutes = max(0, int((scene.now - since).total_seconds() // 60))
    parts = []
    if visitor.state is StopState.CALLED:
        parts.append(words.text("Called at {time}", time=clock))
        if at_desk.calls > 1:
            parts.append(words.count("{n} time", "{n} times", at_desk.calls))
    else:
        parts.append(words.text("With you since {time}", time=clock))
    if minutes:
        parts.append(words.count("{n} minute", "{n} minutes", minutes))
    return Served(
        visitor.visit,
        visitor.ticket,
        words.text("Ticket"),
        visitor.state.value,
        " · ".join(parts),
        _facts(words, visitor),
        tuple(_errand(words, scene.config, errand, visitor) for errand in visitor.errands),
    )


def _facts(words: Words, visitor: StationVisitor) -> tuple[DeskFact, ...]:
    facts = [DeskFact("language", language_name(words, visitor.language))]
    if visitor.interpreter == visitor.language:
        facts.append(DeskFact("interpreter", words.text("Needs an interpreter")))
    elif visitor.interpreter:
        name = language_name(words, visitor.interpreter)
        facts.append(DeskFact("interpreter", words.text("Needs an interpreter: {language}", language=name)))
    facts.append(_party(words, visitor.party))
    if visitor.private_help:
        facts.append(DeskFact("private-room", words.text("In a private room")))
    if visitor.priority:
        facts.append(DeskFact("priority", words.text("Priority")))
    return tuple(facts)


def _party(words: Words, party: int) -> DeskFact:
    if party == 1:
        return DeskFact("adult-1", words.text("Alone"))
    return DeskFact("family" if party > 2 else "adult-2", words.text("Party of {n}", n=party))


def _errand(words: Words, config: OfficeConfig, errand_id: str, visitor: StationVisitor) -> DeskErrand:
    known = config.catalogue.errands.get(errand_id)
    if known is None:  # a later kiosk's: better its id than nothing
        return DeskErrand("talk", errand_id, "")
    people = Party(max(1, visitor.party - visitor.children), visitor.children)
    detail = [words.duration(service_minutes(known, people))]
    if visitor.party > 1 and known.presence is Presence.WHOLE_FAMILY:
        detail.insert(0, words.inside(words.text("Whole family")))
    return DeskErrand(known.pictogram, said_here(words, config, f"errand.{errand_id}"), " · ".join(detail))


# Who waits --------------------------------------------------------------------------------------------------------


class _Queue:
    """The station's visitors who are not at a desk, as rows."""

    def __init__(self, words: Words, scene: DeskScene, mode: str) -> None:
        self._words = words
        self._scene = scene
        self._mode = mode
        waits = [visitor for visitor in scene.visitors if visitor.state in WAITS]
        chosen = scene.next.visit if scene.next is not None else ""
        # who was asked near is reserved; then whom the office would call
        self._rows = sorted(waits, key=lambda v: (v.state is not StopState.NEAR, v.visit != chosen))
        self._next = self._rows[0] if self._rows and self._is_next(self._rows[0]) else None
        self._aside = [v for v in scene.visitors if v.state not in WAITS and v.state not in AT_DESK]
        self.ready = sum(visitor.ready for visitor in waits)
        self.waiting = len(waits)
        self.may_call = scene.next is not None and self.ready > 0

    def _is_next(self, visitor: StationVisitor) -> bool:
        following = self._scene.next
        return visitor.state is StopState.NEAR or (following is not None and visitor.visit == following.visit)

    def why_nobody(self) -> str:
        """Why none of those who wait can be called; and when somebody is likely."""
        words, scene = self._words, self._scene
        if self.ready:
            return words.text("Those who wait need an interpreter, and none is free.")
        calls = [v.expected for v in scene.visitors if v.expected is not None]
        soonest = min(calls, key=lambda call: call.p50, default=None)
        times = promises.told(soonest, scene.config, scene.now)
        if times is None:
            return words.text("Those who wait are busy elsewhere.")
        if times.about is None:
            return words.text("Those who wait are busy elsewhere. Somebody is likely soon.")
        return words.text(
            "Those who wait are busy elsewhere. Somebody is likely about {time}.",
            time=words.clock(times.about),
        )

    def told(self, agency: str) -> str:
        """How many wait; nothing when nobody does, which is said larger."""
        if not self.waiting:
            return ""
        return self._words.count(
            "{n} person waits at {agency}.", "{n} people wait at {agency}.", self.waiting, agency=agency
        )

    def groups(self) -> tuple[QueueGroup, ...]:
        words, shown = self._words, self._rows[:QUEUE_SHOWN]
        rows = [self._row(visitor, visitor is self._next) for visitor in shown]
        if len(self._rows) > len(shown):
            more = words.count("and {n} more", "and {n} more", len(self._rows) - len(shown))
            rows.append(QueueRow("", (more,)))
        found = [QueueGroup("", tuple(rows))] if rows else []
        by_state = ((StopState.HELD, words.text("On hold")), (StopState.MISSED, words.text("Did not come")))
        for state, heading in by_state:
            aside = tuple(self._row(v, False, aside=True) for v in self._aside if v.state is state)
            if aside:
                found.append(QueueGroup(heading, aside))
        return tuple(found)

    def _row(self, visitor: StationVisitor, is_next: bool, *, aside: bool = False) -> QueueRow:
        words = self._words
        minutes = visitor.waited_s // 60
        first = [words.count("Waited {n} minute", "Waited {n} minutes", minutes)] if minutes else []
        second = [language_name(words, visitor.language)]
        if visitor.interpreter:
            second.append(words.inside(words.text("Needs an interpreter")))
        if is_next:
            why = " · ".join((*first, *self._why(visitor)))
            second.append(words.inside(_party(words, visitor.party).text))
            errands = [
                phrases.errand(words, self._scene.config, errand) or errand for errand in visitor.errands
            ]
            lines = [second, errands]
            return QueueRow(
                visitor.ticket,
                tuple(" · ".join(line) for line in lines if line),
                True,
                self._near_press(visitor),
                why,
            )
        if visitor.elsewhere:
            first.append(words.text("busy elsewhere"))
        elif not visitor.ready and not aside:
            first.append(words.text("cannot be called yet"))
        lines = [first + second] if len(first + second) <= 2 else [first, second]
        call = None
        if aside and self._mode == "free":
            text = words.text("Call {ticket}", ticket=visitor.ticket)
            call = Press("call.this", text, "call", (("visit", visitor.visit),))
        elif self._is_next(visitor):
            call = self._near_press(visitor)
        return QueueRow(visitor.ticket, tuple(" · ".join(line) for line in lines if line), is_next, call)

    def _why(self, visitor: StationVisitor) -> tuple[str, ...]:
        words, following = self._words, self._scene.next
        if visitor.state is StopState.NEAR:
            return (words.text("asked to come near"),)
        if following is None:
            return ()
        spoken = self._scene.desk.languages if self._scene.desk is not None else ()
        office = self._scene.config.office
        return reasons(
            words,
            following.by,
            following.why,
            office,
            visitor.interpreter,
            spoken,
            last=following.last,
        )

    def _near_press(self, visitor: StationVisitor) -> Press | None:
        """While somebody is served: the next one is asked near; and a reservation is given up again."""
        words = self._words
        if self._mode not in ("free", "called", "serving"):
            return None
        if visitor.state is StopState.NEAR:
            text = words.text("Let wait as before")
            return Press("release", text, "undo", (("visit", visitor.visit),))
        if self._mode == "serving" and not self._scene.near_full:
            return Press("pre_call", words.text("Soon free"), "come-near")
        return None


# Sending on, and opening ------------------------------------------------------------------------------------------


def _refer(words: Words, scene: DeskScene, at_desk: AtDesk) -> ReferPanel:
    config = scene.config
    stations = []
    for station in config.office.stations:
        errands = tuple(
            Referral(f"{station.id} {errand.id}", errand.pictogram, phrases.errand(words, config, errand.id))
            for errand in config.catalogue.errands.values()
            if errand.station == station.id and errand.id not in station.not_offered
        )
        if errands and station.id != scene.seat.station:
            stations.append(ReferralStation(gate(config, station.id), station.agency, errands))
    return ReferPanel(
        words.text("Send {ticket} on: to what?", ticket=at_desk.visitor.ticket),
        tuple(stations),
        (
            Press("refer", words.text("Done here, send on"), "refer", (("outcome", "done"),), strong=True),
            Press("refer", words.text("Not done here, send on"), "refer", (("outcome", "wrong_place"),)),
        ),
        words.text("Back"),
    )


def _form(words: Words, scene: DeskScene) -> OpenForm:
    chosen = scene.desk.languages if scene.desk is not None else scene.languages
    return OpenForm(
        words.text("The desk is closed"),
        words.text("Your languages"),
        tuple(
            LanguageChoice(code, language_name(words, code), code in chosen)
            for code in dict.fromkeys((*LANGUAGES, *chosen))
        ),
    )


# Words of staff ---------------------------------------------------------------------------------------------------


def other_language(words: Words) -> OtherLanguage:
    """The link to the page in the other language of staff."""
    code = next(each for each in STAFF if each != words.code)
    return OtherLanguage(code, language(code).own_name, False)


def staff_language(asked: str | None, accepted: str) -> str:
    """The language of a staff page: as asked for, else the first of a browser's that we have, else Swedish."""
    if asked in STAFF:
        return asked
    wishes = []
    for place, part in enumerate(accepted.split(",")[:20]):
        tag, _, quality = part.strip().partition(";q=")
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            continue
        wishes.append((-weight, place, tag.partition("-")[0].lower()))
    return next((tag for weight, _, tag in sorted(wishes) if tag in STAFF and weight < 0), STAFF[0])
