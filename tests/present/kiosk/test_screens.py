"""Every screen in every language: whole, in one language and Swedish, calm, and true."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import cache

import pytest

from kiosk.core.checkin.state import (
    CheckIn,
    Choose,
    Dialog,
    Drop,
    Dropped,
    Lobby,
    Paper,
    PaperIs,
    Place,
    Screen,
    SetInterpreter,
    Tap,
)
from kiosk.present.kiosk.screens import SCREENS, present
from kiosk.present.kiosk.view import KioskView
from kiosk.present.language import update
from kiosk.present.language.words import NO_ISOLATES, OPENERS, PDI, SOFT_HYPHEN, words_of
from tests.present.kiosk.walks import (
    CONFIG,
    EXISTING,
    LOBBY,
    MONDAY,
    TOKEN,
    WALL,
    Said,
    Visitor,
    every_screen,
    everything_said,
    part_of_office,
)

SHARED = {"Pension", "LMA", "", ", "}
"""Words that are the same in English and another language."""


@cache
def screens(language: str) -> tuple[KioskView, ...]:
    return tuple(every_screen(language))


@cache
def english() -> frozenset[str]:
    """Every English text, as it stands on a screen when nobody translated it."""
    sources = (found.english for found in update.texts())
    return frozenset(text for s in sources for text in ((s,) if isinstance(s, str) else s)) - SHARED


def plain(text: str) -> str:
    return text.translate(NO_ISOLATES)


def own_words(view: KioskView) -> list[Said]:
    """Without what stands in a fixed language: Swedish lines, names of languages, greetings, the other languages."""
    fixed = ("second", "swedish")
    several = ("greetings", "trust_lines", "hours")
    return [
        said
        for said in everything_said(view)
        if not said.where.startswith(several)
        and not (said.where.endswith(fixed) and not said.where.startswith("steps_to_take.second"))
        and not (view.layout == "language" and said.where == "choices.text")
    ]


def test_every_place_of_the_flow_has_a_screen() -> None:
    assert set(SCREENS) == set(Screen)
    for language in EXISTING:
        assert {view.place.partition(".")[0] for view in screens(language)} == {s.value for s in Screen}
        assert {view.sheet is not None for view in screens(language)} == {True, False}


@pytest.mark.parametrize("language", EXISTING)
def test_every_screen_is_whole(language: str) -> None:
    for view in screens(language):
        assert view.title, view.place
        for said in everything_said(view):
            assert not set(said.words) & set("{}!"), (view.place, said)
            assert said.words == said.words.strip(), (view.place, said)
            assert sum(map(said.words.count, OPENERS)) == said.words.count(PDI), (view.place, said)


@pytest.mark.parametrize("language", [code for code in EXISTING if code != "en"])
def test_no_english_is_left(language: str) -> None:
    for view in screens(language):
        assert [said for said in own_words(view) if plain(said.words) in english()] == [], view.place


def test_arabic_screens_speak_arabic() -> None:
    """But for names of offices, numbers and times."""
    for view in screens("ar"):
        if view.language != "ar":
            continue
        for said in own_words(view):
            letters = re.sub(
                r"LMA|EU|Migrationsverket|Skatteverket|Försäkringskassan|Arbetsförmedlingen|personnummer|[\W\d_]",
                "",
                plain(said.words).replace(SOFT_HYPHEN, ""),
            )
            arabic = sum("\u0600" <= letter <= "\u06ff" for letter in letters)
            assert arabic == len(letters) or said.where in ("office", "ticket_line"), (view.place, said)


@pytest.mark.parametrize("language", EXISTING)
def test_swedish_is_the_second_line_and_never_said_twice(language: str) -> None:
    for view in screens(language):
        if view.language != language:
            continue
        assert bool(view.second) == (language != "sv"), view.place
        assert view.second != view.title
        pairs = [(c.text, c.second) for c in (*view.choices, *view.toggles)]
        pairs += [(s.agency, s.second) for g in view.groups for s in g.stops]
        pairs += [(e.text, e.second) for g in view.groups for s in g.stops for e in (*s.errands, *s.bring)]
        for text, second in pairs:
            assert text != second, (view.place, text)
        if language == "sv" and view.layout != "language":
            assert [second for _, second in pairs if second] == [], view.place
        if language != "sv" and view.layout in ("rows", "tiles", "grid", "path"):
            assert [text for text, second in pairs if not second and text not in SHARED] == [], view.place


@pytest.mark.parametrize("language", EXISTING)
def test_buttons_have_few_words(language: str) -> None:
    for view in screens(language):
        sheet = view.sheet
        buttons = [view.action, view.back, view.change, view.reprint, view.done_label, view.not_today_label]
        buttons += [view.restore_label, *(tool.text for tool in view.tools), *(t.text for t in view.toggles)]
        assert [b for b in buttons if len(b.split()) > 5] == [], view.place
        assert sheet is None or max(len(b.split()) for b in (sheet.action, sheet.other)) <= 6, (
            "a yes with its what"
        )
        assert [c.text for c in view.choices if len(c.text.split()) > 7] == [], view.place


@pytest.mark.parametrize("language", EXISTING)
def test_at_most_one_strong_action_and_it_has_a_picture(language: str) -> None:
    for view in screens(language):
        assert bool(view.action) == bool(view.action_pictogram), view.place
        if view.choices and view.layout != "language":
            assert bool(view.action) == view.multiple, "one answer to pick: the tiles are the action"


def test_the_toolbar_holds_the_tools_in_one_order() -> None:
    order = ["person", "language", "listen", "larger", "lower", "contrast", "still", "start_over"]
    assert [tool.id for tool in Visitor("sv").view.tools] == [tool for tool in order if tool != "still"]
    for view in screens("sv"):
        ids = [tool.id for tool in view.tools]
        assert ids == [tool for tool in order if tool in ids]
    idle = present(CheckIn(), LOBBY, WALL)
    assert [tool.id for tool in idle.tools] == ["person", "listen", "larger", "lower", "contrast", "still"]
    ticket = next(view for view in screens("sv") if view.place == "ticket")
    assert [tool.id for tool in ticket.tools] == order[:-2]
    closed = next(view for view in screens("sv") if view.place == "closed")
    assert [tool.id for tool in closed.tools] == ["listen"]


def test_switched_tools_are_marked() -> None:
    visitor = Visitor("en")
    view = visitor.play(Tap.LARGER, Tap.CONTRAST)
    assert {tool.id for tool in view.tools if tool.active} == {"larger", "contrast"}
    assert (view.comfort_larger, view.comfort_lower, view.comfort_contrast) == (True, False, True)


def test_an_unreviewed_language_says_so_on_every_screen() -> None:
    for language in EXISTING:
        for view in screens(language):
            if view.language != language or view.place == "closed":
                continue
            told = view.notice not in ("", words_of(language).text("Use headphones to hear this."))
            assert told == (language not in ("sv", "en")) or view.private, view.place


# The first screens ------------------------------------------------------------------------------------------


TRUST = {
    "en": "We do not ask your name. We keep only your list for today. We delete it by tomorrow morning.",
    "sv": "Vi frågar inte vad du heter. Vi sparar bara din lista för i dag. Vi tar bort den senast i morgon bitti.",
    "ar": "لا نسألك عن اسمك. نحفظ قائمتك لهذا اليوم فقط، ونحذفها صباح الغد على الأكثر.",
}


@pytest.mark.parametrize("language", TRUST)
def test_the_trust_line_says_exactly_what_is_kept(language: str) -> None:
    """No name; only today's list; gone by tomorrow morning. Nothing more is promised, in any language."""
    assert Visitor(language).view.trust == TRUST[language]
    others = {view.place for view in screens(language) if view.trust}
    assert others == {"question.purpose"}


