"""Each fault that the check of a package is there for is seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from debs import lint
from debs.parts import LOBBY, OFFICE

from tests.packaging.conftest import Lay


def add(path: str, text: str = "x\n", mode: int = 0o644) -> Callable[[Path], None]:
    def spoil(root: Path) -> None:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        file.chmod(mode)

    return spoil


def drop(path: str) -> Callable[[Path], None]:
    return lambda root: (root / path).unlink()


def replace(path: str, old: str, new: str) -> Callable[[Path], None]:
    def spoil(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new), encoding="utf-8")

    return spoil


def link_to_nothing(root: Path) -> None:
    (root / "usr/lib/motesplats/office/lost").symlink_to("nowhere")


FAULTS: dict[str, tuple[Callable[[Path], None], str]] = {
    "a file where no package has files": (add("opt/x"), "opt is no place"),
    "a link to nothing": (link_to_nothing, "points to nothing"),
    "a module beside the archive": (add("usr/lib/motesplats/office/a.py"), "archive of modules"),
    "a file that anybody may write": (add("usr/share/doc/x", mode=0o666), "may be written by others"),
    "a file that the program's user cannot read": (add("usr/share/doc/x", mode=0o600), "cannot be read"),
    "no version": (replace("DEBIAN/control", "Version: 1.2.3", "Version: soon"), "soon is no version"),
    "no description": (replace("DEBIAN/control", "Description:", "Say:"), "Description is missing"),
    "another name": (replace("DEBIAN/control", "Package: ", "Package: my"), "is called mymotesplats"),
    "a forgotten dependency": (
        replace("DEBIAN/control", "init-system-helpers", "initscripts"),
        "not depend on init",
    ),
    "a sum of a file that is not there": (drop("usr/share/doc/motesplats-office/README.md"), "md5sums names"),
    "a script that goes on after errors": (replace("DEBIAN/prerm", "set -e", "set +e"), "first error"),
    "a script that is none": (replace("DEBIAN/postinst", "\nfi", "\n"), "is no shell script"),
    "a script that cannot be run": (lambda root: (root / "DEBIAN/prerm").chmod(0o644), "cannot be run"),
    "a name that was not filled in": (replace("DEBIAN/postrm", "purge", "@PURGE@"), "still holds @PURGE@"),
    "settings that an upgrade overwrites": (add("etc/motesplats/office.toml"), "it is no conffile"),
    "a conffile that is not there": (drop("etc/motesplats/office.env"), "is not there"),
    "a program that cannot be run": (
        lambda root: (root / "usr/lib/motesplats/office/motesplats").chmod(0o644),
        "program cannot be run",
    ),
    "the other package's files": (add("usr/lib/motesplats/lobby/x"), "which is of motesplats-lobby"),
    "Qt in a server": (add("usr/lib/motesplats/office/_internal/libQt6Core.so.6"), "is of Qt"),
    "a place of the builder": (
        add("usr/share/doc/motesplats-office/x", "/home/somebody/src\n"),
        "/home/somebody/src",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_seen(fault: str, lay: Lay) -> None:
    root = lay("office")
    spoil, sentence = FAULTS[fault]
    spoil(root)
    assert any(sentence in told for told in lint.faults(OFFICE, root))


def test_qt_belongs_into_the_lobby(lay: Lay) -> None:
    root = lay("lobby")
    add("usr/lib/motesplats/lobby/_internal/libQt6Core.so.6")(root)
    assert lint.faults(LOBBY, root) == []
