"""The pusher and the outbox against the server's own rules: whatever is lost, repeated, put back or damaged, every
event is at the office once."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kiosk.client.delivery.placeholders import STAND_IN
from kiosk.client.delivery.push import Pusher, PushOutcome, Request
from kiosk.journal.store import Journal
from kiosk.protocol.errors import WireError
from kiosk.protocol.push import Pushed, PushRefused
from tests.client.offices import Kiosk, MemoryOffice, facts
from tests.conftest import SOAK
from tests.journal.factories import DRAFT, TUESDAY

ANSWERS_AT_MOST = 60


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Kiosk]:
    kiosk = Kiosk(tmp_path / "data")
    yield kiosk
    kiosk.close()


@pytest.fixture
def office() -> MemoryOffice:
    return MemoryOffice()


def greet(kiosk: Kiosk, office: MemoryOffice, pusher: Pusher) -> PushOutcome:
    heard = pusher.welcomed(kiosk.box, office.hello(kiosk.box.current().incarnation))
    return greet(kiosk, office, pusher) if heard.begun else heard


def deliver(kiosk: Kiosk, office: MemoryOffice, pusher: Pusher | None = None) -> list[Request]:
    """Everything, over a network without faults; the requests that it took."""
    pusher = pusher or Pusher()
    greet(kiosk, office, pusher)
    sent: list[Request] = []
    while (request := pusher.next(kiosk.box)) is not None:
        sent.append(request)
        assert len(sent) < ANSWERS_AT_MOST, "it goes round in circles"
        heard = pusher.heard(kiosk.box, request, office.push(request.incarnation, kiosk.body(request)))
        if heard.begun:
            greet(kiosk, office, pusher)
    return sent


def issue(kiosk: Kiosk, count: int = 1) -> None:
    for _ in range(count):
        kiosk.journal.issue(DRAFT)


def all_there_once(kiosk: Kiosk, office: MemoryOffice) -> bool:
    arrived = facts(office.events)
    return max(arrived.values(), default=1) == 1 and facts(kiosk.events).keys() <= arrived.keys()


# One after the other ------------------------------------------------------------------------------------------


def test_events_go_in_order_in_batches_until_all_are_acknowledged(kiosk: Kiosk, office: MemoryOffice) -> None:
    issue(kiosk, 450)
    sent = deliver(kiosk, office)
    assert [len(request.events) for request in sent] == [200, 200, 50]
    assert [event.n for event in office.events] == list(range(1, 451))
    assert kiosk.box.unsent() == 0
    issue(kiosk)
    assert [request.before for request in deliver(kiosk, office)] == [office.events[449].h]


def test_how_far_the_server_is_survives_the_program(kiosk: Kiosk, office: MemoryOffice) -> None:
    issue(kiosk, 3)
    deliver(kiosk, office)
    kiosk.put_back(kiosk.image())
    assert kiosk.box.current().acked == 3
    assert deliver(kiosk, office) == []


def test_numbers_come_from_the_granted_series_and_stay_so(kiosk: Kiosk, office: MemoryOffice) -> None:
    assert kiosk.journal.issue(DRAFT).ticket == "2001"  # what the settings say
    deliver(kiosk, office)
    assert kiosk.journal.issue(DRAFT).ticket == "3001"
    kiosk.put_back(kiosk.image())  # opened again with the settings' series
    assert kiosk.journal.issue(DRAFT).ticket == "3002"


def test_a_lost_answer_costs_one_greeting(kiosk: Kiosk, office: MemoryOffice) -> None:
    issue(kiosk, 5)
    pusher = Pusher()
    request = pusher.next(kiosk.box)
    assert request is not None
    office.push(request.incarnation, kiosk.body(request))
    assert deliver(kiosk, office, pusher) == []
    assert all_there_once(kiosk, office)


def test_a_server_put_back_from_a_backup_gets_all_again(kiosk: Kiosk, office: MemoryOffice) -> None:
    issue(kiosk, 10)
    deliver(kiosk, office)
    backup = office.backup()
    issue(kiosk, 10)
    deliver(kiosk, office)
    office.put_back(backup)
    issue(kiosk)
    deliver(kiosk, office)
    assert len(office.events) == 21
    assert all_there_once(kiosk, office)


def test_a_server_put_back_while_nobody_greets_it_is_noticed_by_the_gap(
    kiosk: Kiosk, office: MemoryOffice
) -> None:
    issue(kiosk, 10)
    deliver(kiosk, office)
    del office.events[4:]
    issue(kiosk)
    pusher = Pusher()
    while (request := pusher.next(kiosk.box)) is not None:
        pusher.heard(kiosk.box, request, office.push(request.incarnation, kiosk.body(request)))
    assert [event.n for event in office.events] == list(range(1, 12))


def test_a_new_server_gets_every_incarnation_in_order(kiosk: Kiosk, office: MemoryOffice) -> None:
    issue(kiosk, 3)
    deliver(kiosk, office)
    kiosk.box.begin_again(kiosk.journal.incarnation, 4)
    issue(kiosk, 2)
    deliver(kiosk, office)
    new = MemoryOffice(epoch="e2")
    deliver(kiosk, new)
    assert [event.n for event in new.events] == [1, 2, 3, 1, 2]
    assert all_there_once(kiosk, new)


def test_an_old_disk_image_goes_on_as_a_new_incarnation(kiosk: Kiosk, office: MemoryOffice) -> None:
    """It has issued tickets before it reached the office; those it knows together with the office are not doubled."""
    issue(kiosk, 30)
    image = kiosk.image()  # 30 stored, none acknowledged
    first = kiosk.journal.incarnation
    deliver(kiosk, office)
    issue(kiosk, 20)
    deliver(kiosk, office)
    kiosk.put_back(image)
    issue(kiosk, 5)
    deliver(kiosk, office)
    assert kiosk.journal.incarnation != first
    assert len(office.events) == 55
    assert all_there_once(kiosk, office)
    assert [event.n for event in office.events[50:]] == [1, 2, 3, 4, 5]
    assert kiosk.journal.verify().ok
    issue(kiosk)
    assert kiosk.journal.issue(DRAFT).n == 7


@pytest.mark.parametrize("delivered", [True, False])
def test_an_old_disk_image_that_has_issued_nothing_never_uses_an_n_again(
    kiosk: Kiosk, office: MemoryOffice, delivered: bool
) -> None:
    issue(kiosk, 3)
    if delivered:
        deliver(kiosk, office)
    image = kiosk.image()
    issue(kiosk, 2)
    deliver(kiosk, office)
    kiosk.put_back(image)
    before = kiosk.journal.incarnation
    deliver(kiosk, office)
    assert kiosk.journal.incarnation != before
    issue(kiosk)
    deliver(kiosk, office)
    assert all_there_once(kiosk, office)
    assert kiosk.journal.verify().ok


def test_a_new_incarnation_gives_other_numbers_at_once(kiosk: Kiosk, office: MemoryOffice) -> None:
    """From the spare series, before the office has been asked for another."""
    deliver(kiosk, office)
    assert kiosk.journal.issue(DRAFT).ticket == "3001"
    kiosk.box.begin_again(kiosk.journal.incarnation, 1)
    assert kiosk.journal.issue(DRAFT).ticket == "43001"


def test_another_program_with_the_journal_open_follows_the_new_incarnation(kiosk: Kiosk) -> None:
    issue(kiosk, 2)
    other = Journal.open(kiosk.folder, "ekeby", clock=kiosk.clock)
    new = kiosk.box.begin_again(kiosk.journal.incarnation, 2)
    other.issue(DRAFT)
    other.close()
    assert [(e.incarnation == new, e.n) for e in kiosk.events] == [(False, 1), (True, 1), (True, 2)]
    assert kiosk.journal.verify().ok


def test_a_fork_is_halved_down_to_its_first_event(kiosk: Kiosk, office: MemoryOffice) -> None:
    """Two kiosks of one disk image: the second finds the place where they part, in a few questions."""
    issue(kiosk, 100)
    image = kiosk.image()
    issue(kiosk, 60)
    deliver(kiosk, office)
    kiosk.put_back(image)
    issue(kiosk, 90)
    sent = deliver(kiosk, office)
    assert len(sent) < 20
    assert len(office.events) == 160 + 90
    assert all_there_once(kiosk, office)


# Damage ---------------------------------------------------------------------------------------------------------


def test_a_damaged_event_is_sent_once_more_then_with_a_flag(kiosk: Kiosk, office: MemoryOffice) -> None:
    issue(kiosk, 5)
    kiosk.sql("UPDATE events SET wall = wall + 1 WHERE n = 3")
    sent = deliver(kiosk, office)
    assert [sorted(request.damaged) for request in sent] == [[], [], [3]]
    assert {n for _, n in office.damaged} == {3}
    assert all_there_once(kiosk, office)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE events SET body = '{\"visit' WHERE n = 3",
        "UPDATE events SET body = CAST(x'7b22ff227d' AS TEXT) WHERE n = 3",
        "UPDATE events SET day = '2026-99-23' WHERE n = 3",
        "UPDATE events SET kind = '' WHERE n = 3",
        "UPDATE events SET h = 'nonsense' WHERE n = 3",
        "DELETE FROM events WHERE n = 3",
    ],
)
@pytest.mark.parametrize("limit", [200, 1])
def test_an_event_that_cannot_be_read_holds_up_no_other(
    kiosk: Kiosk, office: MemoryOffice, damage: str, limit: int
) -> None:
    issue(kiosk, 5)
    kiosk.sql(damage)
    deliver(kiosk, office, Pusher(limit))
    assert kiosk.box.unsent() == 0
    visits = {visit for kind, visit in facts(office.events) if kind == "ticket.issued"}
    intact = {visit for kind, visit in facts([e for e in office.events if e.kind != STAND_IN])}
    assert len(visits & intact) >= 4


@pytest.mark.parametrize("delivered", [0, 2, 4])
def test_after_the_morning_delivery_goes_on_from_the_cut(
    kiosk: Kiosk, office: MemoryOffice, delivered: int
) -> None:
    """Whatever of yesterday the office has, it gets all of today and nothing of yesterday any more."""
    issue(kiosk, delivered)
    deliver(kiosk, office)
    issue(kiosk, 4 - delivered)
    before = len(office.events)
    kiosk.clock.stand(f"{TUESDAY}T04:00")
    issue(kiosk, 2)
    assert kiosk.journal.forget() == 4
    (request,) = deliver(kiosk, office)
    assert (request.cut is not None, [event.n for event in request.events]) == (True, [5, 6])
    assert [event.n for event in office.events[before:]] == [5, 6]
    assert kiosk.box.unsent() == 0
    issue(kiosk)
    (request,) = deliver(kiosk, office)
    assert [event.n for event in request.events] == [7]
    assert kiosk.journal.verify().ok


def test_an_office_put_back_from_yesterdays_backup_gets_what_is_left(
    kiosk: Kiosk, office: MemoryOffice
) -> None:
    issue(kiosk, 3)
    deliver(kiosk, office)
    backup = office.backup()
    issue(kiosk, 3)
    deliver(kiosk, office)
    kiosk.clock.stand(f"{TUESDAY}T04:00")
    kiosk.journal.forget()
    office.put_back(backup)
    issue(kiosk)
    deliver(kiosk, office)
    assert [event.n for event in office.events] == [1, 2, 3, 7]
    assert kiosk.box.unsent() == 0


def test_days_that_were_deleted_before_they_arrived_leave_a_cut(kiosk: Kiosk, office: MemoryOffice) -> None:
    issue(kiosk, 6)
    h = kiosk.events[3].h
    kiosk.sql("UPDATE streams SET cut_n = 4, cut_h = ?", h)
    kiosk.sql("DELETE FROM events WHERE n <= 4")
    (request,) = deliver(kiosk, office)
    assert request.cut is not None
    assert [event.n for event in office.events] == [5, 6]


# Refusals -------------------------------------------------------------------------------------------------------


def test_another_office_takes_nothing_and_nothing_is_forgotten(kiosk: Kiosk) -> None:
    issue(kiosk, 3)
    pusher = Pusher()
    request = pusher.next(kiosk.box)
    assert request is not None
    answer = MemoryOffice(office="elsewhere").push(request.incarnation, kiosk.body(request))
    with pytest.raises(WireError) as refused:
        pusher.heard(kiosk.box, request, answer)
    assert refused.value.code == "wrong_office"
    assert kiosk.box.unsent() == 3


def test_an_answer_that_does_not_fit_acknowledges_nothing(kiosk: Kiosk) -> None:
    issue(kiosk, 3)
    pusher = Pusher()
    request = pusher.next(kiosk.box)
    assert request is not None
    for acked, h in ((2, "a" * 64), (3, "a" * 64)):
        with pytest.raises(WireError):
            pusher.heard(kiosk.box, request, Pushed(acked, h, "e1"))
    assert kiosk.box.unsent() == 3


def test_too_much_at_once_is_halved(kiosk: Kiosk) -> None:
    issue(kiosk, 8)
    pusher = Pusher()
    request = pusher.next(kiosk.box)
    assert request is not None
    pusher.heard(kiosk.box, request, WireError("Too much.", "too_large", 413))
    smaller = pusher.next(kiosk.box)
    assert smaller is not None
    assert len(smaller.events) == 4


# All at once ----------------------------------------------------------------------------------------------------


class Deliveries(RuleBasedStateMachine):
    """A kiosk, an office and a network between them that does what networks do, with both ends put back at will."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.kiosk = Kiosk(Path(self._folder.name) / "data")
        self.office = MemoryOffice()
        self.pusher = Pusher(limit=4)
        self.flying: list[tuple[str, bytes]] = []  # requests that the server may still get, any time
        self.image = self.kiosk.image()
        self.backup = self.office.backup()

    def teardown(self) -> None:
        deliver(self.kiosk, self.office)
        assert all_there_once(self.kiosk, self.office)
        assert self.kiosk.box.unsent() == 0
        assert self.kiosk.journal.verify().ok
        self.kiosk.close()
        self._folder.cleanup()

    @rule(count=st.integers(1, 6), paper=st.booleans())
    def issues(self, count: int, paper: bool) -> None:
        for _ in range(count):
            issued = self.kiosk.journal.issue(DRAFT)
            if paper:
                self.kiosk.journal.printed(issued.visit)

    @rule(fate=st.sampled_from(["arrives", "answer lost", "late"]))
    def pushes(self, fate: str) -> None:
        request = self.pusher.next(self.kiosk.box)
        if request is None:
            return
        sent = (request.incarnation, self.kiosk.body(request))
        self.flying.append(sent)
        if fate == "late":
            return
        answer = self.office.push(*sent)
        if fate == "arrives":
            self._hear(request, answer)

    @rule()
    def greets(self) -> None:
        greet(self.kiosk, self.office, self.pusher)

    @precondition(lambda self: self.flying)
    @rule(chance=st.randoms(use_true_random=False))
    def something_late_arrives(self, chance: random.Random) -> None:
        self.office.push(*chance.choice(self.flying))

    @rule()
    def is_killed(self) -> None:
        self.pusher = Pusher(limit=4)

    @rule()
    def takes_an_image(self) -> None:
        self.image = self.kiosk.image()

    @rule()
    def puts_the_image_back(self) -> None:
        self.kiosk.put_back(self.image)
        self.pusher = Pusher(limit=4)

    @rule()
    def backs_the_office_up(self) -> None:
        self.backup = self.office.backup()

    @rule()
    def puts_the_office_back(self) -> None:
        self.office.put_back(self.backup)
        self.flying.clear()  # its connections ended with it

    @invariant()
    def nothing_is_there_twice(self) -> None:
        assert max(facts(self.office.events).values(), default=1) == 1

    def _hear(self, request: Request, answer: Pushed | PushRefused | WireError) -> None:
        heard = self.pusher.heard(self.kiosk.box, request, answer)
        if heard.begun:
            greet(self.kiosk, self.office, self.pusher)


Deliveries.TestCase.settings = settings(
    max_examples=1_000 if SOAK else 35, stateful_step_count=40, deadline=None
)
test_whatever_happens_every_event_is_there_once = Deliveries.TestCase
