"""The phone page's words: the one thing to know now, nothing invented, nothing private."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from kiosk.core.events import TicketIssued
from kiosk.core.lifecycle import ENDED, StopState, VisitState
from kiosk.core.offer import Offer
from kiosk.core.views import OwnStop, TicketView, ticket
from kiosk.core.visits import begin
from kiosk.present.languages import LANGUAGES
from kiosk.present.phone import CLOCK_TO_FILL, PhonePage, not_found, phone_page
from kiosk.present.words import NO_ISOLATES
from tests.present.walks import MONDAY, OFFER

NO_TIME = re.compile(r"\d\d[:.]\d\d|\bmin")
ISSUED = TicketIssued(
    "v1",
    "2047",
    "ar",
    4,
    (("MV", ("MV-BIO",), 15), ("SKV", ("SKV-REG",), 40), ("FK", ("FK-REG",), 15)),
    precedence=(("MV-BIO", "SKV-REG", "L"), ("MV-BIO", "FK-REG", "L")),
    come_back=("CB-PNR",),
    interpreter="ar",
)


def view(*states: StopState, visit: VisitState = VisitState.ACTIVE, desk: int | None = 3) -> TicketView:
    made = ticket(begin(ISSUED, 0.0))
    stops = [replace(stop, state=state, desk=desk) for stop, state in zip(made.stops, states, strict=False)]
    stops += made.stops[len(stops) :]
    if stops[0].state in ENDED:  # nothing comes before the others any more
        stops = [replace(stop, first=()) for stop in stops]
    return replace(made, state=visit, stops=tuple(stops))


def page(
    seen: TicketView, language: str = "sv", offer: Offer = OFFER, today: date = MONDAY, party: int = 4
) -> PhonePage:
    return phone_page(seen, offer, today, own="ar", party=party, shown=language)


def plain(text: str) -> str:
    return text.translate(NO_ISOLATES)


@pytest.mark.parametrize(
    ("state", "kind", "headline", "detail", "desk"),
    [
        (StopState.CALLED, "called", "Nu är det din tur", "Gå till Migrationsverket, disk 3", 3),
        (StopState.SERVING, "serving", "Du är hos Migrationsverket", "Disk 3", 3),
        (StopState.NEAR, "near", "Snart är det din tur",
         "Vänta nära Migrationsverket. Vi ropar upp ditt nummer.", None),
        (StopState.HELD, "held", "Migrationsverket kallar dig igen", "Du behåller din plats i kön.", None),
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
    assert (done.band.kind, done.band.headline) == ("finished", "Du är klar för idag")
    assert all(stop.ended and not stop.errands and not stop.show for stop in done.stops)
    assert page(view(*[StopState.LEFT] * 3, visit=VisitState.LEFT)).band.kind == "left"


def test_the_path_tells_what_to_show_and_what_comes_before() -> None:
    stops = page(view()).stops
    assert [plain(stop.after) for stop in stops] == ["", "Efter Migrationsverket", "Efter Migrationsverket"]
    assert [stop.state for stop in stops] == ["Väntar"] * 3
    assert plain(stops[1].show).startswith("Visa: pass, ")
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
        "Kom tillbaka när brevet kommer",
        "Pensionsmyndigheten: stängt idag. Öppnar i morgon 09:00.",
        "Skatteverket: ansök om id-kort. Fråga oss om en bokad tid.",
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
    assert phone_page(view(), OFFER, MONDAY, own="sv").other is None


def test_only_drafted_words_carry_the_notice() -> None:
    assert page(view(), "sv").notice == ""
    assert page(view(), "ar").notice != ""


def test_a_wrong_address_tells_the_same_in_every_language_of_the_office() -> None:
    pages = not_found(OFFER)
    assert tuple(each.language for each in pages) == OFFER.office.languages
    assert len({each.headline for each in pages}) == len(pages)
