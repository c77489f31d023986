"""The board's words: in Swedish and the language of whom they concern, honest about time, nobody's but the number's."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.load import load_config, sample_office
from kiosk.present.board import WAYS, BoardView, Call, OutOfDate, Standing, board_view, called_out
from kiosk.present.language.words import NO_ISOLATES, OPENERS, PDI

CONFIG = load_config(sample_office("city"))
ZONE = ZoneInfo("Europe/Stockholm")
NOW = datetime(2026, 11, 24, 10, 38, tzinfo=ZONE)
STATIONS = [station.id for station in CONFIG.office.stations]


def shown(standing: Standing | None, now: datetime = NOW, out: OutOfDate | None = None) -> BoardView:
    return board_view(standing, CONFIG, now, out, {3: "up-left"})


def test_a_call_is_said_in_both_languages_with_its_gate_and_the_way() -> None:
    band = shown(Standing(Call("2047", "SKV", 3, 1.0))).band
    assert band is not None
    assert (band.number, band.station, band.desk, band.way) == ("2047", "SKV", "3", "up-left")
    assert (band.swedish, band.second) == ("Skatteverket, disk 3", "Tax Agency, desk 3")
    assert band.way in WAYS


@pytest.mark.parametrize(
    ("language", "second", "script"),
    [
        ("ar", "مصلحة الضرائب، الشباك 3", "Arab"),
        ("ti", "ቤት ጽሕፈት ግብሪ፣ ጣውላ 3", "Ethi"),
        ("sv", "Tax Agency, desk 3", "Latn"),
        ("xx", "Tax Agency, desk 3", "Latn"),
    ],
)
def test_a_call_is_read_by_whom_it_concerns(language: str, second: str, script: str) -> None:
    """In Swedish and the visitor's language; for Swedes and unknown languages in English."""
    band = shown(Standing(Call("2047", "SKV", 3, 1.0, language))).band
    assert band is not None
    assert (band.swedish, band.second.translate(NO_ISOLATES)) == ("Skatteverket, disk 3", second)
    assert band.second_script == script


def test_an_office_names_its_own_municipality() -> None:
    band = shown(Standing(Call("4008", "KOM", 11, 1.0))).band
    assert band is not None
    assert (band.swedish, band.way) == ("Ekeby kommun, disk 11", "")


def called(call: Call, *voices: str) -> list[tuple[str, str]]:
    said = called_out(call, CONFIG, lambda code: code in voices)
    return [(code, text.translate(NO_ISOLATES)) for code, text in said]


def test_a_call_is_called_out_in_the_visitors_language_then_in_swedish() -> None:
    """By the name on the sign in Swedish, by what it is in the other."""
    english, swedish = called(Call("2047", "SKV", 3, 1.0, "en"), "sv", "en")
    assert english == ("en", "Number 2047. Go to Tax Agency, desk 3.")
    assert swedish == ("sv", "Nummer 2047. Gå till Skatteverket, disk 3.")
    assert called(Call("2047", "REC", None, 1.0, "sv"), "sv") == [("sv", "Nummer 2047. Gå till Receptionen.")]


@pytest.mark.parametrize(
    ("language", "voices", "heard"),
    [
        ("ar", ("ar", "sv", "en"), ["ar", "sv"]),
        ("so", ("sv", "en"), ["sv"]),
        ("", ("sv", "en"), ["sv"]),
        ("so", ("en",), ["en"]),
        ("ar", ("ar", "en"), ["ar"]),
        ("so", (), []),
        ("pl", ("pl", "sv"), ["sv"]),
    ],
)
def test_a_call_is_called_out_where_there_are_voice_and_words(
    language: str, voices: tuple[str, ...], heard: list[str]
) -> None:
    """The last: a voice for Polish and no words in it; English words in its voice would help nobody."""
    assert [code for code, _ in called(Call("2047", "SKV", 3, 1.0, language), *voices)] == heard


