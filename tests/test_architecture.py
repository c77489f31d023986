"""The shape of the repository: who may import whom, what the core must not know, what every file must have.

Read from the source text alone; nothing is imported or run. A rule is a function from a module to its
offences, so that the rules themselves can be tried on wicked examples.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# A room of kiosk/ -> the rooms it may import from. Arrows point downwards only.
ARROWS: dict[str, set[str]] = {
    "core": set(),
    "places": set(),
    "languages": set(),
    "logs": set(),
    "catalogue": {"core", "languages", "places"},
    "storage": {"journal", "places"},
    "protocol": {"core"},
    "journal": {"core", "protocol", "storage", "places"},
    "present": {"core", "catalogue", "protocol", "languages", "places"},
    "devices": {"core", "languages", "places"},
    "simulation": {"core", "catalogue", "places"},
    "client": {"core", "catalogue", "protocol", "journal", "storage", "places"},
    "office": {"core", "catalogue", "protocol", "journal", "storage", "present", "devices", "places"},
    "ui": {
        *{"core", "catalogue", "protocol", "journal", "storage", "present", "devices", "client"},
        *{"languages", "places"},
    },
    "doctor": {
        *{
            "core",
            "catalogue",
            "protocol",
            "journal",
            "storage",
            "present",
            "devices",
            "client",
            "office",
            "ui",
        },
        *{"places", "languages", "logs"},
    },
    "commands": {
        *{
            "core",
            "catalogue",
            "protocol",
            "journal",
            "storage",
            "present",
            "devices",
            "client",
            "office",
            "ui",
        },
        *{"doctor", "places", "languages", "simulation", "logs", "cli"},
    },
    "cli": {"commands"},
}

# What the core may use of Python: nothing that reads a clock, a file, chance or the world.
CORE_MAY_IMPORT = {
    *{"__future__", "abc", "bisect", "collections", "dataclasses", "datetime", "enum", "functools", "heapq"},
    *{"itertools", "math", "operator", "re", "string", "types", "typing"},
    "zoneinfo",  # the office's time zone; its files are as fixed as a table of the core would be
}
CLOCK_READS = {f"{of}.{read}" for of in ("datetime", "date") for read in ("now", "utcnow", "today")}
WORLD_CALLS = {"open", "print", "input"}

QT = {"PySide6", "shiboken6", "qasync"}
# Programs start Qt late and by need: they import it inside functions only.
MAY_IMPORT_QT_LATE = {"doctor", "cli", "commands"}

TOP_FOLDERS = {"kiosk", "translations", "assets", "tests", "packaging"}
MADE_FOLDERS = {"build", "dist", "out"}  # ignored by git

MAX_LINES = 500
LONGER: dict[str, str] = {  # path -> why it is better in one piece
    "kiosk/ui/kiosk/model.py": "one line of QML property after the other; two objects would split what QML sees as one",
}


@dataclass(frozen=True)
class Module:
    """A Python file: its path in the repository and its text."""

    path: str
    source: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source, filename=self.path)

    @property
    def room(self) -> str:
        """`kiosk/core/checkin/path.py` is in the room core, `kiosk/places.py` is the room places."""
        return self.path.split("/")[1].removesuffix(".py")

    @property
    def imports(self) -> Iterator[tuple[str, ast.stmt]]:
        """Every name imported, in full, also inside functions: `from kiosk import core` is `kiosk.core`."""
        package = self.path.split("/")[:-1]
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield alias.name, node
            elif isinstance(node, ast.ImportFrom):
                start = package[: len(package) - node.level + 1] if node.level else []
                for alias in node.names:
                    yield ".".join([*start, *filter(None, [node.module]), alias.name]), node

    @property
    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        """What is called, as written: `datetime.datetime.now`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield ast.unparse(node.func), node

    def at(self, node: ast.stmt | ast.expr, what: str) -> str:
        return f"{self.path}:{node.lineno}: {what}"


Rule = Callable[[Module], Iterator[str]]


def arrows_point_downwards(module: Module) -> Iterator[str]:
    if module.room not in ARROWS:
        yield f"{module.path}: {module.room} is a new room: give it its arrows, here and in ARCHITECTURE.md"
        return
    for name, node in module.imports:
        top, _, rest = name.partition(".")
        room = rest.partition(".")[0]
        if top == "kiosk" and room not in {"__version__", "PRODUCT", module.room, *ARROWS[module.room]}:
            yield module.at(node, f"{module.room} may not import {room}")


