"""The words of a path that the kiosk's screens and the paper share: which stop comes first, and labels of groups."""

from __future__ import annotations

from kiosk.core.checkin import path as core_path
from kiosk.core.checkin.agenda import Agenda, AgendaStop
from kiosk.core.checkin.path import GroupKind
from kiosk.core.office_config import OfficeConfig
from kiosk.present.language.words import Words
from kiosk.present.shared import phrases
from kiosk.present.shared.bilingual import BothWords
from kiosk.present.shared.phrases import Say, both


def group_label(kind: GroupKind, kinds: tuple[GroupKind, ...]) -> Say:
    """Words stand where the line forks, and where it joins again; a single track needs none."""
    if kind is GroupKind.ANY:
        return lambda w: w.text("The order may vary")
    if kind is GroupKind.LAST and GroupKind.ANY in kinds:
        return lambda w: w.text("Last")
    return lambda w: ""


def first_stop(agenda: Agenda, config: OfficeConfig) -> AgendaStop | None:
    """The stop that must come first; None when the order is free."""
    parts = core_path.path(agenda, config.catalogue.errands) if agenda.stops else ()
    return parts[0].stops[0] if parts and parts[0].kind is GroupKind.FIRST else None


def first_words(words: Words, agenda: Agenda, config: OfficeConfig) -> BothWords:
    """ "First: Migrationsverket"; a lone stop is just named; nothing when the order is free."""
    stop = first_stop(agenda, config)
    if stop is None:
        return BothWords("")

    def say(w: Words) -> str:
        name = phrases.agency(w, config, stop.station)
        return name if len(agenda.stops) == 1 else w.text("First: {agency}", agency=name)

    return both(words, say)