def test_no_board_names_a_language_and_rows_are_the_same_for_all() -> None:
    """Words in a language are for whom they concern; its name is nobody's business."""
    calls = [Call("2047", "SKV", 3, 1.0, code) for code in ("", "ar")]
    rows = [[(row.agency, row.number) for row in shown(Standing(rows=(call,))).rows] for call in calls]
    assert rows[0] == rows[1]
    assert "arabisk" not in repr(shown(Standing(calls[1])))


def test_nobody_called_is_a_promise_and_not_before_anything_was_heard() -> None:
    view = shown(Standing(waiting=(("SKV", 3), ("MV", 0), ("FK", 1))))
    assert (view.layout, view.title, view.second) == ("soon", "Vi ropar snart", "We will call soon")
    assert [(each.station, each.count) for each in view.waiting] == [("SKV", "3"), ("FK", "1")]
    assert shown(None).title == ""


def test_out_of_date_takes_away_what_would_be_a_promise() -> None:
    call = Call("2047", "SKV", 3, 1.0)
    whole = Standing(call, (call,) * 3, (call,), (call,), (("SKV", 3),))
    view = shown(whole, NOW, OutOfDate(NOW.replace(minute=31)))
    assert (view.near, view.recent, view.waiting, len(view.rows)) == ((), (), (), 2)
    assert view.stale_title == "Tavlan visar inget nytt sedan 10:31"
    assert view.stale_text == "Personalen ropar upp numren. Fråga i receptionen."
    assert "since 10:31" in view.stale_second


@pytest.mark.parametrize(
    ("now", "first"),
    [
        (NOW.replace(hour=17), "Öppnar i morgon kl. 09:00"),
        (NOW.replace(hour=7), "Öppnar i dag kl. 09:00"),
        (datetime(2026, 11, 27, 16, 0, tzinfo=ZONE), "Öppnar på måndag kl. 09:00"),
    ],
)
def test_closed_says_when_the_doors_open_again(now: datetime, first: str) -> None:
    view = shown(Standing(closed=True), now)
    assert (view.layout, view.hours[0]) == ("closed", first)
    assert shown(Standing(), now).layout == "closed"  # nobody closed the day, and nobody is left
    assert shown(Standing(waiting=(("SKV", 1),)), now).layout == "soon"


CALLS = st.builds(
    Call,
    st.integers(1, 99_999).map(str),
    st.sampled_from([*STATIONS, "XX"]),
    st.one_of(st.none(), st.integers(1, 999)),
    st.floats(0, 1e9),
)
MANY = st.lists(CALLS, max_size=4).map(tuple)
STANDING = st.builds(
    Standing,
    st.one_of(st.none(), CALLS),
    MANY,
    MANY,
    MANY,
    st.lists(st.tuples(st.sampled_from(STATIONS), st.integers(0, 300)), max_size=7).map(tuple),
    st.booleans(),
)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(ZONE))


@given(st.one_of(st.none(), STANDING), MOMENTS, st.one_of(st.none(), MOMENTS.map(OutOfDate)))
def test_whatever_stands_the_board_says_it_and_keeps_to_the_rules(
    standing: Standing | None, now: datetime, out: OutOfDate | None
) -> None:
    view = shown(standing, now, out)
    assert view.layout in ("calls", "soon", "closed")
    assert (view.stale, view.stale_title != "") == (out is not None, out is not None)
    assert (view.layout == "calls") >= (view.band is not None)
    if view.layout == "closed" or out is not None:
        assert not view.near
    assert not {*OPENERS, PDI} & set(str(view)), (
        "isolates would be read aloud, and both languages run one way"
    )


def test_a_station_that_has_gone_home_says_so_and_is_not_counted() -> None:
    view = board_view(Standing(waiting=(("SKV", 3), ("FK", 2)), shut=("SKV",)), CONFIG, NOW)
    assert [(each.station, each.count) for each in view.waiting] == [("SKV", "Stängt nu"), ("FK", "2")]
