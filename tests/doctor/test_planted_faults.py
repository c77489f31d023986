"""The doctor finds each planted fault, says how bad it is and what to do; a computer as it should be has none."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pysqlite3
import pytest
from PySide6.QtGui import QGuiApplication

from kiosk import doctor, places
from kiosk.catalogue import build
from kiosk.catalogue.load import pairing_line
from kiosk.client import identity
from kiosk.client.provisioning import first_pairing
from kiosk.devices.printing.pretend_printer import Mode
from kiosk.doctor import Context, State
from kiosk.doctor import office as office_area
from kiosk.journal.store import Journal
from kiosk.office.maintenance.backups import make, put_back
from kiosk.protocol.presence import DeviceReport
from tests.devices.sound.players import player
from tests.doctor.computers import CERTIFICATES, NOON, Kiosk, kiosk, showing
from tests.journal.factories import MONDAY
from tests.office.factories import OFFICE

Patch = pytest.MonkeyPatch
Plant = Callable[[Kiosk, Patch], Context | None]

FAULTS: list[Fault] = []


@dataclass(frozen=True)
class Fault:
    """What is planted, and what must be found: the check, its state, words of its evidence and of its remedy."""

    plant: Plant
    check: str
    state: State
    evidence: str
    remedy: str


def fault(check: str, state: State, evidence: str, remedy: str) -> Callable[[Plant], Plant]:
    def plants(plant: Plant) -> Plant:
        FAULTS.append(Fault(plant, check, state, evidence, remedy))
        return plant

    return plants


W, F = State.WARNING, State.FAULT


@pytest.fixture
def well(tmp_path: Path, qapp: QGuiApplication, monkeypatch: Patch) -> Iterator[Kiosk]:
    (tmp_path / "programs").mkdir()
    player(tmp_path / "programs", "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path / "programs"))
    with kiosk(tmp_path) as made:
        yield made


# The program and the disk --------------------------------------------------------------------------------------------


@fault("sqlite", F, "SQLite 3.40.1 can damage a journal", "Install SQLite 3.51.3 or newer")
def old_sqlite(_: Kiosk, patch: Patch) -> None:
    patch.setattr(pysqlite3, "sqlite_version", "3.40.1")


@fault("qt", F, "aborts on Python 3.11", "Install PySide6-Essentials 6.11")
def qt_that_aborts(_: Kiosk, patch: Patch) -> None:
    patch.setattr("importlib.metadata.version", lambda _: "6.12.0")
    patch.setattr("sys.version_info", (3, 11, 7))


def fonts_of_our_own(well: Kiosk, patch: Patch) -> Path:
    folder = well.data.parent / "fonts"
    shutil.copytree(places.fonts_dir(), folder)
    patch.setattr(places, "fonts_dir", lambda: folder)
    return folder


@fault("fonts", F, "Missing: NotoSansEthiopic-Bold.ttf", "Install the program again")
def missing_font(well: Kiosk, patch: Patch) -> None:
    (fonts_of_our_own(well, patch) / "NotoSansEthiopic-Bold.ttf").unlink()


@fault("fonts", F, "No letters for ti", "Install the program again")
def font_without_an_offered_script(well: Kiosk, patch: Patch) -> None:
    folder = fonts_of_our_own(well, patch)
    for weight in ("Regular", "Bold"):
        shutil.copy(folder / f"NotoSans-{weight}.ttf", folder / f"NotoSansEthiopic-{weight}.ttf")


@fault("disk", F, "3 MB free", "Free 200 MB")
def full_disk(well: Kiosk, _: Patch) -> Context:
    return well.but(free_mb=lambda _: 3)


@fault("disk", W, "safe on disk in 80.0 ms", "Use a faster disk")
def slow_disk(well: Kiosk, _: Patch) -> Context:
    return well.but(sync_ms=lambda _: 80.0)


@fault("disk", F, "cannot be written: Read-only file system", "the right to write there")
def disk_that_turned_read_only(well: Kiosk, _: Patch) -> Context:
    def refuse(_: Path) -> float:
        raise OSError(30, "Read-only file system")

    return well.but(sync_ms=refuse)


# Settings ------------------------------------------------------------------------------------------------------------


@fault("settings", W, "errands.toml:", "config check")
def broken_catalogue(well: Kiosk, patch: Patch) -> None:
    folder = well.data.parent / "catalogue"
    shutil.copytree(build.DATA, folder)
    errands = folder / "errands.toml"
    errands.write_text(errands.read_text(encoding="utf-8").replace('station = "SKV"', 'station = "SKW"', 1))
    for function in (build.read_files, build.build_catalogue):
        defaults = tuple(folder if each == build.DATA else each for each in function.__defaults__ or ())
        patch.setattr(function, "__defaults__", defaults)


@fault("settings", W, "office.toml:2: name: This is too long.", "config check")
def broken_setting(well: Kiosk, _: Patch) -> None:
    well.settings.write_text(well.settings.read_text().replace("Ekeby", "Ekeby " * 20))


@fault("settings", W, "conf.d/10-fleet.toml:2: This is not TOML", "config check")
def broken_drop_in(well: Kiosk, _: Patch) -> None:
    (well.data / "conf.d").mkdir()
    (well.data / "conf.d" / "10-fleet.toml").write_text('name = "Ekeby"\nseries = = 3\n')


@fault("settings", F, "There is no settings file", "Check the path")
def settings_that_are_not_there(well: Kiosk, _: Patch) -> Context:
    return replace(well.context, config=well.data / "gone.toml")


# What is kept --------------------------------------------------------------------------------------------------------


@fault("journal", F, "is read-only: no ticket can be issued", "the right to write it")
def read_only_journal(well: Kiosk, _: Patch) -> Context:
    return well.but(may_write=lambda path: path.name != "journal.db")


@fault("journal", F, "has been changed", "Keep a copy of the whole folder")
def journal_with_a_changed_event(well: Kiosk, _: Patch) -> None:
    with closing(Journal.reader(well.data)) as journal:
        journal.conn.execute("UPDATE events SET body = replace(body, 'ar', 'sv')")


@fault("journal", F, "is not a journal", "Name another folder")
def journal_that_is_none(well: Kiosk, _: Patch) -> None:
    (well.data / "journal.db").write_bytes(b"something else " * 100)


@fault("database", F, "has been changed", "motesplats restore")
def office_database_with_a_changed_event(well: Kiosk, _: Patch) -> Context:
    folder = well.data.parent / "office"
    store = well.office.server.office.writer.store
    well.office.server.office.writer.do_and_wait(
        lambda _turn: store.conn.execute("UPDATE events SET body = replace(body, 'ar', 'sv')")
    )
    return replace(well.context, data=folder)


@fault("retention", F, f"oldest day in journal.db: {MONDAY}", "motesplats purge")
def day_that_should_be_gone(well: Kiosk, _: Patch) -> Context:
    return replace(well.context, now=NOON + timedelta(days=1))


@fault("retention", F, "oldest day in journal.db.before-", "Delete the copies named")
def copy_that_should_be_gone(well: Kiosk, _: Patch) -> Context:
    backup = make(well.data, well.data.parent / "elsewhere", "ekeby", NOON)
    put_back(backup.folder, well.data, "ekeby", MONDAY, NOON)
    (well.data / "journal.db").unlink()
    return replace(well.context, now=NOON + timedelta(days=1))


# The office ----------------------------------------------------------------------------------------------------------


def known(well: Kiosk) -> identity.Identity:
    found = identity.load(well.data)
    assert found is not None
    return found


@fault("office", W, "does not answer", "See that it runs and can be reached")
def office_that_is_away(well: Kiosk, _: Patch) -> None:
    identity.save(well.data, replace(known(well), url="http://127.0.0.1:9"))


@fault("office", W, "does not know this device any more", "motesplats pair new")
def kiosk_that_was_revoked(well: Kiosk, _: Patch) -> None:
    well.office.http.delete(f"/v1/devices/{known(well).device}")


@fault("office", W, "these settings are of lillby", "Use that office's settings")
def settings_of_another_office(well: Kiosk, _: Patch) -> None:
    well.settings.write_text('id = "lillby"\n')


@fault("office", F, "is damaged", "Pair this device again")
def identity_that_is_damaged(well: Kiosk, _: Patch) -> None:
    (well.data / "device.json").write_text("{")


@fault("versions", W, "this computer 9.0.0", "Update the office server")
def office_of_an_older_version(_: Kiosk, patch: Patch) -> None:
    patch.setattr(office_area, "__version__", "9.0.0")


@fault("versions", W, "Kiosk 1 0.5.0", "Update Kiosk 1")
def device_of_a_version_that_is_too_old(well: Kiosk, patch: Patch) -> Context:
    """As the office's own computer sees it."""
    patch.setattr("kiosk.office.web.api.__version__", "0.9.0")
    patch.setattr(office_area, "__version__", "0.9.0")
    presence = well.office.server.office.presence
    presence.reported(known(well).device, well.office.clock.now().wall, DeviceReport("0.5.0"))
    return replace(well.context, data=well.data.parent / "office", office_url=well.office.url)


