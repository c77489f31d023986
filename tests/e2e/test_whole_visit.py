"""A whole visit through real programs: two kiosks by clicks, the office server, a clerk in a browser; with kills."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.e2e.programs import Program, check_in_by_clicks, exported, free_port, office, program

SURROUNDINGS = {"QT_QPA_PLATFORM": None, "WAYLAND_DISPLAY": None, "MOTESPLATS_LOG": "debug"}


def reception(url: str) -> dict[str, Any]:
    """What reception sees."""
    with urllib.request.urlopen(f"{url}/v1/views/reception") as answer:
        return dict(json.load(answer))


def start(data: Path, config: Path, url: str) -> tuple[object, ...]:
    """The command of one kiosk."""
    return ("kiosk", "--data", data, "--config", config, "--office", url, "--size", "1080x1920")


def serve(page: Page, number: str) -> None:
    """The clerk's three presses: call, begin, done."""
    page.get_by_role("button", name="Kalla nästa", exact=True).click()
    expect(page.locator("#who .number")).to_have_text(number)
    page.get_by_role("button", name="Börja", exact=True).click()
    page.get_by_role("button", name="Klar", exact=True).click()
    expect(page.locator("#act .main")).to_have_text("Kalla nästa")


def test_from_two_kiosks_to_the_desk_and_out_with_the_server_and_a_kiosk_killed_between(
    new_display: Callable[[], str], browser: Browser, tmp_path: Path
) -> None:
    """Two people check in at two kiosks, the second while the server is dead and its kiosk dies right after; both are
    called from a browser and served to the end, under numbers of their own."""
    port = free_port()
    config = tmp_path / "office.toml"
    config.write_text('name = "Ekeby"\n[[desk]]\nnumber = 3\nstation = "SKV"\n', encoding="utf-8")
    with ExitStack() as stack:
        kiosks: list[tuple[Program, str]] = []
        first_office = stack.enter_context(office(tmp_path / "office", port, config))
        url = first_office.url
        for name in ("one", "two"):
            display = new_display()
            surroundings = {**SURROUNDINGS, "DISPLAY": display}
            kiosk = stack.enter_context(program(*start(tmp_path / name, config, url), **surroundings))
            kiosk.until("Ready")
            kiosk.until("answers")
            kiosks.append((kiosk, display))
        page = browser.new_page(locale="sv-SE")
        page.goto(f"{url}/desk?station=SKV&desk=3")
        page.get_by_role("button", name="Öppna disken").click()

        check_in_by_clicks(*kiosks[0])
        kiosks[0][0].until("Paper")
        first = str(exported(tmp_path / "one")[0]["ticket"])
        expect(page.locator("#queue .next .ticket")).to_have_text(first)

        first_office.kill()
        check_in_by_clicks(*kiosks[1])
        kiosks[1][0].until("Paper")
        kiosks[1][0].process.kill()
        second = str(exported(tmp_path / "two")[0]["ticket"])
        assert first != second

        stack.enter_context(office(tmp_path / "office", port, config))
        serve(page, first)
        again = stack.enter_context(program(*start(tmp_path / "two", config, url)))
        again.until("answers")
        expect(page.locator("#queue .next .ticket")).to_have_text(second)
        serve(page, second)

        visits = {visit["ticket"]: visit["state"] for visit in reception(url)["visits"]}
        assert visits == {first: "finished", second: "finished"}
        assert again.stop() == 0
