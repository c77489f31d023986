"""The desk page's words: who is here, what to press, who waits; only what a clerk may know."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kiosk.catalogue.load import load_config, sample_office
from kiosk.core.day.lifecycle import StopState
from kiosk.core.day.office_time import local
from kiosk.core.day.state import DeskState
from kiosk.core.queue.forecast import Range
from kiosk.core.queue.rule import REASONS
from kiosk.core.views import StationVisitor
from kiosk.present.desk import page as words
from kiosk.present.desk.page import choose_page, desk_page
from kiosk.present.desk.view import AtDesk, DeskPage, DeskScene, Next, Seat
from kiosk.present.language.words import NO_ISOLATES
from kiosk.present.shared import promises, reasons
from kiosk.present.shared.staff import STAFF, refused
from kiosk.present.shared.web import CLOCK_TO_FILL
from kiosk.protocol.commands import REFUSALS
from tests.present.kiosk.walks import CONFIG

NOW = local(ZoneInfo("Europe/Stockholm"), 1_795_000_000.0)
OPEN = DeskState(3, "SKV", ("sv", "en"))


def visitor(ticket: str = "2047", **changes: Any) -> StationVisitor:
    values: dict[str, Any] = {
        "visit": f"v{ticket}", "ticket": ticket, "language": "ar", "interpreter": "ar", "private_help": False,
        "priority": None, "party": 4, "errands": ("SKV-REG",), "minutes": 35, "state": StopState.WAITING,
        "desk": None, "waited_s": 38 * 60, "ready": True,
    }  # fmt: skip
    return StationVisitor(**{**values, **changes})


def scene(*visitors: StationVisitor, **changes: Any) -> DeskScene:
    """Whoever is ready is next, if the test does not say who."""
    ready = sorted((v for v in visitors if v.ready), key=lambda v: v.state is not StopState.NEAR)
    following = Next(ready[0].visit, "rule") if ready else None
    made = DeskScene(CONFIG, Seat("SKV", 3), NOW, False, OPEN, None, visitors, ("sv",), following)
    return replace(made, **changes)


def served(
    state: StopState, *others: StationVisitor, minutes: int = 12, calls: int = 1, **changes: Any
) -> DeskScene:
    here = visitor(state=state, desk=3, ready=False, **changes)
    at_desk = AtDesk(here, NOW - timedelta(minutes=minutes), calls)
    return scene(here, *others, desk=replace(OPEN, visit=here.visit), at_desk=at_desk)


def plain(text: str) -> str:
    return text.translate(NO_ISOLATES)


def presses(page: DeskPage) -> list[tuple[str, str]]:
    main = [page.main] if page.main else []
    return [(press.kind, plain(press.text)) for press in (*main, *page.others)]


def test_the_big_press_changes_with_the_state() -> None:
    def main(made: DeskScene) -> tuple[str, str, str, bool]:
        page = desk_page(made, "sv")
        assert page.main is not None
        return page.mode, page.main.kind, page.main.text, page.main.strong

    assert main(scene(desk=None)) == ("open", "desk.open", "Öppna disken", True)
    assert main(scene(visitor())) == ("free", "call.next", "Kalla nästa", True)
    assert main(scene()) == ("free", "call.next", "Kalla nästa", False)
    assert main(served(StopState.CALLED)) == ("called", "start", "Börja", True)
    assert main(served(StopState.SERVING)) == ("serving", "finish", "Klar", True)
    assert desk_page(scene(visitor(), closed=True), "sv").main is None


def test_what_else_can_be_pressed() -> None:
    assert [kind for kind, _ in presses(desk_page(served(StopState.CALLED), "sv"))] == [
        "start", "recall", "no_show", "hold",
    ]  # fmt: skip
    page = desk_page(served(StopState.SERVING), "sv")
    assert presses(page)[1:] == [
        ("finish", "Papper saknas"), ("finish", "Ska komma tillbaka"), ("finish", "Fel plats"),
        ("hold", "Pausa besöket"),
    ]  # fmt: skip
    assert [dict(press.args)["outcome"] for press in page.others[:3]] == [
        "papers_missing", "come_back", "wrong_place",
    ]  # fmt: skip
    assert page.refer_link == "Skicka vidare"
    assert page.rest is None
    free = desk_page(scene(), "sv")
    assert free.rest is not None
    assert free.rest.kind == "desk.close"


def test_who_is_here() -> None:
    made = served(StopState.SERVING, errands=("SKV-REG", "SKV-ID"), private_help=True, priority="child")
    here = desk_page(made, "sv").served
    assert here is not None
    assert here.ticket == "2047"
    assert plain(here.since) == f"Hos dig sedan {NOW - timedelta(minutes=12):%H:%M} · 12 minuter"
    assert [(fact.pictogram, plain(fact.text)) for fact in here.facts] == [
        ("language", "arabiska"), ("interpreter", "Behöver tolk"), ("family", "4 personer"),
        ("private-room", "I ett eget rum"), ("priority", "Förtur"),
    ]  # fmt: skip
    assert [(e.pictogram, e.text, plain(e.detail)) for e in here.errands] == [
        ("register-move", "Anmäl flytt till Sverige", "hela familjen · ungefär 35 minuter"),
        ("id-card-new", "Ansök om id-kort", "ungefär 15 minuter"),
    ]


def test_a_visitor_alone_without_interpreter() -> None:
    here = desk_page(
        served(StopState.CALLED, party=1, interpreter=None, language="sv", minutes=0), "sv"
    ).served
    assert here is not None
    assert plain(here.since) == f"Kallad {NOW:%H:%M}"
    assert [fact.text for fact in here.facts] == ["svenska", "Ensam"]


def test_an_interpreter_of_another_language_is_named() -> None:
    here = desk_page(served(StopState.CALLED, language="ti", interpreter="ar"), "en").served
    assert here is not None
    assert plain(here.facts[1].text) == "Needs an interpreter: Arabic"


def test_recalls_are_counted() -> None:
    here = desk_page(served(StopState.CALLED, calls=3), "sv").served
    assert here is not None
    assert "3 gånger" in plain(here.since)


def test_who_waits() -> None:
    page = desk_page(
        scene(
            visitor("2001", ready=False),
            visitor("2002", language="so", interpreter=None),
            visitor("2003", state=StopState.NEAR, waited_s=0),
            visitor("2004", state=StopState.CALLED, desk=4),
            visitor("2005", state=StopState.HELD, ready=False),
            visitor("2006", state=StopState.MISSED, ready=False),
        ),
        "sv",
    )
    assert [[row.ticket for row in group.rows] for group in page.queue] == [
        ["2003", "2001", "2002"], ["2005"], ["2006"],
    ]  # fmt: skip
    assert [group.heading for group in page.queue] == ["", "Pausade", "Kom inte"]
    first, second, third = page.queue[0].rows
    assert first.is_next
    assert [plain(line) for line in first.lines] == [
        "arabiska · behöver tolk · 4 personer", "Anmäl flytt till Sverige",
    ]  # fmt: skip
    assert plain(first.why) == "ombedd att komma närmare"
    assert first.press is not None
    assert (first.press.kind, first.press.args) == ("release", (("visit", "v2003"),))
    assert [plain(line) for line in second.lines] == [
        "Väntat 38 min · kan inte kallas än", "arabiska · behöver tolk",
    ]  # fmt: skip
    assert [plain(line) for line in third.lines] == ["Väntat 38 min · somaliska"]
    assert plain(page.headline) == "2 besökare kan kallas"
    assert plain(page.waiting) == "3 personer väntar på Skatteverket."
    press = page.queue[1].rows[0].press
    assert press is not None
    assert (press.kind, press.args) == ("call.this", (("visit", "v2005"),))


def test_next_is_shown_with_what_counted_most() -> None:
    why = (("waited", 3120), ("last", 1200), ("work_left", 300), ("feeds", 20))
    page = desk_page(scene(visitor(waited_s=52 * 60), next=Next("v2047", "rule", why)), "sv")
    assert plain(page.queue[0].rows[0].why) == "Väntat 52 min · sista stoppet · lite kvar i dag"
    english = desk_page(scene(visitor(waited_s=52 * 60), next=Next("v2047", "rule", why)), "en")
    assert plain(english.queue[0].rows[0].why) == "Waited 52 minutes · last stop · little left today"


def test_at_the_last_stop_what_follows_from_that_is_not_said_as_if_more_came() -> None:
    why = (("waited", 1260), ("work_left", 900), ("waits_elsewhere", 400), ("service", 20))
    page = desk_page(scene(visitor(waited_s=0), next=Next("v2047", "rule", why, last=True)), "sv")
    assert plain(page.queue[0].rows[0].why) == "sista stoppet · kort besök här"


@pytest.mark.parametrize(
    ("desk", "interpreter", "said"),
    [
        (replace(OPEN, languages=("sv", "ar")), "ar", "talar arabiska, och det gör du också"),
        (OPEN, None, "behöver ingen tolk här"),
        (OPEN, "ar", ""),
    ],
)
def test_a_language_counts_as_what_it_is(desk: DeskState, interpreter: str | None, said: str) -> None:
    following = Next("v2047", "rule", (("waited", 0), ("language", 900)))
    made = scene(visitor(waited_s=0, interpreter=interpreter), next=following, desk=desk)
    assert plain(desk_page(made, "sv").queue[0].rows[0].why) == said


def test_check_in_order_is_named_and_why_when_the_rule_was_meant() -> None:
    def why(order: str) -> str:
        config = replace(CONFIG, office=replace(CONFIG.office, order=order))
        made = scene(visitor(waited_s=0), next=Next("v2047", "check_in"), config=config)
        return plain(desk_page(made, "en").queue[0].rows[0].why)

    assert why("rule") == "in check-in order: the rule lacks figures"
    assert why("check_in") == "in check-in order"


def test_soon_free_asks_the_next_visitor_near_and_is_taken_back() -> None:
    """While somebody is served; and not for more than there are desks."""
    waits = visitor("2051", language="sv", interpreter=None)
    made = replace(served(StopState.SERVING, waits), next=Next("v2051", "rule", (("waited", 2280),)))
    row = desk_page(made, "sv").queue[0].rows[0]
    assert (row.ticket, row.is_next, row.press and (row.press.kind, row.press.text)) == (
        "2051", True, ("pre_call", "Snart ledig"),
    )  # fmt: skip
    assert desk_page(replace(made, near_full=True), "sv").queue[0].rows[0].press is None

    near = served(StopState.SERVING, replace(waits, state=StopState.NEAR))
    row = desk_page(replace(near, near_full=True), "sv").queue[0].rows[0]
    assert (plain(row.why), row.press and row.press.kind) == (
        "Väntat 38 min · ombedd att komma närmare",
        "release",
    )


def test_whoever_is_busy_elsewhere_is_said_to_be_and_never_where() -> None:
    page = desk_page(scene(visitor("2001", ready=False, elsewhere=True)), "sv")
    assert plain(page.queue[0].rows[0].lines[0]) == "Väntat 38 min · upptagen på annat håll"


def test_with_nobody_ready_it_says_when_somebody_is_likely() -> None:
    """The press is white, not yellow."""
    at = int(NOW.timestamp())
    busy = visitor(ready=False, elsewhere=True, expected=Range(at + 600, at + 1260, at + 3000))
    page = desk_page(scene(busy), "sv")
    likely = promises.clock_of(at + 1260, NOW)
    assert page.main is not None
    assert (page.main.strong, page.headline) == (False, "Ingen kan kallas just nu")
    assert plain(page.detail).endswith(f"Någon kommer troligen ungefär {likely:%H:%M}.")
    soon = replace(busy, expected=Range(at - 60, at, at + 60))
    assert plain(desk_page(scene(soon), "sv").detail).endswith("Snart kommer troligen någon.")


def test_who_needs_an_interpreter_that_is_not_free_is_said_to() -> None:
    page = desk_page(scene(visitor(), next=None), "sv")
    assert (page.headline, page.detail) == (
        "Ingen kan kallas just nu",
        "De som väntar behöver tolk, och ingen är ledig.",
    )
    assert page.main is not None
    assert not page.main.strong


def test_who_is_aside_is_called_only_by_a_free_desk() -> None:
    aside = visitor("2005", state=StopState.HELD, ready=False)
    assert desk_page(served(StopState.SERVING, aside), "sv").queue[0].rows[0].press is None


def test_a_long_queue_is_counted() -> None:
    page = desk_page(scene(*(visitor(f"2{n:03}") for n in range(1, 31))), "sv")
    rows = page.queue[0].rows
    assert len(rows) == words.QUEUE_SHOWN + 1
    assert plain(rows[-1].lines[0]) == "och 22 till"


def test_nobody_is_said_as_it_is() -> None:
    assert desk_page(scene(), "sv").headline == "Ingen väntar"
    busy = desk_page(scene(visitor(ready=False)), "sv")
    assert (busy.headline, busy.detail) == (
        "Ingen kan kallas just nu",
        "De som väntar är upptagna på annat håll.",
    )
    assert desk_page(scene(), "sv").waiting == ""


def test_sending_on_offers_other_stations_errands_only() -> None:
    page = desk_page(served(StopState.SERVING), "sv", refer=True)
    assert page.mode == "refer"
    assert page.refer is not None
    assert [station.gate.station for station in page.refer.stations] == ["REC", "MV", "FK", "AF", "PM", "KOM"]
    values = [errand.value for station in page.refer.stations for errand in station.errands]
    assert "FK FK-BOB" in values
    assert not [value for value in values if value.startswith("SKV")]
    assert [press.args for press in page.refer.presses] == [
        (("outcome", "done"),),
        (("outcome", "wrong_place"),),
    ]
    assert desk_page(served(StopState.CALLED), "sv", refer=True).refer is None
    assert desk_page(scene(), "sv", refer=True).refer is None


def test_a_closed_desk_keeps_its_languages() -> None:
    page = desk_page(scene(desk=replace(OPEN, open=False)), "sv")
    assert page.form is not None
    assert [choice.code for choice in page.form.languages if choice.chosen] == ["sv", "en"]
    assert (page.headline, page.detail) == ("Disken är stängd", "Ingen kallas hit.")
    elsewhere = desk_page(scene(desk=replace(OPEN, station="MV")), "sv")
    assert (elsewhere.mode, plain(elsewhere.headline)) == ("open", "Disken är öppen för Migrationsverket")


def test_every_refusal_says_something_to_the_clerk() -> None:
    for code in (*REFUSALS, "malformed", "id_used", "storage", "anything"):
        for staff in STAFF:
            assert len(refused(staff, code)) > 10


@pytest.mark.parametrize("staff", STAFF)
def test_both_languages_of_staff(staff: str) -> None:
    page = desk_page(served(StopState.SERVING), staff)
    assert page.language == staff
    assert page.other.code != staff
    assert CLOCK_TO_FILL in page.trouble.since
    assert page.agency == "Skatteverket"


def test_the_choice_of_desks_is_the_offices() -> None:
    config = load_config(sample_office("city"))
    page = choose_page(config, "sv")
    desks = {row.station: [number for number, _ in row.desks] for row in page.rows}
    assert desks["SKV"] == [3, 4, 5]
    assert [row.station for row in page.rows] == [station.id for station in config.office.stations]


def test_every_reason_of_the_rule_has_words() -> None:
    """Those that are never told: how long one has waited stands before, a queue here speaks for all alike."""
    assert set(REASONS) - set(reasons.WHY) == {"waited", "queue_here"}