def test_the_welcome_screen_says_what_is_kept_in_each_language() -> None:
    view = present(CheckIn(), offering("sv", "en", "ar"), WALL)
    said = [line.text for line in view.trust_lines]
    in_two = [re.split(r"(?<=\.) ", TRUST[code], maxsplit=1) for code in ("sv", "en", "ar")]
    assert said == [*in_two[0], *in_two[1], *in_two[2]]
    assert [line.pictogram for line in view.trust_lines] == ["no-name", "not-saved"] * 3
    assert [line.rtl for line in view.trust_lines] == [False] * 4 + [True] * 2


def offering(*languages: str) -> Lobby:
    return replace(LOBBY, config=replace(CONFIG, office=replace(CONFIG.office, languages=languages)))


def test_with_more_languages_the_welcome_says_it_in_one_line_each_then_on_the_next_screen() -> None:
    five = present(CheckIn(), offering("sv", "en", "ar", "fa", "so"), WALL)
    assert [line.text for line in five.trust_lines[:3]] == [TRUST["sv"], TRUST["en"], TRUST["ar"]]
    assert len(five.trust_lines) == 5
    seven = present(CheckIn(), offering("sv", "en", "ar", "fa", "so", "ti", "tr"), WALL)
    assert seven.trust_lines == ()


