"""A faulty setting is one clear line with its remedy, is ignored, and the office works."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest

from kiosk.catalogue.languages import KNOWN
from kiosk.catalogue.load import load_config
from kiosk.core.checkin.agenda import NotTodayReason, make_agenda
from kiosk.core.checkin.answers import Answers
from kiosk.core.office_config import Office, OfficeConfig
from kiosk.core.opening_hours import Hours

Load = Callable[[str], OfficeConfig]
ROOT = Path(__file__).parents[2]
MONDAY = date(2026, 11, 23)
GOOD = """
name = "Ekeby"
languages = ["ar", "sv"]
[hours]
mon-fri = "09:00-16:00"
[station.REC]
[station.SKV]
[[desk]]
number = 1
station = "SKV"
"""


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def from_text(text: str) -> OfficeConfig:
        file = tmp_path / "office.toml"
        file.write_text(text, encoding="utf-8")
        return load_config(file)

    return from_text


def said(config: OfficeConfig) -> list[str]:
    """The problems without the folder of the test."""
    return [problem[problem.index("office.toml") :] for problem in config.problems]


def no_language(tag: str) -> str:
    return f"There is no language {tag!r}. Use one of: {', '.join(KNOWN)}."


FAULTS = [
    ('naem = "Ekeby"', "1: naem: There is no such setting. Did you mean 'name'?"),
    ("name = 5", "1: name: 5 is no text. Write it in quotes."),
    ('id = "Ekeby 1"', "1: id: 'Ekeby 1' cannot be used. Use small letters a to z, digits and hyphens."),
    (
        'time_zone = "Europe/Stokholm"',
        "1: time_zone: There is no time zone 'Europe/Stokholm'. Write it as Europe/Stockholm.",
    ),
    ('time_zone = "../etc"', "1: time_zone: There is no time zone '../etc'. Write it as Europe/Stockholm."),
    ('day_starts_at = "4"', "1: day_starts_at: '4' is no time. Write it as 04:00."),
    ('day_starts_at = "25:00"', "1: day_starts_at: '25:00' is no time. Write it as 04:00."),
    ('\nlanguages = ["sv", "xx"]', f"2: languages[2]: {no_language('xx')}"),
    ('languages = ["fa_AF"]', "1: languages[1]: There is no language 'fa_AF'. Did you mean 'fa-AF'?"),
    ("languages = []", "1: languages: No language is left. Name at least one."),
    ("series = 90", "1: series: 90 is too large. Use 89 or less."),
    ('series = "2"', "1: series: '2' is no whole number. Write a number without quotes."),
    ("series = true", "1: series: True is no whole number. Write a number without quotes."),
    (
        'phone_url = "ekeby.se"',
        "1: phone_url: 'ekeby.se' cannot be used. Write it as https://kiosk.example.se/t; only /t is served.",
    ),
    (
        'printer = "192.0.2.1"',
        "1: printer: '192.0.2.1' cannot be used. "
        "Write tcp://host:9100, file:/dev/usb/lp0, cups:NAME or folder:PATH.",
    ),
    ("panel_mm_per_px = 31", "1: panel_mm_per_px: 31 is too large. Use 2.0 or less."),
    ('panel_mm_per_px = "x"', "1: panel_mm_per_px: 'x' is no number. Write a number without quotes."),
    ("[hours]\nmon = '9-16'", "2: hours.mon: '9-16' are no hours. Write 09:00-16:00, or closed."),
    (
        "[hours]\nmon = '16:00-09:00'",
        "2: hours.mon: '16:00-09:00' are no hours. Write 09:00-16:00, or closed.",
    ),
    (
        "[hours]\nmonday = '09:00-16:00'",
        "2: hours.monday: 'monday' is no weekday. Write mon, tue, wed, thu, fri, sat or sun, or mon-fri.",
    ),
    (
        "[hours]\nfri-mon = '09:00-16:00'",
        "2: hours.fri-mon: 'fri-mon' is no weekday. Write mon, tue, wed, thu, fri, sat or sun, or mon-fri.",
    ),
    ("[station.REC]\n[station.SKW]", "2: station.SKW: There is no station 'SKW'. Did you mean 'SKV'?"),
    ("[station.SKV]", "1: station: There is no reception. Add [station.REC]; it is added for now."),
    (
        "[station.REC]\n[station.MV]\nweekdays = ['tuesday']",
        "3: station.MV.weekdays[1]: 'tuesday' is no weekday. "
        "Write mon, tue, wed, thu, fri, sat or sun, or mon-fri.",
    ),
    (
        "[hours]\nmon = '09:00-16:00'\n[station.REC]\nhours = { tue = '09:00-12:00', mon = '09:00-12:00' }",
        "4: station.REC.hours: The office is closed on tue. Change one of the two hours.",
    ),
    (
        "[station.REC]\nbooking_only = ['SKV-ID']",
        "2: station.REC.booking_only[1]: There is no errand of REC 'SKV-ID'. Use one of: REC-DIGI, REC-HELP.",
    ),
    ("[[desk]]\nnumber = 1", "1: desk[1].station: This is missing. Add it; without it the part is left out."),
    (
        "[[desk]]\nnumber = 1\nstation = 'REC'\n[[desk]]\nnumber = 1\nstation = 'MV'",
        "5: desk[2].number: There is another desk 1 in the hall. Give it its own.",
    ),
    (
        "[[desk]]\nnumber = 0\nstation = 'REC'\n"
        "[[desk]]\nnumber = 2\nstation = 'MV'\nlanguages = ['english']",
        "2: desk[1].number: 0 is too small. Use 1 or more.",
        "7: desk[2].languages[1]: 'english' is no language tag. Write it as sv or fa-AF.",
    ),
    (
        "[station.REC]\n[[desk]]\nnumber = 1\nstation = 'MV'",
        "4: desk[1].station: There is no station 'MV' in this office. Use one of: REC.",
    ),
    (
        "[minutes]\nSKV-REK = { min = 5 }",
        "2: minutes.SKV-REK: There is no errand 'SKV-REK'. Did you mean 'SKV-REG'?",
    ),
    ("[minutes]\nSKV-REG = { min = 0 }", "2: minutes.SKV-REG.min: 0 is too small. Use 1 or more."),
    (
        "[minutes]\nSKV-REG = 25",
        "2: minutes.SKV-REG: 25 is no table. Write its settings under a heading in square brackets.",
    ),
    (
        "[switch_off]\nquestions = ['purpose']",
        "2: switch_off.questions[1]: The question 'purpose' cannot be switched off. Take it away here.",
    ),
    (
        "[switch_off]\nquestions = ['agge']",
        "2: switch_off.questions[1]: There is no question 'agge'. Did you mean 'age'?",
    ),
    (
        "[switch_off]\nstations = ['REC']",
        "2: switch_off.stations[1]: The reception cannot be switched off. Take it away here.",
    ),
    (
        "[switch_off]\nerrands = ['SKV']",
        "2: switch_off.errands[1]: There is no errand 'SKV'. Did you mean 'SKV-ID'?",
    ),
    (
        f"[switch_off]\nlanguages = {list(KNOWN)}",
        "2: switch_off.languages: No language is left. Keep at least one.",
    ),
    (
        "switch_off = 5",
        "1: switch_off: 5 is no table. Write its settings under a heading in square brackets.",
    ),
    ("desk = 5", "1: desk: 5 is no list. Write it in square brackets."),
    (
        "name = Ekeby",
        "1: This is not TOML: the value is neither text in quotes, nor a number, true or false, list or date. "
        "Mend the line; it is left out for now.",
    ),
    (
        'name = "Ekeby',
        "1: This is not TOML: a quote is not closed. Mend the line; it is left out for now.",
    ),
]


@pytest.mark.parametrize(
    ("text", "says"), [(text, says) for text, *says in FAULTS], ids=[f[0] for f in FAULTS]
)
def test_a_faulty_setting_is_one_line_and_the_office_works(load: Load, text: str, says: list[str]) -> None:
    """File, line, field, what is wrong, what to do; the faulty setting is as if it were not there."""
    config = load(text)
    assert said(config) == [f"office.toml:{line}" for line in says]
    agenda = make_agenda(Answers(papers=("nothing",)), config.catalogue, config.office, MONDAY)
    assert agenda.errands == ("REC-HELP",)
    assert config.office.languages


def test_a_partly_broken_file_keeps_what_is_right(load: Load) -> None:
    """Three faults of different kinds: name, hours, stations and the other desk stand as written."""
    faulty = GOOD.replace('["ar", "sv"]', '["ar", "svenska"]') + (
        '[[desk]]\nnumber = "2"\nstation = "REC"\n[[desk]]\nnumber = 3\nstation = "REC"\nseries = 1\n'
    )
    office = load(faulty).office
    assert (office.name, office.languages) == ("Ekeby", ("ar",))
    assert office.hours == Hours(dict.fromkeys(range(5), (time(9), time(16))))
    assert [s.id for s in office.stations] == ["REC", "SKV"]
    assert [d.number for d in office.desks] == [1, 3]
    assert len(load(faulty).problems) == 3


def test_a_slip_in_the_syntax_costs_one_line(load: Load) -> None:
    """A quote forgotten in one place does not make it another office."""
    config = load(GOOD.replace('name = "Ekeby"', 'name = "Ekeby'))
    assert len(config.problems) == 1
    assert config.office.name == "Mötesplats"
    assert [s.id for s in config.office.stations] == ["REC", "SKV"]


def test_a_day_that_cannot_be_read_stays_open(load: Load) -> None:
    """An office is rather open by mistake than shut by one; a day that is not named is closed."""
    hours = load('[hours]\nmon = "nine"\ntue = "10:00-15:00"\nwed = "closed"').office.hours
    assert hours.on(date(2026, 11, 23)) == (time(0), time(0))
    assert hours.on(date(2026, 11, 24)) == (time(10), time(15))
    assert hours.on(date(2026, 11, 25)) is None
    assert hours.on(date(2026, 11, 26)) is None


def test_stations_have_the_office_s_hours_unless_they_say(load: Load) -> None:
    """Weekdays narrow the office's hours; own hours replace them; what is not named is closed."""
    office = load(
        '[hours]\nmon-wed = "09:00-16:00"\n[station.REC]\n[station.MV]\nweekdays = ["tue-thu"]\n'
        '[station.FK]\nhours = { wed = "13:00–16:00" }'
    ).office
    by_id = {s.id: s.hours.by_weekday for s in office.stations}
    full, afternoon = (time(9), time(16)), (time(13), time(16))
    assert by_id == {
        "REC": {0: full, 1: full, 2: full},
        "MV": {1: full, 2: full},
        "FK": {2: afternoon},
    }


