"""The check-in flow: one pure step from state to state, walked in tests without a window.

`step(state, command, at, lobby)` gives the next state and what the shell must do. A command that does not fit the
place changes nothing, so no tap can get a visitor stuck. Knows no words, no Qt and no clock: `at` is seconds on any
clock that only goes forward, and the office day comes in with the lobby.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kiosk.core.checkin.agenda import Agenda, make_agenda, wanted_errands
from kiosk.core.checkin.answers import Answers
from kiosk.core.checkin.asked import PARTY_QUESTIONS, AskedQuestion, asked_questions, day_catalogue
from kiosk.core.checkin.draft import TicketDraft, draft, reception_agenda
from kiosk.core.checkin.speech_rules import ended, listened, of_next_visitor, only_listens, patience, spoken
from kiosk.core.checkin.state import (
    IDLE,
    CheckIn,
    Choose,
    ChooseLanguage,
    Command,
    Dialog,
    Drop,
    Dropped,
    Headphones,
    Issued,
    IssueTicket,
    Lobby,
    NotIssued,
    Paper,
    PaperIs,
    Place,
    PrintTicket,
    ReadingEnded,
    RecordEnd,
    Screen,
    ScreenTimeouts,
    SetInterpreter,
    SetPrivateHelp,
    Step,
    Tap,
    Tick,
    Ticket,
)
from kiosk.core.office_config import OTHER_LANGUAGE, Errand, OfficeConfig, OfficeStation, Question

MOST_PICKED: Final = 4
"""Errands of agencies that a visitor picks, at most: their stops and a further button fill one screen."""

READING_AT_MOST_S: Final = 180.0
"""Nothing takes longer to read aloud: whatever says it does has lost its end."""


def questions_of(answers: Answers, lobby: Lobby) -> tuple[AskedQuestion, ...]:
    """The questions of the full or short path, in order, for these answers."""
    return asked_questions(answers, day_catalogue(lobby.config, lobby.today))


def asked_here(state: CheckIn, question: Question, lobby: Lobby) -> AskedQuestion:
    """A question as this visitor is asked it: with the options that make a difference."""
    asked = _asked_so_far(state, counted_answers(state, lobby), lobby)
    return next((each for each in asked if each.id == question.id), AskedQuestion(question, question.options))


def counted_answers(state: CheckIn, lobby: Lobby) -> Answers:
    """The answers that count: what was answered and is (still) asked; the rest at its default."""
    answers = state.answers.given("pick", state.answers.pick[: _picks_before(state)])
    for name in answers.questions():
        if name not in state.answered:
            answers = answers.without(name)
    asked = {q.id for q in _asked_so_far(state, answers, lobby)}
    for name in answers.questions():
        if name not in asked:
            answers = answers.without(name)
    return answers


def _asked_so_far(state: CheckIn, answers: Answers, lobby: Lobby) -> tuple[AskedQuestion, ...]:
    """The questions asked of this visitor, up to the first one without an answer."""
    return asked_questions(answers, day_catalogue(lobby.config, lobby.today), state.answered)


def picks_more(state: CheckIn, lobby: Lobby) -> bool:
    """Whether one more agency can be added to the path: on the way of visitors who pick, up to a full screen."""
    by_choice = lobby.config.catalogue.short_paths.get(state.answers.purpose) == ()
    return by_choice and len(counted_answers(state, lobby).pick) < MOST_PICKED


def _picks_before(state: CheckIn) -> int:
    """How many errands were picked on the way to this place: going back takes the last one off."""
    made = sum(place.screen is Screen.STATION for place in state.trail)
    return made - 1 if state.place.screen is Screen.ERRAND else made


def stations_to_pick(config: OfficeConfig) -> tuple[OfficeStation, ...]:
    """The stations of this office that have an errand to pick."""
    return tuple(s for s in config.office.stations if errands_to_pick(config, s.id))


def errands_to_pick(config: OfficeConfig, station: str) -> tuple[Errand, ...]:
    return tuple(e for e in config.catalogue.errands.values() if e.station == station)


def full_agenda(state: CheckIn, lobby: Lobby) -> Agenda:
    """The agenda of the answers, before the visitor drops anything."""
    return make_agenda(
        counted_answers(state, lobby), lobby.config.catalogue, lobby.config.office, lobby.today
    )


def agenda_of(state: CheckIn, lobby: Lobby) -> Agenda:
    """The agenda as the visitor wants it: dropped stops are done already or put off."""
    return make_agenda(
        counted_answers(state, lobby),
        lobby.config.catalogue,
        lobby.config.office,
        lobby.today,
        put_off=frozenset(station for station, why in state.dropped if why is Dropped.NOT_TODAY),
        already_done=frozenset(station for station, why in state.dropped if why is Dropped.DONE),
    )


PROGRESS_STEPS: Final = 8
"""Dots of the progress line: always the same number, so that the way never grows longer while a visitor answers."""


def progress(state: CheckIn, lobby: Lobby) -> tuple[int, int]:
    """(steps done, steps in all) of the questions, for the line at the top."""
    order = [q.id for q in lobby.config.catalogue.questions]
    if state.answers.purpose == "one":
        order = ["purpose", "station", "errand", *PARTY_QUESTIONS]
    here = {Screen.STATION: "station", Screen.ERRAND: "errand"}.get(state.place.screen, state.place.question)
    if here not in order:
        return PROGRESS_STEPS, PROGRESS_STEPS
    return order.index(here) * PROGRESS_STEPS // len(order), PROGRESS_STEPS


def options_chosen(state: CheckIn, question: Question) -> tuple[str, ...]:
    """What is marked as answered on a question's screen; nothing before the first answer."""
    if question.id not in state.answered:
        return ()
    value = getattr(state.answers, question.id)
    return value if isinstance(value, tuple) else (str(value),)


