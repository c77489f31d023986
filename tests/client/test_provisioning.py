"""An unattended first start: the code of the settings is used once; whatever is wrong with it, the kiosk goes on."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from kiosk.catalogue.office import PairingLine
from kiosk.client import identity
from kiosk.client.backoff import Backoff
from kiosk.client.identity import Identity
from kiosk.client.provisioning import FILE_NAME, first_pairing, outcome
from kiosk.client.session import AwayError
from kiosk.journal.outbox import Outbox
from kiosk.journal.store import Journal
from kiosk.protocol.errors import WireError
from kiosk.protocol.pairing import Paired
from tests.journal.factories import DRAFT, opened
from tests.office.factories import Running, in_a_loop, running

AT_ONCE = Backoff(0.0, 0.0)
LINE = PairingLine("http://127.0.0.1:9", "7GK2M-Q4XZ0")
PAIRED = Paired("d1", "kiosk", "Kiosk 1", "t" * 43, "ekeby", series=4, spare=80)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path / "office") as office:
        yield office


@contextmanager
def kiosk(folder: Path) -> Iterator[tuple[Journal, Callable[..., Any]]]:
    """A kiosk's journal, and how work is done in it."""
    with closing(opened(folder)) as journal:

        async def in_journal(work: Callable[[Outbox], Any]) -> Any:
            return work(Outbox(journal))

        yield journal, in_journal


class Server:
    """What is asked of an office server that gives these answers, one after the other."""

    def __init__(self, *answers: Paired | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, str, str]] = []

    async def trade(self, url: str, code: str, incarnation: str, name: str) -> Paired:
        self.asked.append((url, code, incarnation))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def paired(folder: Path, server: Server, line: PairingLine = LINE) -> Identity | None:
    with kiosk(folder) as (_, in_journal):
        return asyncio.run(
            first_pairing(folder, "ekeby", line, in_journal, backoff=AT_ONCE, trade=server.trade)
        )


def test_a_code_is_used_once_and_remembered_by_its_hash_only(tmp_path: Path) -> None:
    server = Server(PAIRED)
    mine = paired(tmp_path, server)
    assert mine is not None
    assert (mine.place, mine.token, mine.url) == ("Kiosk 1", PAIRED.token, LINE.url)
    assert identity.load(tmp_path) == mine
    assert paired(tmp_path, server) == mine
    assert len(server.asked) == 1
    assert "7GK2M" not in (tmp_path / FILE_NAME).read_text()
    became = outcome(tmp_path, LINE)
    assert became is not None
    assert became.ok


def test_its_numbers_are_given_from_what_the_office_grants(tmp_path: Path) -> None:
    paired(tmp_path, Server(PAIRED))
    with kiosk(tmp_path) as (journal, _):
        assert journal.issue(DRAFT).ticket == "4001"


def test_a_code_that_is_refused_is_told_once_and_not_used_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    server = Server(
        WireError("This code is wrong, used or too old. Get a new one at reception.", "wrong_code", 403)
    )
    with caplog.at_level(logging.WARNING):
        assert paired(tmp_path, server) is None
        assert paired(tmp_path, server) is None
    told = [record.getMessage() for record in caplog.records]
    assert len(told) == 1
    assert told[0].startswith("Not paired: This code is wrong, used or too old.")
    assert "7GK2M" not in told[0]
    became = outcome(tmp_path, LINE)
    assert became is not None
    assert (became.ok, became.told) == (
        False,
        "This code is wrong, used or too old. Get a new one at reception.",
    )


def test_a_new_code_is_used_after_a_refused_one(tmp_path: Path) -> None:
    paired(tmp_path, Server(WireError("No.", "wrong_code", 403)))
    assert paired(tmp_path, Server(PAIRED), PairingLine(LINE.url, "AAAAA-BBBBB")) is not None


@pytest.mark.parametrize(
    "away",
    [
        AwayError("The office server does not answer."),
        WireError("Too many wrong codes.", "pairing_rests", 429, retry_after=60),
        WireError("The office server answered 404.", "unclear", 404),
    ],
)
def test_it_waits_for_a_server_that_does_not_answer_yet(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, away: Exception
) -> None:
    """And tells it once."""
    server = Server(away, away, PAIRED)
    assert paired(tmp_path, server) is not None
    assert len(server.asked) == 3
    assert len({incarnation for _, _, incarnation in server.asked}) == 1, "the same one may ask again"
    assert sum("pairing code waits" in record.getMessage() for record in caplog.records) == 1


def test_a_paired_kiosk_tries_a_new_code_once_and_stays_who_it_is(tmp_path: Path) -> None:
    mine = paired(tmp_path, Server(PAIRED))
    away = Server(AwayError("The office server does not answer."))
    assert paired(tmp_path, away, PairingLine(LINE.url, "AAAAA-BBBBB")) == mine
    assert outcome(tmp_path, PairingLine(LINE.url, "AAAAA-BBBBB")) is None, "the next start tries it again"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Paired("d", "kiosk", "K", "t", "lillby"), "is of the office lillby"),
        (Paired("d", "board", "B", "t", "ekeby"), "is for a board, not for a kiosk"),
    ],
)
def test_a_code_of_another_office_or_for_another_role_pairs_nothing(
    tmp_path: Path, answer: Paired, told: str
) -> None:
    assert paired(tmp_path, Server(answer)) is None
    assert identity.load(tmp_path) is None
    became = outcome(tmp_path, LINE)
    assert became is not None
    assert told in became.told


def test_an_address_that_makes_no_sense_is_told_and_tried_again_when_it_is_mended(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with kiosk(tmp_path) as (_, in_journal):
        line = PairingLine("http://192.0.2.1:8321", LINE.code)  # another computer, in the clear
        assert asyncio.run(first_pairing(tmp_path, "ekeby", line, in_journal)) is None
    assert "may only be reached by https://" in caplog.text
    assert outcome(tmp_path, line) is None


@pytest.mark.parametrize("kept", [b"", b"[]", b'{"code": 1}', b"\xff"])
def test_a_damaged_memory_of_codes_does_no_harm(tmp_path: Path, kept: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(kept)
    assert paired(tmp_path, Server(PAIRED)) is not None


def test_the_real_server_pairs_it(office: Running, tmp_path: Path) -> None:
    body = {"role": "kiosk", "place": "Kiosk 2", "hours": 24}
    code = office.http.post("/v1/pairings", json=body).json()["code"]
    office_id = office.server.office.writer.config.office.id
    line = PairingLine(office.url, code.lower())

    async def first_start() -> Identity | None:
        with kiosk(tmp_path) as (_, in_journal):
            return await first_pairing(tmp_path, office_id, line, in_journal)

    mine = in_a_loop(first_start())
    assert mine is not None
    assert mine.place == "Kiosk 2"
    headers = {"Authorization": f"Bearer {mine.token}"}
    assert office.http.get("/v1/views/public", headers=headers).status_code == 200


def test_a_code_that_is_to_hold_for_hours_does(office: Running, tmp_path: Path) -> None:
    body = {"role": "kiosk", "place": "Kiosk 2", "hours": 24}
    code = office.http.post("/v1/pairings", json=body).json()["code"]
    office.clock.jump(23 * 3600)
    ask = {"code": code, "incarnation": "aa11"}
    assert office.http.post("/v1/pair", json=ask).status_code == 200
    office.clock.jump(2 * 3600)
    assert office.http.post("/v1/pair", json=ask).status_code == 403
