"""The documents tell what is there: every command, the life of a stop as the table has it, pictures that exist."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from kiosk.catalogue.load import load_config
from kiosk.catalogue.office_file import OfficeFile
from kiosk.cli import COMMANDS, main
from kiosk.core.day.lifecycle import diagram
from kiosk.core.day.state import fold
from kiosk.office.serving.metrics import exposition
from kiosk.office.serving.serialisers import DeviceStatusTable
from kiosk.office.state.devices import Device
from kiosk.office.state.memory import Snapshot
from kiosk.office.state.store import OfficeStore
from kiosk.office.state.writer import OfficeWriter
from kiosk.present.language import catalogues, update
from kiosk.protocol.presence import DeviceReport, DoctorState
from tests.core.office_days import records, ticket
from tests.journal.factories import ScriptedClock

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
FOR_IT = ROOT / "packaging/docs"
DOCUMENTS = [
    "README.md",
    "ARCHITECTURE.md",
    *sorted(f"packaging/docs/{path.name}" for path in FOR_IT.glob("*.md")),
]
METRIC = re.compile(r"motesplats_[a-z_]+")


def test_the_readme_names_every_command_and_no_other() -> None:
    """A command that nobody is told of is not there; one that is told of must be."""
    named = set(re.findall(r"`motesplats ([a-z]+)", README))
    assert named == set(COMMANDS)


def test_the_architecture_draws_the_transition_table() -> None:
    """`diagram()` gives it; it stands between the two marks."""
    drawn = ARCHITECTURE.split("<!-- lifecycle -->")[1].split("<!-- /lifecycle -->")[0].strip()
    assert drawn == diagram()


def test_the_architecture_names_every_room() -> None:
    """Each folder of the package has its line."""
    rooms = {path.parent.name for path in (ROOT / "kiosk").glob("*/__init__.py")}
    missing = [room for room in rooms if f"kiosk/{room}`" not in ARCHITECTURE]
    assert missing == []


def glossary() -> dict[str, list[str]]:
    """Term -> the names in code that the glossary of the architecture gives for it."""
    table = ARCHITECTURE.split("## Glossary")[1].split("\n## ")[0]
    rows = [line.split("|") for line in table.splitlines() if line.startswith("| ")][1:]
    return {row[1].strip(): re.findall(r"`([^`]+)`", row[3]) for row in rows}


def test_every_name_in_the_glossary_is_in_the_code() -> None:
    """A dotted name is a module of the product or something in one; a bare one is used somewhere as a name."""
    words = set()
    for path in (ROOT / "kiosk").rglob("*.py"):
        words |= set(re.findall(r"\w+", path.read_text(encoding="utf-8")))
    terms = glossary()
    assert len(terms) > 30
    assert {term: names for term, names in terms.items() if not names} == {}
    assert [name for names in terms.values() for name in names if not _is_named(name, words)] == []


def _is_named(name: str, words: set[str]) -> bool:
    module, _, rest = name.rpartition(".")
    if not module or module[0].isupper():
        return set(name.split(".")) <= words
    path = ROOT.joinpath("kiosk", *name.split("."))
    if path.is_dir() or path.with_suffix(".py").is_file():
        return True
    source = ROOT.joinpath("kiosk", *module.split(".")).with_suffix(".py")
    return source.is_file() and re.search(rf"\b{rest}\b", source.read_text(encoding="utf-8")) is not None


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_a_document_points_to_is_there(document: str) -> None:
    """Pictures and links, from where the document lies."""
    path = ROOT / document
    targets = re.findall(r"\]\((?!http)([^)#]+)\)", path.read_text(encoding="utf-8"))
    assert [target for target in targets if not (path.parent / target).exists()] == []


def called(text: str) -> Iterator[list[str]]:
    """Every call of the program that a document shows, in its words: in code blocks, and in code within a line."""
    blocks = re.findall(r"```[a-z]*\n(.*?)```", text, re.DOTALL)
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    for code in (*blocks, *inline):
        for line in code.replace("\\\n", " ").splitlines():
            for call in re.findall(r"(?<![\w/-])motesplats ([a-z][^#|;>&]*)", line):
                yield call.split()


def unknown(words: list[str]) -> str | None:
    """What of a call there is not: the command, the command within it, or an option; None when all is there."""
    context = click.Context(main)
    command: click.Command | None = main
    while isinstance(command, click.Group) and words:
        name, *words = words
        command = command.get_command(context, name)
        if command is None:
            return name
    assert command is not None
    options = {each for parameter in command.params for each in parameter.opts} | {"--help"}
    named = [word.rstrip(".,:)").partition("=")[0] for word in words if word.startswith("--")]
    return next((word for word in named if word not in options), None)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_call_in_a_document_is_one_that_there_is(document: str) -> None:
    """Commands, commands within commands, and options."""
    text = (ROOT / document).read_text(encoding="utf-8")
    wrong = [(unknown(call), " ".join(call)) for call in called(text) if unknown(call) is not None]
    assert wrong == []


def test_a_call_that_there_is_not_is_noticed() -> None:
    calls = list(
        called(
            "`motesplats mend` and\n```sh\nsudo motesplats doctor --fast   # x\n```\n`motesplats config chekc`"
        )
    )
    assert [unknown(call) for call in calls] == ["--fast", "mend", "chekc"]


def test_what_it_needs_is_told_and_found_from_the_first_page() -> None:
    """Every page of IT is linked from their first."""
    first = (FOR_IT / "README.md").read_text(encoding="utf-8")
    assert [
        path.name
        for path in FOR_IT.glob("*.md")
        if path.name != "README.md" and f"({path.name})" not in first
    ] == []


def test_the_figures_told_are_those_that_there_are() -> None:
    """By name, both ways."""
    told = set(METRIC.findall((FOR_IT / "watching.md").read_text(encoding="utf-8")))
    presence = DeviceStatusTable()
    presence.reported(
        "d",
        100.0,
        DeviceReport("1", 1.0, 1, "printed", 1, DoctorState.FINE),
    )
    device = Device("d", "kiosk", "Kiosk 1", None, "aa")
    day = fold("2026-11-23", records(ticket()))
    state = Snapshot("o", "e", 1, 1, day, {}, {}, {}, {"d": device}, {})
    text = exposition(
        state, presence, OfficeWriter(OfficeStore(ROOT), load_config(None), ScriptedClock()).counted(), 100.0
    )
    assert told == set(METRIC.findall("\n".join(line for line in text.splitlines() if line[0] != "#")))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    """`--help` answers, quickly and without a display."""
    done = subprocess.run(
        [sys.executable, "-m", "kiosk.cli", name, "--help"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "--help" in done.stdout


def test_the_translators_guide_says_where_every_text_stands() -> None:
    """By kind of context, or by file; no line speaks of what is not there."""
    guide = (ROOT / "translations" / "GUIDE.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `([^`]+)`(?: … `([^`]+)`)? \|", guide, re.MULTILINE)
    wanted = set()
    for found in update.texts():
        if found.only == catalogues.FOR_STAFF:
            continue
        if found.context:
            kind, _, rest = found.context.partition(".")
            last = "." + rest.rpartition(".")[2]
            endings = (".hint", ".for", ".short", ".reason", ".detail")
            wanted.add((f"{kind}.", last if last in endings else ""))
        else:
            wanted.add((found.file, ""))
    assert set(named) == wanted


def test_the_translators_guide_speaks_of_what_is_there() -> None:
    """The flag, the setting, the commands."""
    guide = (ROOT / "translations" / "GUIDE.md").read_text(encoding="utf-8")
    assert f"`#, {catalogues.DRAFTED}`" in guide
    assert "require_reviewed" in OfficeFile.model_fields
    assert "`require_reviewed = true`" in guide
    assert set(re.findall(r"`motesplats ([a-z]+)", guide)) <= set(COMMANDS)
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"`make ([a-z-]+)", guide)) <= set(targets)
