"""The paper: two languages, nothing private, nothing that is only true today."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.checkin.agenda import make_agenda
from kiosk.core.checkin.answers import Answer, Answers
from kiosk.core.checkin.draft import draft, reception_agenda
from kiosk.core.checkin.state import Ticket
from kiosk.core.office_config import Party
from kiosk.present.language import update
from kiosk.present.language.words import NO_ISOLATES, OPENERS, PDI
from kiosk.present.paper.page import TicketPage
from kiosk.present.paper.ticket import ticket_page
from kiosk.present.shared.bilingual import BothWords
from tests.present.kiosk.walks import CONFIG, EXISTING, MONDAY, TOKEN, everything_said, part_of_office

FAMILY = Answers(
    purpose="new", may_stay="yes", adults=2, kids="all_here", papers=("lma", "decision"), ground="protection", pnr="no",
    age="mid", needs=("all",), done=("none",),
)  # fmt: skip
TAKEN = datetime(2026, 11, 21, 8, 44, tzinfo=UTC).timestamp()


def ticket(language: str = "ar", answers: Answers = FAMILY, config: object = CONFIG) -> Ticket:
    agenda = make_agenda(answers, CONFIG.catalogue, getattr(config, "office"), MONDAY)  # noqa: B009
    return Ticket("v1", "2047", draft(CONFIG, agenda, language, answers.party), TAKEN, TOKEN)


def plain(words: BothWords) -> tuple[str, str]:
    return tuple(w.translate(NO_ISOLATES) for w in (words.own, words.swedish))  # type: ignore[return-value]


def test_the_paper_of_the_mockup() -> None:
    page = ticket_page(ticket(), CONFIG)
    assert (page.office, page.taken, page.number) == ("Mötesplats Ekeby", "21 nov. 2026 · 09:44", "2047")
    assert (page.language, page.rtl, page.script) == ("ar", True, "Arab")
    assert plain(page.first) == ("أولاً: مصلحة الهجرة", "Först: Migrationsverket")
    assert [(g.kind, plain(g.label), [s.station for s in g.stops]) for g in page.groups] == [
        ("first", ("", ""), ["MV", "SKV"]),
        ("any", ("بأي ترتيب", "Ordningen kan variera"), ["FK", "AF"]),
        ("last", ("أخيراً", "Sist"), ["KOM"]),
    ]
    first = page.groups[0].stops[0]
    assert plain(first.agency) == ("مصلحة الهجرة", "Migrationsverket")
    assert (first.people, first.bring) == ("family", ("decision", "lma-card"))
    assert page.interpreter is not None
    assert plain(page.interpreter) == ("مع مترجم للعربية", "med arabisk tolk")
    (later,) = page.later
    assert plain(later.headline) == (
        "يرجى العودة عندما تصل الرسالة من Skatteverket",
        "Kom tillbaka med Skatteverkets brev",
    )
    assert later.items[0].pictogram == "id-card-new"
    assert page.phone is not None
    assert len(page.qr) > 20


def test_a_swedish_paper_says_nothing_twice() -> None:
    page = ticket_page(ticket("sv"), CONFIG)
    assert page.interpreter is None
    assert [s for s in everything_said(page) if s.where.endswith("swedish")] == []


@pytest.mark.parametrize("language", EXISTING)
def test_swedish_never_repeats(language: str) -> None:
    def pairs(part: object) -> list[BothWords]:
        if isinstance(part, BothWords):
            return [part]
        if isinstance(part, tuple):
            return [p for item in part for p in pairs(item)]
        names = getattr(part, "__dataclass_fields__", ())
        return [p for name in names for p in pairs(getattr(part, name))]

    found = pairs(ticket_page(ticket(language), CONFIG))
    assert len(found) > 20
    for words in found:
        assert words.own != words.swedish or not words.own
        assert bool(words.swedish) == (language != "sv" and bool(words.own))


def test_what_is_not_possible_today_bears_a_date() -> None:
    """Paper is read tomorrow too."""
    config = part_of_office()
    page = ticket_page(ticket("en", config=config), config)
    assert [plain(item.words)[0] for item in page.later[-1].items] == [
        "Tax Agency: register your move. Ask us to book a time.",
        "Employment Service: not in this office. Ask us where to go.",
        "Social Insurance Agency: closed today. Opens Tuesday 24 November 09:00.",
        "ID card: when you have your personal number",
    ]
    assert plain(page.later[-1].headline) == ("Not today", "Inte i dag")


def test_a_ticket_for_reception() -> None:
    paper = replace(ticket(), draft=draft(CONFIG, reception_agenda(CONFIG), "en", Party()))
    page = ticket_page(paper, CONFIG)
    assert plain(page.first) == ("Reception", "Receptionen")
    assert page.later == ()


def test_a_reprint_says_so_with_its_time_and_in_the_language_asked() -> None:
    paper = replace(ticket(), reprint=True)
    page = ticket_page(paper, CONFIG, "en", datetime(2026, 11, 21, 9, 12, tzinfo=UTC))
    assert (page.reprint, page.language) == ("ny utskrift 10:12", "en")
    assert ticket_page(paper, CONFIG).reprint == "ny utskrift"
    assert ticket_page(ticket(), CONFIG).reprint == ""


def test_no_code_without_an_address() -> None:
    config = replace(CONFIG, office=replace(CONFIG.office, phone_url=None))
    page = ticket_page(ticket(), config)
    assert (page.qr, page.phone) == ((), None)


PRIVATE_CONTEXTS = ("option.ground.", "option.pnr.", "option.age.", "option.papers.nothing", "question.")


@cache
def private_texts() -> set[str]:
    """Answers about status, and the reasons for errands."""
    return {
        str(found.english)
        for found in update.texts()
        if found.context and (found.context.startswith(PRIVATE_CONTEXTS) or found.context.endswith(".reason"))
    } - {"Yes", "No"}


@st.composite
def answers(draw: st.DrawFn) -> Answers:
    chosen = Answers()
    for question in CONFIG.catalogue.questions:
        options = [o.id for o in question.options if not o.leads_to_staff]
        if question.multiple:
            value: Answer = tuple(draw(st.lists(st.sampled_from(options), unique=True)))
        else:
            value = question.answer(draw(st.sampled_from([o for o in options if o != "one"])))
        chosen = chosen.given(question.id, value)
    return chosen


@given(answers(), st.sampled_from(EXISTING))
def test_a_paper_may_lie_on_a_table(given_answers: Answers, language: str) -> None:
    """No status, no reason, no time of a call, no ordinals, whatever was answered."""
    page: TicketPage = ticket_page(ticket(language, given_answers), CONFIG)
    said = list(everything_said(page))
    assert not {s.words for s in said} & private_texts()
    assert not any(word in s.words.lower() for s in said for word in ("asyl", "flykt", "refugee", "لجوء"))
    for place in said:
        if place.where not in ("taken", "number", "office") and "pension" not in given_answers.needs:
            assert not re.search(r"\d", place.words), place
        assert sum(map(place.words.count, OPENERS)) == place.words.count(PDI)
        assert not set("{}!") & set(place.words)
