"""The doctor: every check gives a finding with a remedy if need be, and none can crash the rest."""

from __future__ import annotations

import importlib.metadata
import json
import re
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pysqlite3
import pytest
from PySide6.QtGui import QGuiApplication

from kiosk import doctor, places
from kiosk.catalogue.load import load_config
from kiosk.core.checkin import draft
from kiosk.core.day.events import DayClosed
from kiosk.core.office_config import Party
from kiosk.devices.clock import SystemClock
from kiosk.devices.printing.printer import NoPrinter
from kiosk.devices.printing.state import PrinterState
from kiosk.devices.sound.clips import Clips
from kiosk.doctor import Computer, Context, Finding, State, registry
from kiosk.journal.store import Journal
from kiosk.office.state.store import OfficeStore
from kiosk.office.state.writer import OfficeWriter
from kiosk.ui.runtime import fonts
from tests.devices.sound.players import player, tone_file
from tests.journal.factories import DRAFT, MONDAY, ScriptedClock, at, opened

WELL = Computer(
    free_mb=lambda _: 5_000,
    utc_offset=lambda _: timedelta(hours=1),
    clock_is_synchronised=lambda: True,
)
"""A computer as it should be; its disk is this one's, measured."""


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return Context(
        data=tmp_path,
        environ={"DISPLAY": ":0"},
        now=datetime(2026, 11, 23, 9, 0, tzinfo=UTC),
        computer=WELL,
    )


def finding(name: str, context: Context) -> Finding:
    (only,) = doctor.run(context, only=name)
    return only


@pytest.mark.parametrize(
    "name",
    [
        "program",
        "python",
        "qt",
        "sqlite",
        "fonts",
        "settings",
        "journal",
        "database",
        "retention",
        "disk",
        "pairing",
        "certificate",
        "versions",
        "display",
        "rendering",
        "clock",
    ],
)
def test_a_computer_as_it_should_be_is_fine(name: str, context: Context, qapp: QGuiApplication) -> None:
    assert finding(name, context).state is State.FINE
    assert finding(name, context).remedy is None


def test_each_check_is_known_by_the_name_of_its_finding(context: Context, qapp: QGuiApplication) -> None:
    assert [found.name for found in doctor.run(context)] == list(doctor.CHECKS)