def step(state: CheckIn, command: Command, at: float, lobby: Lobby) -> Step:
    """The next state and its effects. Total: what does not fit the place changes nothing but the clock."""
    after, effects = _moved(state, command, at, lobby)
    after, said = spoken(state, after, command, lobby)
    return after, (*effects, *said)


def _moved(state: CheckIn, command: Command, at: float, lobby: Lobby) -> Step:
    state = replace(state, now=at)
    match command:
        case Tick():
            return _tick(state, lobby)
        case Issued():
            return _issued(state, command, lobby)
        case NotIssued():
            if not state.waiting:
                return state, ()
            return _go(replace(state, waiting=False), Place(Screen.TROUBLE)), (
                _ended(state, lobby, "failed"),
            )
        case PaperIs(paper):
            return (replace(state, paper=paper) if state.ticket else state), ()
        case ReadingEnded():
            return ended(state, command), ()
        case Headphones(plugged=False):
            return listened(state, command), ()
    if state.waiting and not only_listens(command):
        return state, ()
    if state.place.screen is Screen.CLOSED and not only_listens(command):
        return state, ()
    state = replace(state, touched_at=at, began_at=at if state.began_at is None else state.began_at)
    if only_listens(command):
        return listened(state, command), ()
    if state.sheet is not None:
        answer = _answer_sheet(state, command, lobby)
        if answer is not None:
            return answer
        state = replace(state, sheet=None)
    return _touch(state, command, lobby)


def _answer_sheet(state: CheckIn, command: Command, lobby: Lobby) -> Step | None:
    """What a touch does while a sheet is up; None: the sheet goes and the touch counts as on the screen."""
    if command is Tap.START_OVER_NOW:
        return _wiped(state), () if state.ticket else (_ended(state, lobby, "start_over"),)
    if command is Tap.START_OVER and state.sheet is Dialog.START_OVER:
        # the tool that opened the question closes it: two taps wipe nothing
        return replace(state, sheet=None), ()
    if command in (Tap.KEEP_ON, Tap.MORE_TIME):
        more = state.extensions + (1 if state.sheet is Dialog.TIME_OUT else 0)
        return replace(state, sheet=None, extensions=more), ()
    if command in (Tap.PERSON, Tap.LANGUAGE, Tap.START_OVER, Tap.LARGER, Tap.LOWER, Tap.CONTRAST, Tap.STILL):
        return None
    return state, ()


def _touch(state: CheckIn, command: Command, lobby: Lobby) -> Step:
    place = state.place
    match command:
        case ChooseLanguage(language) if language in (*lobby.config.office.languages, OTHER_LANGUAGE):
            if place.screen is not Screen.LANGUAGE:
                return state, ()
            return _language_chosen(replace(state, language=language)), ()
        case Choose(option):
            return _choose(state, option, lobby), ()
        case Drop(station, why) if place.screen is Screen.CHANGE:
            kept = tuple(d for d in state.dropped if d[0] != station)
            known = full_agenda(state, lobby).stop(station) is not None
            return replace(state, dropped=(*kept, (station, why)) if why and known else kept), ()
        case SetInterpreter(wanted) if place.screen is Screen.CHANGE:
            return replace(state, interpreter=wanted), ()
        case SetPrivateHelp(wanted) if place.screen is Screen.PERSON:
            return replace(state, private_help=wanted), ()
        case Tap():
            return _tap(state, command, lobby)
    return state, ()