CLOSING = """
closing_days = ["2026-12-24", "12-25"]
[hours]
mon-fri = "09:00-16:00"
[day_hours]
2026-12-23 = "10:00-12:00"
12-26 = "11:00-13:00"
[station.REC]
[station.SKV]
weekdays = ["mon-fri"]
closing_days = ["2026-12-22"]
[station.FK]
hours = { mon-fri = "09:00-11:00" }
day_hours = { 2026-12-21 = "10:00-15:00" }
"""


def test_closing_days_and_hours_of_a_day_go_before_the_week_for_every_station(load: Load) -> None:
    config = load(CLOSING)
    assert config.problems == ()
    of = {station.id: station.hours for station in config.office.stations} | {"": config.office.hours}
    day = {n: date(2026, 12, n) for n in range(20, 32)}
    nine, ten, eleven = time(9), time(10), time(11)
    assert all(of[who].on(day[24]) is None and of[who].on(day[25]) is None for who in of), "closed for all"
    assert of["SKV"].on(day[22]) is None
    assert of["FK"].on(day[22]) == (nine, eleven)
    assert of["SKV"].on(day[23]) == (ten, time(12)), "shorter for the whole office"
    assert of["FK"].on(day[23]) == (ten, eleven), "its own hours, as far as the office is open"
    assert of["FK"].on(day[21]) == (ten, time(15))
    assert of["REC"].on(day[26]) == (eleven, time(13)), "open on a Saturday"
    assert of["FK"].on(day[26]) is None, "a station with days of its own stays with them"
    assert of["REC"].on(date(2027, 12, 25)) is None, "every year"