def only_the_screens_know_qt(module: Module) -> Iterator[str]:
    for name, node in module.imports:
        if name.partition(".")[0] in QT and module.room != "ui":
            if module.room not in MAY_IMPORT_QT_LATE:
                yield module.at(node, f"{module.room} may not import {name}")
            elif node.col_offset == 0:
                yield module.at(node, f"import {name} inside the function that needs it")


def the_core_is_pure(module: Module) -> Iterator[str]:
    """Time and seeds are passed in."""
    if module.room != "core":
        return
    for name, node in module.imports:
        if name.partition(".")[0] not in {"kiosk", *CORE_MAY_IMPORT}:
            yield module.at(node, f"the core may not import {name}")
    for name, call in module.calls:
        if ".".join(name.split(".")[-2:]) in CLOCK_READS:
            yield module.at(call, f"{name} reads the clock")
        if name in WORLD_CALLS:
            yield module.at(call, f"{name} reaches the world")


def no_text_is_run_as_python(module: Module) -> Iterator[str]:
    for name, call in module.calls:
        if name in {"eval", "exec"}:
            yield module.at(call, name)


def it_says_what_it_is_for(module: Module) -> Iterator[str]:
    if not ast.get_docstring(module.tree):
        yield f"{module.path} does not open with a docstring"


def files(ending: str, *folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob(f"*.{ending}"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize(
    "rule",
    [
        arrows_point_downwards,
        only_the_screens_know_qt,
        the_core_is_pure,
        no_text_is_run_as_python,
        it_says_what_it_is_for,
    ],
)
def test_every_module_of_the_kiosk_keeps(rule: Rule) -> None:
    modules = [Module(name_of(path), path.read_text(encoding="utf-8")) for path in files("py", "kiosk")]
    of_rooms = [module for module in modules if module.path != "kiosk/__init__.py"]
    assert [offence for module in of_rooms for offence in rule(module)] == []


@pytest.mark.parametrize(
    ("rule", "path", "source"),
    [
        (arrows_point_downwards, "kiosk/core/checkin/path.py", "from kiosk.journal import store"),
        (arrows_point_downwards, "kiosk/core/checkin/path.py", "from kiosk import places"),
        (arrows_point_downwards, "kiosk/core/checkin/path.py", "from ...journal.store import Store"),
        (arrows_point_downwards, "kiosk/present/paper/ticket.py", "def f():\n    import kiosk.ui.style"),
        (arrows_point_downwards, "kiosk/newroom/a.py", ""),
        (
            only_the_screens_know_qt,
            "kiosk/devices/printing/printer.py",
            "def f():\n    from PySide6 import QtGui",
        ),
        (only_the_screens_know_qt, "kiosk/doctor/fonts.py", "from PySide6.QtGui import QFont"),
        (the_core_is_pure, "kiosk/core/checkin/path.py", "import sqlite3"),
        (the_core_is_pure, "kiosk/core/checkin/path.py", "import datetime\nx = datetime.datetime.now()"),
        (the_core_is_pure, "kiosk/core/checkin/path.py", "from datetime import date\nx = date.today()"),
        (the_core_is_pure, "kiosk/core/checkin/path.py", "open('x')"),
        (no_text_is_run_as_python, "kiosk/catalogue/rules.py", "eval('1')"),
        (it_says_what_it_is_for, "kiosk/core/checkin/path.py", "x = 1"),
    ],
)
def test_a_rule_sees_what_breaks_it(rule: Rule, path: str, source: str) -> None:
    assert len(list(rule(Module(path, source)))) == 1


def test_a_rule_lets_the_rest_be() -> None:
    good = Module(
        "kiosk/present/paper/ticket.py",
        "from kiosk.core import path\nfrom . import words\nfrom babel import Locale",
    )
    assert [*arrows_point_downwards(good), *only_the_screens_know_qt(good), *the_core_is_pure(good)] == []


def test_no_file_is_too_long_to_read() -> None:
    sources = [*files("py", "kiosk", "tests", "packaging"), *files("qml", "kiosk", "tests")]
    lines = {name_of(path): path.read_text(encoding="utf-8").count("\n") for path in sources}
    assert [
        f"{name}: {count}" for name, count in lines.items() if count > MAX_LINES and name not in LONGER
    ] == []
    assert [name for name in LONGER if lines.get(name, 0) <= MAX_LINES] == [], "no exception any more"


def test_top_level_folders_are_the_fixed_ones() -> None:
    made = {path.name for path in ROOT.glob("*.egg-info")} | MADE_FOLDERS
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and path.name[0] not in "._"}
    assert folders - made <= TOP_FOLDERS