def _tap(state: CheckIn, tap: Tap, lobby: Lobby) -> Step:
    screen = state.place.screen
    match tap:
        case Tap.GO_ON:
            return _go_on(state, lobby)
        case Tap.BACK if state.trail and screen not in (Screen.TICKET, Screen.TROUBLE):
            return _back(state, lobby), ()
        case Tap.CHANGE if screen is Screen.PATH or (screen is Screen.EMPTY and state.dropped):
            return _go(state, Place(Screen.CHANGE)), ()
        case Tap.ADD if screen is Screen.PATH and picks_more(state, lobby):
            return _go(state, Place(Screen.STATION)), ()
        case Tap.LANGUAGE if screen not in (Screen.LANGUAGE, Screen.CLOSED):
            return _go(state, Place(Screen.LANGUAGE)), ()
        case Tap.PERSON if screen is Screen.TICKET:
            return replace(state, sheet=Dialog.SHOW_RECEPTION), ()
        case Tap.PERSON if screen not in (Screen.PERSON, Screen.CLOSED, Screen.TROUBLE):
            back_to_ticket = state.ticket is not None
            return (state, ()) if back_to_ticket else (_go(state, Place(Screen.PERSON)), ())
        case Tap.START_OVER:
            if _nothing_to_lose(state):
                return _wiped(state), ()
            return replace(state, sheet=Dialog.START_OVER), ()
        case Tap.LARGER:
            return replace(state, comfort=replace(state.comfort, larger=not state.comfort.larger)), ()
        case Tap.LOWER:
            return replace(state, comfort=replace(state.comfort, lower=not state.comfort.lower)), ()
        case Tap.CONTRAST:
            return replace(state, comfort=replace(state.comfort, contrast=not state.comfort.contrast)), ()
        case Tap.STILL:
            return replace(state, comfort=replace(state.comfort, still=not state.comfort.still)), ()
        case Tap.REPRINT if screen is Screen.TICKET and state.ticket and _can_reprint(state):
            ticket = replace(state.ticket, reprint=True)
            return replace(state, ticket=ticket, paper=Paper.PRINTING), (PrintTicket(ticket),)
    return state, ()


def _go_on(state: CheckIn, lobby: Lobby) -> Step:
    """The strong action of each screen that has one."""
    language = state.language or OTHER_LANGUAGE
    party = counted_answers(state, lobby).party
    match state.place.screen:
        case Screen.QUESTION:
            question = lobby.config.catalogue.question(state.place.question or "")
            if question is None or question.id not in state.answered:
                return state, ()
            return _next(state, lobby), ()
        case Screen.PATH:
            return replace(state, waiting=True), (IssueTicket(path_draft(state, lobby)),)
        case Screen.CHANGE:
            return _path(replace(state, trail=state.trail[:-1]), lobby), ()
        case Screen.EMPTY:
            return replace(state, waiting=True), (
                IssueTicket(draft(lobby.config, agenda_of(state, lobby), language, party)),
            )
        case Screen.PERSON | Screen.MINOR:
            agenda = reception_agenda(lobby.config, party)
            ticket = draft(lobby.config, agenda, language, party, private_help=state.private_help)
            return replace(state, waiting=True), (IssueTicket(ticket),)
        case Screen.TICKET | Screen.TROUBLE:
            return _wiped(state), ()
    return state, ()


def path_draft(state: CheckIn, lobby: Lobby) -> TicketDraft:
    """The ticket of the path as it stands."""
    party = counted_answers(state, lobby).party
    language = state.language or OTHER_LANGUAGE
    agenda = agenda_of(state, lobby)
    return draft(lobby.config, agenda, language, party, interpreter=state.interpreter)