def test_no_door_is_said_to_open_on_a_closing_day(load: Load) -> None:
    config = load(CLOSING)
    for station in config.office.stations:
        assert station.hours.next_open(date(2026, 12, 23)) is not None
        assert station.hours.next_open(date(2026, 12, 23))[0] > date(2026, 12, 25)  # type: ignore[index]
    agenda = make_agenda(
        Answers(purpose="one", pick=("SKV-ID",)), config.catalogue, config.office, date(2026, 12, 24)
    )
    (missed,) = agenda.not_today
    assert missed.why is NotTodayReason.CLOSED_TODAY
    assert missed.next_open == (date(2026, 12, 28), time(9))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "closing_days = ['24/12']",
            '1: closing_days[1]: \'24/12\' is no day. Write "2026-12-24", or "12-24" for every year.',
        ),
        (
            "closing_days = ['2026-02-30']",
            '1: closing_days[1]: \'2026-02-30\' is no day. Write "2026-12-24", or "12-24" for every year.',
        ),
        ("closing_days = [2026-12-24]", "1: closing_days[1]: 2026-12-24 is no text. Write it in quotes."),
        (
            "closing_days = ['12-24']\n[day_hours]\n12-24 = '9:00-12:00'",
            "3: day_hours.12-24: 12-24 is named twice. Name it once; this line holds for now.",
        ),
        (
            "[day_hours]\n2026-12-23 = 'morning'",
            "2: day_hours.2026-12-23: 'morning' are no hours. Write 09:00-16:00, or closed.",
        ),
        (
            "[hours]\nmon-fri = '09:00-16:00'\nthu-fri = '09:00-12:00'",
            "3: hours.thu-fri: thu is in 'mon-fri' already. Name each day once; 'thu-fri' holds for now.",
        ),
        (
            "[hours]\nmon = '09:00-16:00'\n[station.REC]\nhours = { mon = '08:00-12:00' }",
            "4: station.REC.hours: The office is not open all these hours on mon. "
            "Change one of the two hours; outside the office's the station is closed.",
        ),
    ],
)
def test_a_fault_in_hours_or_days_is_one_line_and_the_rest_holds(load: Load, text: str, says: str) -> None:
    assert said(load(text)) == [f"office.toml:{says}"]


