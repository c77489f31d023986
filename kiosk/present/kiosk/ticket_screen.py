"""The screen with the ticket: its number, what to do now, and what became of the paper.

No times: nobody is called by the clock. No status, no reason, no answers: they are wiped by now.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kiosk.core.checkin.draft import TicketDraft
from kiosk.core.checkin.state import Paper, Screen, Ticket
from kiosk.core.office_config import RECEPTION_ERRAND
from kiosk.present.kiosk import paths
from kiosk.present.kiosk.frame import KioskScene
from kiosk.present.kiosk.view import KioskView, LineView
from kiosk.present.language.words import Words
from kiosk.present.shared import path_words, phrases
from kiosk.present.shared.office_clock import taken_at
from kiosk.present.shared.phrases import Say
from kiosk.present.shared.qr import qr_rows


def ticket_screen(scene: KioskScene) -> KioskView:
    ticket, paper = scene.state.ticket, scene.state.paper or Paper.PRINTING
    assert ticket is not None, "the ticket screen has a ticket"
    title = scene.both(lambda w: w.text("Your ticket"))
    agenda = ticket.draft.agenda
    printed = paper.came_out or paper is Paper.PRINTING
    qr = qr_rows(scene.config.office.phone_url, ticket.token)
    return replace(
        scene.frame(),
        layout="ticket",
        title=title.own,
        second=title.swedish,
        number=ticket.number,
        paper=paper.value,
        paper_out=printed,
        ticket_line=phrases.office_and_date(scene.words, scene.config, taken_at(ticket, scene.config).date()),
        groups=paths.groups(scene.words, agenda, scene.config, ticket.draft.party),
        steps_to_take=(*_paper_steps(scene, ticket, paper), *_waiting_steps(scene, ticket, printed)),
        qr=qr,
        qr_lines=(scene.text("Follow on your phone"), scene.text("Point the camera here")) if qr else (),
        reprint=scene.text("Print again") if _worth_printing_again(paper) else "",
        action=scene.text("Done"),
        action_pictogram="check",
    )


def for_reception_only(draft: TicketDraft) -> bool:
    return draft.agenda.errands == (RECEPTION_ERRAND,)


def _worth_printing_again(paper: Paper) -> bool:
    """Without a printer there is nothing to try."""
    return not paper.came_out and paper not in (Paper.PRINTING, Paper.NO_PRINTER)


def _paper_steps(scene: KioskScene, ticket: Ticket, paper: Paper) -> tuple[LineView, ...]:
    """Say what is, then what to do, then who helps."""
    if paper is Paper.PRINTING:
        return (
            _step(
                scene,
                "printer",
                lambda w: w.text("Your ticket is being printed"),
                lambda w: w.text("It takes a moment."),
            ),
        )
    if paper.came_out:
        on_it = _called(ticket) if for_reception_only(ticket.draft) else _path_is_on_it
        return (_step(scene, "take-ticket", lambda w: w.text("Take the ticket"), on_it),)
    trouble, pictogram = _TROUBLES[paper]
    return (
        _step(scene, pictogram, trouble, lambda w: w.text("Your place in the queue is kept.")),
        _step(
            scene,
            "photo-of-number",
            lambda w: w.text("Take a picture of the number"),
            lambda w: w.text("Or ask us to write it down"),
        ),
    )


def _waiting_steps(scene: KioskScene, ticket: Ticket, printed: bool) -> tuple[LineView, ...]:
    """Where to wait, and for what. Without paper there is one step more above, so these two become one."""
    config, agenda = scene.config, ticket.draft.agenda
    called = _called(ticket)
    if for_reception_only(ticket.draft):
        then_say = _board_shows_where if printed else called
        sit = _step(scene, "", lambda w: w.text("Take a seat. Watch the board"), then_say)
        return (replace(sit, sign=agenda.stops[0].station),)

    def where(w: Words) -> str:
        return _board_shows_where(w) if printed else w.text("Take a seat. Watch the board")

    first = path_words.first_words(scene.words, agenda, config)
    stop = path_words.first_stop(agenda, config)
    if stop is None:
        then = _step(scene, "all-stops", lambda w: w.text("Your stops come in any order"), where)
    else:
        then = LineView("", first.own, where(scene.words), sign=stop.station, swedish=first.swedish)
    look = _step(scene, "wait-seated", lambda w: w.text("Take a seat. Watch the board"), called)
    return (look, then) if printed else (then,)


def _called(ticket: Ticket) -> Say:
    return lambda words: words.text("We call your number, {number}", number=ticket.number)


def _board_shows_where(words: Words) -> str:
    return words.text("The board shows where to go")


def _path_is_on_it(words: Words) -> str:
    return words.text("Your path is on it")


def _step(scene: KioskScene, pictogram: str, what: Say, detail: Say) -> LineView:
    text = scene.both(what)
    return LineView(pictogram, text.own, detail(scene.words), swedish=text.swedish)


_TROUBLES: Final[dict[Paper, tuple[Say, str]]] = {
    Paper.NO_PAPER: (lambda w: w.text("The paper has run out"), "printer-no-paper"),
    Paper.COVER_OPEN: (lambda w: w.text("The printer is open"), "printer-no-paper"),
    Paper.NO_ANSWER: (lambda w: w.text("The printer does not answer"), "printer-no-paper"),
    Paper.REFUSED: (lambda w: w.text("The printer cannot print now"), "printer-no-paper"),
    Paper.NO_PRINTER: (lambda w: w.text("There is no printer here"), "printer-no-paper"),
}

TICKETS: Final = {Screen.TICKET: ticket_screen}
