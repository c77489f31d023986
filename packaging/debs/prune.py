"""What a bundle does without: the rest of Qt, other languages' data, and every library that Debian has.

A library of Debian is left to Debian: its security updates then reach the program too, and the package depends on it.
Pure: from the list of what PyInstaller found to the list of what is taken along.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from debs.parts import LANGUAGES

Entry = tuple[str, str, str]
"""Where it comes to lie, where it is, of what type: PyInstaller's own form."""

_QT: Final = "PySide6/Qt/"
_PLUGINS: Final = frozenset(
    {
        "platforms/libqoffscreen.so",  # without a display: tickets, pictures, trials
        "platforms/libqwayland.so",  # under cage, and on a desktop of today
        "platforms/libqxcb.so",  # on a desktop under X
        "wayland-shell-integration/libxdg-shell.so",
        "wayland-decoration-client/libbradient.so",  # reception's title bar where the desktop draws none
    }
)
_QML: Final = frozenset({"QtQml", "QtQml/Models", "QtQml/WorkerScript", "QtQuick", "QtQuick/Shapes"})
_TYPE_DESCRIPTIONS: Final = (".qmltypes", ".pyi", ".typed", ".metainfo")
_LOCALE: Final = re.compile(r"babel/locale-data/([A-Za-z]+)[A-Za-z0-9_]*\.dat")
_DICTIONARY: Final = re.compile(r"espeakng_loader/espeak-ng-data/([a-z]+)_dict")
_VOICE: Final = re.compile(r"espeakng_loader/espeak-ng-data/(?:lang|voices)/.*")


def qt_is_used(dest: str) -> bool:
    """Of Qt's own files: libraries are judged later, by who needs them."""
    if not dest.startswith(_QT):
        return True
    kind, _, rest = dest.removeprefix(_QT).partition("/")
    match kind:
        case "lib":
            return ".so" in rest
        case "plugins":
            return rest in _PLUGINS
        case "qml":
            return str(PurePosixPath(rest).parent) in _QML
        case _:  # translations, programs, type descriptions
            return False


def language_is_ours(dest: str) -> bool:
    """Of the data that Babel and the voice bring for every language of the world."""
    if locale := _LOCALE.fullmatch(dest):
        return locale[1] in (*LANGUAGES, "root")
    if dictionary := _DICTIONARY.fullmatch(dest):
        return dictionary[1] in LANGUAGES
    if _VOICE.fullmatch(dest):
        folder, name = PurePosixPath(dest).parts[2], PurePosixPath(dest).name
        return folder == "lang" and name.partition("-")[0] in LANGUAGES
    return True


def is_for_people_who_build(dest: str) -> bool:
    """Descriptions of types, sources in C, notes of installers."""
    path = PurePosixPath(dest)
    return path.suffix in _TYPE_DESCRIPTIONS or path.name in {"INSTALLER", "REQUESTED", "RECORD"}


def is_of_what_is_there(dest: str, names: set[str]) -> bool:
    """Of what Qt's bindings say of themselves (the doctor asks for the version): only where they are."""
    return not dest.startswith("pyside6") or "PySide6" in names


def is_debians(source: str, own: Sequence[Path]) -> bool:
    """Whether a library lies outside of the Python and the packages that are bundled."""
    real = Path(source).resolve()
    return not any(real.is_relative_to(folder) for folder in own)


def needed(binaries: Sequence[Entry], needs: Callable[[str], Iterable[str]]) -> list[Entry]:
    """Without the libraries of Qt that nothing left needs. `needs`: the names a file is linked against."""
    by_name = {PurePosixPath(dest).name: (dest, source, kind) for dest, source, kind in binaries}
    waiting = [entry for entry in binaries if not _is_qt_library(entry[0])]
    kept = {entry[0] for entry in waiting}
    while waiting:
        for name in needs(waiting.pop()[1]):
            found = by_name.get(name)
            if found is not None and found[0] not in kept:
                kept.add(found[0])
                waiting.append(found)
    return [entry for entry in binaries if entry[0] in kept]


def _is_qt_library(dest: str) -> bool:
    return dest.startswith(f"{_QT}lib/")


def pruned(
    entries: Iterable[Entry],
    own: Sequence[Path],
    needs: Callable[[str], Iterable[str]],
) -> list[Entry]:
    """Binaries and data of a bundle, sorted, without what is not used."""
    entries = list(entries)
    names = {entry[0].partition("/")[0] for entry in entries}
    left = [
        entry
        for entry in entries
        if qt_is_used(entry[0])
        and language_is_ours(entry[0])
        and not is_for_people_who_build(entry[0])
        and is_of_what_is_there(entry[0], names)
    ]
    # one library is named twice: where it lies and, as a link, beside the program
    left = [entry for entry in left if entry[2] == "SYMLINK" or not is_debians(entry[1], own)]
    there = {entry[0] for entry in left}
    left = [
        entry
        for entry in left
        if entry[2] != "SYMLINK" or str(PurePosixPath(entry[0]).parent / entry[1]) in there
    ]
    binaries = [entry for entry in left if entry[2] in ("BINARY", "EXTENSION")]
    kept = {entry[0] for entry in needed(binaries, needs)}
    dropped = {entry[0] for entry in binaries} - kept
    left = [entry for entry in left if entry[0] not in dropped]
    there = {entry[0] for entry in left}
    return sorted(
        entry
        for entry in left
        if entry[2] != "SYMLINK" or str(PurePosixPath(entry[0]).parent / entry[1]) in there
    )