def test_switched_off_questions_are_not_asked_and_rules_still_run(load: Load) -> None:
    """A question that is not asked counts as its default; conditions that name it stay whole."""
    config = load('[switch_off]\nquestions = ["adults", "done"]')
    assert config.problems == ()
    others = [q.id for q in load("").catalogue.questions if q.id not in ("adults", "done")]
    assert [q.id for q in config.catalogue.questions] == others
    answers = Answers(papers=("ut_card",), ground="protection", needs=("work",))
    agenda = make_agenda(answers, config.catalogue, config.office, MONDAY)
    assert agenda.errands == ("SKV-REG", "AF-INS", "AF-KART")


def test_switched_off_languages_and_stations_are_gone(load: Load) -> None:
    """The rest keeps its order."""
    office = load('[switch_off]\nlanguages = ["en"]\nstations = ["PM", "MV"]').office
    assert office.languages == tuple(code for code in KNOWN if code != "en")
    assert [s.id for s in office.stations] == ["REC", "SKV", "FK", "AF", "KOM"]


def test_an_office_may_offer_only_what_native_readers_have_approved(load: Load) -> None:
    """The others are noted, not faults; they come by themselves once reviewed."""
    config = load('languages = ["ar", "sv", "en"]\nrequire_reviewed = true')
    assert (config.office.languages, config.office.unreviewed) == (("sv", "en"), ("ar",))
    assert config.problems == ()
    assert load('languages = ["ar", "sv"]').office.unreviewed == ()


def test_where_nothing_is_reviewed_the_reviewed_ones_serve(load: Load) -> None:
    """A kiosk without a language would be shut."""
    config = load('languages = ["ar"]\nrequire_reviewed = true')
    assert config.office.languages == ("sv", "en")
    assert len(config.problems) == 1
    assert "None of these languages is reviewed: ar. Have one reviewed" in config.problems[0]


def test_booked_errands_are_marked_in_station_and_catalogue(load: Load) -> None:
    """Both places say the same."""
    config = load('[station.REC]\n[station.SKV]\nbooking_only = ["SKV-ID"]')
    station = config.office.station("SKV")
    assert station is not None
    assert station.booking_only == {"SKV-ID"}
    assert [e.id for e in config.catalogue.errands.values() if e.booking] == ["SKV-ID"]


