"""A real browser on a real server: Debian's Chromium, one for all tests; a hall with a few visitors for each."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.journal.factories import ScriptedClock
from tests.office.factories import Running, Stream, token_hash

ARGUMENTS = [
    "--no-sandbox",  # tests also run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATH = (
    ("MV", ("MV-BIO",), 15),
    ("SKV", ("SKV-REG", "SKV-ID"), 40),
    ("FK", ("FK-REG",), 15),
    ("AF", ("AF-INS",), 20),
    ("KOM", ("KOM-MOT", "KOM-SFI"), 20),
)
"""The longest usual day: every station but one."""

CUT = """() => {
  const cut = [];
  const width = document.documentElement.clientWidth;
  const whole = document.documentElement.scrollWidth;
  if (whole > width) cut.push(`the page is ${whole} wide`);
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (!node.data.trim() || node.parentElement.closest(".unseen, [hidden], option")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects())
      if (box.left < -0.5 || box.right > width + 0.5) cut.push(node.data.trim());
  }
  return cut;
}"""
"""What of the words of a page lies outside its width."""


@pytest.fixture(scope="module")  # not longer: while it lives, no other event loop can run in this thread
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    assert chromium is not None, "Debian's chromium is needed: packaging/setup.sh dev installs it"
    expect.set_options(timeout=30_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def hall(office: Running, clock: ScriptedClock) -> Running:
    """2001 with the long path and a phone page, 2002 and 2003 for Skatteverket and Försäkringskassan, 2004 Swedish;
    all of them 38 minutes ago. Called in check-in order: the pages show whom the office would call, whoever it is."""
    writer = office.server.office.writer
    writer.config = replace(writer.config, office=replace(writer.config.office, order="check_in"))
    stream = Stream(clock=clock)
    stream.issue(
        party=4,
        stops=PATH,
        precedence=(("MV-BIO", "SKV-REG", "L"),),
        come_back=("CB-PNR",),
        not_today=(("PM-AFS", "closed_today"),),
        interpreter="ar",
        token_hash=token_hash("arabic"),
    )
    stream.issue(language="so", interpreter="so")
    stream.issue(language="uk", party=3)
    stream.issue(language="sv", party=1, stops=(("SKV", ("SKV-ID",), 15),), token_hash=token_hash("swedish"))
    assert office.push(stream).status_code == 200
    clock.jump(38 * 60)
    return office


@pytest.fixture
def context(browser: Browser, office: Running) -> Iterator[BrowserContext]:
    with browser.new_context(base_url=office.url, locale="sv-SE") as context:
        context.set_default_timeout(30_000)
        yield context


@pytest.fixture
def open_page(context: BrowserContext) -> Callable[..., Page]:
    """Opens a page; what its script complains of fails the test."""

    def opened(path: str, width: int = 1280, height: int = 800) -> Page:
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.on("pageerror", lambda error: pytest.fail(f"script: {error}"))
        page.goto(path)
        return page

    return opened


def faults(page: Page) -> list[tuple[str, Any]]:
    """What axe finds, as rule and place."""
    found = Axe().run(page).response["violations"]
    return [(each["id"], node["html"][:200]) for each in found for node in each["nodes"]]
