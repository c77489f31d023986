"""The path: today's stops in groups, what to show at each, what to come back for; and the change screen.

No ordinals, no times of calls: the order is free where the line forks, and a call is told where it comes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kiosk.core.checkin import path as core_path
from kiosk.core.checkin.agenda import Agenda, AgendaStop, wants_interpreter
from kiosk.core.checkin.flow import full_agenda, picks_more
from kiosk.core.checkin.state import Dropped, Screen
from kiosk.core.office_config import OfficeConfig, Party
from kiosk.present.kiosk.frame import KioskScene
from kiosk.present.kiosk.view import ChoiceView, KioskView, Later, LineView, PathGroupView, StopView
from kiosk.present.language.words import Words
from kiosk.present.shared import later as later_words
from kiosk.present.shared import phrases
from kiosk.present.shared.path_words import first_stop, group_label
from kiosk.present.shared.phrases import Say, both


def path_screen(scene: KioskScene) -> KioskView:
    agenda = scene.agenda
    title = scene.both(lambda w: w.text("Your path today"))
    wanted = scene.state.interpreter and interpreter_helps(scene, agenda)
    return replace(
        scene.frame(),
        layout="path",
        title=title.own,
        second=title.swedish,
        groups=groups(scene.words, agenda, scene.config, scene.party),
        summary=summary(scene.words, agenda, scene.lobby.usual_minutes),
        interpreter=phrases.interpreter(scene.words, scene.language) if wanted else "",
        interpreter_wanted=wanted,
        later=later(scene, agenda),
        show_label=scene.text("Show"),
        back=scene.back(),
        change=scene.text("Change"),
        more=scene.text("One more stop") if picks_more(scene.state, scene.lobby) else "",
        action=scene.text("Take my ticket"),
        action_pictogram="ticket",
        next_page=scene.text("Continue"),
    )


def change_screen(scene: KioskScene) -> KioskView:
    """Every stop of the answers, also the dropped ones: they stay, and can be put back."""
    agenda = full_agenda(scene.state, scene.lobby)
    title = scene.both(lambda w: w.text("Change your path"))
    dropped = dict(scene.state.dropped)
    return replace(
        scene.frame(),
        layout="change",
        title=title.own,
        second=title.swedish,
        hint=scene.text("Take away what you do not need today."),
        groups=groups(scene.words, agenda, scene.config, scene.party, dropped),
        toggles=_interpreter_toggle(scene, agenda),
        interpreter_wanted=scene.state.interpreter,
        done_label=scene.text("Already done"),
        not_today_label=scene.text("Not today"),
        restore_label=scene.text("Put back"),
        show_label=scene.text("Show"),
        back=scene.back(),
        action=scene.text("Done"),
        action_pictogram="check",
        next_page=scene.text("Continue"),
    )


def summary(words: Words, agenda: Agenda, usual_minutes: int | None = None) -> tuple[str, ...]:
    """How many stops, and the time: of the whole visit as the office forecasts it, else that at the desks."""
    stops = words.count("{n} stop", "{n} stops", len(agenda.stops))
    if (
        usual_minutes is None or usual_minutes < agenda.minutes
    ):  # who waits for nobody still sits at the desks
        return (stops, words.duration(agenda.minutes))
    # Translators: how long a whole visit takes. {duration}: "about 2 hours"
    return (stops, words.text("{duration} today", duration=words.duration(usual_minutes)))


def interpreter_helps(scene: KioskScene, agenda: Agenda) -> bool:
    spoken = scene.language in scene.config.office.without_interpreter
    return not spoken and wants_interpreter(agenda, scene.config.catalogue.errands)


def _interpreter_toggle(scene: KioskScene, agenda: Agenda) -> tuple[ChoiceView, ...]:
    if not interpreter_helps(scene, agenda):
        return ()
    wanted = scene.state.interpreter
    words = scene.both(lambda w: w.text("Interpreter"))
    note = (
        phrases.interpreter(scene.words, scene.language) if wanted else scene.text("without an interpreter")
    )
    pictogram = "interpreter" if wanted else "interpreter-none"
    return (ChoiceView("interpreter", words.own, words.swedish, pictogram, selected=wanted, note=note),)


def groups(
    words: Words,
    agenda: Agenda,
    config: OfficeConfig,
    party: Party,
    dropped: dict[str, Dropped] | None = None,
) -> tuple[PathGroupView, ...]:
    errands = config.catalogue.errands
    parts = core_path.path(agenda, errands) if agenda.stops else ()
    kinds = tuple(part.kind for part in parts)
    first = first_stop(agenda, config)
    alone = len(agenda.stops) == 1

    def stop(one: AgendaStop) -> StopView:
        name = both(words, lambda w: phrases.agency(w, config, one.station))
        here = config.office.station(one.station)
        band = one is first and not (dropped or {}).get(one.station)
        gone = (dropped or {}).get(one.station)
        return StopView(
            one.station,
            here.letter if here else "",
            name.own,
            name.swedish,
            errand_lines(words, one, config, party),
            tuple(_paper(words, config, paper) for paper in one.bring),
            band=band,
            tag=words.text("First") if band and not alone else "",
            dropped=gone.value if gone else "",
        )

    return tuple(
        PathGroupView(
            part.kind.value, group_label(part.kind, kinds)(words), tuple(stop(s) for s in part.stops)
        )
        for part in parts
    )


def errand_lines(words: Words, stop: AgendaStop, config: OfficeConfig, party: Party) -> tuple[LineView, ...]:
    """The errands of a stop, and who must come."""
    errands = config.catalogue.errands

    def line(errand_id: str) -> LineView:
        name = both(words, lambda w: phrases.errand(w, config, errand_id))
        return LineView(errands[errand_id].pictogram, name.own, name.swedish)

    lines = tuple(line(errand_id) for errand_id in stop.errands)
    pictogram, _ = phrases.who_must_come(words, stop.who, party)
    if pictogram:
        people = both(words, lambda w: phrases.who_must_come(w, stop.who, party)[1])
        lines += (LineView(pictogram, people.own, people.swedish, strong=True),)
    return lines


def _paper(words: Words, config: OfficeConfig, paper: str) -> LineView:
    name = both(words, lambda w: phrases.paper(w, paper))
    pictograms = phrases.paper_pictograms(config, paper)
    return LineView(pictograms[0] if pictograms else "", name.own, name.swedish)


def later(scene: KioskScene, agenda: Agenda) -> Later | None:
    """What needs a decision first, then what this office cannot do today; None when there is neither."""
    words, config = scene.words, scene.config
    lines = tuple(
        _later_line(words, line.pictogram, line.say, line.station)
        for line in phrases.not_today_lines(agenda.not_today, config, scene.lobby.today)
    )
    needs = tuple((each.need, each.why.value) for each in agenda.unmet)
    lines += tuple(
        _later_line(words, line.pictogram, line.say)
        for line in later_words.unmet_lines(needs, agenda.unlocks, config, scene.lobby.today)
    )
    come_back = later_words.come_back_lines(agenda.come_back, agenda.unlocks, config)
    if come_back:
        first, *others = come_back
        headline = both(words, first.say)
        more = _unlocked(words, first)
        for other in others:
            more += (_later_line(words, other.pictogram, other.say), *_unlocked(words, other))
        return Later(first.pictogram, headline.own, first.detail(words), (*more, *lines), headline.swedish)
    if lines:
        headline = both(words, lambda w: w.text("Not today"))
        return Later("not-today", headline.own, "", lines, headline.swedish)
    return None


def _unlocked(words: Words, line: later_words.ComeBackLines) -> tuple[LineView, ...]:
    """The errands that may follow, each with the sign of its agency."""
    return tuple(_later_line(words, e.pictogram, e.say, e.station) for e in line.errands)


def _later_line(words: Words, pictogram: str, say: Say, station: str = "") -> LineView:
    text = both(words, say)
    return LineView(pictogram, text.own, text.swedish, sign=station)


PATHS: Final = {Screen.PATH: path_screen, Screen.CHANGE: change_screen}
