"""Clean computers to install on: a bare Debian 12 in a folder, and overlays of it that are thrown away. No tests.

The bare system is fetched once and kept in the cache folder of whoever runs this, with the packages apt fetches. Needs
root, for mounts and chroot.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import Final

import platformdirs

SUITE: Final = "bookworm"
_PATH: Final = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_NO_SERVICES: Final = "#!/bin/sh\nexit 101\n"
"""policy-rc.d: there is no init to start anything with."""


def cache() -> Path:
    return platformdirs.user_cache_path("motesplats", appauthor=False) / "packaging"


def bare() -> Path:
    """A bare Debian, `debootstrap --variant=minbase`, made when there is none."""
    made = cache() / SUITE
    if not (made / "etc/debian_version").is_file():
        making = made.with_name(f"{SUITE}.making")
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        subprocess.run(
            ["debootstrap", "--variant=minbase", SUITE, str(making)], check=True, capture_output=True
        )
        making.rename(made)
    return made


class Computer:
    """A system in a folder."""

    def __init__(self, root: Path, layer: Path) -> None:
        self.root = root
        self.layer = layer
        """What differs from the system below."""
        self.mounts = ExitStack()
        """What a program inside expects of a running system."""

    def run(
        self,
        *words: object,
        user: str | None = None,
        env: Mapping[str, str] | None = None,
        check: bool = True,
        said: str = "",
    ) -> subprocess.CompletedProcess[str]:
        """Runs a command to its end."""
        with _one_at_a_time() if words[0] == "apt-get" else nullcontext():
            done = subprocess.run(
                self.command(*words, user=user, env=env),
                capture_output=True,
                text=True,
                check=False,
                input=said,
                timeout=900,
            )
        if check and done.returncode != 0:
            raise AssertionError(f"{words} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done

    def command(
        self, *words: object, user: str | None = None, env: Mapping[str, str] | None = None
    ) -> list[str]:
        """The command line that runs it inside."""
        given = {"PATH": _PATH, "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive", **(env or {})}
        as_user = ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups"] if user else []
        return [
            *("chroot", str(self.root), "env", "-i", *(f"{name}={value}" for name, value in given.items())),
            *as_user,
            *map(str, words),
        ]

    def install(self, *debs: Path, options: Sequence[str] = ()) -> str:
        """As IT would: apt, with what the packages depend on and no more."""
        names = [f"/debs/{deb.parent.name}/{deb.name}" for deb in debs]
        for deb in debs:
            target = self.root / "debs" / deb.parent.name
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy(deb, target)
        return self.run("apt-get", "install", "-y", "--no-install-recommends", *options, *names).stdout

    def release(self) -> None:
        """Gives the files to a system that mounts what it needs by itself; nothing can be run from outside then."""
        self.mounts.close()

    def path(self, inside: str) -> Path:
        return self.root / inside.lstrip("/")


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """The fetched packages are shared with whoever else tries packages on this computer."""
    with (cache() / "lock").open("w", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def computer(place: Path, below: Sequence[Path] = ()) -> Iterator[Computer]:
    """A system of its own over the bare one, and over layers of other computers, the newest first."""
    layer, work, root = place / "layer", place / "work", place / "root"
    for folder in (layer, work, root):
        folder.mkdir(parents=True)
    archives = cache() / "archives"
    (archives / "partial").mkdir(parents=True, exist_ok=True)
    lower = ":".join(map(str, [*below, bare()]))
    with ExitStack() as mounts:
        _mount(
            mounts,
            root,
            "-t",
            "overlay",
            "overlay",
            "-o",
            f"lowerdir={lower},upperdir={layer},workdir={work}",
        )
        here = Computer(root, layer)
        mounts.callback(here.release)
        _mount(here.mounts, root / "proc", "-t", "proc", "proc")
        _mount(here.mounts, root / "sys", "-t", "sysfs", "-o", "ro", "sysfs")
        _mount(here.mounts, root / "dev", "-t", "tmpfs", "-o", "mode=755", "dev")
        _devices(root / "dev")
        _mount(here.mounts, root / "run", "-t", "tmpfs", "-o", "mode=755", "run")
        _mount(here.mounts, root / "var/cache/apt/archives", "--bind", str(archives))
        shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
        policy = root / "usr/sbin/policy-rc.d"
        policy.write_text(_NO_SERVICES, encoding="ascii")
        policy.chmod(0o755)
        (root / "etc/apt/apt.conf.d/keep").write_text(
            'Binary::apt-get::APT::Keep-Downloaded-Packages "true";\n'
        )
        if not below:
            here.run("apt-get", "update", "-qq")
        yield here


def _mount(mounts: ExitStack, place: Path, *how: str) -> None:
    place.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", *how, str(place)], check=True, capture_output=True)
    mounts.callback(subprocess.run, ["umount", "--lazy", str(place)], check=True, capture_output=True)


def _devices(folder: Path) -> None:
    """The few that every program expects; no disk, no screen, no input."""
    for name, major, minor in (
        ("null", 1, 3),
        ("zero", 1, 5),
        ("full", 1, 7),
        ("random", 1, 8),
        ("urandom", 1, 9),
    ):
        os.mknod(folder / name, 0o666 | 0o020000, os.makedev(major, minor))
        (folder / name).chmod(0o666)
    (folder / "shm").mkdir(mode=0o777)
    (folder / "shm").chmod(0o1777)
    (folder / "fd").symlink_to("/proc/self/fd")
