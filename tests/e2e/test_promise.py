"""People see who is next: from "soon free" at a desk to the board and the phones, through the real server and pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kiosk.catalogue.load import load_config
from kiosk.core.office_config import OfficeConfig
from kiosk.devices.clock import SystemClock
from kiosk.present.board import BoardView, board_view
from kiosk.protocol.codec import decode
from kiosk.protocol.views import PublicDocument
from kiosk.ui.board.calls import Memory, seen, standing
from tests.e2e.programs import office
from tests.journal.factories import ScriptedClock
from tests.office.factories import Running, Stream, running, token_hash

ID_CARD = (("SKV", ("SKV-ID",), 15),)
SETTINGS = 'name = "Ekeby"\n[[desk]]\nnumber = 3\nstation = "SKV"\n'


class Hall:
    """An office with one desk of Skatteverket, its clerk's page, and what everybody else sees."""

    def __init__(
        self, url: str, office_config: OfficeConfig, context: BrowserContext, stream: Stream
    ) -> None:
        self.url = url
        self.config = office_config
        self.stream = stream
        self.context = context
        self.context.set_default_timeout(20_000)
        expect.set_options(timeout=20_000)
        self.desk = self.context.new_page()
        self.desk.goto(f"{url}/desk?station=SKV&desk=3")
        self.press("Öppna disken")

    def visitor(self, name: str) -> Page:
        """Somebody checks in for an ID card, and opens the phone page."""
        self.stream.issue(language="sv", party=1, stops=ID_CARD, token_hash=token_hash(name))
        path = f"{self.url}/v1/streams/{self.stream.incarnation}/events"
        answer = httpx.post(path, json=self.stream.push(), trust_env=False)
        assert answer.status_code == 200, answer.text
        phone = self.context.new_page()
        phone.goto(f"{self.url}/t/{name}")
        return phone

    def press(self, name: str) -> None:
        self.desk.get_by_role("button", name=name, exact=True).click()

    def at_desk(self, number: str) -> None:
        expect(self.desk.locator("#who .number")).to_have_text(number)

    def free(self) -> None:
        expect(self.desk.locator("#act .main")).to_have_text("Kalla nästa")

    def board(self) -> BoardView:
        """What stands on the board now."""
        answer = httpx.get(f"{self.url}/v1/views/public", trust_env=False)
        public = decode(PublicDocument, answer.content)
        memory, _ = seen(Memory(), public, public.at)
        return board_view(standing(memory), self.config, datetime.fromtimestamp(public.at, ZoneInfo("UTC")))

    def asked_near(self) -> list[tuple[str, str]]:
        return [(call.number, call.station) for call in self.board().near]


def says(phone: Page, kind: str, words: str) -> None:
    band = phone.locator("#band")
    expect(band).to_have_class(re.compile(rf"\b{kind}\b"))
    expect(band).to_contain_text(words)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(locale="sv-SE") as context:
        yield context


@pytest.fixture
def hall(context: BrowserContext, tmp_path: Path) -> Iterator[Hall]:
    """The office server as a program of its own."""
    config = tmp_path / "office.toml"
    config.write_text(SETTINGS, encoding="utf-8")
    office_config = load_config(config)
    with office(tmp_path / "office", 0, config) as server:
        health = httpx.get(f"{server.url}/v1/health", trust_env=False).json()
        stream = Stream("aa11", SystemClock(), day=health["day"])  # type: ignore[arg-type]  # a clock that goes
        stream.office = office_config.office.id
        yield Hall(server.url, office_config, context, stream)


def test_soon_free_is_seen_on_board_and_phone_and_the_one_who_came_near_is_called(hall: Hall) -> None:
    first, second = hall.visitor("first"), hall.visitor("second")
    says(first, "waiting", "Vi ropar upp ditt nummer.")
    hall.press("Kalla nästa")
    hall.at_desk("2001")
    says(first, "called", "Nu är det din tur")
    hall.press("Börja")
    says(second, "waiting", "Vi ropar upp ditt nummer.")
    expect(hall.desk.locator("#queue .next .ticket")).to_have_text("2002")

    hall.press("Snart ledig")
    says(second, "near", "Snart är det din tur")
    says(first, "serving", "Du är här")
    assert hall.asked_near() == [("2002", "SKV")]
    expect(hall.desk.locator("#queue .next .why")).to_contain_text("ombedd att komma närmare")

    hall.press("Klar")
    hall.free()
    hall.press("Kalla nästa")
    hall.at_desk("2002")
    says(second, "called", "Nu är det din tur")
    says(first, "finished", "Du är klar för i dag")
    board = hall.board()
    assert (board.near, board.band and (board.band.number, board.band.desk)) == ((), ("2002", "3"))


def test_who_was_asked_near_and_is_not_there_costs_nobody_a_turn(hall: Hall) -> None:
    """The next one is called at once; the one who was missed is called again from the place kept."""
    first, absent, third = hall.visitor("first"), hall.visitor("absent"), hall.visitor("third")
    hall.press("Kalla nästa")
    hall.at_desk("2001")
    hall.press("Börja")
    hall.press("Snart ledig")
    says(absent, "near", "Snart är det din tur")
    hall.press("Klar")
    says(first, "finished", "Du är klar för i dag")
    hall.press("Kalla nästa")
    hall.at_desk("2002")
    hall.press("Kom inte")
    says(absent, "missed", "Vi har ropat upp ditt nummer")
    hall.free()
    hall.press("Kalla nästa")
    hall.at_desk("2003")
    says(third, "called", "Nu är det din tur")

    hall.visitor("late")
    command = {"id": "press-again-2002", "kind": "resume", "args": {"visit": "aa11-2", "station": "SKV"}}
    assert httpx.post(f"{hall.url}/v1/commands", json=command, trust_env=False).json()["ok"]
    says(absent, "waiting", "Du behåller din plats i kön.")
    hall.press("Börja")
    hall.press("Klar")
    hall.free()
    hall.press("Kalla nästa")
    hall.at_desk("2002")


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[Running]:
    """A server whose clock the test turns."""
    with running(tmp_path / "office", ScriptedClock()) as server:
        yield server


def test_a_come_near_lapses_everywhere_and_the_visitor_waits_as_before(
    slow: Running, context: BrowserContext
) -> None:
    stream = Stream(clock=slow.clock)
    office_config = slow.server.office.writer.config
    hall = Hall(slow.url, office_config, context, stream)
    hall.visitor("first")
    second = hall.visitor("second")
    hall.press("Kalla nästa")
    hall.press("Börja")
    hall.press("Snart ledig")
    says(second, "near", "Snart är det din tur")
    assert hall.asked_near() == [("2002", "SKV")]
    slow.clock.jump(240)
    says(second, "waiting", "Du behåller din plats i kön.")
    assert hall.asked_near() == []
    expect(hall.desk.get_by_role("button", name="Snart ledig", exact=True)).to_be_visible()


def test_a_station_that_closes_is_told_on_the_phones_of_those_who_wait_for_it(
    slow: Running, context: BrowserContext
) -> None:
    hall = Hall(slow.url, slow.server.office.writer.config, context, Stream(clock=slow.clock))
    waiting = hall.visitor("waiting")
    says(waiting, "waiting", "Vi ropar upp ditt nummer.")
    slow.did("station.close", station="SKV")
    says(waiting, "finished", "Du är klar för i dag")
    expect(waiting.locator("#later")).to_contain_text("stängt i dag")
    expect(hall.desk.locator("#act .main")).to_have_text("Öppna disken")
