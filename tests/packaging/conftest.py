"""The packages laid out without their programs: quick, and enough for everything but the programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from debs import papers, tree
from debs.parts import PARTS, Part

Lay = Callable[[str], Path]


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """Lays a package out in a folder of the test; gives its root."""

    def laid(name: str) -> Path:
        part: Part = PARTS[name]
        root = tmp_path / name
        tree.lay_out(part, root, None)
        tree.add_papers(
            part, root, "1.2.3", "Thu, 01 Jan 2026 00:00:00 +0000", papers.copyright_of(part, None), "-"
        )
        tree.add_control(part, root, "1.2.3", ["libc6 (>= 2.36)", "zlib1g"])
        tree.settle(root, 1_767_225_600)
        return root

    return laid
