"""Made-up office days for pictures, tests and figures: real events, folded by the core, seen through its views.

A day is played minute by minute with a seed: visitors come, desks call whoever has waited longest. Needs no
server. Must not know screens.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final
from zoneinfo import ZoneInfo

from msgspec import UNSET

from kiosk.core import views
from kiosk.core.day.calling import can_be_called
from kiosk.core.day.events import (
    DayClosed,
    DeskClosed,
    DeskOpened,
    Event,
    Recorded,
    StopMoved,
    TicketIssued,
    TicketNotPrinted,
    TicketPrinted,
)
from kiosk.core.day.history import HistoryLine, history_line
from kiosk.core.day.lifecycle import StopState, Verb, VisitState
from kiosk.core.day.state import OfficeDay, extend
from kiosk.core.day.visits import Visit
from kiosk.core.office_config import Desk, OfficeConfig
from kiosk.core.queue.coverage import as_told
from kiosk.core.queue.forecast import Forecast, forecast
from kiosk.core.queue.from_day import hall_of, next_by_station
from kiosk.protocol.views import DeviceView, NextCall, PublicDocument, ReceptionDocument, fields_of

OPENS: Final = datetime(2026, 11, 24, 8, 55)  # a Tuesday: most stations of the sample city office are open
Stops = tuple[tuple[str, tuple[str, ...], int], ...]

FAMILY: Final[Stops] = (
    ("MV", ("MV-INFO",), 12),
    ("SKV", ("SKV-REG", "SKV-ID"), 22),
    ("FK", ("FK-REG", "FK-ETB"), 16),
    ("AF", ("AF-INS",), 20),
    ("KOM", ("KOM-MOT", "KOM-SKOLA"), 18),
)
WORKER: Final[Stops] = (
    ("SKV", ("SKV-REG",), 12),
    ("AF", ("AF-INS", "AF-KART"), 18),
    ("KOM", ("KOM-SFI",), 9),
)
AGENDAS: Final[tuple[Stops, ...]] = (
    FAMILY,
    WORKER,
    (("MV", ("MV-DEL", "MV-BIO"), 14),),
    (("MV", ("MV-INFO",), 9), ("SKV", ("SKV-REG",), 12), ("FK", ("FK-REG",), 12)),
    (("SKV", ("SKV-ID",), 10), ("FK", ("FK-BOB",), 12)),
    (("SKV", ("SKV-TPD",), 12),),
    (("REC", ("REC-HELP",), 5),),
    (("REC", ("REC-HELP",), 5), ("AF", ("AF-INS",), 14)),
    (("KOM", ("KOM-SFI", "KOM-EKO"), 12), ("AF", ("AF-KART",), 14)),
)
PRECEDENCE: Final = (("SKV-REG", "FK-REG", "L"), ("SKV-REG", "AF-INS", "S"))
LANGUAGES: Final = ("ar", "ar", "uk", "so", "ti", "fa-AF", "sv", "en", "ckb", "ru", "tr")


@dataclass
class SampleDay:
    """A day of one office that grows event by event."""

    config: OfficeConfig
    start: datetime = OPENS
    state: OfficeDay = field(init=False)
    at: float = field(init=False)
    history: dict[str, tuple[HistoryLine, ...]] = field(default_factory=dict)
    _pending: list[Recorded] = field(default_factory=list)

    def __post_init__(self) -> None:
        zone = ZoneInfo(self.config.office.time_zone)
        self.start = self.start.replace(tzinfo=zone)
        self.at = self.start.timestamp()
        self.state = OfficeDay.empty(self.start.date().isoformat())
        self.numbers = 2000

    def do(self, *events: Event) -> SampleDay:
        """These events now, in this order."""
        records = [
            Recorded(event, self.state.day, self.at, self.state.order + n)
            for n, event in enumerate(events, 1)
        ]
        self.state = extend(self.state, records)
        for record in records:
            line, visit = history_line(record), getattr(record.event, "visit", None)
            if line is not None and visit is not None:
                self.history[visit] = (*self.history.get(visit, ()), line)
        return self

    def wait(self, minutes: float) -> SampleDay:
        self.at += 60 * minutes
        return self

    @property
    def now(self) -> datetime:
        return self.start + timedelta(seconds=self.at - self.start.timestamp())

    def open_desks(self, *but: int) -> SampleDay:
        """All desks but these, of the stations that are open on this day."""
        today = {s.id for s in self.config.office.stations if s.hours.on(self.start.date()) is not None}
        desks = [d for d in self.config.office.desks if d.station in today and d.number not in but]
        return self.do(*(DeskOpened(desk.number, desk.station, desk.languages) for desk in desks))

    def arrives(
        self,
        stops: Stops,
        language: str = "ar",
        party: int = 1,
        *,
        number: str | None = None,
        paper: str = "printed",
        **more: Any,
    ) -> str:
        """A visitor with a ticket; gives the visit's id."""
        self.numbers += 1
        ticket = number or str(self.numbers)
        visit = f"v{ticket}"
        here = {station.id for station in self.config.office.stations}
        precedence = tuple(p for p in PRECEDENCE if _both(p[0], p[1], stops))
        self.do(
            TicketIssued(
                visit, ticket, language, party, tuple(s for s in stops if s[0] in here), precedence, **more
            ),
            TicketPrinted(visit, paper == "low_paper")
            if paper in ("printed", "low_paper")
            else TicketNotPrinted(visit, paper),
        )
        return visit

    def call(self, visit: str, station: str, desk: int, *then: Verb) -> SampleDay:
        """Called to a desk, and what follows there."""
        self.do(StopMoved(visit, station, Verb.CALL, desk))
        for verb in then:
            outcome = "done" if verb is Verb.FINISH else None
            self.do(StopMoved(visit, station, verb, desk, outcome))
        return self

    # A whole morning ------------------------------------------------------------------------------------------

    def play(self, minutes: int, visitors: int, seed: int, speed: float = 1.0) -> SampleDay:
        """So many visitors within so many minutes; desks serve at a speed."""
        random = Random(seed)
        come = sorted(random.uniform(0, minutes) for _ in range(visitors))
        busy: dict[int, float] = {}
        for minute in range(minutes):
            while come and come[0] <= minute:
                come.pop(0)
                party = random.choice((1, 1, 1, 2, 2, 3, 4, 5))
                agenda = random.choice(AGENDAS)
                language = random.choice(LANGUAGES)
                more = (
                    {"interpreter": language}
                    if language not in ("sv", "en") and random.random() < 0.4
                    else {}
                )
                self.arrives(agenda, language, party, **more)
            for desk in self.config.office.desks:
                self._serve(desk, busy, random, speed)
            self.wait(1)
        return self

    def step(self, desk: Desk) -> SampleDay:
        """What comes next at a desk, at once: the visitor begins, or has finished and the next is called."""
        self._serve(desk, {}, Random(self.state.order), 1.0)
        return self

    def _serve(self, desk: Desk, busy: dict[int, float], random: Random, speed: float) -> None:
        """One minute at one desk: who is called comes, is served as long as it takes, and the next is called."""
        here = self.state.desks.get(desk.number)
        if here is None or not here.open or self.at < busy.get(desk.number, 0.0):
            return
        visit = self.state.visits[here.visit] if here.visit else None
        if visit is not None:
            stop = visit.engaged
            assert stop is not None
            if stop.state is StopState.CALLED:
                self.do(StopMoved(visit.id, desk.station, Verb.START, desk.number))
                busy[desk.number] = self.at + 60 * stop.minutes * random.uniform(0.6, 1.3) / speed
                return
            self.do(StopMoved(visit.id, desk.station, Verb.FINISH, desk.number, "done"))
        following = self.next_for(desk.station)
        if following is not None:
            self.do(StopMoved(following.id, desk.station, Verb.CALL, desk.number))
            busy[desk.number] = self.at + random.choice((45, 60, 100))

    def next_for(self, station: str) -> Visit | None:
        """Who has waited longest of those who can be called."""
        found = [
            (stop.queued_at, place, visit)
            for place, visit in enumerate(self.state.visits.values())
            if visit.state is VisitState.ACTIVE
            and (stop := visit.stop(station)) is not None
            and can_be_called(visit, stop)
        ]
        return min(found)[2] if found else None

    # As the office server tells it ----------------------------------------------------------------------------

    def public(self) -> PublicDocument:
        view = views.public(self.state, self.at)
        return PublicDocument(**fields_of(view), seq=self.state.order, at=self.at)

    def reception(self, devices: Sequence[DeviceView] = (), *, foretold: bool = False) -> ReceptionDocument:
        """`foretold`: with a forecast of the hall, until the office closes."""
        told = self._forecast() if foretold else None
        calls = next_by_station(self.state, self.config, self.at)
        return ReceptionDocument(
            **fields_of(views.reception(self.state, self.history, self.at, told)),
            seq=self.state.order,
            at=self.at,
            devices=tuple(devices),
            next={station: NextCall.of(call) for station, call in calls.items()},
            forecast_at=UNSET if told is None else told.at,
        )

    def _forecast(self) -> Forecast:
        span = self.config.office.hours.on(self.start.date())
        closes = None if span is None else datetime.combine(self.start.date(), span[1], self.start.tzinfo)
        closing = None if closes is None else closes.timestamp()
        return as_told(forecast(hall_of(self.state, self.config, self.at, closing=closing), 1))

    def device(self, name: str, place: str, **changes: Any) -> DeviceView:
        """A device as reception's view has it, heard a moment ago."""
        heard = DeviceView(
            name.lower().replace(" ", "-"),
            name.split(" ", maxsplit=1)[0].lower(),
            place,
            connected=True,
            heard_at=self.at - 4,
            heard_s=4,
            unsent=0,
        )
        return replace(heard, **changes)

    def close(self) -> SampleDay:
        opened = [desk.number for desk in self.state.desks.values() if desk.open]
        return self.do(*(DeskClosed(number) for number in opened), DayClosed())


def devices(day: SampleDay, *others: DeviceView) -> list[DeviceView]:
    """What stands in a usual office; `others` replace those of the same id."""
    usual = [
        day.device("Kiosk 1", "Entré vänster", paper="printed"),
        day.device("Kiosk 2", "Entré höger", paper="printed"),
        day.device("Board 1", "Hallen"),
        day.device("Reception 1", "Disken"),
    ]
    replaced = {each.device: each for each in (*usual, *others)}
    return list(replaced.values())


def _both(before: str, after: str, stops: Iterable[tuple[str, tuple[str, ...], int]]) -> bool:
    errands = {errand for _, of_stop, _ in stops for errand in of_stop}
    return before in errands and after in errands
