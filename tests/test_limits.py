"""Numbers that people are promised or rely on, each as a rule. Those of the calling order: `core/queue`."""

from __future__ import annotations

import re
from datetime import time
from pathlib import Path

from kiosk.core.day.office_time import DAY_STARTS_AT
from kiosk.core.day.rollover import KEPT_DAYS, kept_from
from kiosk.core.queue.hall import INTERPRETER_FACTOR, RESERVED_S
from kiosk.office.state import devices
from kiosk.present.reception.hall import LIMIT_MINUTES
from kiosk.protocol.presence import HALL_SILENCE_S, HEARTBEAT_S, SILENCE_S
from kiosk.storage.connection import NEEDED_SQLITE

LIVE_JS = Path(__file__).parents[1] / "kiosk/office/web/pages/static/live.js"


def test_only_the_list_of_today_is_kept() -> None:
    assert KEPT_DAYS == 0
    assert kept_from("2026-11-23") == "2026-11-23"


def test_the_office_day_begins_at_four_in_the_morning() -> None:
    assert time(4, 0) == DAY_STARTS_AT


def test_reception_is_alarmed_when_somebody_has_waited_40_minutes() -> None:
    assert LIMIT_MINUTES == 40


def test_a_pre_call_reserves_a_visitor_for_four_minutes() -> None:
    assert RESERVED_S == 240


def test_a_service_with_an_interpreter_takes_30_percent_longer() -> None:
    assert INTERPRETER_FACTOR == 1300


def test_board_and_reception_say_after_15_seconds_that_they_are_out_of_date() -> None:
    assert HALL_SILENCE_S == 15


def test_devices_and_web_pages_say_after_25_seconds_that_they_are_out_of_date() -> None:
    assert SILENCE_S == 25
    written = re.findall(r"SILENCE = ([0-9_]+);", LIVE_JS.read_text(encoding="utf-8"))
    assert [int(each) for each in written] == [25_000]


def test_the_server_says_every_10_seconds_that_it_lives() -> None:
    assert HEARTBEAT_S == 10


def test_a_code_for_pairing_holds_for_ten_minutes_and_five_wrong_ones_lock_for_one() -> None:
    assert (devices.CODE_S, devices.TRIES, devices.LOCK_S) == (600, 5, 60)


def test_sqlite_is_new_enough_not_to_damage_a_write_ahead_log() -> None:
    assert NEEDED_SQLITE == (3, 51, 3)
