"""Figures of the kiosk program: start, touch to frame, memory over visits; and the agenda command as a process."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.catalogue.load import load_config, sample_office
from kiosk.present.language.languages import LANGUAGES
from tests.bench.figures import Figure, percentile

if TYPE_CHECKING:
    from kiosk.ui.showcase.touch_driver import TouchDriver
    from kiosk.ui.showcase.visitors import Visitor

MOTESPLATS = [sys.executable, "-m", "kiosk.cli"]
ENV = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}


def first_frame() -> list[Figure]:
    """Process start to first frame, warm: the median of seven after two."""
    took = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(9):
            began = time.perf_counter()
            kiosk = subprocess.Popen(
                [*MOTESPLATS, "kiosk", "--data", folder, "--size", "1080x1920"],
                stderr=subprocess.PIPE, text=True, env=ENV,
            )  # fmt: skip
            assert kiosk.stderr is not None
            for line in kiosk.stderr:
                if "First frame" in line:
                    took.append((time.perf_counter() - began) * 1000)
                    break
            kiosk.send_signal(signal.SIGTERM)
            kiosk.stderr.read()
            kiosk.wait(timeout=30)
    return [Figure("process start to first frame, median", percentile(took[2:], 0.5), "ms", 600, "warm")]


def agenda_process() -> list[Figure]:
    """`motesplats agenda` as a whole process: the median of five after one."""
    took = []
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder) / "answers.json"
        answers.write_text(json.dumps({"purpose": "letter_mv", "needs": ["all"]}), encoding="utf-8")
        for _ in range(6):
            began = time.perf_counter()
            subprocess.run(
                [*MOTESPLATS, "agenda", "--answers", str(answers), "--json"], check=True, capture_output=True
            )
            took.append(time.perf_counter() - began)
    return [Figure("motesplats agenda, whole process, median", percentile(took[1:], 0.5), "s", 1.0)]


def touch_to_frame() -> list[Figure]:
    """From the release of a finger to the changed frame, over whole check-ins by touch."""
    took = asyncio_figures("touch")
    return [
        Figure("touch to changed frame, p50", percentile(took, 0.50), "ms"),
        Figure("touch to changed frame, p95", percentile(took, 0.95), "ms", 25, f"{len(took)} touches"),
    ]


def language_switch() -> list[Figure]:
    """From the touch on a language to the first frame in it, amid a visit: the worst of four, one with cold words."""
    took = asyncio_figures("language")
    rounds = len(took) // len(LANGUAGES)
    return [
        Figure(
            f"language switch to changed frame, {code}",
            max(took[turn * len(LANGUAGES) + number] for turn in range(rounds)),
            "ms",
            50,
            f"worst of {rounds}",
        )
        for number, code in enumerate(LANGUAGES)
    ]


def memory() -> list[Figure]:
    """Resident memory of a kiosk process after 1 and after 300 visits, every one drawn and printed."""
    after = asyncio_figures("memory")
    return [
        Figure("memory after 1 visit", after[0], "MB", 180),
        Figure("memory after 300 visits", after[-1], "MB", 180),
        Figure("growth, visit 100 to 300", after[-1] - after[1], "MB", 8, "flat"),
    ]


def asyncio_figures(what: str) -> list[float]:
    """Runs a kiosk in a process of its own, so that its memory and its start are its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.kiosk", what], check=True, capture_output=True, text=True, env=ENV
    )
    return [float(x) for x in json.loads(done.stdout.splitlines()[-1])]


def _resident_mb() -> float:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmRSS")


def _measure(what: str) -> list[float]:
    from kiosk.devices.clock import ScaledClock
    from kiosk.ui.kiosk.program import KioskSettings, Running, run_within
    from kiosk.ui.showcase import visitors as v
    from kiosk.ui.showcase.demo.day import morning
    from kiosk.ui.showcase.touch_driver import TouchDriver

    config = load_config(sample_office("city"))
    config = replace(config, office=replace(config.office, languages=tuple(LANGUAGES)))
    numbers: list[float] = []

    async def touches(running: Running) -> None:
        hand = TouchDriver(running)
        for visitor in itertools.islice(v.visitors(config, 11), 12):
            await _visit(hand, visitor, numbers)

    async def languages(running: Running) -> None:
        hand = TouchDriver(running)
        await hand.touch("choice:sv")
        for _ in range(4):
            for code in LANGUAGES:
                await hand.touch("tool:language")
                await hand.touch(f"choice:{code}")
                numbers.append(hand.last_ms)

    async def visits(running: Running) -> None:
        hand = TouchDriver(running)
        for i, visitor in enumerate(itertools.islice(v.visitors(config, 12), 300), 1):
            await _visit(hand, visitor, None)
            if i in (1, 100, 300):
                numbers.append(_resident_mb())

    with tempfile.TemporaryDirectory() as folder:
        settings = KioskSettings(
            config,
            Path(folder) / "data",
            ScaledClock(start=morning(config, datetime.now().astimezone())),
            printer=f"folder:{folder}/paper",
        )

        @asynccontextmanager
        async def around() -> AsyncIterator[KioskSettings]:
            yield settings

        run_within(around, (1080, 1920), {"touch": touches, "language": languages}.get(what, visits))
    return numbers


async def _visit(hand: TouchDriver, visitor: Visitor, took: list[float] | None) -> None:
    from kiosk.core.checkin.state import Paper, Screen
    from kiosk.ui.showcase import visitors as v

    while hand.state.place.screen is not Screen.TICKET:
        touch = visitor.next_touch(hand.state, hand.running.shell.lobby())
        if touch is None:
            await hand.until(lambda s: s.place.screen is Screen.TICKET, "the ticket")
            continue
        await hand.touch(touch.target)
        if took is not None:
            took.append(hand.last_ms)
    await hand.until(lambda s: s.paper is not Paper.PRINTING, "the paper")
    await hand.touch(v.GO_ON.target)
    await asyncio.sleep(0)


if __name__ == "__main__":
    print(json.dumps(_measure(sys.argv[1])))
