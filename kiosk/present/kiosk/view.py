"""What a kiosk screen shows: plain frozen data between the presenter and QML. Every word is already there.

`layout` tells which QML screen shows it; QML decides sizes, places and colours, and nothing else.
Text fields are "" where there is nothing to show.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """One thing to touch. `second` is the Swedish line; `sign` a station id, for a station's sign."""

    id: str
    text: str
    second: str = ""
    pictogram: str = ""
    sign: str = ""
    selected: bool = False
    rtl: bool = False  # the choice's own script (language screen: each tile follows its own script)
    note: str = ""  # a further line: what a station is for, when it opens
    action: str = "choose"  # language screen: choose | other ("another language", which has no name)


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool of the toolbar. `id` is the `Tap` it sends. `active`: switched on (inverted)."""

    id: str
    text: str
    pictogram: str
    active: bool = False


@dataclass(frozen=True, slots=True)
class LineView:
    """A pictogram (or a station sign) with its words.

    `second` is the Swedish of `text`, but for the ticket's steps and the closed screen's hours: there it is
    a detail in the same language, and `swedish` holds the Swedish of `text`.
    """

    pictogram: str
    text: str
    second: str = ""
    sign: str = ""
    strong: bool = False
    swedish: str = ""
    rtl: bool = False  # the line's own script, where a screen holds several languages
    language: str = ""  # the line's own language there, for the voice that reads it


@dataclass(frozen=True, slots=True)
class StopView:
    """A stop on the path. `band`: comes next (yellow). `dropped`: "" | done | not_today (change screen)."""

    station: str
    letter: str
    agency: str
    second: str
    errands: tuple[LineView, ...]
    bring: tuple[LineView, ...]
    band: bool = False
    tag: str = ""  # "First", in the band only
    dropped: str = ""


@dataclass(frozen=True, slots=True)
class PathGroupView:
    """`kind`: first | any | last. `label` stands at the fork or the join; "" where the line does not fork."""

    kind: str
    label: str
    stops: tuple[StopView, ...]


@dataclass(frozen=True, slots=True)
class Later:
    """The come-back zone: headline and what to come back for; then further lines.

    `not_today` holds any other come-back first, then what is not possible here today. With nothing to come
    back for the headline says "Not today".
    """

    pictogram: str
    headline: str
    detail: str = ""
    not_today: tuple[LineView, ...] = ()
    second: str = ""  # the headline in Swedish


@dataclass(frozen=True, slots=True)
class SheetView:
    """Over the screen. `seconds`/`of`: the countdown as stops that go out (of = 0: no countdown)."""

    pictogram: str
    title: str
    text: str
    action: str
    action_pictogram: str
    action_tap: str
    other: str = ""
    other_pictogram: str = ""
    other_tap: str = ""
    count: str = ""
    seconds: int = 0
    of: int = 0
    private: bool = False  # told in headphones only


@dataclass(frozen=True, slots=True)
class Greeting:
    """One line of the welcome poster."""

    text: str
    rtl: bool


@dataclass(frozen=True, slots=True)
class KioskView:
    """One whole kiosk screen."""

    layout: str  # language | tiles | rows | grid | path | change | ticket | message | closed
    place: str  # for tests and pictures: "language", "question.papers", "ticket" ...
    language: str
    rtl: bool
    script: str  # Latn | Arab | Ethi | Cyrl, for line heights and sizes
    office: str  # "Ekeby", shown after the product's name
    clock: str
    notice: str = ""  # why nothing is heard, or "machine translation, ask staff if unsure"
    steps_done: int = 0
    steps: int = 0  # 0: no progress line
    title: str = ""
    second: str = ""  # the title in Swedish
    hint: str = ""
    body: str = ""  # message screens: one or two sentences
    pictogram: str = ""  # message screens
    sign: str = ""  # message screens: a station sign instead of the pictogram
    choices: tuple[ChoiceView, ...] = ()
    multiple: bool = False
    back: str = ""
    change: str = ""
    more: str = ""  # path: "One more stop"
    action: str = ""  # the strong action; "" where the tiles are the action
    action_pictogram: str = ""
    action_ready: bool = True  # False: white with outline, does nothing yet
    next_page: str = ""  # path and change: the strong action where a further page follows
    busy: bool = False  # the ticket is being issued: the pressed button stays ink
    trust: str = ""  # "We do not ask your name ..."
    trust_lines: tuple[LineView, ...] = ()  # the same in several languages, on the welcome screen
    tools: tuple[Tool, ...] = ()
    greetings: tuple[Greeting, ...] = ()
    summary: tuple[str, ...] = ()  # path: "5 stops", "about 4 hours"
    interpreter: str = ""  # path: "with an Arabic interpreter"
    interpreter_wanted: bool = False
    groups: tuple[PathGroupView, ...] = ()
    later: Later | None = None
    toggles: tuple[ChoiceView, ...] = ()  # change screen: "interpreter"; person screen: "private_help"
    done_label: str = ""  # change screen: "Already done"
    not_today_label: str = ""
    restore_label: str = ""  # "Put back"
    show_label: str = ""  # "Show", before the papers to bring
    number: str = ""  # the ticket's
    paper: str = ""  # Paper state, by name
    paper_out: bool = False  # the paper comes out of the slot; else the number is framed
    ticket_line: str = ""  # office and date on the paper
    steps_to_take: tuple[LineView, ...] = ()  # ticket: take it, sit and look, first stop
    qr: tuple[str, ...] = ()  # rows of "0" and "1"; empty: no phone page
    qr_lines: tuple[str, ...] = ()  # "Follow on your phone", "Point the camera here"
    reprint: str = ""  # button to try the printer again
    hours: tuple[LineView, ...] = ()  # closed screen: opening hours in every language
    sheet: SheetView | None = None
    comfort_larger: bool = False
    comfort_lower: bool = False
    comfort_contrast: bool = False
    comfort_still: bool = False  # nothing moves
    private: bool = False  # tells what this visitor needs: read aloud in headphones only
    speech: bool = False  # every step of the keys is spoken: they go through everything in one line