def test_the_welcome_screen_offers_the_languages_of_the_office_and_staff() -> None:
    view = present(CheckIn(), offering("en", "ar", "ti", "sv"), WALL)
    assert view.language == "en", "before a choice, the office's first language"
    assert [(c.id, c.text, c.second, c.rtl) for c in view.choices[:4]] == [
        ("en", "English", "engelska", False),
        ("ar", "العربية", "arabiska", True),
        ("ti", "ትግርኛ", "tigrinja", False),
        ("sv", "svenska", "", False),
    ]
    other = view.choices[-1]
    assert (other.action, other.pictogram, other.text, other.second) == (
        "other", "language", "Another language", "Annat språk",
    )  # fmt: skip
    turned = [g.rtl for g in view.greetings]
    assert turned == sorted(turned), "those written from left to right stand together, then the others"
    assert {*turned} == {False, True}


def test_layouts() -> None:
    layouts = {view.place: view.layout for view in screens("en")}
    assert layouts.items() >= {
        "question.purpose": "tiles", "question.adults": "tiles", "question.kids": "tiles",
        "question.children": "tiles", "question.papers": "tiles",
        "question.ground": "tiles", "question.pnr": "rows", "question.age": "tiles", "question.needs": "grid",
    }.items()  # fmt: skip
    assert layouts["station"] == layouts["errand.KOM"] == "rows"
    assert {layouts[p] for p in ("empty", "person", "minor", "trouble")} == {"message"}


def test_a_strong_action_waits_for_an_answer() -> None:
    visitor = Visitor("sv")
    view = visitor.tell("papers", purpose="new")
    assert (view.place, view.action_ready) == ("question.papers", False)
    view = visitor.play(Choose("lma"))
    assert view.action_ready
    assert [c.id for c in view.choices if c.selected] == ["lma"]


def test_ages_are_those_of_the_day() -> None:
    visitor = Visitor("sv")
    view = visitor.tell("age", purpose="new", papers=("other",), pnr="no")
    assert [plain(c.text) for c in view.choices] == ["18 år eller äldre", "Jag är under 18 år"]
    family = Visitor("sv").tell(
        "age", purpose="new", children="1", papers=("ut_card",), ground="protection", pnr="no"
    )
    assert [plain(c.text) for c in family.choices] == [
        "18–19 år", "20–66 år", "67 år eller äldre", "Jag är under 18 år",
    ]  # fmt: skip
    alone = Visitor("sv").tell("age", purpose="new", papers=("ut_card",), ground="protection", pnr="no")
    assert [plain(c.text) for c in alone.choices] == [
        "18–19 år", "20–28 år", "29–66 år", "67 år eller äldre", "Jag är under 18 år",
    ]  # fmt: skip


def test_agencies_stand_with_sign_name_and_what_they_are_for() -> None:
    view = Visitor("ar").play(Choose("one"))
    tax = next(c for c in view.choices if c.id == "SKV")
    assert (tax.sign, tax.pictogram, tax.second) == ("SKV", "", "Skatteverket")
    assert tax.note
    been = Visitor("sv")
    been.answer_all()
    done = next(v for v in been.seen if v.place == "question.done")
    assert [c.sign for c in done.choices] == ["", "MV", "SKV", "AF", "FK", "KOM"]


# The path ---------------------------------------------------------------------------------------------------


def test_the_path_of_the_mockup() -> None:
    """One band, where the order is fixed; labels only where the line forks and joins; minutes only in all."""
    view = Visitor("sv").answer_all()
    assert [(g.kind, g.label, [s.station for s in g.stops]) for g in view.groups] == [
        ("first", "", ["MV", "SKV"]),
        ("any", "Ordningen kan bli en annan", ["FK", "AF"]),
        ("last", "Sist", ["KOM"]),
    ]
    stops = [s for g in view.groups for s in g.stops]
    assert [(s.station, s.tag) for s in stops if s.band] == [("MV", "Först")]
    assert [s.station for s in stops if any(e.strong and e.pictogram == "family" for e in s.errands)] == [
        "MV",
        "SKV",
    ]
    assert [plain(line) for line in view.summary] == ["5 stopp", "ungefär 4½ timmar"]
    assert view.later is not None
    assert view.later.headline == "Kom tillbaka med Skatteverkets brev"
    assert view.interpreter == ""


@pytest.mark.parametrize(
    ("usual", "said"),
    [(None, "ungefär 4½ timmar"), (160, "ungefär 4½ timmar"), (290, "ungefär 5 timmar i dag")],
)
def test_the_path_tells_the_time_of_the_whole_visit_where_the_office_has_said_it(
    usual: int | None, said: str
) -> None:
    """Else that at the desks; and never less than that, whatever the forecast says."""
    visitor = Visitor("sv")
    visitor.answer_all()
    view = present(visitor.state, replace(LOBBY, usual_minutes=usual), WALL)
    assert [plain(line) for line in view.summary] == ["5 stopp", said]


