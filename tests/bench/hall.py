"""Figures of reception: from the bytes of an update to the changed frame, with 300 visits in a full hall."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time

from tests.bench.figures import Figure, percentile

ENV = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
UPDATES = 120
VISITS = 300


def update_to_frame() -> list[Figure]:
    """Calls, starts, ends and arrivals as they come in a full hall; one ticket is open beside it."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.hall"], check=True, capture_output=True, text=True, env=ENV
    )
    took = [float(each) for each in json.loads(done.stdout.splitlines()[-1])]
    return [
        Figure("reception, update to changed frame, p50", percentile(took, 0.50), "ms"),
        Figure(
            "reception, update to changed frame, p95", percentile(took, 0.95), "ms", 20, f"{VISITS} visits"
        ),
    ]


def _measure() -> list[float]:
    from kiosk.catalogue.load import load_config, sample_office
    from kiosk.client.views import Fresh
    from kiosk.devices.clock import SystemClock
    from kiosk.protocol.codec import decode, encode
    from kiosk.protocol.views import ReceptionDocument
    from kiosk.ui.reception.model import Reception
    from kiosk.ui.reception.program import WINDOW, ReceptionSettings, ReceptionShell
    from kiosk.ui.runtime.hall_program import run
    from kiosk.ui.runtime.window import Window
    from kiosk.ui.showcase.reception_situations import full_day
    from kiosk.ui.showcase.sample_days import AGENDAS, devices

    config = load_config(sample_office("city"))
    day = full_day(config)
    updates: list[bytes] = []
    while len(updates) < UPDATES:
        # as the office tells them: one event after the other, some seconds apart
        if len(updates) % 3 == 0:
            day.arrives(AGENDAS[len(updates) % len(AGENDAS)], "ar", 2)
        else:
            day.step(config.office.desks[len(updates) % len(config.office.desks)])
        updates.append(encode(day.wait(0.15).reception(devices(day))))
    took: list[float] = []

    async def main(stop: asyncio.Event) -> None:
        reception = Reception()
        shell = ReceptionShell(ReceptionSettings(config, "", SystemClock()), reception, _nobody)
        window = Window("reception", reception, WINDOW, (1440, 900))
        shell.take(Fresh(decode(ReceptionDocument, updates[0])))
        assert len(reception.view().lanes) == len(config.office.stations)
        shell.wish("visit", reception.view().panel.rows[0].id)
        await _frame(window)
        for update in updates[1:]:
            began = time.perf_counter()
            shell.take(Fresh(decode(ReceptionDocument, update)))
            await _frame(window)
            took.append((time.perf_counter() - began) * 1000)
        window.close()

    run(main)
    return took


async def _frame(window) -> None:  # type: ignore[no-untyped-def]
    drawn = asyncio.get_running_loop().create_future()

    def swapped() -> None:
        if not drawn.done():
            drawn.set_result(None)

    window.window.frameSwapped.connect(swapped)
    window.window.update()
    await drawn
    window.window.frameSwapped.disconnect(swapped)


async def _nobody(command):  # type: ignore[no-untyped-def]
    raise AssertionError(f"nothing is pressed here: {command}")


if __name__ == "__main__":
    print(json.dumps(_measure()))
