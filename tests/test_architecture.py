"""The shape of the repository: who may import whom, what the core must not know, what every file must have.

Read from the source text alone; nothing is imported or run. A rule is a function from a module to its
offences, so that the rules themselves can be tried on wicked examples.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# What the core may use of Python: nothing that reads a clock, a file, chance or the world.
CORE_MAY_IMPORT = {
    "__future__",
    "abc",
    "bisect",
    "collections",
    "dataclasses",
    "datetime",
    "enum",
    "functools",
    "heapq",
    "itertools",
    "math",
    "operator",
    "re",
    "string",
    "types",
    "typing",
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


# What opens connections. Each module that may import one of them, with its reason; all else goes through the session,
# where the office's certificate will be pinned.
NETWORK = {
    *{"aiohttp", "httpx", "httpcore", "requests", "urllib3", "websockets", "websocket", "urllib.request"},
    *{"http.client", "xmlrpc.client", "ftplib", "smtplib", "telnetlib", "socket", "ssl"},
}
MAY_CONNECT = {
    "kiosk/client/session.py": "the one door",
    "kiosk/devices/printing/byte_channel.py": "network printers speak raw TCP, not HTTP",
    "kiosk/devices/printing/pretend_printer.py": "such a printer, for tests and the demo",
    "kiosk/devices/service.py": "the service manager's socket on this computer",
    "kiosk/doctor/certificate.py": "looks at the TLS of the server itself, with the session's trust",
    "kiosk/office/program.py": "the server's own listening socket",
    "kiosk/ui/runtime/application.py": "a pair of sockets wakes the loop at a signal",
    "kiosk/ui/showcase/demo/play.py": "finds a free port for the demo",
}


def all_network_goes_through_the_session(module: Module) -> Iterator[str]:
    if module.path in MAY_CONNECT:
        return
    for name, node in module.imports:
        if any(name == each or name.startswith(f"{each}.") for each in NETWORK):
            yield module.at(node, f"{name}: use kiosk/client/session.py")
    for name, call in module.calls:
        if name.rpartition(".")[2] in {"create_connection", "open_connection", "open_unix_connection"}:
            yield module.at(call, f"{name}: use kiosk/client/session.py")


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


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the kiosk, read and parsed once."""
    return tuple(Module(name_of(path), path.read_text(encoding="utf-8")) for path in files("py", "kiosk"))


@pytest.mark.parametrize(
    "rule",
    [
        only_the_screens_know_qt,
        the_core_is_pure,
        all_network_goes_through_the_session,
        no_text_is_run_as_python,
        it_says_what_it_is_for,
    ],
)
def test_every_module_of_the_kiosk_keeps(rule: Rule) -> None:
    of_rooms = [module for module in modules() if module.path != "kiosk/__init__.py"]
    assert [offence for module in of_rooms for offence in rule(module)] == []


