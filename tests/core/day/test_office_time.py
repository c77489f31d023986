"""An office's day follows its own clock, never the computer's."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.catalogue.load import load_config
from kiosk.core.day.office_time import is_open, local, office_day

STOCKHOLM = ZoneInfo("Europe/Stockholm")
FOUR = time(4)
CITY = Path(__file__).parents[3] / "kiosk" / "catalogue" / "offices" / "city.toml"


def test_a_moment_is_told_in_the_office_s_zone() -> None:
    """Seconds and datetimes alike, in winter and in summer."""
    winter, summer = datetime(2026, 1, 15, 11, tzinfo=UTC), datetime(2026, 7, 15, 11, tzinfo=UTC)
    assert local(STOCKHOLM, winter).time() == time(12)
    assert local(STOCKHOLM, summer.timestamp()).time() == time(13)


def test_a_moment_without_a_zone_is_refused() -> None:
    """Nobody can say when it was."""
    with pytest.raises(ValueError, match="time zone"):
        local(STOCKHOLM, datetime(2026, 1, 15, 11))


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 21, 3, 59, 59), date(2026, 11, 20)),
        (datetime(2026, 11, 21, 4, 0), date(2026, 11, 21)),
        (datetime(2026, 11, 21, 23, 59), date(2026, 11, 21)),
        (datetime(2026, 1, 1, 0, 0), date(2025, 12, 31)),
    ],
)
def test_the_office_day_changes_when_the_night_is_over(moment: datetime, day: date) -> None:
    """Before `day_starts_at` it is still yesterday's."""
    assert office_day(moment, FOUR) == day


def test_summer_time_does_not_move_the_turn() -> None:
    """On the nights when clocks change the day still turns at four on the office's clock."""
    for night in (datetime(2026, 3, 29, 2, 0, tzinfo=UTC), datetime(2026, 10, 25, 3, 0, tzinfo=UTC)):
        assert local(STOCKHOLM, night).time() == FOUR
        assert office_day(local(STOCKHOLM, night), FOUR) == night.date()


@pytest.mark.parametrize(
    ("moment", "opened"),
    [
        (datetime(2026, 11, 23, 8, 59), False),
        (datetime(2026, 11, 23, 9, 0), True),
        (datetime(2026, 11, 23, 15, 59), True),
        (datetime(2026, 11, 23, 16, 0), False),
        (datetime(2026, 11, 27, 15, 30), False),
        (datetime(2026, 11, 22, 12, 0), False),
    ],
)
def test_an_office_is_open_in_its_hours(moment: datetime, opened: bool) -> None:
    """From the first minute to before the last, on its weekdays."""
    assert is_open(load_config(CITY).office, moment) is opened


def test_the_built_in_office_is_always_open() -> None:
    """Midnight as the end is the end of the day."""
    office = load_config(None).office
    assert all(is_open(office, datetime(2026, 11, 22, hour, 59)) for hour in range(24))
