"""The board's words: the public view and what the board remembers of it become one frozen `BoardView`.

A call is shown in Swedish and in its visitor's language, for whom it concerns must read it; all else in Swedish and
English, and the name of a language never. Which call has the band and which have just been is given (`Standing`).
Must not know sizes, colours, chimes or the network.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kiosk.core.day.office_time import is_open
from kiosk.core.office_config import OfficeConfig
from kiosk.present.language.words import NO_ISOLATES, Words, swedish_and_english, words_of
from kiosk.present.shared import phrases
from kiosk.present.shared.spoken import NUMBER

ENGLISH: Final = "en"
WAYS: Final = ("up", "up-right", "right", "down-right", "down", "down-left", "left", "up-left")
"""Where a desk lies, as seen by who looks at the board. It depends on where the board hangs."""

STALE_ROWS: Final = 2
"""The words about it take the place of the others."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call of the public view. A recall has another `since`: it is a new call."""

    ticket: str
    station: str
    desk: int | None
    since: float
    language: str = ""  # of the visitor


@dataclass(frozen=True, slots=True)
class Standing:
    """What the board has to show now: which call has the band, which stand below it, which have just been."""

    band: Call | None = None
    rows: tuple[Call, ...] = ()
    near: tuple[Call, ...] = ()
    recent: tuple[Call, ...] = ()
    waiting: tuple[tuple[str, int], ...] = ()  # station, how many
    closed: bool = False
    shut: tuple[str, ...] = ()  # stations that have closed for the rest of the day


@dataclass(frozen=True, slots=True)
class OutOfDate:
    """The board is not told anything any more. `since`: when it last was; None: it never was."""

    since: datetime | None


@dataclass(frozen=True, slots=True)
class BoardCall:
    """A number and its gate: the station's sign and the desk's number, tight together."""

    id: str
    number: str
    station: str
    desk: str
    way: str  # one of WAYS, "" when this board was not told
    agency: str
    swedish: str = ""
    second: str = ""  # the same in the visitor's language, else in English
    second_script: str = "Latn"


@dataclass(frozen=True, slots=True)
class StationWaiting:
    """How many wait at a station, or that it is closed; who they are is nobody's business."""

    station: str
    count: str


@dataclass(frozen=True, slots=True)
class BoardView:
    """Everything on the board. `layout`: calls | soon | closed."""

    layout: str
    office: str
    clock: str
    band: BoardCall | None = None
    rows: tuple[BoardCall, ...] = ()
    near: tuple[BoardCall, ...] = ()
    recent: tuple[BoardCall, ...] = ()
    waiting: tuple[StationWaiting, ...] = ()
    near_title: str = ""
    near_second: str = ""
    recent_title: str = ""
    recent_second: str = ""
    waiting_title: str = ""
    waiting_second: str = ""
    title: str = ""  # of soon and closed
    second: str = ""
    hours: tuple[str, ...] = ()
    hours_second: tuple[str, ...] = ()
    stale: bool = False
    stale_title: str = ""
    stale_text: str = ""
    stale_second: str = ""


def board_view(
    standing: Standing | None,
    config: OfficeConfig,
    now: datetime,
    out_of_date: OutOfDate | None = None,
    ways: Mapping[int, str] | None = None,
) -> BoardView:
    """The board at a local time. `standing` None: nothing has been heard yet, so nothing is said.

    `ways`: desk -> where it lies from this board.
    """
    swedish, english = words_of(phrases.SWEDISH), words_of(ENGLISH)
    said = _Saying(config, swedish, english, ways or {})
    office, clock = phrases.whole_name(config), swedish.clock(now)
    if out_of_date is not None:
        return _stale(said, standing or Standing(), BoardView("calls", office, clock), out_of_date)
    if standing is None:
        return BoardView("soon", office, clock)
    if standing.closed or _over(standing, config, now):
        return _closed(said, BoardView("closed", office, clock), now)
    calls = standing.band is not None
    near, recent = swedish_and_english("Get ready"), swedish_and_english("Just called")
    waiting, soon = swedish_and_english("Waiting now"), swedish_and_english("We will call soon")
    return BoardView(
        "calls" if calls else "soon",
        office,
        clock,
        band=said.call(standing.band) if standing.band else None,
        rows=tuple(map(said.call, standing.rows)),
        near=tuple(map(said.call, standing.near)),
        recent=tuple(map(said.call, standing.recent)),
        waiting=tuple(_waiting(swedish, standing, config)),
        near_title=near[0],
        near_second=near[1],
        recent_title=recent[0],
        recent_second=recent[1],
        waiting_title=waiting[0],
        waiting_second=waiting[1],
        title="" if calls else soon[0],
        second="" if calls else soon[1],
    )


