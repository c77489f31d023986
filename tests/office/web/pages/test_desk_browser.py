"""A clerk at the desk page in a real browser: a whole round, tabs, lost answers, stale buttons, keys, small windows."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.office.factories import Running
from tests.office.web.pages.conftest import CUT, faults

OpenPage = Callable[..., Page]
DESK = "/desk?station=SKV&desk=3"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def shows(page: Page, button: str, number: str | None = None) -> None:
    """The one strong press, and who is here."""
    expect(page.locator("#act .main")).to_have_text(button)
    numbers = page.locator("#who .number")
    if number is None:
        expect(numbers).to_have_count(0)
    else:
        expect(numbers).to_have_text(number)


def stops(hall: Running, ticket: str) -> dict[str, str]:
    visits = hall.view("reception")["visits"]
    visit = next(visit for visit in visits if visit["ticket"] == ticket)
    return {stop["station"]: stop["state"] for stop in visit["stops"]}


def verbs(hall: Running) -> list[str]:
    """What has happened to stops, in order, from the journal."""
    events = hall.events()
    return [event["body"]["verb"] for event in events if event["kind"] == "stop.moved"]


@pytest.fixture
def desk(hall: Running, open_page: OpenPage) -> Page:
    """Desk 3 of Skatteverket, open and free. 2001 has another stop first, so 2002 is next."""
    hall.did("desk.open", desk=3, station="SKV", languages=["sv", "en"])
    page: Page = open_page(DESK)
    shows(page, "Kalla nästa")
    return page


def test_a_whole_round_at_the_desk(hall: Running, open_page: OpenPage) -> None:
    page = open_page("/desk")
    expect(page).to_have_title("Vid vilken disk sitter du?")
    page.locator('a[href*="station=SKV&desk=3"]').click()
    assert page.locator("[name=language]:checked").evaluate_all("all => all.map(o => o.value)") == [
        "sv",
        "en",
    ]
    page.get_by_label("arabiska").check()
    press(page, "Öppna disken")
    shows(page, "Kalla nästa")
    assert hall.view("station/SKV")["desks"][0]["languages"] == ["sv", "en", "ar"]
    expect(page.locator("#queue .next .ticket")).to_have_text("2002")
    expect(page.locator("#queue")).to_contain_text("kan inte kallas än")

    press(page, "Kalla nästa")
    shows(page, "Börja", "2002")
    expect(page.locator("#who")).to_contain_text("somaliska")
    expect(page.locator("#who")).to_contain_text("Behöver tolk")
    expect(page.locator("#who")).to_contain_text("Anmäl flytt till Sverige")
    expect(page.locator("#who")).not_to_contain_text("Försäkringskassan")
    page.reload()
    shows(page, "Börja", "2002")
    press(page, "Ropa igen")
    expect(page.locator("#since")).to_contain_text("gånger")
    press(page, "Ropa igen")  # the button has a new id: this is another press
    expect(page.locator("#since")).to_contain_text(re.compile("3.* gånger"))
    press(page, "Börja")
    shows(page, "Klar", "2002")
    press(page, "Klar")
    shows(page, "Kalla nästa")
    assert stops(hall, "2002") == {"SKV": "done", "FK": "waiting"}

    press(page, "Kalla nästa")
    press(page, "Börja")
    shows(page, "Klar", "2003")
    page.get_by_role("link", name="Skicka vidare").click()
    page.get_by_label("Skriv in dig").check()
    press(page, "Klart här, skicka vidare")
    shows(page, "Kalla nästa")
    assert stops(hall, "2003") == {"SKV": "referred", "FK": "waiting", "AF": "waiting"}

    press(page, "Kalla nästa")
    press(page, "Kom inte")
    shows(page, "Kalla nästa")
    expect(page.locator("#act .strong")).to_have_count(0)  # nobody is left who can be called: it is white
    page.locator("#queue form button").click()  # who did not come is there after all
    shows(page, "Börja", "2004")
    press(page, "Pausa besöket")
    shows(page, "Kalla nästa")
    expect(page.locator("#queue")).to_contain_text("Pausade")
    press(page, "Ta paus")
    expect(page.get_by_role("button", name="Öppna disken")).to_be_visible()
    assert [desk["open"] for desk in hall.view("reception")["desks"]] == [False]
    assert verbs(hall) == [
        *["call", "recall", "recall", "start", "finish"],
        *["call", "start", "refer", "call", "no_show", "call", "hold"],
    ]


def test_soon_free_asks_the_next_visitor_near_and_takes_it_back(hall: Running, desk: Page) -> None:
    """The reservation is shown, and given up again; the next call goes to whoever came near."""
    press(desk, "Kalla nästa")
    press(desk, "Börja")
    following = desk.locator("#queue .next")
    expect(following.locator(".why")).to_contain_text("i ordning efter incheckning")
    ticket = following.locator(".ticket").inner_text()
    press(desk, "Snart ledig")
    expect(following.locator(".why")).to_contain_text("ombedd att komma närmare")
    assert stops(hall, ticket)["SKV"] == "near"
    press(desk, "Låt vänta som förut")
    expect(following.locator(".why")).not_to_contain_text("ombedd att komma närmare")
    assert stops(hall, ticket)["SKV"] == "waiting"
    press(desk, "Snart ledig")
    press(desk, "Klar")
    press(desk, "Kalla nästa")
    shows(desk, "Börja", ticket)


@pytest.mark.parametrize(
    ("button", "outcome"),
    [("Papper saknas", "papers_missing"), ("Kom tillbaka", "come_back"), ("Fel plats", "wrong_place")],
)
def test_it_can_end_otherwise(hall: Running, desk: Page, button: str, outcome: str) -> None:
    hall.did("call.next", desk=3)
    hall.did("start", desk=3)
    shows(desk, "Klar", "2002")
    press(desk, button)
    shows(desk, "Kalla nästa")
    visit = next(v for v in hall.view("reception")["visits"] if v["ticket"] == "2002")
    assert [stop["outcome"] for stop in visit["stops"] if stop["station"] == "SKV"] == [outcome]


def test_two_tabs_show_the_same(hall: Running, desk: Page, open_page: OpenPage) -> None:
    other = open_page(DESK)
    shows(other, "Kalla nästa")
    press(desk, "Kalla nästa")
    shows(other, "Börja", "2002")
    expect(other).to_have_title(re.compile("2002"))
    press(other, "Börja")
    shows(desk, "Klar", "2002")


def test_a_double_click_calls_once_and_begins_nothing(hall: Running, desk: Page) -> None:
    desk.locator("#act .main").dblclick(delay=60)
    shows(desk, "Börja", "2002")
    expect(desk.locator(".busy")).to_have_count(0)
    assert verbs(hall) == ["call"]


def test_the_second_click_does_not_land_on_the_button_that_came_instead(hall: Running, desk: Page) -> None:
    box = desk.locator("#act .main").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    desk.mouse.click(x, y)
    shows(desk, "Börja", "2002")
    desk.mouse.move(x, y)
    desk.mouse.down(click_count=2)
    desk.mouse.up(click_count=2)
    press(desk, "Ropa igen")
    expect(desk.locator("#since")).to_contain_text("gånger")
    assert verbs(hall) == ["call", "recall"]


def test_an_answer_that_was_lost_is_asked_for_again(hall: Running, desk: Page) -> None:
    """The press arrived, its answer did not: pressed again, nobody is called twice."""

    def lost(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch(max_redirects=0)
            route.abort()
        else:
            route.continue_()

    live = "**/v1/live/**"
    desk.route(live, lambda route: route.abort())
    desk.reload()
    desk.route("**/desk**", lost)
    press(desk, "Kalla nästa")
    expect(desk.locator("#unsent")).to_be_visible()
    expect(desk.locator("#unsent")).to_contain_text("ingen kallas två gånger")
    desk.unroute("**/desk**")
    press(desk, "Kalla nästa")
    shows(desk, "Börja", "2002")
    expect(desk.locator("#unsent")).to_be_hidden()
    assert verbs(hall) == ["call"]


def test_a_button_from_before_says_so_and_does_nothing(
    hall: Running, desk: Page, context: BrowserContext
) -> None:
    """A tab that slept: the visitor it shows has gone, and another sits there."""
    hall.did("call.next", desk=3)
    hall.did("start", desk=3)
    desk.route("**/v1/live/**", lambda route: route.abort())
    desk.reload()
    shows(desk, "Klar", "2002")
    for kind, more in (("finish", {"outcome": "done"}), ("call.next", {}), ("start", {})):
        hall.did(kind, desk=3, **more)
    press(desk, "Klar")
    expect(desk.locator("#told")).to_contain_text("Knappen var gammal. Så här är det nu.")
    shows(desk, "Klar", "2003")
    assert stops(hall, "2003")["SKV"] == "serving"
    assert "told" not in desk.url


def test_it_says_when_the_office_is_silent(
    hall: Running, open_page: OpenPage, context: BrowserContext
) -> None:
    hall.did("desk.open", desk=3, station="SKV")
    page = context.new_page()
    page.clock.install()
    page.goto(DESK)
    shows(page, "Kalla nästa")
    expect(page.locator("#trouble")).to_be_hidden()
    page.route("**/*", lambda route: route.abort())
    page.clock.fast_forward(26_000)
    expect(page.locator("#trouble")).to_be_visible()
    expect(page.locator("#trouble")).to_contain_text(re.compile(r"Kontoret svarar inte sedan .?\d\d:\d\d"))
    assert "00:00" not in page.locator("#trouble").inner_text()
    page.unroute("**/*")
    page.clock.fast_forward(15_000)
    expect(page.locator("#trouble")).to_be_hidden()


def test_without_script_forms_do_it(hall: Running, browser: Browser) -> None:
    with browser.new_context(base_url=hall.url, java_script_enabled=False, locale="sv-SE") as context:
        page = context.new_page()
        page.goto(DESK)
        press(page, "Öppna disken")
        shows(page, "Kalla nästa")
        assert "20" in (page.locator("meta[http-equiv=refresh]").get_attribute("content") or "")
        press(page, "Kalla nästa")
        shows(page, "Börja", "2002")
        page.reload()
        press(page, "Börja")
        page.get_by_role("link", name="Skicka vidare").click()
        expect(page.locator("meta[http-equiv=refresh]")).to_have_count(0)  # it would take the choice away
        page.get_by_label("Bostadsbidrag").check()
        press(page, "Inte klart här, skicka vidare")
        shows(page, "Kalla nästa")
    assert verbs(hall) == ["call", "start", "refer"]
    assert stops(hall, "2002") == {"SKV": "referred", "FK": "waiting"}


def test_with_keys_alone(hall: Running, open_page: OpenPage) -> None:
    page = open_page("/desk")

    def tab_to(selector: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        pytest.fail(f"no Tab reaches {selector}")

    tab_to('a[href*="station=SKV&desk=3"]')
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Öppna disken")).to_be_visible()
    tab_to("[value=uk]")
    page.keyboard.press("Space")
    tab_to("#act .main")
    page.keyboard.press("Enter")
    for button, number in (("Kalla nästa", None), ("Börja", "2002"), ("Klar", "2002")):
        shows(page, button, number)
        expect(page.locator("#act .main")).to_be_focused()  # focus stays where the next press is
        if button != "Klar":
            page.keyboard.press("Enter")
    tab_to('a[href*="do=refer"]')
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Vart ska")
    tab_to("[name=errand]")
    page.keyboard.press("ArrowDown")
    tab_to("[value=done]")
    page.keyboard.press("Enter")
    shows(page, "Kalla nästa")
    assert verbs(hall) == ["call", "start", "refer"]


@pytest.mark.parametrize(
    ("width", "height", "text"), [(1280, 800, 16), (320, 640, 16), (1280, 800, 32), (640, 800, 32)]
)
def test_every_state_is_whole_and_accessible(
    hall: Running, open_page: OpenPage, context: BrowserContext, width: int, height: int, text: int
) -> None:
    page = open_page("/desk", width, height)
    if text != 16:
        sizes = {"standard": text, "fixed": text}
        context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": sizes})
    looked = []

    def look(name: str, address: str = DESK) -> None:
        page.goto(address)
        assert (name, page.evaluate(CUT)) == (name, [])
        if width == 1280 and text == 16:
            assert (name, faults(page)) == (name, [])
        looked.append(name)

    look("choose", "/desk?change=1")
    look("open")
    hall.did("desk.open", desk=3, station="SKV")
    look("free", f"{DESK}&told=not_now")
    hall.did("call.next", desk=3)
    look("called")
    hall.did("hold", desk=3)
    look("aside")
    hall.did("call.next", desk=3)
    hall.did("start", desk=3)
    look("serving", f"{DESK}&lang=en")
    look("refer", f"{DESK}&do=refer")
    assert len(looked) == 7
