"""The program itself: its version, Python, Qt, SQLite."""

from __future__ import annotations

import platform
import sys
from importlib import metadata

from kiosk import __version__
from kiosk.doctor.registry import Context, Finding, State, check
from kiosk.journal.schema import NEEDED_SQLITE


@check("program", beside=True)
def check_program(_: Context) -> Finding:
    packed = " (packed)" if getattr(sys, "frozen", False) else ""
    return Finding("program", State.FINE, f"Mötesplats {__version__}{packed} on {platform.platform()}")


@check("python")
def check_python(_: Context) -> Finding:
    return Finding("python", State.FINE, f"{platform.python_version()} in {sys.prefix}")


@check("qt", screen=True)
def check_qt(_: Context) -> Finding:
    try:
        version = metadata.version("PySide6-Essentials")
    except metadata.PackageNotFoundError:  # a packed program brings none of what pip notes
        try:
            from PySide6 import __version__ as version
        except ImportError:
            remedy = "Install the package motesplats-lobby again."
            return Finding("qt", State.FAULT, "PySide6 is not installed.", remedy)
    if version.startswith("6.12.") and sys.version_info < (3, 12):
        # it loses a reference to None at every call that returns nothing, and aborts after some thousand
        return Finding(
            "qt", State.FAULT, f"PySide6 {version} aborts on Python 3.11.", "Install PySide6-Essentials 6.11."
        )
    from PySide6 import QtQuick  # noqa: F401  # a missing system library shows here

    return Finding("qt", State.FINE, f"PySide6 {version}")


@check("sqlite", beside=True)
def check_sqlite(_: Context) -> Finding:
    import pysqlite3

    needed = ".".join(map(str, NEEDED_SQLITE))
    version: str = pysqlite3.sqlite_version
    if tuple(map(int, version.split("."))) < NEEDED_SQLITE:
        return Finding(
            "sqlite",
            State.FAULT,
            f"SQLite {version} can damage a journal.",
            f"Install SQLite {needed} or newer; it comes with this program's package.",
        )
    return Finding("sqlite", State.FINE, f"SQLite {version}")