def test_without_settings_every_station_is_open_every_day() -> None:
    """The built-in office: all stations, all days, Stockholm's time, every language there is."""
    config = load_config(None)
    assert config.problems == ()
    always = Hours(dict.fromkeys(range(7), (time(0), time(0))))
    stations = config.office.stations
    assert config.office == Office(
        id="motesplats",
        name="Mötesplats",
        time_zone="Europe/Stockholm",
        hours=always,
        day_starts_at=time(4),
        languages=KNOWN,
        stations=stations,
    )
    assert [s.id for s in stations] == ["REC", "MV", "SKV", "FK", "AF", "PM", "KOM"]
    assert all(s.hours == always for s in stations)


def test_windows_line_ends_and_byte_order_mark_are_no_fault(tmp_path: Path) -> None:
    """An editor's habits cost nothing."""
    file = tmp_path / "office.toml"
    file.write_bytes(b'\xef\xbb\xbfname = "Ekeby"\r\nid = "ekeby"\r\n')
    assert (load_config(file).problems, load_config(file).office.name) == ((), "Ekeby")


def test_an_office_says_how_it_calls_who_interprets_and_when_clerks_pause(load: Load) -> None:
    usual = load(GOOD).office
    assert (usual.order, usual.pre_call, usual.interpreters, usual.desks[0].pause) == ("rule", True, {}, None)
    own = load(
        'order = "check_in"\npre_call = false\n'
        + GOOD
        + 'pause = "12:00-12:30"\n[interpreters]\nar = 2\nfa-AF = 1\n'
    )
    assert own.problems == ()
    assert (own.office.order, own.office.pre_call) == ("check_in", False)
    assert own.office.interpreters == {"ar": 2, "fa-AF": 1}
    assert own.office.desks[0].pause == (time(12), time(12, 30))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('order = "luck"\n' + GOOD, "Use 'rule' or 'check_in'."),
        (GOOD + 'pause = "noon"\n', "'noon' is no break. Write it as 12:00-12:30."),
        (GOOD + "[interpreters]\narabic = 2\n", "'arabic' is no language tag. Write it as so or fa-AF."),
        (GOOD + "[interpreters]\nar = -1\n", "-1 are no number of interpreters. Use 0 to 50."),
    ],
)
def test_a_fault_in_them_is_one_line_and_the_usual_holds(load: Load, text: str, says: str) -> None:
    config = load(text)
    assert len(config.problems) == 1
    assert config.problems[0].endswith(says)
    assert (config.office.order, config.office.interpreters, config.office.desks[0].pause) == (
        "rule",
        {},
        None,
    )


@pytest.mark.parametrize(
    ("written", "used"),
    [
        ("https://kiosk.example.se/t", "https://kiosk.example.se/t"),
        ("https://kiosk.example.se:8443/besok/t/", "https://kiosk.example.se:8443/besok/t/"),
        ("https://mötesplats.åmål.example/t", "https://xn--mtesplats-07a.xn--ml-xiab.example/t"),
        ("https://kiosk.example.se/kö/t", "https://kiosk.example.se/k%C3%B6/t"),
        ("https://kiosk.example.se/p", None),
        ("https://kiosk.example.se", None),
        ("https://kiosk.example.se/t?x=1", None),
        ("https://kiosk.example.se/t#x", None),
    ],
)
def test_the_phone_address_leads_to_the_page_and_is_ascii(load: Load, written: str, used: str | None) -> None:
    """The QR code holds it: letters beyond ASCII are read differently by phones, another path is served by nobody."""
    config = load(f'phone_url = "{written}"\n')
    assert config.office.phone_url == used
    assert [problem for problem in config.problems if "phone_url" in problem] == (
        [] if used else list(config.problems)
    )


def test_every_documented_phone_address_is_one_that_is_served() -> None:
    documents = [
        *ROOT.glob("*.md"),
        *(ROOT / "packaging").rglob("*.md"),
        *(ROOT / "kiosk/catalogue").rglob("*.toml"),
    ]
    named = [
        url
        for path in documents
        for url in re.findall(r'phone_url *= *"([^"]+)"', path.read_text(encoding="utf-8"))
    ]
    assert named
    assert [url for url in named if not url.endswith("/t")] == []
