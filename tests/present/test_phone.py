"""The phone page's words: the one thing to know now, nothing invented, nothing private."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.core.day.events import TicketIssued
from kiosk.core.day.lifecycle import ENDED, StopState, VisitState
from kiosk.core.day.visits import begin
from kiosk.core.office_config import OfficeConfig
from kiosk.core.queue.forecast import Range
from kiosk.core.views import OwnStop, TicketView, ticket
from kiosk.present.language.languages import LANGUAGES
from kiosk.present.language.words import NO_ISOLATES
from kiosk.present.phone import PhonePage, not_found, phone_page
from kiosk.present.shared.web import CLOCK_TO_FILL
from tests.core.office_days import moved, visit_after
from tests.present.kiosk.walks import CONFIG, MONDAY

OFFICE_TIME = ZoneInfo(CONFIG.office.time_zone)

NO_TIME = re.compile(r"\d\d[:.]\d\d|\bmin")
ISSUED = TicketIssued(
    "v1",
    "2047",
    "ar",
    4,
    (("MV", ("MV-BIO",), 15), ("SKV", ("SKV-REG",), 40), ("FK", ("FK-REG",), 15)),
    precedence=(("MV-BIO", "SKV-REG", "L"), ("MV-BIO", "FK-REG", "L")),
    come_back=("CB-PNR",),
    unlocks=("SKV-ID",),
    interpreter="ar",
)


def view(*states: StopState, visit: VisitState = VisitState.ACTIVE, desk: int | None = 3) -> TicketView:
    made = ticket(begin(ISSUED, 0.0))
    stops = [replace(stop, state=state, desk=desk) for stop, state in zip(made.stops, states, strict=False)]
    stops += made.stops[len(stops) :]
    if stops[0].state in ENDED:  # nothing comes before the others any more
        stops = [replace(stop, first=()) for stop in stops]
    return replace(made, state=visit, stops=tuple(stops))


NOW = datetime(MONDAY.year, MONDAY.month, MONDAY.day, 10, 2, tzinfo=OFFICE_TIME)


def page(
    seen: TicketView,
    language: str = "sv",
    config: OfficeConfig = CONFIG,
    today: date = MONDAY,
    party: int = 4,
) -> PhonePage:
    return phone_page(replace(seen, party=party), config, today, own="ar", shown=language, now=NOW)


def minutes(*after_ten: int) -> Range:
    """A range, in minutes after ten o'clock."""
    hour = NOW.replace(minute=0)
    return Range(*(int((hour + timedelta(minutes=m)).timestamp()) for m in after_ten))


def forecast(call: Range, *later: Range | None, next: str = "MV") -> TicketView:
    """The visit as the office forecasts it: its next call, and the calls of the three stops."""
    seen = view()
    stops = [replace(stop, expected=each) for stop, each in zip(seen.stops, (call, *later), strict=False)]
    return replace(seen, stops=(*stops, *seen.stops[len(stops) :]), probably_next=next, next_call=call)


def plain(text: str) -> str:
    return text.translate(NO_ISOLATES)


@pytest.mark.parametrize(
    ("state", "kind", "headline", "detail", "desk"),
    [
        (StopState.CALLED, "called", "Nu är det din tur", "Gå till Migrationsverket, disk 3", 3),
        (StopState.SERVING, "serving", "Du är här: Migrationsverket", "Disk 3", 3),
        (StopState.NEAR, "near", "Snart är det din tur",
         "Vänta nära Migrationsverket. Vi ropar upp ditt nummer.", None),
        (StopState.HELD, "held", "Migrationsverket ropar upp dig igen", "Du behåller din plats i kön.", None),
        (StopState.MISSED, "missed", "Vi har ropat upp ditt nummer",
         "Prata med oss i receptionen. Vi hjälper dig.", None),
        (StopState.WAITING, "waiting", "Först: Migrationsverket",
         "Vi ropar upp ditt nummer. Sidan säger till när det är din tur.", None),
    ],
)  # fmt: skip
def test_the_band_says_how_it_stands(
    state: StopState, kind: str, headline: str, detail: str, desk: int | None
) -> None:
    band = page(view(state)).band
    assert (band.kind, plain(band.headline), plain(band.detail)) == (kind, headline, detail)
    if band.gate is not None:
        assert (band.gate.station, band.gate.letter, band.gate.desk) == ("MV", "M", desk)