def _choose(state: CheckIn, option_id: str, lobby: Lobby) -> CheckIn:
    place = state.place
    if place.screen is Screen.STATION:
        if option_id not in [s.id for s in stations_to_pick(lobby.config)]:
            return state
        errands = errands_to_pick(lobby.config, option_id)
        if len(errands) == 1:
            return _picked(state, errands[0].id, lobby)
        return _go(state, Place(Screen.ERRAND, station=option_id))
    if place.screen is Screen.ERRAND:
        if option_id not in [e.id for e in errands_to_pick(lobby.config, place.station or "")]:
            return state
        return _picked(state, option_id, lobby)
    question = lobby.config.catalogue.question(place.question or "")
    if place.screen is not Screen.QUESTION or question is None:
        return state
    asked = asked_here(state, question, lobby)
    option = next((o for o in asked.options if o.id == option_id), None)
    if option is None:
        return state
    if option.leads_to_staff:
        return _go(state, Place(Screen.MINOR))
    if asked.several and not option.exclusive:
        return _toggled(state, question, option_id)
    if question.multiple:  # it stands alone, so nothing more is to be chosen
        answers = state.answers.given(question.id, (option_id,))
        alone = replace(state, answers=answers, answered=state.answered | {question.id}, dropped=())
        return _next(alone, lobby)
    answers = state.answers.given(question.id, question.answer(option_id))
    chosen = replace(state, answers=answers, answered=state.answered | {question.id}, dropped=())
    return _next(chosen, lobby)


def _toggled(state: CheckIn, question: Question, option_id: str) -> CheckIn:
    """A box ticked or unticked; it clears an exclusive answer."""
    now: tuple[str, ...] = getattr(state.answers, question.id)
    alone = {o.id for o in question.options if o.exclusive}
    if option_id in now:
        marked = tuple(o for o in now if o != option_id)
    else:
        marked = (*(o for o in now if o not in alone), option_id)
    in_order = tuple(o.id for o in question.options if o.id in marked)
    answered = state.answered | {question.id} if in_order else state.answered - {question.id}
    return replace(state, answers=state.answers.given(question.id, in_order), answered=answered, dropped=())


def _picked(state: CheckIn, errand: str, lobby: Lobby) -> CheckIn:
    """An errand of an agency, after those picked before: who came along is asked once, where it matters."""
    pick = (*state.answers.pick[: _picks_before(state)], errand)
    picked = replace(state, answers=state.answers.given("pick", pick), dropped=())
    ask = next((q.id for q in questions_of(picked.answers, lobby) if q.id not in state.answered), None)
    if ask is not None:
        return _go(picked, Place(Screen.QUESTION, question=ask))
    return _path(_go(picked, None), lobby)


def _next(state: CheckIn, lobby: Lobby) -> CheckIn:
    """The place after an answered question."""
    answers = state.answers
    if state.place.question == "purpose" and lobby.config.catalogue.short_paths.get(answers.purpose) == ():
        return _go(state, Place(Screen.STATION))
    asked = [q.id for q in _asked_so_far(state, counted_answers(state, lobby), lobby)]
    here = asked.index(state.place.question) if state.place.question in asked else len(asked) - 1
    if here + 1 < len(asked):
        return _go(state, Place(Screen.QUESTION, question=asked[here + 1]))
    return _path(_go(state, None), lobby)


def _path(state: CheckIn, lobby: Lobby) -> CheckIn:
    """The path, or "nothing for you here today"."""
    there = replace(state, place=Place(Screen.PATH))
    return replace(there, place=Place(Screen.EMPTY)) if agenda_of(there, lobby).empty else there


def _go(state: CheckIn, place: Place | None) -> CheckIn:
    """Forward: the place left behind goes on the trail. None: the caller sets the place."""
    if place is not None and place.screen is Screen.PERSON and place in state.trail:
        # person, language, person ... is a walk between two rooms: it must not lengthen the way back
        return replace(state, place=place, trail=state.trail[: state.trail.index(place)])
    return replace(state, trail=(*state.trail, state.place), place=place or state.place)


def _back(state: CheckIn, lobby: Lobby) -> CheckIn:
    """To where the visitor came from; what was dropped meanwhile may have emptied or filled the path."""
    state = replace(state, place=state.trail[-1], trail=state.trail[:-1])
    return _path(state, lobby) if state.place.screen in (Screen.PATH, Screen.EMPTY) else state


def _language_chosen(state: CheckIn) -> CheckIn:
    if state.trail:
        return replace(
            state, place=state.trail[-1], trail=state.trail[:-1]
        )  # a detour: back to where they were
    return _go(state, Place(Screen.QUESTION, question="purpose"))


