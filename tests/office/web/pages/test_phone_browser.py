"""A visitor's phone page in a real browser: Swedish and Arabic, live, without script, small, with large text."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.office.factories import Running
from tests.office.web.pages.conftest import CUT, faults

OpenPage = Callable[..., Page]
YELLOW = re.compile(r"rgb\(255, 198, 41\)")


@pytest.mark.parametrize(
    ("token", "visit", "station", "language", "direction", "turn"),
    [
        ("arabic", "aa11-1", "MV", "ar", "rtl", "حان دورك الآن"),
        ("swedish", "aa11-4", "SKV", "sv", "ltr", "Nu är det din tur"),
    ],
)
def test_it_shows_the_call_at_once(
    hall: Running,
    open_page: OpenPage,
    token: str,
    visit: str,
    station: str,
    language: str,
    direction: str,
    turn: str,
) -> None:
    page = open_page(f"/t/{token}", 360, 740)
    html, band = page.locator("html"), page.locator("#band")
    expect(html).to_have_attribute("lang", language)
    expect(html).to_have_attribute("dir", direction)
    expect(band).to_have_class(re.compile("waiting"))
    expect(band).not_to_have_css("background-color", YELLOW)
    assert not re.search(r"\d\d:\d\d", band.inner_text()), "nobody has promised a time"

    hall.did("desk.open", desk=2, station=station)
    hall.did("call.this", desk=2, visit=visit)
    expect(band).to_contain_text(turn)
    expect(band).to_have_css("background-color", YELLOW)
    expect(band.locator(".gate")).to_have_text(re.compile("[MS]2"))
    expect(page).to_have_title(re.compile(turn))

    hall.did("start", desk=2)
    expect(band).to_have_class(re.compile("serving"))
    hall.did("finish", desk=2, outcome="done")
    expect(page.locator("#path .ended")).to_have_count(1)


def test_a_forecast_is_shown_as_it_comes_and_a_lapsed_come_near_is_taken_back(
    hall: Running, open_page: OpenPage
) -> None:
    """Probably next with two times, ranges for the rest; near is firm; lapsed, the visitor waits as before."""
    page = open_page("/t/arabic?lang=sv", 360, 740)
    band = page.locator("#band")
    expect(band).to_contain_text("Sitt ner så länge")
    for desk, station in enumerate(("MV", "SKV", "FK", "AF", "KOM"), 1):
        hall.did("desk.open", desk=desk, station=station, languages=["sv", "ar"])
    hall.foretell()
    expect(band.locator(".label")).to_have_text("Troligen nästa")
    expect(band.locator(".when")).to_have_text(re.compile(r"^Ungefär .*, troligen före .*\d\d:\d\d"))
    expect(page.locator("#path .state", has_text=re.compile(r"\d\d:\d\d–\d\d:\d\d"))).to_have_count(4)

    hall.did("pre_call", desk=1, visit="aa11-1")
    expect(band).to_have_class(re.compile("near"))
    expect(band).to_have_css("background-color", YELLOW)
    hall.did("release", visit="aa11-1")
    expect(band).to_have_class(re.compile("waiting"))
    expect(band).not_to_have_css("background-color", YELLOW)
    expect(band).to_contain_text("Du behåller din plats i kön.")


def test_a_forecast_that_is_out_of_date_is_not_told(hall: Running, open_page: OpenPage) -> None:
    hall.did("desk.open", desk=1, station="MV", languages=["sv", "ar"])
    hall.foretell()
    hall.clock.jump(301)
    page = open_page("/t/arabic?lang=sv", 360, 740)
    expect(page.locator("#band")).to_contain_text("Vi ropar upp ditt nummer.")
    texts = page.locator("#band, #path").all_inner_texts()
    assert not re.search(r"\d\d:\d\d", "".join(texts))


def test_what_stands_on_it(hall: Running, open_page: OpenPage) -> None:
    page = open_page("/t/arabic?lang=sv", 360, 740)
    expect(page.locator("h1")).to_have_text(re.compile("2001"))
    expect(page.locator("#path h3")).to_have_text(
        ["Migrationsverket", "Skatteverket", "Försäkringskassan", "Arbetsförmedlingen", "Ekeby kommun"]
    )
    expect(page.locator("#path")).to_contain_text("Visa:")
    expect(page.locator("#path .after")).to_have_text([re.compile("Efter .*Migrationsverket")])
    expect(page.locator("#later")).to_contain_text("Kom tillbaka med Skatteverkets brev")
    expect(page.locator("#later")).to_contain_text("Pensionsmyndigheten")
    expect(page.locator("footer")).to_contain_text("Här står inget namn")
    page.locator("header a").click()  # to the visitor's own language, and back
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    expect(page.locator("#path .swedish").first).to_have_text("Migrationsverket")


def test_who_did_not_come_is_told_what_to_do(hall: Running, open_page: OpenPage) -> None:
    page = open_page("/t/swedish", 360, 740)
    hall.did("desk.open", desk=3, station="SKV")
    hall.did("call.this", desk=3, visit="aa11-4")
    hall.did("no_show", desk=3)
    expect(page.locator("#band.missed")).to_contain_text("Prata med oss i receptionen")
    hall.did("leave", visit="aa11-4")
    expect(page.locator("#band.left")).to_contain_text("Ditt besök är slut")


def test_without_script_it_renews_itself(hall: Running, browser: Browser) -> None:
    with browser.new_context(base_url=hall.url, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/t/swedish")
        expect(page.locator("#band.waiting")).to_be_visible()
        assert page.locator("meta[http-equiv=refresh]").get_attribute("content") == "20"
        hall.did("desk.open", desk=3, station="SKV")
        hall.did("call.this", desk=3, visit="aa11-4")
        page.reload()
        expect(page.locator("#band.called")).to_contain_text("Nu är det din tur")


def test_a_browser_too_old_for_the_live_script_renews_the_page(
    hall: Running, context: BrowserContext
) -> None:
    context.add_init_script("delete window.TextDecoderStream")
    page = context.new_page()
    page.clock.install()
    page.goto("/t/swedish")
    expect(page.locator("#band.waiting")).to_be_visible()
    hall.did("desk.open", desk=3, station="SKV")
    hall.did("call.this", desk=3, visit="aa11-4")
    page.clock.fast_forward(20_000)
    expect(page.locator("#band.called")).to_be_visible()


def test_nothing_is_yellow_when_the_office_is_silent(hall: Running, context: BrowserContext) -> None:
    hall.did("desk.open", desk=3, station="SKV")
    hall.did("call.this", desk=3, visit="aa11-4")
    page = context.new_page()
    page.clock.install()
    page.goto("/t/swedish")
    expect(page.locator("#band.called")).to_have_css("background-color", YELLOW)
    page.route("**/*", lambda route: route.abort())
    page.clock.fast_forward(26_000)
    expect(page.locator("#trouble")).to_contain_text("Titta på tavlan eller fråga oss.")
    expect(page.locator("#band")).not_to_have_css("background-color", YELLOW)


def test_when_its_day_is_over_the_page_is_gone(hall: Running, open_page: OpenPage) -> None:
    page = open_page("/t/swedish", 360, 740)
    hall.clock.stand("2026-11-24T09:00")
    hall.did("desk.open", desk=3, station="SKV")  # anything of the new day
    expect(page).to_have_title("Vi hittar inte din biljett")


@pytest.mark.parametrize(("width", "text"), [(360, 16), (320, 16), (320, 32), (1280, 16)])
def test_every_state_is_whole_and_accessible(
    hall: Running, open_page: OpenPage, context: BrowserContext, width: int, text: int
) -> None:
    page = open_page("/t/nobody", width, 640)
    if text != 16:
        sizes = {"standard": text, "fixed": text}
        context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": sizes})

    def look(address: str, state: str) -> None:
        page.goto(address)
        if state:
            expect(page.locator(f"#band.{state}")).to_be_visible()
        assert (address, state, page.evaluate(CUT)) == (address, state, [])
        if width == 360:
            assert (address, state, faults(page)) == (address, state, [])

    look("/t/nobody", "")
    look("/t/arabic", "waiting")
    look("/t/arabic?lang=sv", "waiting")
    look("/t/swedish", "waiting")
    hall.did("desk.open", desk=999, station="MV")
    for desk, station in enumerate(("SKV", "FK", "AF", "KOM"), 1):
        hall.did("desk.open", desk=desk, station=station)
    hall.foretell()
    look("/t/arabic", "waiting")
    look("/t/arabic?lang=sv", "waiting")
    expect(page.locator("#band .when")).to_contain_text("troligen före")
    hall.did("pre_call", desk=999)
    look("/t/arabic", "near")
    hall.did("call.next", desk=999)
    look("/t/arabic", "called")
    look("/t/arabic?lang=so", "called")
    hall.did("hold", desk=999)
    look("/t/arabic", "held")
    hall.did("leave", visit="aa11-1")
    look("/t/arabic", "left")


def test_with_keys_alone(hall: Running, open_page: OpenPage) -> None:
    page = open_page("/t/arabic", 360, 740)
    page.keyboard.press("Tab")
    expect(page.locator("header a")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "sv")