def test_a_call_goes_before_everything_else() -> None:
    states = (StopState.MISSED, StopState.CALLED, StopState.HELD)
    band = page(view(*states)).band
    assert (band.kind, plain(band.detail)) == ("called", "Gå till Skatteverket, disk 3")


def test_a_call_without_a_desk_names_none() -> None:
    assert plain(page(view(StopState.CALLED, desk=None)).band.detail) == "Gå till Migrationsverket"


def test_no_stop_is_named_first_where_the_order_is_free() -> None:
    band = page(view(StopState.DONE)).band
    assert (band.headline, band.gate) == ("Sitt ner så länge", None)


def test_the_last_stop_is_just_named() -> None:
    assert page(view(StopState.DONE, StopState.DONE)).band.headline == "Försäkringskassan"


def test_an_ended_visit_says_so() -> None:
    done = page(view(*[StopState.DONE] * 3, visit=VisitState.FINISHED))
    assert (done.band.kind, done.band.headline) == ("finished", "Du är klar för i dag")
    assert all(stop.ended and not stop.errands and not stop.show for stop in done.stops)
    assert page(view(*[StopState.LEFT] * 3, visit=VisitState.LEFT)).band.kind == "left"


def test_the_path_tells_what_to_show_and_what_comes_before() -> None:
    stops = page(view()).stops
    assert [plain(stop.after) for stop in stops] == ["", "Efter Migrationsverket", "Efter Migrationsverket"]
    assert [stop.state for stop in stops] == ["Väntar"] * 3
    assert plain(stops[1].show).startswith("Visa: Uppe\u00adhålls")
    assert len(stops[1].papers) == 3
    assert plain(stops[0].errands) == "Foto och finger\u00adavtryck · Hela familjen"
    assert "familjen" not in page(view(), party=1).stops[0].errands


def test_agencies_have_their_own_name_and_the_one_on_the_wall() -> None:
    first = page(view(), "ar").stops[0].agency
    assert (first.own, first.swedish) == ("مصلحة الهجرة", "Migrationsverket")
    assert page(view(), "sv").stops[0].agency.swedish == ""
    assert "Migrationsverket" in page(view(StopState.CALLED), "ar").band.detail


def test_what_is_not_for_today() -> None:
    seen = replace(
        view(), not_today=(("PM-AFS", "closed_today"), ("SKV-ID", "needs_booking"), ("X", "closed_today"))
    )
    later = page(seen).later
    assert [plain(line.headline) for line in later] == [
        "Kom tillbaka med Skatteverkets brev",
        "Pensionsmyndigheten: stängt i dag. Öppnar i morgon kl. 09:00.",
        "Skatteverket: ansök om id-kort. Be oss boka en tid.",
    ]
    assert "id-kort" in later[0].detail
    assert page(replace(seen, come_back=("later kiosk's",), not_today=())).later == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", StopState)
def test_nothing_is_invented_in_any_language(language: str, state: StopState) -> None:
    """No times that nobody has promised, no visit, no status; the clock to fill is the page's own."""
    made = page(view(state), language)
    said = [made.band.headline, made.band.detail, made.title]
    said += [text for stop in made.stops for text in (stop.state, stop.after, stop.errands, stop.show)]
    assert not [text for text in said if NO_TIME.search(plain(text))]
    assert CLOCK_TO_FILL in made.trouble.since
    assert made.privacy
    assert plain(made.title).startswith("2047 · ")


def test_unknown_things_of_a_later_kiosk_do_no_harm() -> None:
    stop = OwnStop("NEW", ("NEW-1",), 5, StopState.WAITING, None, ("NEW-0",))
    made = page(replace(view(), stops=(stop,)))
    assert made.stops[0].agency.own == "NEW"
    assert made.stops[0].after == ""


def test_the_other_language_is_swedish_or_ones_own() -> None:
    other = page(view(), "ar").other
    assert other is not None
    assert (other.code, other.rtl) == ("sv", False)
    back = page(view(), "sv").other
    assert back is not None
    assert (back.code, back.name, back.rtl) == ("ar", "العربية", True)
    assert phone_page(view(), CONFIG, MONDAY, own="sv").other is None