def test_a_path_with_no_first_stop_has_no_band() -> None:
    visitor = Visitor("en")
    view = visitor.tell(
        purpose="new", papers=("eu_id",), pnr="yes", needs=("work", "swedish"), done=("none",)
    )
    assert [(g.kind, g.label) for g in view.groups] == [("any", "The order may vary")]
    assert [s.band for g in view.groups for s in g.stops] == [False, False]


def test_a_lone_stop_is_not_called_first() -> None:
    view = Visitor("en").play(Choose("collect_id"))
    (stop,) = view.groups[0].stops
    assert (stop.band, stop.tag, view.groups[0].label) == (True, "", "")


def test_an_interpreter_is_named_in_the_visitors_language_until_declined() -> None:
    visitor = Visitor("ar")
    assert visitor.answer_all().interpreter == "مع مترجم للعربية"
    view = visitor.play(Tap.CHANGE)
    (toggle,) = view.toggles
    assert (toggle.id, toggle.selected, toggle.second) == ("interpreter", True, "Tolk")
    view = visitor.play(SetInterpreter(False), Tap.GO_ON)
    assert (view.interpreter, view.interpreter_wanted) == ("", False)


def test_a_dropped_stop_stays_on_the_change_screen_only() -> None:
    visitor = Visitor("en")
    visitor.answer_all()
    view = visitor.play(Tap.CHANGE, Drop("FK", Dropped.DONE), Drop("MV", Dropped.NOT_TODAY))
    stops = {s.station: s for g in view.groups for s in g.stops}
    assert (stops["FK"].dropped, stops["MV"].dropped, stops["SKV"].dropped) == ("done", "not_today", "")
    assert not stops["MV"].band
    view = visitor.play(Tap.GO_ON)
    assert not {"FK", "MV"} & {s.station for g in view.groups for s in g.stops}


def test_what_is_not_possible_today_is_said_once_with_why_and_when() -> None:
    visitor = Visitor("en", Lobby(part_of_office(), MONDAY))
    view = visitor.answer_all()
    assert view.later is not None
    assert [(line.sign, line.pictogram, plain(line.text)) for line in view.later.not_today] == [
        ("SKV", "book-time", "Tax Agency: register your move. Ask us to book a time."),
        ("AF", "one-place", "Employment Service: not in this office. Ask us where to go."),
        ("FK", "not-today", "Social Insurance Agency: closed today. Opens tomorrow at 09:00."),
        ("", "waiting-for-letter", "ID card: when you have your identity number"),
    ]
    assert all(line.second for line in view.later.not_today)


def test_with_nothing_to_come_back_for_the_zone_says_not_today() -> None:
    visitor = Visitor("sv", Lobby(part_of_office(), date(2026, 11, 28)))
    view = visitor.play(Choose("one"), Choose("KOM"), Choose("KOM-SFI"))
    assert view.later is None or view.later.headline == "Inte i dag"


# Ticket, sheets, closed -------------------------------------------------------------------------------------


@cache
def ticket(language: str, paper: Paper, token: str | None = TOKEN) -> KioskView:
    visitor = Visitor(language)
    visitor.answer_all()
    visitor.take_ticket(token)
    return visitor.play(PaperIs(paper))


def test_the_ticket_of_the_mockup() -> None:
    view = ticket("sv", Paper.PRINTED)
    assert (view.number, view.paper_out, view.reprint) == ("2047", True, "")
    assert plain(view.ticket_line) == "Mötesplats Ekeby · 23 november"
    assert [(s.pictogram, s.sign, plain(s.text), plain(s.second)) for s in view.steps_to_take] == [
        ("take-ticket", "", "Ta biljetten", "Din väg står på den"),
        ("wait-seated", "", "Sitt ner. Titta på tavlan", "Vi ropar upp ditt nummer, 2047"),
        ("", "MV", "Först: Migrationsverket", "Tavlan visar vart du ska gå"),
    ]
    assert view.qr_lines == ("Följ på telefonen", "Rikta kameran hit")


@pytest.mark.parametrize("paper", [p for p in Paper if not p.came_out and p is not Paper.PRINTING])
def test_without_paper_the_number_is_framed_and_can_be_photographed(paper: Paper) -> None:
    for language in EXISTING:
        view = ticket(language, paper)
        assert not view.paper_out
        assert [s.pictogram for s in view.steps_to_take] == ["printer-no-paper", "photo-of-number", ""]
        assert bool(view.reprint) == (paper is not Paper.NO_PRINTER), (
            "without a printer there is nothing to try"
        )
    assert len({ticket("sv", p).steps_to_take[0].text for p in Paper}) >= len(Paper) - 1


