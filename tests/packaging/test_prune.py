"""What a bundle does without, and that nothing needed goes with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from debs import prune

VENV = Path("/srv/venv")


def entry(dest: str, source: str | None = None, kind: str = "BINARY") -> prune.Entry:
    return (dest, source or f"{VENV}/{dest}", kind)


@pytest.mark.parametrize(
    "dest",
    [
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/qml/QtQuick/Shapes/qmldir",
        "PySide6/Qt/lib/libQt6Core.so.6",
        "PySide6/QtCore.abi3.so",
        "kiosk/ui/qml/kiosk/KioskWindow.qml",
    ],
)
def test_what_is_used_of_qt_stays(dest: str) -> None:
    assert prune.qt_is_used(dest)


@pytest.mark.parametrize(
    "dest",
    [
        "PySide6/Qt/plugins/platforms/libqvnc.so",  # listens on the network
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/qml/QtQuick/Controls/qmldir",
        "PySide6/Qt/translations/qt_de.qm",
        "PySide6/Qt/libexec/rcc",
    ],
)
def test_the_rest_of_qt_goes(dest: str) -> None:
    assert not prune.qt_is_used(dest)


@pytest.mark.parametrize(
    ("dest", "stays"),
    [
        ("babel/locale-data/sv.dat", True),
        ("babel/locale-data/fa_AF.dat", True),
        ("babel/locale-data/root.dat", True),
        ("babel/locale-data/de.dat", False),
        ("babel/global.dat", True),
        ("espeakng_loader/espeak-ng-data/ti_dict", True),
        ("espeakng_loader/espeak-ng-data/cmn_dict", False),
        ("espeakng_loader/espeak-ng-data/lang/gmq/sv", True),
        ("espeakng_loader/espeak-ng-data/lang/gmw/de", False),
        ("espeakng_loader/espeak-ng-data/voices/!v/Alex", False),
        ("espeakng_loader/espeak-ng-data/phondata", True),
    ],
)
def test_of_the_worlds_languages_ours_stay(dest: str, stays: bool) -> None:
    assert prune.language_is_ours(dest) is stays


def test_a_library_of_debian_is_left_to_debian() -> None:
    entries = [entry("libssl.so.3", "/usr/lib/x86_64-linux-gnu/libssl.so.3"), entry("pysqlite3/_sqlite3.so")]
    assert prune.pruned(entries, [VENV], lambda _: ()) == [entry("pysqlite3/_sqlite3.so")]


def test_the_version_of_qt_is_told_where_qt_is() -> None:
    """The doctor asks for it."""
    told = entry("pyside6_essentials-6.11.3.dist-info/METADATA", kind="DATA")
    module = entry("PySide6/QtCore.abi3.so")
    assert prune.pruned([told], [VENV], lambda _: ()) == []
    assert told in prune.pruned([told, module], [VENV], lambda _: ())


def test_a_library_of_qt_stays_when_something_left_needs_it() -> None:
    needs = {
        f"{VENV}/PySide6/QtGui.abi3.so": ["libQt6Gui.so.6"],
        f"{VENV}/PySide6/Qt/lib/libQt6Gui.so.6": ["libicuuc.so.73", "libc.so.6"],
    }
    used = [
        entry("PySide6/Qt/lib/libQt6Gui.so.6"),
        entry("PySide6/Qt/lib/libicuuc.so.73"),
        entry("PySide6/QtGui.abi3.so"),
    ]
    unused = [entry("PySide6/Qt/lib/libQt6Quick3D.so.6")]
    assert prune.pruned([*unused, *used], [VENV], lambda file: needs.get(file, ())) == used


def test_a_link_goes_with_what_it_points_to() -> None:
    library = entry("PySide6/Qt/lib/libQt6Gui.so.6")
    module = entry("PySide6/QtGui.abi3.so")
    links = [
        ("libQt6Gui.so.6", "PySide6/Qt/lib/libQt6Gui.so.6", "SYMLINK"),
        ("libQt6Pdf.so.6", "PySide6/Qt/lib/libQt6Pdf.so.6", "SYMLINK"),
    ]
    left = prune.pruned([library, module, *links], [VENV], lambda _: ["libQt6Gui.so.6"])
    assert [each for each in left if each[2] == "SYMLINK"] == links[:1]
