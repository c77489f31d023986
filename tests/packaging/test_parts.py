"""What each package holds of the program."""

from __future__ import annotations

import tomllib

import pytest
from debs import freeze, parts
from debs.parts import LOBBY, OFFICE, PARTS, ROOT

import kiosk
from kiosk.cli import CHILDREN, COMMANDS
from kiosk.devices.sound.voices import VOICES

MODULES = {name: set(freeze.hidden_imports(ROOT, part)) for name, part in PARTS.items()}


def test_the_version_stands_in_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" not in project["project"]
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "kiosk.__version__"}
    assert parts.version() == kiosk.__version__


def test_every_command_is_in_a_package() -> None:
    modules = {module for module, _ in COMMANDS.values()} | set(CHILDREN.values())
    assert modules - MODULES["office"] - MODULES["lobby"] == set()


def test_an_office_server_has_no_screens() -> None:
    assert [name for name in MODULES["office"] if name.startswith("kiosk.ui")] == []
    assert {"PySide6", "shiboken6"} <= set(OFFICE.excludes)


def test_a_lobby_has_no_server() -> None:
    served = {"kiosk.office.program", "kiosk.office.app", "kiosk.office.context", "kiosk.office.web.api"}
    assert served & MODULES["lobby"] == set()
    assert {"fastapi", "uvicorn"} <= set(LOBBY.excludes)


def test_what_is_named_to_stay_out_or_come_along_exists() -> None:
    """A renamed command must not slip into the other package, or out of both."""
    named = [each for part in PARTS.values() for each in part.excludes if each.startswith("kiosk.")]
    paths = [ROOT / each.replace(".", "/") for each in named]
    assert [str(path) for path in paths if not path.is_dir() and not path.with_suffix(".py").is_file()] == []


@pytest.mark.parametrize("name", PARTS)
def test_every_file_that_a_module_reads_comes_along(name: str) -> None:
    files = {source for source, _ in freeze.data_files(ROOT, PARTS[name])}
    lobby = {"kiosk/ui/qml/kiosk/KioskWindow.qml", "kiosk/design/tokens.json", "assets/sounds/chime.wav"}
    office = {"kiosk/office/web/pages/templates/desk.html", "kiosk/office/web/pages/static/page.css"}
    both = {"kiosk/catalogue/data/errands.toml", "assets/fonts/NotoSans-Regular.ttf"}
    wanted = both | (office if name == "office" else lobby)
    assert {each for each in wanted if str(ROOT / each) not in files} == set()
    for suffix in ("mo", "po"):
        assert any(source.endswith(f"translations/sv/LC_MESSAGES/kiosk.{suffix}") for source in files)


def test_every_language_of_the_product_keeps_its_data() -> None:
    languages = {code.partition("-")[0] for code in VOICES} | set(VOICES.values())
    assert languages - {"kmr"} - set(parts.LANGUAGES) == set()
