"""`motesplats checkin`: a whole check-in without a screen, durable before it is told, safe many times at once."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kiosk.cli import main
from kiosk.journal.kiosk_lock import hold_for_kiosk
from kiosk.journal.store import Journal

ROOT = Path(__file__).parents[2]
AT_ONCE = 30

OFFICE = """
id = "ekeby"
name = "Ekeby"
languages = ["sv", "en", "ar"]
series = 2

[hours]
mon-sun = "00:00-00:00"

[station.REC]
[station.MV]
[station.SKV]
booking_only = ["SKV-ID"]
[station.FK]
"""

FAMILY = {"papers": ["decision"], "ground": "protection", "adults": 2, "kids": "all_here", "needs": ["all"]}
BOOKED_ONLY = {"purpose": "one", "pick": "SKV-ID"}


class Place:
    """A folder with answers, settings and a journal, and the command to check in there."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.data = root / "data"
        self.answers = root / "answers.json"
        self.config = root / "office.toml"
        self.config.write_text(OFFICE)
        self.answer(FAMILY)

    def answer(self, answers: object) -> None:
        self.answers.write_text(json.dumps(answers))

    def arguments(self, *more: object, language: str = "ar") -> list[str]:
        given = [
            "--answers",
            self.answers,
            "--language",
            language,
            "--data",
            self.data,
            "--config",
            self.config,
        ]
        return ["checkin", *map(str, (*given, *more))]

    def run(self, *more: object, language: str = "ar") -> Result:
        return CliRunner().invoke(main, self.arguments(*more, language=language))

    def check_in(self, *more: object, language: str = "ar") -> dict[str, Any]:
        result = self.run("--json", *more, language=language)
        assert (result.exit_code, result.stderr) == (0, "")
        document: dict[str, Any] = json.loads(result.stdout)
        return document

    def export(self) -> list[dict[str, Any]]:
        journal = Journal.reader(self.data)
        try:
            assert journal.verify().ok
            return list(journal.export())
        finally:
            journal.close()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_it_gives_a_visit_a_number_and_the_agenda(place: Place) -> None:
    document = place.check_in()
    agenda = CliRunner().invoke(
        main, ["agenda", "--answers", str(place.answers), "--config", str(place.config), "--json"]
    )
    assert set(document) == {"visit", "ticket", "agenda"}
    assert document["ticket"] == "2001"
    assert document["agenda"] == json.loads(agenda.stdout)
    assert [stop["station"] for stop in document["agenda"]["stops"]]


def test_the_export_bears_the_same_ticket_and_says_how_the_check_in_ended(place: Place) -> None:
    document = place.check_in()
    issued, ended = place.export()
    assert (issued["kind"], issued["ticket"], issued["body"]["visit"]) == (
        "ticket.issued",
        document["ticket"],
        document["visit"],
    )
    assert (ended["kind"], ended["body"]["outcome"], ended["body"]["language"]) == (
        "checkin.ended",
        "ticket",
        "ar",
    )
    assert document["visit"] not in json.dumps(ended)


def test_numbers_go_on_and_a_kiosk_may_run_beside(place: Place) -> None:
    with hold_for_kiosk(place.data):
        assert [place.check_in()["ticket"] for _ in range(3)] == ["2001", "2002", "2003"]


def test_an_empty_agenda_gives_a_reception_ticket(place: Place) -> None:
    place.answer(BOOKED_ONLY)
    agenda = place.check_in()["agenda"]
    assert [(stop["station"], stop["errands"]) for stop in agenda["stops"]] == [("REC", ["REC-HELP"])]
    assert agenda["not_today"] == [{"errand": "SKV-ID", "why": "needs_booking"}]
    assert place.export()[0]["body"]["not_today"] == [["SKV-ID", "needs_booking"]]


@pytest.mark.parametrize(("language", "interpreter"), [("ar", "ar"), ("en", None), ("sv", None)])
def test_an_interpreter_is_wanted_where_the_desks_do_not_speak_the_language(
    place: Place, language: str, interpreter: str | None
) -> None:
    place.check_in(language=language)
    assert place.export()[0]["body"]["interpreter"] == interpreter


def test_only_the_agenda_is_kept_not_the_answers(place: Place) -> None:
    place.check_in()
    kept = json.dumps(place.export())
    for answer in ("protection", "all_here", "decision", "ground", "papers"):
        assert answer not in kept


@pytest.mark.parametrize("suffix", ["png", "pdf", "bin"])
def test_the_ticket_is_drawn_after_it_is_kept(place: Place, suffix: str) -> None:
    picture = place.root / f"ticket.{suffix}"
    place.check_in("--ticket", picture)
    starts = {"png": b"\x89PNG", "pdf": b"%PDF", "bin": b"\x1b@"}
    assert picture.read_bytes().startswith(starts[suffix])
    assert [line["kind"] for line in place.export()] == ["ticket.issued", "checkin.ended", "ticket.printed"]


