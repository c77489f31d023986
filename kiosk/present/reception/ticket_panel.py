"""One ticket at reception: facts, path with states, history, and only what can be pressed now.

Which verbs a stop allows is asked of the lifecycle table, never written again here. Must not know QML or the
network.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.core.day.history import HistoryLine
from kiosk.core.day.lifecycle import ENDED, STOP_STEPS, WAITS, StopState, Verb, VisitState
from kiosk.core.day.office_time import local
from kiosk.core.office_config import OfficeConfig
from kiosk.core.views import VisitStop
from kiosk.present.language.words import NO_ISOLATES, Words, marked
from kiosk.present.reception.hall import LIMIT_MINUTES, ReceptionHall
from kiosk.present.reception.support import (
    PRIORITIES,
    finish_facts,
    priority_actions,
    priority_text,
    waits_for_interpreter,
)
from kiosk.present.reception.view import Action, ConfirmQuestion, Looked, Panel, PanelFact, PanelStop, Past
from kiosk.present.shared import phrases, promises
from kiosk.present.shared.reasons import language_name, reasons

RECEPTION: Final = "REC"
OUTCOMES: Final = {
    "wrong_place": marked("wrong place"),
    "papers_missing": marked("papers missing"),
    "come_back": marked("must come back"),
}
HAPPENED: Final = {
    "issued": marked("Took a ticket"),
    "printed": marked("Ticket printed"),
    "low_paper": marked("Ticket printed, low on paper"),
    "no_paper": marked("Ticket not printed: out of paper"),
    "cover_open": marked("Ticket not printed: printer open"),
    "no_answer": marked("Ticket not printed: printer silent"),
    "refused": marked("Ticket not printed: printer faulty"),
    "no_printer": marked("Ticket not printed: no printer"),
    "pre_call": marked("Asked to come near"),
    "release": marked("Waits as before"),
    "call": marked("Called"),
    "recall": marked("Called again"),
    "start": marked("Service began"),
    "finish": marked("Done"),
    "refer": marked("Sent on"),
    "hold": marked("Paused"),
    "resume": marked("Waits again"),
    "no_show": marked("Did not come"),
    "priority": marked("Was given priority"),
    "no_priority": marked("No longer has priority"),
    "path_added": marked("More stops were added"),
    "postpone": marked("Moved to the come-back list"),
    "leave": marked("Left"),
    "left": marked("Left"),
    "day_ended": marked("The day was closed"),
}
"""What the history tells, by the name of what happened."""


def ticket_panel(
    words: Words, config: OfficeConfig, hall: ReceptionHall, looked: Looked, stale: bool, now: datetime
) -> Panel:
    return _Ticket(words, config, hall, looked, now).panel(stale)


class _Ticket:
    def __init__(
        self, words: Words, config: OfficeConfig, hall: ReceptionHall, looked: Looked, now: datetime
    ) -> None:
        self.words = words
        self.config = config
        self.hall = hall
        self.now = now
        self.choosing = looked.choosing
        self.visit = hall.visits[looked.visit]
        self.engaged = self.visit.engaged
        self.active = self.visit.state is VisitState.ACTIVE
        self.chosen = self._chosen(looked.stop)

    def panel(self, stale: bool) -> Panel:
        words, visit = self.words, self.visit
        reason, pictogram = self._reason()
        return Panel(
            "ticket",
            visit.ticket,
            visit=visit.visit,
            facts=tuple(self._facts()),
            stops=tuple(self._stop(n, stop) for n, stop in enumerate(visit.stops)),
            reason=reason.translate(NO_ISOLATES),
            reason_pictogram=pictogram,
            history_title=words.text("What has happened"),
            history=tuple(self._past(n, line) for n, line in reversed(list(enumerate(visit.history)))),
            actions=() if stale or self.hall.view.closed or not self.active else tuple(self._actions()),
            back=words.text("Back"),
        )

    def _clock(self, at: float) -> str:
        return self.words.clock(local(ZoneInfo(self.config.office.time_zone), at))

    def _agency(self, station: str) -> str:
        return phrases.agency(self.words, self.config, station)

    def _chosen(self, wanted: str) -> VisitStop | None:
        """The stop that reason and actions are about: as touched, else where the visitor is, else the next."""
        open_stops = [stop for stop in self.visit.stops if stop.state not in ENDED]
        touched = next((stop for stop in open_stops if stop.station == wanted), None)
        if touched is not None or self.engaged is not None:
            return touched or self.engaged
        ready = [stop for stop in open_stops if stop.state is StopState.WAITING and not stop.first]
        likely = self.visit.probably_next
        probable = next((stop for stop in ready if stop.station == likely), None)
        free = next((stop for stop in ready if self.hall.free_desk(stop.station) is not None), None)
        return probable or free or next(iter((*ready, *open_stops)), None)

    # Facts and path ---------------------------------------------------------------------------------------

    def _facts(self) -> list[PanelFact]:
        words, visit = self.words, self.visit
        party = visit.party
        facts = [
            PanelFact("language", language_name(words, visit.language)),
            PanelFact(
                "adult-1" if party == 1 else "adult-2" if party == 2 else "family",
                words.count("{n} person", "{n} people", party),
            ),
            PanelFact("time", self._clock(visit.issued_at)),
        ]
        support = visit.support
        if support.interpreter:
            name = language_name(words, support.interpreter)
            facts.append(
                PanelFact("interpreter", words.text("Needs an interpreter: {language}", language=name))
            )
        if support.private_help:
            facts.append(PanelFact("private-room", words.text("In a private room")))
        if support.priority:
            facts.append(PanelFact("priority", priority_text(words, support.priority)))
        facts += finish_facts(words, self.config, self.hall, visit, self.now)
        if visit.paper not in ("printed", "low_paper", "pending"):
            told = HAPPENED.get(visit.paper, HAPPENED["refused"])
            facts.append(PanelFact("printer-no-paper", words.text(told), warning=True))
        return [PanelFact(each.pictogram, each.text.translate(NO_ISOLATES), each.warning) for each in facts]

    def _stop(self, place: int, stop: VisitStop) -> PanelStop:
        ended = stop.state in ENDED
        late = stop.state in WAITS and self.hall.minutes(stop.queued_at) >= LIMIT_MINUTES
        mark = "ahead"
        if stop.state in (StopState.DONE, StopState.REFERRED):
            mark = "done"
        elif ended:
            mark = "off"
        elif stop is self.chosen:
            mark = "now"
        errands = ", ".join(
            phrases.errand(self.words, self.config, errand) or errand for errand in stop.errands
        )
        return PanelStop(
            f"{place}:{stop.station}",
            stop.station,
            self._agency(stop.station),
            self._state(stop).translate(NO_ISOLATES),
            "" if ended else errands,
            mark,
            late,
            stop is self.chosen,
        )

    def _state(self, stop: VisitStop) -> str:
        words, minutes = self.words, self.hall.minutes(stop.since)
        clock = self._clock(stop.since)
        match stop.state:
            case StopState.DONE:
                outcome = OUTCOMES.get(stop.outcome or "")
                done = words.text("done {time}", time=clock)
                return f"{done} · {words.text(outcome)}" if outcome else done
            case StopState.REFERRED:
                return words.text("sent on {time}", time=clock)
            case StopState.COME_BACK:
                return words.text("on the come-back list")
            case StopState.LEFT:
                return words.text("left {time}", time=clock)
            case StopState.SERVING:
                return words.text("at desk {desk} for {n} min", desk=stop.desk, n=minutes)
            case StopState.CALLED:
                return words.text("called to desk {desk} {time}", desk=stop.desk, time=clock)
            case StopState.NEAR:
                return words.text("asked to come near {time}", time=clock)
            case StopState.HELD:
                return words.text("paused {time}", time=clock)
            case StopState.MISSED:
                return words.text("did not come {time}", time=clock)
        waited = words.text("waited {n} min", n=self.hall.minutes(stop.queued_at))
        waited = " · ".join((waited, *self._expected(stop)))
        if stop.first:
            errand = self.config.catalogue.errands.get(stop.first[0])
            if errand is not None:
                after = words.text("after {agency}", agency=self._agency(errand.station))
                return f"{waited} · {after}"
        return waited

    def _expected(self, stop: VisitStop) -> tuple[str, ...]:
        """When a stop that waits is expected to be called: the next one about when, a later one from when to when."""
        if stop.station == self.visit.probably_next:
            times = promises.told(self.visit.next_call or stop.expected, self.config, self.now)
            if times is None:
                return ()
            if times.about is None:
                return (self.words.text("about now"),)
            return (self.words.text("about {time}", time=self.words.clock(times.about)),)
        span = promises.span(stop.expected, self.config, self.now)
        return () if span is None else (promises.span_text(self.words, span),)

    def _reason(self) -> tuple[str, str]:
        """Why the visitor waits, in one sentence."""
        words, stop = self.words, self.chosen
        if self.visit.state is VisitState.FINISHED:
            return words.text("Every stop of this visit has ended."), "checked"
        if not self.active or stop is None:
            return words.text("This visit has ended."), "information"
        agency = self._agency(stop.station)
        if stop.state is not StopState.WAITING:
            return "", ""
        if self.engaged is not None:
            elsewhere = self._agency(self.engaged.station)
            return words.text("Waits here while the visitor is at {agency}.", agency=elsewhere), "information"
        if stop.first:
            return words.text("Waits until an earlier stop is done."), "information"
        if self.hall.open_desk(stop.station) is None:
            return words.text("No desk of {agency} is open.", agency=agency), "warning"
        interpreter = waits_for_interpreter(words, self.config, self.hall, self.visit, stop.station)
        if interpreter:
            return interpreter, "interpreter"
        following = self.hall.next.get(stop.station)
        if following is None:
            return words.text("Nobody is called to {agency} just now.", agency=agency), "queue"
        why = self.hall.why.get(stop.station)
        left = [stop for stop in self.hall.visits[following].stops if stop.state not in ENDED]
        counted = (
            reasons(words, why.by, why.why, self.config.office, you=False, last=len(left) == 1) if why else ()
        )
        because = f": {', '.join(counted)}" if counted else ""
        if following == self.visit.visit:
            said = words.text("Is called next to {agency}", agency=agency)
        else:
            ticket = self.hall.visits[following].ticket
            said = words.text("{ticket} is called first to {agency}", ticket=ticket, agency=agency)
        return f"{said}{because}.", "queue"

    def _past(self, place: int, line: HistoryLine) -> Past:
        words = self.words
        what = HAPPENED.get(line.what)
        said = [words.text(what) if what else line.what]
        if line.station:
            said.append(self._agency(line.station))
        if line.desk is not None and line.what in ("call", "recall"):
            said.append(words.inside(words.text("Desk {desk}", desk=line.desk)))
        if (outcome := OUTCOMES.get(line.outcome or "")) is not None:
            said.append(words.text(outcome))
        if line.what == "priority" and (reason := PRIORITIES.get(line.outcome or "")) is not None:
            said.append(words.inside(words.text(reason)))
        if line.what in ("call", "pre_call"):
            said += reasons(words, line.by, line.why, self.config.office, you=False)[:1] if line.by else ()
        return Past(str(place), self._clock(line.at), ", ".join(said).translate(NO_ISOLATES))

    # What can be pressed ----------------------------------------------------------------------------------

    def _actions(self) -> list[Action]:
        if self.choosing == "priority":
            return priority_actions(self.words, self.visit, True)
        found: list[Action] = []
        stop = self.chosen
        if stop is not None and self.visit.stop(stop.station) is stop:
            found += self._desk_actions(stop) if stop is self.engaged else []
            found += self._calls(stop)
            found += self._waiting_actions(stop)
        found += priority_actions(self.words, self.visit, False)
        question = ConfirmQuestion(
            self.words.text("{ticket} has left?", ticket=self.visit.ticket).translate(NO_ISOLATES),
            self.words.text("The visit ends, and the number is not called any more."),
            self.words.text("Has left"),
            self.words.text("Keep the visit"),
            "not-here",
        )
        args = (("visit", self.visit.visit),)
        found.append(
            Action("leave", "leave", self.words.text("Has left"), "not-here", args, question=question)
        )
        return _one_strong(found)

    def _may(self, stop: VisitStop, verb: Verb) -> bool:
        return (stop.state, verb) in STOP_STEPS

    def _desk_actions(self, stop: VisitStop) -> list[Action]:
        """Of the stop at which the visitor is called, served or awaited."""
        words, found = self.words, []
        desk = (("desk", stop.desk),)
        visit = (("visit", self.visit.visit),)
        if stop.desk is not None:
            if self._may(stop, Verb.START):
                found.append(Action("start", "start", words.text("Start"), "talk", desk))
            if self._may(stop, Verb.FINISH):
                done = (*desk, ("outcome", "done"))
                found.append(Action("finish", "finish", words.text("Done"), "check", done))
            if self._may(stop, Verb.RECALL):
                found.append(Action("recall", "recall", words.text("Call again"), "call-again", desk))
            if self._may(stop, Verb.NO_SHOW):
                found.append(Action("no_show", "no_show", words.text("Did not come"), "not-here", desk))
        if self._may(stop, Verb.RELEASE):
            found.append(Action("release", "release", words.text("Let wait as before"), "undo", visit))
        return found

    def _calls(self, stop: VisitStop) -> list[Action]:
        """Calls of the chosen stop; and to reception, whatever is chosen."""
        words, found = self.words, []
        reception = self.visit.stop(RECEPTION)
        wanted = [stop] if reception is None or reception is stop else [reception, stop]
        for one in wanted:
            if one.first or self.engaged not in (None, one) or not self._may(one, Verb.CALL):
                continue
            visit = ("visit", self.visit.visit)
            free = self.hall.free_desk(one.station)
            if free is not None:
                text = (
                    words.text("Call to reception")
                    if one.station == RECEPTION
                    else words.text("Call to desk {desk}", desk=free).translate(NO_ISOLATES)
                )
                args = (("desk", free), visit)
                found.append(Action(f"call:{one.station}", "call.this", text, "call", args, strong=True))
            opened = self.hall.open_desk(one.station)
            if opened is not None and one is stop and self._may(one, Verb.PRE_CALL):
                args = (("desk", opened), visit)
                found.append(
                    Action("pre_call", "pre_call", words.text("Ask to come near"), "come-near", args)
                )
        return found

    def _waiting_actions(self, stop: VisitStop) -> list[Action]:
        words = self.words
        args = (("visit", self.visit.visit), ("station", stop.station))
        found = []
        if self._may(stop, Verb.RESUME):
            strong = self.engaged is None
            found.append(Action("resume", "resume", words.text("Wait again"), "undo", args, strong=strong))
        if self._may(stop, Verb.HOLD):
            found.append(Action("hold", "hold", words.text("Pause"), "hold", args))
        return found


def _one_strong(actions: list[Action]) -> list[Action]:
    """At most one strong action, and it stands first."""
    first = next((action for action in actions if action.strong), None)
    if first is None:
        return actions
    others = [
        Action(a.id, a.kind, a.text, a.pictogram, a.args, False, a.question)
        for a in actions
        if a is not first
    ]
    return [first, *others]