def test_every_check_of_an_area_is_registered() -> None:
    """A check that is written and not listed would never run."""
    folder = Path(doctor.__file__).parent
    written = [
        name
        for path in folder.glob("*.py")
        for name in re.findall(r"^@check\(\"(\w+)\"", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert sorted(written) == sorted(doctor.CHECKS)


def test_findings_come_in_the_order_that_an_administrator_reads_them() -> None:
    """First the program, then its settings, what it keeps, its office, and what it is made of."""
    order = list(doctor.CHECKS)
    assert [order.index(name) for name in ("program", "settings", "journal", "office", "display")] == sorted(
        order.index(name) for name in ("program", "settings", "journal", "office", "display")
    )


def test_what_is_not_fine_comes_with_a_remedy(tmp_path: Path, qapp: QGuiApplication) -> None:
    nowhere = Context(data=tmp_path / "file", environ={}, now=datetime(1970, 1, 1, tzinfo=UTC))
    nowhere.data.write_text("in the way")
    findings = doctor.run(nowhere)
    assert [found.name for found in findings if found.state is not State.FINE and not found.remedy] == []
    assert {"clock", "disk"} <= {found.name for found in findings if found.state is State.FAULT}


def test_a_check_that_raises_is_a_fault_and_the_others_still_run(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Context) -> Finding:
        raise places.PlaceError("The drawer is stuck.", "Pull harder.")

    fine = Finding("second", State.FINE, "as it should be")
    monkeypatch.setattr(registry, "CHECKS", {"first": broken, "second": lambda _: fine})
    first, second = doctor.run(context)
    assert (first.name, first.state, first.evidence) == ("first", State.FAULT, "The drawer is stuck.")
    assert first.remedy == "Pull harder."
    assert second == fine


@pytest.mark.parametrize(("state", "code"), [(State.FINE, 0), (State.WARNING, 0), (State.FAULT, 1)])
def test_only_a_fault_makes_the_exit_code_1(state: State, code: int) -> None:
    assert doctor.exit_code([Finding("a", State.FINE, ""), Finding("b", state, "")]) == code


def test_json_says_the_worst_state_and_every_finding() -> None:
    findings = [Finding("a", State.FINE, "x"), Finding("b", State.WARNING, "y", "do z")]
    document = json.loads(json.dumps(doctor.as_document(findings)))
    assert document["state"] == "warning"
    assert document["findings"][1] == {"name": "b", "state": "warning", "evidence": "y", "remedy": "do z"}


def test_text_has_a_line_a_finding_its_remedy_below_and_a_sum() -> None:
    lines = doctor.as_text(
        [Finding("a", State.FINE, "x"), Finding("bb", State.FAULT, "y", "do z")]
    ).splitlines()
    assert lines == ["fine     a   x", "fault    bb  y", "             → do z", "1 fine, 1 fault"]


def test_qt_that_aborts_on_this_python_is_a_fault(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.version", lambda _: "6.12.0")
    monkeypatch.setattr("sys.version_info", (3, 11, 7))
    assert finding("qt", context).state is State.FAULT


def test_an_old_sqlite_is_a_fault(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pysqlite3, "sqlite_version", "3.40.1")
    assert finding("sqlite", context).evidence == "SQLite 3.40.1 can damage a journal."


def test_a_missing_font_and_a_broken_one_are_faults(
    context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QGuiApplication
) -> None:
    monkeypatch.setattr(places, "fonts_dir", lambda: tmp_path)
    assert "NotoSansEthiopic-Bold.ttf" in finding("fonts", context).evidence
    for name in fonts.FILES:
        (tmp_path / name).write_bytes(b"not a font")
    assert finding("fonts", context).evidence.startswith("Not readable: NotoSans-Regular.ttf")


def test_without_a_display_the_demo_still_plays(context: Context) -> None:
    assert finding("display", replace(context, environ={})).state is State.WARNING


def test_a_data_folder_that_is_not_there_will_be_made_and_is_not_made_by_asking(context: Context) -> None:
    deep = replace(context, data=context.data / "a" / "b")
    assert "will be made" in finding("disk", deep).evidence
    assert not (context.data / "a").exists()


def test_the_disk_is_measured_and_nothing_is_left_on_it(context: Context) -> None:
    assert "safe on disk in" in finding("disk", context).evidence
    assert list(context.data.iterdir()) == []


@pytest.mark.parametrize(
    ("sync_ms", "free_mb", "state"),
    [
        (3.0, 5_000, State.FINE),
        (80.0, 5_000, State.WARNING),
        (2_000.0, 5_000, State.FAULT),
        (3.0, 199, State.FAULT),
    ],
)
def test_a_full_disk_is_a_fault_and_a_slow_one_a_warning(
    context: Context, sync_ms: float, free_mb: int, state: State
) -> None:
    computer = replace(WELL, sync_ms=lambda _: sync_ms, free_mb=lambda _: free_mb)
    assert finding("disk", replace(context, computer=computer)).state is state


def test_partly_wrong_settings_are_a_warning_that_names_the_line(context: Context) -> None:
    (context.data / "office.toml").write_text('name = "Kista"\nlanguges = ["sv"]\n', encoding="utf-8")
    found = finding("settings", context)
    assert found.state is State.WARNING
    assert "Kista" in found.evidence
    assert "office.toml:2" in found.evidence


def test_settings_that_are_named_and_not_there_are_a_fault(context: Context) -> None:
    found = finding("settings", replace(context, config=context.data / "gone.toml"))
    assert (found.state, found.remedy) == (State.FAULT, "Check the path, or leave it out.")


def test_a_journal_is_verified_event_by_event(context: Context) -> None:
    journal = Journal.open(context.data, "sample", clock=SystemClock())
    issued = journal.issue(draft.TicketDraft("sv", Party(), draft.reception_agenda(load_config(None))))
    assert finding("journal", context).evidence == "1 events, 1 tickets, whole"

    journal.conn.execute("UPDATE events SET body = replace(body, 'sv', 'en')")
    journal.conn.commit()
    journal.close()
    found = finding("journal", context)
    assert found.state is State.FAULT
    assert f"Event {issued.n} of incarnation {journal.incarnation} has been changed." in found.evidence


def test_a_day_older_than_the_promise_is_a_fault_with_the_command_that_deletes_it(context: Context) -> None:
    """Until the office day's start it is still today's list."""
    with closing(opened(context.data)) as journal:
        journal.issue(DRAFT)
    found = finding("retention", context)
    assert (found.state, found.evidence) == (State.FINE, f"oldest day in journal.db: {MONDAY}")
    before = replace(context, now=datetime(2026, 11, 24, 2, 59, tzinfo=UTC))  # an hour less than in Stockholm
    assert finding("retention", before).state is State.FINE
    after = replace(context, now=datetime(2026, 11, 24, 3, 0, tzinfo=UTC))
    found = finding("retention", after)
    assert found.state is State.FAULT
    assert f"motesplats purge --data {context.data}" in (found.remedy or "")
    opened(context.data, ScriptedClock(at("2026-11-24T04:00"))).close()
    assert finding("retention", after).evidence == "no day is kept"


def test_the_offices_data_are_looked_at_too(context: Context) -> None:
    writer = OfficeWriter(OfficeStore(context.data), load_config(None), ScriptedClock())
    writer.start()
    writer.do_and_wait(lambda turn: turn.memory.decided([DayClosed()], turn.now))
    writer.stop()
    assert finding("retention", context).evidence == f"oldest day in office.db: {MONDAY}"
    later = replace(context, now=datetime(2026, 11, 25, 9, 0, tzinfo=UTC))
    assert finding("retention", later).state is State.FAULT


def test_a_file_that_is_no_journal_is_a_fault(context: Context) -> None:
    (context.data / "journal.db").write_text("notes of mine")
    assert finding("journal", context).state is State.FAULT


@pytest.mark.parametrize(
    ("paper", "state"), [("ready", State.FINE), ("low_paper", State.WARNING), ("no_answer", State.WARNING)]
)
def test_the_printer_is_asked_and_a_kiosk_without_one_still_serves(
    context: Context, monkeypatch: pytest.MonkeyPatch, paper: str, state: State
) -> None:
    class Asked(NoPrinter):
        async def _state(self) -> PrinterState:
            return PrinterState(paper)

    monkeypatch.setattr("kiosk.devices.printing.printer.open_printer", lambda _: Asked())
    assert finding("printer", context).state is state
    monkeypatch.undo()
    assert finding("printer", context).state is State.WARNING  # the built-in office has none


@pytest.mark.parametrize(
    ("names", "state"),
    [(["ILITEK Multi-Touch"], State.FINE), ([], State.WARNING), (None, State.WARNING)],
)
def test_without_a_touch_screen_a_mouse_will_do(
    names: list[str] | None, state: State, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.devices.touch.screens", lambda: names)
    assert finding("touch", context).state is state


@pytest.mark.parametrize(
    ("script", "state", "evidence"),
    [
        ("exit 0", State.FINE, "aplay plays"),
        (
            "echo 'audio open error: No such file' >&2; exit 1",
            State.WARNING,
            "audio open error: No such file",
        ),
        (None, State.WARNING, "None of pw-play, paplay, aplay is installed."),
    ],
)
def test_sound_is_tried_and_its_lack_is_never_a_fault(
    script: str | None,
    state: State,
    evidence: str,
    context: Context,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    if script:
        player(tmp_path, script)
    found = finding("sound", context)
    assert (found.state, found.evidence) == (state, evidence)


def test_a_player_that_hangs_does_not_hang_the_doctor(
    context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("kiosk.devices.sound.player.GRACE_S", 0.1)
    player(tmp_path, "exec /bin/sleep 60")
    assert finding("sound", context).evidence == "aplay did not end and was stopped."


def test_voices_tell_what_each_language_is_heard_by(
    context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office_config = load_config(None)
    office_config = replace(
        office_config, office=replace(office_config.office, languages=("sv", "so", "ckb"))
    )
    monkeypatch.setattr(Context, "office_config", lambda _: office_config)
    monkeypatch.setattr(places, "assets_dir", lambda: tmp_path)
    clips = Clips()
    tone_file(clips.path("so", "7"))
    silent = tone_file(clips.path("so", "8"), loudness=0)
    found = finding("voices", context)
    assert found.state is State.WARNING
    for told in ("synthesized: sv", "recorded: so (1 of ", "none: ckb", f"so/{silent.name}: It is silent."):
        assert told in found.evidence
    assert "assets/audio/README.md" in (found.remedy or "")


def test_languages_that_are_all_heard_are_fine(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    office_config = load_config(None)
    office_config = replace(office_config, office=replace(office_config.office, languages=("sv", "ar", "ti")))
    monkeypatch.setattr(Context, "office_config", lambda _: office_config)
    assert finding("voices", context).state is State.FINE


def test_without_an_engine_the_voices_say_why(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.devices.child_process.command", lambda _: ("/nowhere/voice",))
    found = finding("voices", context)
    assert (found.state, found.remedy) == (State.WARNING, "Set the program up again.")
    assert "does not start" in found.evidence


def test_an_office_servers_computer_needs_no_screen_and_what_belongs_to_one(context: Context) -> None:
    """Nor does a computer without Qt; whoever asks for one check gets it all the same."""
    assert doctor.shows_itself(context)
    (context.data / "office.db").write_bytes(b"")
    assert not doctor.shows_itself(context)
    names = {found.name for found in doctor.run(context)}
    assert names == doctor.CHECKS.keys() - doctor.SCREEN
    assert {"qt", "fonts", "rendering", "display", "touch", "printer", "sound", "voices"} <= doctor.SCREEN
    assert finding("display", context).name == "display"
    (context.data / "journal.db").write_bytes(b"")
    assert doctor.shows_itself(context), "one computer for both"


def test_a_packed_program_tells_its_qt_too(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    """pip's notes are not packed."""

    def none(_: str) -> str:
        raise importlib.metadata.PackageNotFoundError

    monkeypatch.setattr("importlib.metadata.version", none)
    assert finding("qt", context).evidence.startswith("PySide6 6.")
