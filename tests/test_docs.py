"""The documents tell what is there: every command, the life of a stop as the table has it, pictures that exist."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.catalogue.models import OfficeFile
from kiosk.cli import COMMANDS
from kiosk.core.lifecycle import diagram
from kiosk.present import catalogues, update

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")


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


@pytest.mark.parametrize("document", ["README.md", "ARCHITECTURE.md"])
def test_every_file_a_document_points_to_is_there(document: str) -> None:
    """Pictures and links."""
    text = (ROOT / document).read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!http)([^)#]+)\)", text)
    assert [target for target in targets if not (ROOT / target).exists()] == []


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
        if found.file in update.STAFF:
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