@pytest.mark.parametrize(
    ("rule", "path", "source"),
    [
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
        (all_network_goes_through_the_session, "kiosk/commands/pair.py", "import urllib.request"),
        (all_network_goes_through_the_session, "kiosk/commands/pair.py", "from urllib import request"),
        (
            all_network_goes_through_the_session,
            "kiosk/doctor/clock.py",
            "def f():\n    from http.client import X",
        ),
        (all_network_goes_through_the_session, "kiosk/client/views.py", "import aiohttp"),
        (all_network_goes_through_the_session, "kiosk/doctor/disk.py", "import httpx"),
        (
            all_network_goes_through_the_session,
            "kiosk/devices/clock.py",
            "import asyncio\nasyncio.open_connection('x', 1)",
        ),
        (all_network_goes_through_the_session, "kiosk/core/views.py", "from socket import create_connection"),
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
    assert [*only_the_screens_know_qt(good), *the_core_is_pure(good)] == []


def imports_of(folder: Path) -> subprocess.CompletedProcess[str]:
    """What import-linter says of the package in a folder, by the contracts of pyproject.toml."""
    command = [
        str(Path(sys.executable).with_name("lint-imports")),
        "--no-cache",
        str(ROOT / "pyproject.toml"),
    ]
    environment = {**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_packages_import_downwards_only_and_without_cycles() -> None:
    done = imports_of(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("path", "source", "sentence"),
    [
        (
            "core/checkin/path.py",
            "from ...journal import store",
            "kiosk.core is not allowed to import kiosk.journal",
        ),
        (
            "core/checkin/path.py",
            "from kiosk import places",
            "kiosk.core is not allowed to import kiosk.places",
        ),
        (
            "present/paper/ticket.py",
            "def f():\n    import kiosk.ui",
            "kiosk.present is not allowed to import kiosk.ui",
        ),
        (
            "core/checkin/agenda.py",
            "from kiosk.core.checkin import flow",
            "allowed in kiosk.core.checkin",
        ),
        ("new/__init__.py", "", "kiosk.new"),
    ],
)
def test_an_import_upwards_a_cycle_or_an_unplaced_package_is_seen(
    tmp_path: Path, path: str, source: str, sentence: str
) -> None:
    for module in files("py", "kiosk"):
        copy = tmp_path / name_of(module)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(module, copy)
    bad = tmp_path / "kiosk" / path
    bad.parent.mkdir(exist_ok=True)
    with bad.open("a", encoding="utf-8") as file:
        file.write(f"\n{source}\n")
    done = imports_of(tmp_path)
    assert done.returncode == 1
    assert sentence in done.stdout


def test_public_class_names_are_unique() -> None:
    homes: dict[str, list[str]] = {}
    for path in files("py", "kiosk"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(name_of(path))
    assert {name: where for name, where in homes.items() if len(where) > 1} == {}


def test_tests_of_the_core_import_no_server() -> None:
    """They are quick to start, and run where nothing but the core and the catalogue works."""
    heavy = ("kiosk.office.", "kiosk.journal.", "tests.office.", "tests.journal.", "httpx", "aiohttp")
    sources = [Module(name_of(path), path.read_text(encoding="utf-8")) for path in files("py", "tests/core")]
    assert sources
    assert [
        module.at(node, name) for module in sources for name, node in module.imports if name.startswith(heavy)
    ] == []


def test_a_module_may_connect_only_if_it_does() -> None:
    needless = []
    for path in MAY_CONNECT:
        module = Module(f"{path}.tried", (ROOT / path).read_text(encoding="utf-8"))
        if not list(all_network_goes_through_the_session(module)):
            needless.append(path)
    assert needless == [], "no exception any more"


def packages_in_circles(modules: list[Module]) -> set[str]:
    """Packages of a room that import each other, directly or through a third."""
    imports: dict[str, set[str]] = {}
    for module in modules:
        package = part_of(module.path.removesuffix(".py").split("/"))
        names = (name.split(".") for name, _ in module.imports)
        beside = {part_of(name) for name in names if name[:2] == ["kiosk", module.room] and len(name) > 2}
        imports.setdefault(package, set()).update(beside - {package})
    reached = {package: set(others) for package, others in imports.items()}
    for _ in imports:
        for others in reached.values():
            others |= {far for near in others for far in reached.get(near, set())}
    return {package for package, others in reached.items() if package in others}


def part_of(path: list[str]) -> str:
    """`kiosk/present/desk/view` belongs to desk, `kiosk/present/phone` to phone."""
    return path[2]


@pytest.mark.parametrize("room", ["core", "present"])
def test_packages_of_a_room_import_each_other_in_one_direction(room: str) -> None:
    sources = files("py", f"kiosk/{room}")
    modules = [Module(name_of(path), path.read_text(encoding="utf-8")) for path in sources]
    assert packages_in_circles(modules) == set()


def test_a_circle_of_packages_is_seen_also_through_a_third() -> None:
    there = Module("kiosk/present/desk/page.py", "from kiosk.present.phone import gate")
    on = Module("kiosk/present/phone.py", "def f():\n    from kiosk.present import paper")
    back = Module("kiosk/present/paper/page.py", "from kiosk.present.desk.view import Seat")
    assert packages_in_circles([there, on, back]) == {"desk", "phone", "paper"}
    assert packages_in_circles([there, on]) == set()


def test_no_file_is_too_long_to_read() -> None:
    sources = [*files("py", "kiosk", "tests", "packaging"), *files("qml", "kiosk", "tests")]
    lines = {name_of(path): path.read_text(encoding="utf-8").count("\n") for path in sources}
    assert [f"{name}: {count}" for name, count in lines.items() if count > MAX_LINES] == []


def test_top_level_folders_are_the_fixed_ones() -> None:
    made = {path.name for path in ROOT.glob("*.egg-info")} | MADE_FOLDERS
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and path.name[0] not in "._"}
    assert folders - made <= TOP_FOLDERS
