"""A package as dpkg sees it: nothing amiss, nothing that an upgrade would take from an office."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

import pytest
from debs import lint, tree
from debs.parts import PARTS

from tests.packaging.conftest import Lay


@pytest.mark.parametrize("name", PARTS)
def test_a_package_as_it_is_built_has_no_fault(name: str, lay: Lay) -> None:
    assert lint.faults(PARTS[name], lay(name)) == []


@pytest.mark.parametrize("name", PARTS)
def test_built_twice_it_is_the_same(name: str, lay: Lay, tmp_path: Path) -> None:
    sums = set()
    for turn in ("first", "second"):
        root = lay(name)
        file = tmp_path / f"{turn}.deb"
        subprocess.run(
            ["dpkg-deb", "--root-owner-group", "-Zzstd", "-z1", "--build", str(root), str(file)],
            env={"PATH": "/usr/bin:/bin", "SOURCE_DATE_EPOCH": "1767225600"},
            check=True,
            capture_output=True,
        )
        sums.add(hashlib.sha256(file.read_bytes()).hexdigest())
        root.rename(tmp_path / f"{turn}-tree")
    assert len(sums) == 1


@pytest.mark.parametrize("name", PARTS)
def test_settings_of_an_office_are_no_file_of_a_package(name: str, lay: Lay) -> None:
    """Both packages read office.toml, and dpkg gives a conffile to one only: it is made once, and left alone."""
    root = lay(name)
    assert not (root / "etc/motesplats/office.toml").exists()
    assert (root / f"usr/share/motesplats-{name}/office.toml").is_file()
    postinst = (root / "DEBIAN/postinst").read_text(encoding="utf-8")
    assert "if [ ! -e /etc/motesplats/office.toml ]; then" in postinst


def test_both_can_be_installed_together(lay: Lay) -> None:
    files = [
        {path.relative_to(root) for path in root.rglob("*") if path.is_file() and "DEBIAN" not in path.parts}
        for root in (lay("office"), lay("lobby"))
    ]
    assert files[0] & files[1] == set()


@pytest.mark.parametrize("name", PARTS)
def test_the_options_of_each_unit_are_a_conffile(name: str, lay: Lay) -> None:
    root = lay(name)
    told = (root / "DEBIAN/conffiles").read_text(encoding="utf-8").split()
    for unit in (root / tree.UNIT_DIR).iterdir():
        options = unit.stem.removeprefix("motesplats-")
        assert f"/etc/motesplats/{options}.env" in told
        assert f"EnvironmentFile=-/etc/motesplats/{options}.env" in unit.read_text(encoding="utf-8")


def test_no_screen_is_taken_by_the_installation(lay: Lay) -> None:
    """Reception's computer gets the same package: a kiosk begins when somebody enables it."""
    assert "for unit in ; do" in (lay("lobby") / "DEBIAN/postinst").read_text(encoding="utf-8")
    assert "for unit in motesplats-office.service; do" in (lay("office") / "DEBIAN/postinst").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize("name", PARTS)
def test_data_goes_only_on_request(name: str, lay: Lay) -> None:
    script = (lay(name) / "DEBIAN/postrm").read_text(encoding="utf-8")
    before, _, after = script.partition("if [ -e /etc/motesplats/purge-data ]; then")
    assert "/var/lib/motesplats/" not in before
    assert "/var/lib/motesplats/" in after.partition("else")[0]
