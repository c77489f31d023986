"""`reasons`: why a visitor is called, in the words of staff: what the calling order said counted most.

Must not know which screen it is for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kiosk.core.office_config import OTHER_LANGUAGE, Office
from kiosk.present.language.languages import language
from kiosk.present.language.words import Words, marked

WHY: Final = {
    "near": marked("asked to come near"),
    "only_one": marked("nobody else can be called"),
    "came_first": marked("came first"),
    "past_bound": marked("has waited too long"),
    "long_wait": marked("longest wait"),
    "priority": marked("priority (reception)"),
    "work_left": marked("little left today"),
    "service": marked("a short visit here"),
    "last": marked("last stop"),
    "opens": marked("first of a path"),
    "better_after": marked("no other stop should be first"),
    "language": marked("needs no interpreter here"),
    "waits_elsewhere": marked("short queues later"),
    "feeds": marked("few wait at the next stop"),
    "stands_empty": marked("others are needed elsewhere"),
}
"""What counted, as `kiosk.core.queue.rule` names it -> words. How long somebody has waited stands before."""
_OF_THE_LAST: Final = ("work_left", "waits_elsewhere", "feeds")
"""At the last stop these say that it is the last."""
SHOWN: Final = 2


def language_name(words: Words, code: str) -> str:
    """A language as staff call it."""
    if code == OTHER_LANGUAGE:
        return words.text("Another language: ask")
    known = language(code)
    return words.text(known.english_name) if known.english_name else known.swedish_name


def reasons(
    words: Words,
    by: str | None,
    why: Iterable[tuple[str, int]],
    office: Office,
    interpreter: str | None = None,
    spoken: Iterable[str] = (),
    you: bool = True,
    last: bool = False,
) -> tuple[str, ...]:
    """By what somebody is called and the most that counted. `interpreter`: what the visitor needs; `spoken`: what the
    clerk speaks, who reads this unless not `you`; `last`: nothing else is left of the visit, which is why little is
    left and nobody waits elsewhere."""
    if by == "clerk":
        return (words.text("chosen by staff"),)
    if by == "check_in" and office.order != "check_in":
        return (words.text("in check-in order: the rule lacks figures"),)
    if by == "check_in":
        return (words.text("in check-in order"),)
    found: list[str] = []
    for name, _ in why:
        if name == "language" and interpreter is not None:
            if interpreter in spoken:
                name_of = words.inside(language_name(words, interpreter)) if words.code == "sv" else ""
                name_of = name_of or language_name(words, interpreter)
                found.append(
                    words.text("speaks {language}, and you do too", language=name_of)
                    if you
                    else words.text("the clerk speaks {language}", language=name_of)
                )
        elif name in WHY:
            found.append(words.text(WHY["last" if last and name in _OF_THE_LAST else name]))
    return tuple(dict.fromkeys(found))[:SHOWN]