def _issued(state: CheckIn, issued: Issued, lobby: Lobby) -> Step:
    """The ticket is durable: answers are wiped, the paper is asked for."""
    if not state.waiting:
        return state, ()
    staff = state.place.screen in (Screen.PERSON, Screen.MINOR, Screen.EMPTY)
    ticket = Ticket(issued.visit, issued.number, issued.draft, issued.issued_at, issued.token)
    shown = CheckIn(
        place=Place(Screen.TICKET),
        language=state.language,
        comfort=state.comfort,
        hearing=state.hearing,
        ticket=ticket,
        paper=Paper.PRINTING,
        began_at=state.began_at,
        touched_at=state.now,
        now=state.now,
    )
    return shown, (PrintTicket(ticket), _ended(state, lobby, "staff" if staff else "ticket"))


def _tick(state: CheckIn, lobby: Lobby) -> Step:
    screen = state.place.screen
    if state.began_at is None:
        return _doors(state, lobby), ()
    if state.waiting:
        return state, ()
    still = state.now - state.touched_at
    if state.hearing.reading and state.sheet is not Dialog.TIME_OUT:
        # who listens is there; the time begins when all is said
        return (ended(state, ReadingEnded()) if still >= READING_AT_MOST_S else state), ()
    warn_after, countdown = _patient(state, lobby.times)
    if screen in (Screen.TICKET, Screen.TROUBLE) and state.paper is not Paper.PRINTING:
        shown = (
            lobby.times.ticket_shown * (1 if state.paper and state.paper.came_out else 2) * patience(state)
        )
        return (_doors(_wiped(state), lobby) if still >= shown else state), ()
    if still >= warn_after and _nothing_to_lose(state):
        return _doors(_wiped(state), lobby), ()  # only the look of the screen was changed: no need to ask
    if still >= warn_after + countdown:
        return _doors(_wiped(state), lobby), () if state.ticket else (_ended(state, lobby, "timeout"),)
    if still >= warn_after and state.sheet is not Dialog.TIME_OUT:
        return replace(state, sheet=Dialog.TIME_OUT), ()
    return state, ()


def _doors(state: CheckIn, lobby: Lobby) -> CheckIn:
    """With nobody there, the idle screen follows the opening hours."""
    if not lobby.open:
        return replace(state, place=Place(Screen.CLOSED))
    return replace(state, place=Place(Screen.LANGUAGE)) if state.place.screen is Screen.CLOSED else state


def seconds_left(state: CheckIn, times: ScreenTimeouts) -> int:
    """Whole seconds until the screen starts over, for the time-out sheet."""
    warn_after, countdown = _patient(state, times)
    left = warn_after + countdown - (state.now - state.touched_at)
    return max(0, min(int(countdown), int(left + 0.999)))


def _patient(state: CheckIn, times: ScreenTimeouts) -> tuple[float, float]:
    """Seconds until the warning, and from then until the screen starts over, for this visitor."""
    return times.warn_after * patience(state), times.countdown * patience(state)


def _wiped(state: CheckIn) -> CheckIn:
    """Nothing of the visitor is left."""
    return replace(IDLE, now=state.now, touched_at=state.now, hearing=of_next_visitor(state.hearing))


def _nothing_to_lose(state: CheckIn) -> bool:
    return state.language is None and not state.trail and not state.answered


def _can_reprint(state: CheckIn) -> bool:
    return state.paper is not None and not state.paper.came_out and state.paper is not Paper.PRINTING


def _ended(state: CheckIn, lobby: Lobby, outcome: str) -> RecordEnd:
    began = state.now if state.began_at is None else state.began_at
    last = state.place.question or state.place.screen.value
    return RecordEnd(
        state.language, int((state.now - began) // 60), last, outcome, _dropped_as_done(state, lobby)
    )


def _dropped_as_done(state: CheckIn, lobby: Lobby) -> int:
    """How many errands the answers "already done" took off the list."""
    if state.place.screen not in (Screen.PATH, Screen.CHANGE, Screen.EMPTY):
        return 0
    counted = counted_answers(state, lobby)
    day = day_catalogue(lobby.config, lobby.today)
    undone = wanted_errands(counted.given("done", ()), day)
    by_answer = len(set(undone) - set(wanted_errands(counted, day)))
    agenda = full_agenda(state, lobby)
    stops = (agenda.stop(station) for station, why in state.dropped if why is Dropped.DONE)
    return by_answer + sum(len(stop.errands) for stop in stops if stop)
