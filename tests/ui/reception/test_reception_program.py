"""Reception's shell: touches become the right command, once; answers are told; silence takes the presses away."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.client.session import AwayError
from kiosk.client.views import Fresh, Stale
from kiosk.core.day.events import StopMoved
from kiosk.core.day.lifecycle import Verb
from kiosk.core.office_config import OfficeConfig
from kiosk.protocol.commands import CallVisit, CloseDay, Command, CommandResult, SetPriority, checked_command
from kiosk.protocol.errors import WireError
from kiosk.ui.reception.model import Reception
from kiosk.ui.reception.program import NOTICE_S, ReceptionSettings, ReceptionShell
from kiosk.ui.showcase.sample_days import FAMILY, SampleDay
from tests.journal.factories import ScriptedClock

Answer = Callable[[Command], Mapping[str, Any]]


class Seat:
    """A reception whose office is told and answered by the test."""

    def __init__(self, config: OfficeConfig) -> None:
        self.clock = ScriptedClock()
        self.clock.stand("2026-11-24T09:00")
        self.day = SampleDay(config).open_desks().wait(5)
        self.visit = self.day.arrives((*FAMILY, ("REC", ("REC-HELP",), 5)), number="2047")
        self.sent: list[Command] = []
        self.answer: Answer = lambda command: {"ok": True}
        self.reception = Reception()
        self.shell = ReceptionShell(
            ReceptionSettings(config, "http://127.0.0.1:1", self.clock), self.reception, self._send
        )
        self.shell.take(Fresh(self.day.reception()))

    async def _send(self, command: Command) -> CommandResult:
        self.sent.append(checked_command(command.body()))
        await asyncio.sleep(0)
        content = self.answer(command)
        return CommandResult(command.id, content["ok"], content.get("seq", 0), code=content.get("code", ""))

    def press(self, *keys: str) -> None:
        """These presses in one moment, and their answers."""

        async def main() -> None:
            for key in keys:
                self.shell.wish("press", key)
            await self.shell.close()

        asyncio.run(main())

    def answered(self, value: str) -> None:
        async def main() -> None:
            self.shell.wish("answer", value)
            await self.shell.close()

        asyncio.run(main())

    def wish(self, name: str) -> None:
        """A touch that may send something, and its answer."""

        async def main() -> None:
            self.shell.wish(name, "")
            await self.shell.close()

        asyncio.run(main())

    @property
    def undo(self) -> str:
        notice = self.reception.view().notice
        return notice.undo if notice else ""

    def later(self, seconds: float) -> None:
        moment = self.clock.moment
        self.clock.moment = replace(
            moment, wall=moment.wall + seconds, mono_ms=moment.mono_ms + round(seconds * 1000)
        )
        self.shell.tick()

    @property
    def notice(self) -> str:
        notice = self.reception.view().notice
        return notice.text if notice else ""


@pytest.fixture
def seat(qapp: QGuiApplication, config: OfficeConfig) -> Seat:
    return Seat(config)


def test_a_press_sends_its_command_and_tells_that_it_was_followed(seat: Seat) -> None:
    seat.shell.wish("visit", seat.visit)
    seat.press("call:REC")
    [command] = seat.sent
    assert command.args == CallVisit(desk=12, visit=seat.visit)
    assert seat.notice == "2047: kalla till receptionen"
    seat.later(NOTICE_S + 1)
    assert seat.notice == ""


def test_two_quick_presses_are_one_command_and_two_apart_have_ids_of_their_own(seat: Seat) -> None:
    seat.shell.wish("visit", seat.visit)
    seat.press("hold", "hold")
    assert len(seat.sent) == 1
    seat.press("hold")
    assert len({command.id for command in seat.sent}) == 2


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"ok": False, "code": "desk_busy"}, "Det är redan någon vid disken."),
        ({"ok": False, "code": "not_now"}, "Sidan var inte uppdaterad. Så här är läget nu."),
        (AwayError(), "Kontoret svarar inte. Kontrollera läget innan du trycker igen."),
        (WireError("No.", "storage", 422), None),
    ],
)
def test_what_became_of_a_press_is_said_in_the_words_of_staff(
    seat: Seat, answer: Mapping[str, Any] | Exception, told: str | None
) -> None:
    def reply(_command: Command) -> Mapping[str, Any]:
        if isinstance(answer, Exception):
            raise answer
        return answer

    seat.answer = reply
    seat.shell.wish("visit", seat.visit)
    seat.press("hold")
    notice = seat.reception.view().notice
    assert notice is not None
    assert not notice.well
    assert notice.text == (told or notice.text) != ""


def test_leaving_and_closing_are_asked_first(seat: Seat) -> None:
    seat.press("day.close")
    assert seat.reception.view().question is not None
    seat.answered("no")
    assert (seat.sent, seat.reception.view().question) == ([], None)
    seat.press("day.close")
    seat.answered("yes")
    assert [command.args for command in seat.sent] == [CloseDay()]
    seat.shell.wish("visit", seat.visit)
    seat.press("leave")
    seat.shell.wish("visit", seat.visit)  # looking elsewhere is no answer
    seat.answered("yes")
    assert len(seat.sent) == 1


def test_a_press_that_is_not_offered_sends_nothing(seat: Seat) -> None:
    seat.shell.wish("visit", seat.visit)
    seat.press("finish", "nonsense")
    assert seat.sent == []


def test_silence_is_told_after_15_s_and_nothing_can_be_pressed_until_it_ends(seat: Seat) -> None:
    seat.shell.wish("visit", seat.visit)
    seat.shell.take(Stale(seat.clock.moment.wall))
    seat.later(14)
    assert seat.reception.view().stale == ""
    seat.later(2)
    assert "09:00" in seat.reception.view().stale
    seat.press("hold", "call:REC")
    assert seat.sent == []
    seat.shell.take(Fresh(seat.day.wait(1).reception()))
    assert seat.reception.view().stale == ""
    assert seat.reception.view().panel.actions != ()


def test_minutes_grow_without_news(seat: Seat) -> None:
    before = seat.reception.view().lanes[1].chips[0].minutes
    seat.later(130)
    assert seat.reception.view().lanes[1].chips[0].minutes == before + 2


def test_a_number_is_found_and_looked_at(seat: Seat) -> None:
    seat.shell.wish("typed", "2x04.7999")
    assert seat.reception.view().typed == "20479"
    seat.shell.wish("typed", "204")
    seat.shell.wish("enter", "")
    assert (seat.reception.view().selected, seat.reception.view().typed) == (seat.visit, "")
    seat.shell.wish("back", "")
    assert seat.reception.view().panel.kind == "hall"


def test_the_other_language_is_one_touch_away(seat: Seat) -> None:
    seat.shell.wish("language", "")
    assert seat.reception.view().panel.title == "Longest waits"


def test_a_view_that_cannot_be_read_leaves_the_last_one_and_counts_as_silence(
    seat: Seat, caplog: pytest.LogCaptureFixture
) -> None:
    unreadable = Stale(
        seat.clock.moment.wall, "unreadable", "The office server sent a view that cannot be read."
    )
    seat.shell.take(unreadable)
    assert "cannot be read" in caplog.text
    assert seat.reception.view().lanes[1].chips != ()
    seat.later(16)
    assert seat.reception.view().stale != ""


def test_a_press_is_taken_back_until_something_else_happens_to_that_visit(seat: Seat) -> None:
    seat.answer = lambda command: {"ok": True, "seq": seat.day.state.order}
    seat.shell.wish("visit", seat.visit)
    seat.day.do(StopMoved(seat.visit, "REC", Verb.HOLD))
    seat.press("hold")
    seat.shell.take(Fresh(seat.day.reception()))
    assert seat.undo == "Ångra"
    seat.wish("undo")
    assert [command.kind for command in seat.sent] == ["hold", "resume"]
    assert (seat.notice, seat.undo) == ("2047: ångrat", "")

    seat.press("hold")
    assert seat.undo == "Ångra"
    other = seat.day.arrives(FAMILY)
    seat.day.do(StopMoved(other, "MV", Verb.HOLD))
    seat.shell.take(Fresh(seat.day.reception()))
    assert seat.undo == "Ångra", "another visit is another matter"
    seat.day.do(StopMoved(seat.visit, "MV", Verb.PRE_CALL))
    seat.shell.take(Fresh(seat.day.reception()))
    assert seat.undo == ""
    seat.wish("undo")
    assert len(seat.sent) == 3


def test_priority_asks_for_a_reason_first_and_back_leads_out(seat: Seat) -> None:
    seat.shell.wish("visit", seat.visit)
    seat.press("priority")
    assert seat.sent == []
    assert seat.reception.view().panel.actions[0].id == "priority:small_child"
    seat.shell.wish("back", "")
    assert seat.reception.view().panel.visit == seat.visit
    seat.press("priority")
    seat.press("priority:small_child")
    assert [command.args for command in seat.sent] == [SetPriority(seat.visit, "small_child")]
    assert "leave" in [action.id for action in seat.reception.view().panel.actions]
