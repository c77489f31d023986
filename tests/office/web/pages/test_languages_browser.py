"""The phone page in every language that has words: whole, accessible, by keys alone, small, with large and spaced text.

One ticket goes through its states, and is shown in all languages in each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from babel import Locale
from playwright.sync_api import BrowserContext, Page, expect

from kiosk.present.language import catalogues
from kiosk.present.language.languages import LANGUAGES
from kiosk.present.language.words import words_of
from tests.office.factories import Running
from tests.office.web.pages.conftest import CUT, faults

OpenPage = Callable[..., Page]

WITH_WORDS: Final = tuple(
    code for code in LANGUAGES if code == catalogues.SOURCE or catalogues.po_file(code).is_file()
)
RIGHT_TO_LEFT: Final = tuple(code for code in WITH_WORDS if words_of(code).rtl)

STATES: Final = (
    ("waiting", ()),
    (
        "foretold",
        tuple(
            ("desk.open", {"desk": desk, "station": station})
            for desk, station in ((1, "SKV"), (2, "FK"), (3, "AF"), (4, "KOM"), (999, "MV"))
        ),
    ),
    ("near", (("pre_call", {"desk": 999}),)),
    ("called", (("call.next", {"desk": 999}),)),
    ("serving", (("start", {"desk": 999}),)),
    ("left", (("finish", {"desk": 999, "outcome": "done"}), ("leave", {"visit": "aa11-1"}))),
)
"""State of the band -> what brings the ticket there from the one before."""

TWO: Final = ("ar", "uk")
"""Languages in which axe looks at every state; at the rest only in one, for the parts are the same."""

SPACED: Final = """() => {
  for (const each of document.querySelectorAll("body, body *")) {
    each.style.setProperty("line-height", "1.5", "important");
    each.style.setProperty("letter-spacing", "0.12em", "important");
    each.style.setProperty("word-spacing", "0.16em", "important");
    if (each.matches("p")) each.style.setProperty("margin-block-end", "2em", "important");
  }
}"""
"""Text spacing as WCAG 1.4.12 wants it borne, given as a visitor's own style would."""

LARGE: Final = """() => document.documentElement.style.setProperty("font-size", "200%")"""
"""As a browser's setting for twice as large text does; all sizes are in rem."""

OVERLAPS: Final = """() => {
  const touch = 0.4 * parseFloat(getComputedStyle(document.documentElement).fontSize);
  const texts = [...document.querySelectorAll("h1, h2, h3, p, a, .state, .swedish")].filter(
    (each) => !each.closest(".unseen, [hidden]") && !each.querySelector("h1, h2, h3, p, a") && each.innerText.trim());
  const boxes = texts.map((each) => [each, each.getBoundingClientRect()]);
  const over = [];
  boxes.forEach(([a, one], i) => boxes.slice(i + 1).forEach(([b, two]) => {
    const x = Math.min(one.right, two.right) - Math.max(one.left, two.left);
    const y = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top);
    if (x > 1 && y > touch && !a.contains(b) && !b.contains(a)) over.push([a.innerText, b.innerText]);
  }));
  return over;
}"""
"""Texts that lie on one another. The boxes of close lines may touch; their letters do not."""

SMALL: Final = """() => [...document.querySelectorAll("a, button, input, select")]
  .map((each) => [each, each.getBoundingClientRect()])
  .filter(([each, box]) => box.width && (box.width < 24 || box.height < 44))
  .map(([each]) => each.outerHTML.slice(0, 80))"""
"""Targets under 24 px wide or 44 px high."""


def in_every_state(hall: Running) -> Iterator[str]:
    for state, commands in STATES:
        for kind, args in commands:
            hall.did(kind, **args)
        if state == "foretold":
            hall.foretell()
        yield state.replace("foretold", "waiting")


def test_every_language_in_every_state_is_whole_and_accessible(hall: Running, open_page: OpenPage) -> None:
    """axe finds nothing; nothing is cut, wider than 320 px or on top of other words, at usual size, at 200 % and with
    WCAG's text spacing."""
    page = open_page("/t/nobody", 320, 640)
    found: list[tuple[str, str, str, Any]] = []
    for state in in_every_state(hall):
        for code in WITH_WORDS:
            page.goto(f"/t/arabic?lang={code}", wait_until="domcontentloaded")
            assert page.locator(f"#band.{state}").is_visible(), (code, state)
            if state == "called" or code in TWO:
                found += [(code, state, "axe", fault) for fault in faults(page)]
            for name, change in (("320 px", ""), ("spaced", SPACED), ("spaced, 200 %", LARGE)):
                if change:
                    page.evaluate(change)
                found += [(code, state, name, fault) for fault in page.evaluate(CUT)]
                found += [(code, state, name, fault) for fault in page.evaluate(OVERLAPS)]
                found += [(code, state, name, fault) for fault in page.evaluate(SMALL)]
    assert found == []


@pytest.mark.parametrize("code", WITH_WORDS)
def test_it_says_its_language_and_direction_and_marks_swedish(hall: Running, code: str) -> None:
    """Without a browser and without script: what a reader aloud goes by, and all words, are in the page itself."""
    html = hall.http.get(f"/t/arabic?lang={code}").text
    known = Locale.parse(LANGUAGES[code].locale)
    direction = "rtl" if known.text_direction == "rtl" else "ltr"
    assert f'<html lang="{code}" dir="{direction}">' in html
    assert re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", code), "BCP 47"
    assert '<span lang="sv"><strong>Mötesplats</strong>' in html
    body = html[html.index("<main>") :]
    swedish = re.findall(r'<p class="swedish"([^>]*)>([^<]*)</p>', body)
    assert len(swedish) == (0 if code == "sv" else 5)
    assert all(marks == ' lang="sv" dir="ltr"' for marks, _ in swedish)
    assert words_of(code).text("Your path today") in body
    assert words_of(code).text("Machine translation. Ask staff if unsure.") in body or words_of(code).reviewed