@fault("pairing", W, "refused: This code is wrong, used or too old.", "Write it into [pairing]")
def pairing_code_that_expired(well: Kiosk, _: Patch) -> None:
    (well.data / "conf.d").mkdir()
    (well.data / "conf.d" / "90.toml").write_text(
        f'[pairing]\noffice = "{well.office.url}"\ncode = "7GK2M-Q4XZ0"\n'
    )
    line = pairing_line(well.settings)
    assert line is not None

    async def incarnation(_: object) -> str:
        return "aa11"

    asyncio.run(first_pairing(well.data, OFFICE, line, incarnation))


@fault("certificate", W, "certificate has expired", "Put a new certificate")
def certificate_that_expired(well: Kiosk, patch: Patch) -> Context:
    patch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "expired.pem"))
    return replace(well.context, office_url="shown:expired.pem")


@fault("certificate", W, "is not believed", "install the agency's authority")
def certificate_that_nobody_here_believes(well: Kiosk, _: Patch) -> Context:
    return replace(well.context, office_url="shown:good.pem")


@fault("certificate", W, "10 days from now", "Put a new certificate")
def certificate_that_soon_expires(well: Kiosk, patch: Patch) -> Context:
    patch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "good.pem"))
    soon = datetime(2119, 12, 22, tzinfo=UTC)
    return replace(well.context, office_url="shown:good.pem", now=soon)