def test_only_drafted_words_carry_the_notice() -> None:
    assert page(view(), "sv").notice == ""
    assert page(view(), "ar").notice != ""


def test_a_wrong_address_tells_the_same_in_every_language_of_the_office() -> None:
    pages = not_found(CONFIG)
    assert tuple(each.language for each in pages) == CONFIG.office.languages
    assert len({each.headline for each in pages}) == len(pages)


# What is forecast ------------------------------------------------------------------------------------------------


def test_probably_next_is_told_with_the_usual_time_and_the_one_it_surely_comes_before() -> None:
    band = page(forecast(minutes(10, 24, 41))).band
    assert (band.kind, band.label, band.headline) == ("waiting", "Troligen nästa", "Migrationsverket")
    assert plain(band.when) == "Ungefär 10:25, troligen före 10:45"
    assert band.gate is not None
    assert (band.gate.station, band.gate.desk) == ("MV", None)
    assert (
        plain(page(forecast(minutes(10, 24, 41)), "en").band.when) == "About 10:25, most likely before 10:45"
    )


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ((-9, -5, -2), "Ungefär nu, troligen före 10:10"),
        ((0, 3, 4), "Ungefär nu, troligen före 10:10"),
        ((3, 6, 7), "Ungefär 10:05, troligen före 10:10"),
        ((3, 7, 7), "Ungefär 10:05, troligen före 10:10"),
    ],
)
def test_a_time_is_never_in_the_past_and_the_two_never_meet(call: tuple[int, int, int], said: str) -> None:
    assert plain(page(forecast(minutes(*call))).band.when) == said


def test_later_stops_have_a_range_and_stand_in_the_order_of_the_forecast() -> None:
    made = page(forecast(minutes(10, 24, 41), minutes(95, 110, 141), minutes(61, 80, 101)))
    assert [(stop.station, plain(stop.state)) for stop in made.stops] == [
        ("MV", "Troligen nästa"),
        ("FK", "11:00–11:45"),
        ("SKV", "11:35–12:25"),
    ]


def test_what_has_ended_stands_first_and_is_not_forecast() -> None:
    seen = replace(
        view(StopState.DONE), probably_next="FK", next_call=minutes(5, 20, 40), finish=minutes(50, 60, 70)
    )
    assert [stop.station for stop in page(seen).stops] == ["MV", "FK", "SKV"]


def test_a_call_after_closing_is_not_told() -> None:
    made = page(forecast(minutes(500, 600, 700), minutes(500, 600, 700)))
    assert (made.band.when, made.band.label, made.stops[1].state) == ("", "", "Väntar")
    assert plain(made.band.headline) == "Först: Migrationsverket"


def test_without_a_clock_no_time_is_told() -> None:
    seen = forecast(minutes(10, 24, 41), minutes(95, 110, 141))
    made = phone_page(seen, CONFIG, MONDAY, own="ar", shown="sv")
    assert (made.band.when, [stop.state for stop in made.stops]) == ("", ["Väntar"] * 3)


def test_once_asked_near_the_place_is_firm_and_has_no_time() -> None:
    seen = replace(view(StopState.NEAR), finish=minutes(50, 60, 70))
    band = page(seen).band
    assert (band.kind, band.when, band.label) == ("near", "", "")


def test_who_waits_again_keeps_the_place_and_is_told_so() -> None:
    """A come near that has lapsed: the visitor may stand there, and is told that nothing is lost."""
    day = visit_after(moved("pre_call"), moved("release"))
    band = phone_page(ticket(day), CONFIG, MONDAY, own="ar", shown="sv", now=NOW).band
    assert band.kind == "waiting"
    assert plain(band.detail).startswith("Du behåller din plats i kön. Vi ropar upp ditt nummer.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_times_are_told_in_every_language(language: str) -> None:
    band = page(forecast(minutes(10, 24, 41)), language).band
    assert (plain(band.when).count("10:25"), plain(band.when).count("10:45")) == (1, 1)
    assert "10:10" in plain(page(forecast(minutes(0, 1, 2)), language).band.when)