def test_a_language_without_words_is_marked_as_the_english_it_shows(
    hall: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader aloud would else speak English words by Persian rules."""
    monkeypatch.setattr(catalogues, "load", lambda code, folder=None: None)
    words_of.cache_clear()
    try:
        assert '<html lang="en" dir="ltr">' in hall.http.get("/t/arabic?lang=fa").text
    finally:
        words_of.cache_clear()


def test_by_keys_alone_in_every_language(hall: Running, open_page: OpenPage) -> None:
    """One Tab to the only thing to touch, with a ring; Enter follows it; right to left too."""
    page = open_page("/t/arabic", 320, 640)
    for code in WITH_WORDS:
        page.goto(f"/t/arabic?lang={code}")
        link = page.locator("header a")
        page.keyboard.press("Tab")
        expect(link).to_be_focused()
        ring = link.evaluate("e => [getComputedStyle(e).outlineStyle, getComputedStyle(e).outlineWidth]")
        assert ring == ["solid", "4px"], code
        page.keyboard.press("Tab")
        expect(link).not_to_be_focused()  # one can always leave
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")
        expect(page.locator("html")).to_have_attribute("lang", "sv" if code != "sv" else "ar")


@pytest.mark.parametrize("code", catalogues.STAFF_LANGUAGES)
def test_the_desk_page_bears_wide_text_and_has_large_targets(
    hall: Running, open_page: OpenPage, code: str
) -> None:
    page = open_page("/desk?change=1", 640, 800)
    address = f"/desk?station=SKV&desk=3&lang={code}"
    hall.did("desk.open", desk=3, station="SKV")
    for command in ("call.next", "start", ""):
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("lang", code)
        assert page.evaluate(SMALL) == []
        page.evaluate(SPACED)
        assert (page.evaluate(CUT), page.evaluate(OVERLAPS)) == ([], [])
        if command:
            hall.did(command, desk=3)


COVERED: Final = """() => {
  const box = document.activeElement.closest("label, a, button, select, input").getBoundingClientRect();
  const seen = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  const own = seen && (seen === document.activeElement || seen.contains(document.activeElement)
    || document.activeElement.contains(seen) || seen.closest("label")?.contains(document.activeElement));
  return own ? "" : document.activeElement.outerHTML.slice(0, 120);
}"""
"""What has the focus and does not lie on top at its own middle."""


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (700, 560), (320, 640)])
def test_focus_is_never_covered_on_the_desk_page(
    hall: Running, open_page: OpenPage, width: int, height: int
) -> None:
    """The row of buttons at the foot of "send on" stays in sight; what has the focus is moved above it."""
    hall.did("desk.open", desk=3, station="SKV")
    hall.did("call.next", desk=3)
    hall.did("start", desk=3)
    page = open_page("/desk?station=SKV&desk=3&do=refer", width, height)
    stops = set()
    for _ in range(12):
        page.keyboard.press("Tab")
        stops.add(page.evaluate("() => document.activeElement.value ?? document.activeElement.href"))
        if page.evaluate("() => document.activeElement !== document.body"):
            assert page.evaluate(COVERED) == ""
        if page.evaluate("() => document.activeElement.matches('[name=errand]')"):
            break
    for _ in range(30):
        page.keyboard.press("ArrowDown")
        stops.add(page.evaluate("() => document.activeElement.value"))
        assert page.evaluate(COVERED) == ""
    assert len(stops) > 10


@pytest.mark.parametrize("address", ["/t/arabic", "/t/nobody", "/desk?station=MV&desk=999"])
def test_nothing_moves_for_whom_motion_harms(hall: Running, open_page: OpenPage, address: str) -> None:
    """`prefers-reduced-motion` is honoured; nor does anything loop or blink for others."""
    moving = """() => [...document.querySelectorAll("*")].filter((each) => {
      const style = getComputedStyle(each);
      const long = parseFloat(style.transitionDuration) > limit;
      return long || style.animationName !== "none" || style.scrollBehavior !== "auto";
    }).map((each) => each.outerHTML.slice(0, 80))"""
    page = open_page(address, 360, 640)
    assert page.evaluate(moving.replace("limit", "0.15")) == []
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(moving.replace("limit", "0")) == []


def test_a_phone_page_is_small_and_fetches_no_font(hall: Running, context: BrowserContext) -> None:
    """On a prepaid card each kilobyte is paid for. Phones have Ethiopic and Arabic letters of their own."""
    page = context.new_page()
    fetched: dict[str, int] = {}
    page.on("response", lambda got: fetched.update({got.url: len(got.body())}))
    page.goto("/t/arabic?lang=ti")
    page.wait_for_load_state("load")
    assert not [url for url in fetched if re.search(r"\.(ttf|woff2?)\b", url)]
    assert sum(size for url, size in fetched.items() if "/v1/" not in url) < 60_000, fetched


def test_the_scripts_of_all_languages_are_on_the_list_of_fonts(open_page: OpenPage) -> None:
    """The phone's own fonts come in at the end of the list, for what no named one has."""
    family = open_page("/t/nobody").evaluate("() => getComputedStyle(document.body).fontFamily")
    assert all(
        name in family for name in ("Noto Sans Arabic", "Noto Sans Ethiopic", "system-ui", "sans-serif")
    )
    assert RIGHT_TO_LEFT