def called_out(
    call: Call, config: OfficeConfig, can_speak: Callable[[str], bool]
) -> tuple[tuple[str, str], ...]:
    """A call as it is called out: languages, and the words in each. The visitor's language, then Swedish; English
    where neither has a voice. The values stay in isolates: recorded clips are put together round them."""
    wanted = [code for code in (call.language, phrases.SWEDISH) if can_speak(code)] or [ENGLISH]
    spoken = [words_of(code) for code in dict.fromkeys(wanted) if can_speak(code)]
    return tuple((words.code, _aloud(words, config, call)) for words in spoken if words.translated)


def _aloud(words: Words, config: OfficeConfig, call: Call) -> str:
    name = phrases.agency(words, config, call.station)
    where = (
        words.text("Go to {agency}", agency=name)
        if call.desk is None
        else words.text("Go to {agency}, desk {desk}", agency=name, desk=call.desk)
    )
    return f"{words.text(NUMBER, number=call.ticket)}. {where}."


@dataclass(frozen=True, slots=True)
class _Saying:
    """Says a call in Swedish and in its visitor's language."""

    config: OfficeConfig
    swedish: Words
    english: Words
    ways: Mapping[int, str]

    def call(self, call: Call) -> BoardCall:
        own = words_of(call.language) if call.language not in ("", phrases.SWEDISH) else self.english
        return BoardCall(
            f"{call.ticket}@{call.station}",
            call.ticket,
            call.station,
            "" if call.desk is None else str(call.desk),
            self.ways.get(call.desk or 0, ""),
            phrases.agency(self.swedish, self.config, call.station),
            self._gate(self.swedish, call),
            self._gate(own, call),
            own.script,
        )

    def _gate(self, words: Words, call: Call) -> str:
        name = phrases.agency(words, self.config, call.station)
        if call.desk is None:
            return name
        gate = words.text("{agency}, desk {desk}", agency=name, desk=call.desk)
        # where words run from the left, isolates would only be in the way of whoever reads it aloud
        return gate if words.rtl else gate.translate(NO_ISOLATES)


def _waiting(words: Words, standing: Standing, config: OfficeConfig) -> list[StationWaiting]:
    """In the office's own order; a station where nobody waits is left out, one that has closed says so."""
    order = {station.id: place for place, station in enumerate(config.office.stations)}
    there = {station: str(count) for station, count in standing.waiting if count > 0}
    there |= dict.fromkeys(standing.shut, words.text("Closed now"))
    return [StationWaiting(s, there[s]) for s in sorted(there, key=lambda s: order.get(s, len(order)))]


def _over(standing: Standing, config: OfficeConfig, now: datetime) -> bool:
    """The doors are closed and nobody is left, whether or not anybody has closed the day."""
    nobody = standing.band is None and not standing.near and not any(n for _, n in standing.waiting)
    return nobody and not is_open(config.office, now)


def _closed(said: _Saying, view: BoardView, now: datetime) -> BoardView:
    hours = said.config.office.hours
    span = hours.on(now.date())
    today = span is not None and now.time() < span[0]
    again = (now.date(), span[0]) if today and span is not None else hours.next_open(now.date())

    def opens(words: Words) -> tuple[str, ...]:
        first = (phrases.opens(words, again, now.date()),) if again else ()
        return tuple(line.translate(NO_ISOLATES) for line in (*first, *phrases.week(words, hours)))

    return BoardView(
        view.layout,
        view.office,
        view.clock,
        title=said.swedish.text("Closed now"),
        second=said.english.text("Closed now"),
        hours=opens(said.swedish),
        hours_second=opens(said.english),
    )


def _stale(said: _Saying, standing: Standing, view: BoardView, out_of_date: OutOfDate) -> BoardView:
    """Who was called may still be on the way; what would be a promise is taken away."""

    since = out_of_date.since
    title = (
        swedish_and_english("The board has no contact with the office")
        if since is None
        else swedish_and_english(
            "The board has not been updated since {time}", time=said.swedish.clock(since)
        )
    )
    remedy = swedish_and_english("Staff call out the numbers. Ask at reception.")

    calls = () if standing.closed else standing.rows[:STALE_ROWS]
    return BoardView(
        view.layout,
        view.office,
        view.clock,
        band=said.call(standing.band) if standing.band and not standing.closed else None,
        rows=tuple(map(said.call, calls)),
        stale=True,
        stale_title=title[0].translate(NO_ISOLATES),
        stale_text=remedy[0],
        stale_second=f"{title[1].translate(NO_ISOLATES)}. {remedy[1]}",
    )
