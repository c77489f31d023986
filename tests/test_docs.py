"""The documents tell what is there: every command, the life of a stop as the table has it, pictures that exist."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.cli import COMMANDS
from kiosk.core.lifecycle import diagram

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
