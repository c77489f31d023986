"""The packages laid out without their programs: quick, and enough for everything but the programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from debs import copyright_file, tree
from debs.parts import PARTS, Part

from tests.conftest import SOAK
from tests.packaging.building import build, later_source
from tests.packaging.chroots import computer

Lay = Callable[[str], Path]


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """Lays a package out in a folder of the test; gives its root."""

    def laid(name: str) -> Path:
        part: Part = PARTS[name]
        root = tmp_path / name
        tree.lay_out(part, root, None)
        tree.add_papers(
            part,
            root,
            "1.2.3",
            "Thu, 01 Jan 2026 00:00:00 +0000",
            copyright_file.copyright_of(part, None),
            "-",
        )
        tree.add_control(part, root, "1.2.3", ["libc6 (>= 2.36)", "zlib1g"])
        tree.settle(root, 1_767_225_600)
        return root

    return laid


# On clean computers: minutes, and root. `make soak`.
collect_ignore = [] if SOAK else ["test_installed.py", "test_lifecycle.py", "test_running.py"]


@pytest.fixture(scope="session")
def debs_now(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The packages of this source."""
    return build(tmp_path_factory.mktemp("now"))


@pytest.fixture(scope="session")
def debs_later(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The packages of a version to come, which changes the form of both databases."""
    return build(tmp_path_factory.mktemp("later"), later_source(tmp_path_factory.mktemp("source")))


@pytest.fixture(scope="session")
def installed(debs_now: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A bare Debian with each package and no more, as a layer to stand on."""
    layers = {}
    for name, deb in debs_now.items():
        with computer(tmp_path_factory.mktemp(f"with-{name}")) as here:
            here.install(deb)
            layers[name] = here.layer
    return layers