def test_the_phone_pages_token_is_kept_as_its_hash_only(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.config.write_text('phone_url = "https://kiosk.example/t"\n' + OFFICE)
    monkeypatch.setattr("secrets.token_urlsafe", lambda count: "t" * count)
    place.check_in()
    body = place.export()[0]["body"]
    assert body["token_hash"] == hashlib.sha256(b"t" * 16).hexdigest()
    assert "t" * 16 not in json.dumps(place.export())


def test_without_a_phone_page_there_is_no_token(place: Place) -> None:
    place.check_in()
    assert place.export()[0]["body"]["token_hash"] is None


def test_a_line_for_people(place: Place) -> None:
    result = place.run()
    assert (result.exit_code, result.stdout.split(":")[0]) == (0, "Ticket 2001")


# Refused, and nothing kept ----------------------------------------------------------------------------------


def refused(place: Place, *more: object, language: str = "ar") -> str:
    """The one sentence of a refusal."""
    result = place.run("--json", *more, language=language)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("motesplats: ")
    assert "Traceback" not in result.stderr
    return result.stderr


def test_a_language_that_is_not_offered_is_refused_with_those_that_are(place: Place) -> None:
    assert "'xx' is not offered here. Offered are sv, en, ar, and und for another language." in refused(
        place, language="xx"
    )
    assert not place.data.exists()


@pytest.mark.parametrize(
    ("answers", "named"),
    [
        ({"colour": "blue"}, "colour"),
        ({"kids": "some"}, "some"),
        ({"purpose": "one"}, "pick"),
        ([], "JSON object"),
    ],
)
def test_answers_that_are_not_known_are_refused_by_name(place: Place, answers: object, named: str) -> None:
    place.answer(answers)
    assert named in refused(place)
    assert not place.data.exists()


def test_a_data_folder_that_cannot_be_written_is_told(place: Place) -> None:
    place.data.write_text("a file where a folder should be")
    assert "cannot be written" in refused(place)


def test_a_file_that_is_no_journal_is_told(place: Place) -> None:
    place.data.mkdir()
    (place.data / "journal.db").write_text("a diary\n" * 200)
    assert "is not a journal" in refused(place)


def test_a_picture_of_another_kind_is_wrong_usage(place: Place) -> None:
    result = place.run("--ticket", place.root / "ticket.gif")
    assert (result.exit_code, ".png, .pdf, .bin" in result.stderr) == (2, True)
    assert not place.data.exists()


def test_a_picture_in_a_folder_that_is_not_there_is_refused_before_a_number_is_given(place: Place) -> None:
    assert "There is no folder" in refused(place, "--ticket", place.root / "none" / "ticket.png")
    assert not place.data.exists()


def test_a_ticket_that_could_not_be_drawn_is_valid_all_the_same(place: Place) -> None:
    (place.root / "ticket.png").mkdir()
    result = place.run("--json", "--ticket", place.root / "ticket.png")
    assert result.exit_code in (1, 2)
    if result.exit_code == 1:
        assert json.loads(result.stdout)["ticket"] == "2001"
        assert place.export()[-1]["kind"] == "ticket.not_printed"


def test_faulty_settings_are_told_and_people_are_checked_in(place: Place) -> None:
    place.config.write_text(OFFICE.replace('"ar"]', '"ar"]\nseries_of_chairs = 4'))
    result = place.run("--json")
    assert (result.exit_code, json.loads(result.stdout)["ticket"]) == (0, "2001")
    assert "series_of_chairs" in result.stderr


# Many at once -----------------------------------------------------------------------------------------------


CROWD = """
import os, sys
from kiosk.cli import main
folder, count, arguments = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
main([*arguments, "--data", f"{folder}/other"], standalone_mode=False)
waits, go = os.pipe()
for number in range(count):
    if os.fork() == 0:
        os.close(go)
        os.read(waits, 1)
        for stream, name in ((1, "out"), (2, "err")):
            os.dup2(os.open(f"{folder}/{number}.{name}", os.O_WRONLY | os.O_CREAT), stream)
        main(arguments)
os.close(go)
codes = [os.waitstatus_to_exitcode(os.wait()[1]) for _ in range(count)]
sys.exit(any(codes))
"""
"""Processes of their own, each with everything imported by a first check-in elsewhere; the closed pipe starts all."""


def test_thirty_at_once_get_thirty_numbers(place: Place) -> None:
    """The first of them make the journal."""
    crowd = subprocess.run(
        [sys.executable, "-c", CROWD, str(place.root), str(AT_ONCE), *place.arguments("--json")],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert crowd.stderr == ""
    assert "".join(file.read_text() for file in place.root.glob("*.err")) == ""
    assert crowd.returncode == 0
    told = [json.loads(file.read_text()) for file in place.root.glob("*.out")]
    tickets = sorted(document["ticket"] for document in told)
    assert tickets == [f"2{i:03d}" for i in range(1, AT_ONCE + 1)]
    assert sorted(line["ticket"] for line in place.export() if "ticket" in line) == tickets
