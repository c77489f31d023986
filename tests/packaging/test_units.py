"""The units, by systemd's own eyes, without running them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from debs import tree

from tests.packaging.conftest import Lay

SYSTEMD = Path("/lib/systemd/system")
EXPOSURE = {"office": 1.5, "kiosk": 4.0, "board": 4.0}
"""At most, of 10. A compositor needs screen, touch and a graphics card, and is exposed by that."""
PART = {"office": "office", "kiosk": "lobby", "board": "lobby"}


def unit_of(name: str, lay: Lay) -> tuple[Path, Path]:
    root = lay(PART[name])
    return root, root / tree.UNIT_DIR / f"motesplats-{name}.service"


def values(unit: Path, key: str) -> list[str]:
    lines = unit.read_text(encoding="utf-8").splitlines()
    return [line.partition("=")[2] for line in lines if line.startswith(f"{key}=")]


@pytest.mark.parametrize("name", PART)
def test_systemd_finds_nothing_to_complain_about(name: str, lay: Lay) -> None:
    root, unit = unit_of(name, lay)
    for theirs in SYSTEMD.iterdir():  # what the unit stands on
        target = root / tree.UNIT_DIR / theirs.name
        if theirs.is_file() and not target.exists() and not theirs.name.startswith("motesplats-"):
            shutil.copy(theirs, target)
    # of other packages
    (root / "usr/bin").mkdir()
    (root / "usr/bin/cage").symlink_to(f"/{tree.HOME}/lobby/motesplats")
    (root / tree.UNIT_DIR / "seatd.service").write_text(
        "[Service]\nExecStart=/usr/bin/cage\n", encoding="utf-8"
    )
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", f"--root={root}", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert [line for line in done.stderr.splitlines() if "motesplats" in line] == []


@pytest.mark.parametrize("name", PART)
def test_a_unit_is_shut_in_as_far_as_its_program_can_be(name: str, lay: Lay) -> None:
    root, unit = unit_of(name, lay)
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", f"--root={root}", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    figure = re.search(r"exposure level for \S+: ([\d.]+)", done.stdout)
    assert figure is not None, done.stderr
    assert float(figure[1]) <= EXPOSURE[name]


@pytest.mark.parametrize("name", PART)
def test_a_program_that_ends_or_hangs_is_started_again_for_ever(name: str, lay: Lay) -> None:
    _, unit = unit_of(name, lay)
    assert values(unit, "Type") == ["notify"]
    assert values(unit, "Restart") == ["always"]
    assert values(unit, "StartLimitIntervalSec") == ["0"]
    assert 10 <= int(values(unit, "WatchdogSec")[0]) <= 60


@pytest.mark.parametrize("name", PART)
def test_a_unit_runs_as_a_user_without_shell_or_password(name: str, lay: Lay) -> None:
    root, unit = unit_of(name, lay)
    (user,) = values(unit, "User")
    assert user != "root"
    users = (root / f"usr/lib/sysusers.d/motesplats-{PART[name]}.conf").read_text(encoding="utf-8")
    line = next(line for line in users.splitlines() if line.startswith(f"u {user} "))
    assert line.endswith("/usr/sbin/nologin")


@pytest.mark.parametrize("name", ["kiosk", "board"])
def test_nobody_gets_from_a_screen_to_a_console(name: str, lay: Lay) -> None:
    """cage's -s would let Ctrl+Alt+F2 through."""
    _, unit = unit_of(name, lay)
    compositor = values(unit, "ExecStart")[0].partition(" -- ")[0].split()
    assert compositor == ["/usr/bin/cage", "-d"]
    assert "getty@tty1.service" in values(unit, "Conflicts")[0]
    assert "srvrkeys:none" in unit.read_text(encoding="utf-8")


def test_a_screen_has_one_owner(lay: Lay) -> None:
    for name, other in (("kiosk", "board"), ("board", "kiosk")):
        root, unit = unit_of(name, lay)
        assert f"motesplats-{other}.service" in values(unit, "Conflicts")[0]
        shutil.rmtree(root)


@pytest.mark.parametrize("name", ["kiosk", "board"])
def test_signs_of_life_come_from_the_program_under_the_compositor(name: str, lay: Lay) -> None:
    _, unit = unit_of(name, lay)
    assert values(unit, "NotifyAccess") == ["all"]


def test_the_desktop_entry_is_one(lay: Lay) -> None:
    entry = lay("lobby") / "usr/share/applications/motesplats-reception.desktop"
    done = subprocess.run(["desktop-file-validate", str(entry)], capture_output=True, text=True, check=False)
    assert done.stdout + done.stderr == ""
    assert done.returncode == 0
