"""Install, upgrade, go back, remove, purge: an office keeps its data and its settings until it asks otherwise."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.packaging.building import LATER
from tests.packaging.chroots import Computer, computer

NAMES: Final = {"lobby": ("kiosk", "journal.db"), "office": ("office", "office.db")}
EDITED: Final = "# by our IT\n"


@pytest.fixture(params=NAMES)
def part(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def here(part: str, installed: dict[str, Path], tmp_path: Path) -> Iterator[Computer]:
    """A computer with the version of now, data and edited settings."""
    with computer(tmp_path / "computer", [installed[part]]) as made:
        folder = data(part)
        made.run("install", "-d", "-m", "700", "-o", user(part), folder)
        made.path("/etc/motesplats/conf.d/10-fleet.toml").write_text(EDITED, encoding="utf-8")
        for settings in ("office.toml", f"{NAMES[part][0]}.env"):
            with made.path(f"/etc/motesplats/{settings}").open("a", encoding="utf-8") as file:
                file.write(EDITED)
        use(made, part)
        yield made


def user(part: str) -> str:
    return f"motesplats-{NAMES[part][0]}"


def data(part: str) -> str:
    return f"/var/lib/motesplats/{NAMES[part][0]}"


def use(here: Computer, part: str) -> None:
    """Opens the data with the installed version, and adds to it: a ticket, or a device's code."""
    if part == "lobby":
        here.path("/srv/answers.json").write_text("{}", encoding="utf-8")
        here.run(
            *("motesplats", "checkin", "--answers", "/srv/answers.json", "--language", "sv"),
            *("--data", data(part), "--json"),
            user=user(part),
            env={"QT_QPA_PLATFORM": "offscreen"},
        )
    else:
        # the server opens its data, answers, and ends when it is asked to
        here.run(
            "timeout",
            *("--preserve-status", "--signal=TERM", "6"),
            *("/usr/lib/motesplats/office/motesplats", "office", "--data", data(part), "--port", "0"),
            user=user(part),
        )


def kept(here: Computer, part: str) -> list[str]:
    """What is in the data, line by line: the journal's events, or the server's own identity."""
    if part == "lobby":
        done = here.run("motesplats", "journal", "export", "--data", data(part), user=user(part))
        events = [json.loads(line) for line in done.stdout.splitlines()]
        return [str(event["h"]) for event in events]
    from contextlib import closing

    from pysqlite3 import dbapi2 as sqlite

    with closing(sqlite.connect(str(here.path(f"{data(part)}/office.db")))) as connection:
        rows = connection.execute(
            "SELECT key, value FROM meta WHERE key IN ('epoch', 'incarnation') ORDER BY key"
        )
        return [str(row) for row in rows.fetchall()]


def settings(here: Computer, part: str) -> list[str]:
    names = ("office.toml", f"{NAMES[part][0]}.env", "conf.d/10-fleet.toml")
    return [here.path(f"/etc/motesplats/{name}").read_text(encoding="utf-8") for name in names]


def copies(here: Computer, part: str) -> list[str]:
    return sorted(path.name for path in here.path(data(part)).glob("*.before-*"))


def version(here: Computer) -> str:
    return here.run("motesplats", "--version").stdout.split()[-1]


def test_an_upgrade_and_the_way_back_keep_everything(
    here: Computer, part: str, debs_now: dict[str, Path], debs_later: dict[str, Path]
) -> None:
    now = version(here)
    before, told = kept(here, part), settings(here, part)
    assert before
    assert all(text.endswith(EDITED) for text in told)

    here.install(debs_later[part])
    assert version(here) == LATER
    assert settings(here, part) == told
    assert copies(here, part) == []  # the package touches no data: the program does, when it is started

    use(here, part)
    after = kept(here, part)
    assert after[: len(before)] == before
    stem = NAMES[part][1].removesuffix(".db")
    assert copies(here, part) == [f"{stem}.before-{LATER}.db"]

    here.install(debs_now[part], options=["--allow-downgrades"])
    assert version(here) == now
    assert settings(here, part) == told
    use(here, part)  # the older version goes on with the newer form
    assert kept(here, part)[: len(after)] == after


def test_removing_and_purging_keep_data_and_settings(here: Computer, part: str) -> None:
    before = sorted(path.name for path in here.path(data(part)).iterdir())
    here.run("apt-get", "remove", "-y", f"motesplats-{part}")
    assert not here.path("/usr/bin/motesplats").is_symlink()
    assert not here.path(f"/usr/lib/motesplats/{part}").exists()
    told = here.run("apt-get", "purge", "-y", f"motesplats-{part}").stdout
    assert "purge-data" in told
    assert sorted(path.name for path in here.path(data(part)).iterdir()) == before
    assert here.path("/etc/motesplats/office.toml").read_text(encoding="utf-8").endswith(EDITED)
    assert not here.path(f"/etc/motesplats/{NAMES[part][0]}.env").exists()


def test_on_request_nothing_stays(here: Computer, part: str) -> None:
    here.path("/etc/motesplats/purge-data").touch()
    here.path("/etc/motesplats/conf.d/10-fleet.toml").unlink()
    here.run("apt-get", "purge", "-y", f"motesplats-{part}")
    left = [
        str(path.relative_to(here.root))
        for folder in ("etc", "usr", "var/lib", "var/cache")
        for path in here.path(folder).rglob("*motesplats*")
        if "dpkg" not in path.parts
        and "apt" not in path.parts
        and "deb-systemd-helper-enabled" not in path.parts
    ]
    assert left == []


def test_installed_again_after_a_purge_the_data_is_found(
    here: Computer, part: str, debs_now: dict[str, Path]
) -> None:
    before = kept(here, part)
    here.run("apt-get", "purge", "-y", f"motesplats-{part}")
    here.install(debs_now[part])
    assert kept(here, part) == before
    use(here, part)