# What it is made of --------------------------------------------------------------------------------------------------


@fault("printer", W, "refused", "See that it is switched on and connected")
def printer_that_is_away(well: Kiosk, _: Patch) -> None:
    well.settings.write_text(well.settings.read_text().replace(well.printer.url, "tcp://127.0.0.1:9"))


@fault("printer", W, "no paper", "Put in a new roll")
def printer_without_paper(well: Kiosk, _: Patch) -> None:
    well.printer.mode = Mode.NO_PAPER


@fault("printer", W, "low paper", "Put in a new roll")
def printer_low_on_paper(well: Kiosk, _: Patch) -> None:
    well.printer.mode = Mode.LOW_PAPER


@fault("printer", W, "cover open", "Close the printer's cover")
def printer_that_stands_open(well: Kiosk, _: Patch) -> None:
    well.printer.mode = Mode.COVER_OPEN


@fault("sound", W, "audio open error", "Connect a loudspeaker")
def no_loudspeaker(well: Kiosk, _: Patch) -> None:
    player(well.data.parent / "programs", "echo 'audio open error: No such file' >&2; exit 1")


@fault("voices", W, "none: ckb", "motesplats phrases")
def language_that_nobody_speaks(well: Kiosk, _: Patch) -> None:
    well.settings.write_text(well.settings.read_text().replace('"ti"]', '"ti", "ckb"]'))


@fault("voices", W, "does not start", "Set the program up again")
def voice_that_does_not_start(_: Kiosk, patch: Patch) -> None:
    patch.setattr("kiosk.devices.child_process.command", lambda _: ("/nowhere/voice",))


@fault("display", W, "No display", "under cage")
def no_display(well: Kiosk, _: Patch) -> Context:
    return replace(well.context, environ={})


@fault("touch", W, "No touch screen found", "Connect the touch screen's USB cable")
def no_touch_screen(well: Kiosk, _: Patch) -> Context:
    return well.but(touch_screens=list)


@fault("clock", F, "It says 1970-01-01", "let it follow a time server")
def clock_without_a_battery(well: Kiosk, _: Patch) -> Context:
    return replace(well.context, now=datetime(1970, 1, 1, tzinfo=UTC))


@fault("clock", W, "90 min ahead of the office server", "set the clock")
def clock_that_is_off(well: Kiosk, _: Patch) -> Context:
    return replace(well.context, now=NOON + timedelta(minutes=90))


@fault("clock", F, "20 h behind the office server", "set the clock")
def clock_that_is_on_another_day(well: Kiosk, _: Patch) -> Context:
    return replace(well.context, now=NOON - timedelta(hours=20))


@fault("clock", W, "this computer's zone says 17:00", "timedatectl set-timezone Europe/Stockholm")
def wrong_time_zone(well: Kiosk, _: Patch) -> Context:
    return well.but(utc_offset=lambda _: timedelta(hours=9))


@fault("clock", W, "no time server keeps it right", "let it follow a time server")
def no_time_server(well: Kiosk, _: Patch) -> Context:
    return well.but(clock_is_synchronised=lambda: False)


# -------------------------------------------------------------------------------------------------------------------


def test_a_computer_as_it_should_be_has_no_fault_and_no_warning(well: Kiosk) -> None:
    findings = doctor.run(well.context)
    assert [each for each in findings if each.state is not State.FINE] == []
    assert [each for each in findings if each.remedy] == []


@pytest.mark.parametrize("planted", FAULTS, ids=lambda planted: planted.plant.__name__)
def test_the_doctor_finds(planted: Fault, well: Kiosk, monkeypatch: Patch) -> None:
    context = planted.plant(well, monkeypatch) or well.context
    shown = (context.office_url or "").partition("shown:")[2]
    if shown:
        with showing(shown) as url:
            (found,) = doctor.run(replace(context, office_url=url), planted.check)
    else:
        (found,) = doctor.run(context, planted.check)
    assert (found.state, planted.evidence in found.evidence) == (planted.state, True), found
    assert planted.remedy in (found.remedy or ""), found
    assert doctor.exit_code([found]) == (1 if planted.state is F else 0)
    assert json.dumps(doctor.as_document([found]))


def test_twenty_faults_and_more_are_planted_over_every_area() -> None:
    assert len(FAULTS) >= 20
    assert {planted.check for planted in FAULTS} >= doctor.CHECKS.keys() - {"program", "python", "rendering"}