def test_a_ticket_for_reception_says_one_course_and_names_no_path() -> None:
    """The number is called on the board, as for everybody: nobody comes to the seat."""
    visitor = Visitor("sv")
    visitor.play(Tap.PERSON)
    visitor.take_ticket()
    view = visitor.play(PaperIs(Paper.PRINTED))
    assert [(s.sign, s.text, plain(s.second)) for s in view.steps_to_take] == [
        ("", "Ta biljetten", "Vi ropar upp ditt nummer, 2047"),
        ("REC", "Sitt ner. Titta på tavlan", "Tavlan visar vart du ska gå"),
    ]


def test_no_phone_page_without_address_or_token() -> None:
    assert ticket("sv", Paper.PRINTED, token=None).qr == ()
    assert len(ticket("sv", Paper.PRINTED).qr) == len(ticket("sv", Paper.PRINTED).qr[0])


def test_no_ticket_tells_a_time_or_an_order() -> None:
    """Calls come in any allowed order, and nobody knows when."""
    for language in EXISTING:
        for paper in Paper:
            view = ticket(language, paper)
            for said in everything_said((view.groups, view.steps_to_take, view.title)):
                assert not re.search(r"\d", said.words.replace("2047", "")), said


def test_the_time_out_counts_down_and_gives_more_time() -> None:
    visitor = Visitor("sv")
    visitor.play(Choose("new"))
    sheet = visitor.wait(71).sheet
    assert sheet is not None
    assert (sheet.title, sheet.action, sheet.other) == (
        "Är du kvar?",
        "Ja, jag vill ha mer tid",
        "Nej, börja om",
    )
    assert (sheet.seconds, sheet.of, plain(sheet.count)) == (19, 30, "19 sekunder kvar")
    assert sheet.text == "Annars börjar skärmen om. Vi tar bort dina svar."
    assert (sheet.action_tap, sheet.other_tap) == (Tap.MORE_TIME, Tap.START_OVER_NOW)


def test_with_a_ticket_in_hand_no_sheet_threatens_it() -> None:
    visitor = Visitor("sv")
    visitor.play(Tap.PERSON)
    visitor.take_ticket()
    state = replace(visitor.state, sheet=Dialog.TIME_OUT)
    sheet = present(state, LOBBY, WALL).sheet
    assert sheet is not None
    assert sheet.text.endswith("Din biljett gäller fortfarande.")


def test_closed_tells_the_hours_in_every_language() -> None:
    state = CheckIn(place=Place(Screen.CLOSED))
    lobby = replace(offering("sv", "en", "ar"), open=False, next_open=(date(2026, 11, 24), time(9)))
    view = present(state, lobby, WALL)
    assert (view.title, plain(view.body)) == ("Stängt nu", "Öppnar i morgon kl. 09:00")
    assert [plain(line.second) for line in view.hours] == [
        "måndag–torsdag 09:00–16:00 · fredag 09:00–15:00",
        "Monday–Thursday 09:00–16:00 · Friday 09:00–15:00",
        "من الاثنين إلى الخميس 09:00–16:00 · الجمعة 09:00–15:00",
    ]
    assert [line.rtl for line in view.hours] == [False, False, True]


@pytest.mark.parametrize(
    ("next_open", "said"),
    [((MONDAY, time(9)), "Opens today at 09:00"), ((date(2026, 11, 26), time(8, 30)), "Opens on Thursday at 08:30"),
     ((date(2026, 12, 1), time(9)), "Opens on 1 December at 09:00"), (None, "")],
)  # fmt: skip
def test_when_the_office_opens(next_open: tuple[date, time] | None, said: str) -> None:
    lobby = replace(offering("en"), open=False, next_open=next_open)
    assert plain(present(CheckIn(place=Place(Screen.CLOSED)), lobby, WALL).body) == said


def test_the_clock_is_the_offices_own() -> None:
    """Whatever zone the computer thinks it is in."""
    assert present(CheckIn(), LOBBY, datetime(2026, 11, 23, 8, 42, tzinfo=UTC)).clock == "09:42"
    assert present(CheckIn(), LOBBY, WALL).clock == "09:42"


def test_an_office_without_a_name_of_its_own_repeats_nothing() -> None:
    config = replace(CONFIG, office=replace(CONFIG.office, name="Mötesplats"))
    assert present(CheckIn(), replace(LOBBY, config=config), WALL).office == ""
