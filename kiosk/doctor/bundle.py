"""The support bundle: what someone elsewhere needs to help, and nothing about a visitor, nothing that opens a door.

Settings lose their secrets by name, and every secret that this computer knows is looked for in all the rest; texts lose
numbers, tokens and addresses as log lines do. Must not know terminals.
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from kiosk import __version__, logs
from kiosk.catalogue.load import drop_ins, pairing_line
from kiosk.doctor.registry import Context, Finding, as_document
from kiosk.doctor.status import standing

SECRET: Final = "(taken out)"
LOG_LINES: Final = 2_000
_LOGS: Final = "*.log"
_SECRET_KEY: Final = re.compile(
    r"""^(\s*["']?[\w.-]*(?:code|token|password|passwd|secret|pin|key)["']?\s*=\s*).*$""",
    re.IGNORECASE | re.MULTILINE,
)
_SECRET_INSIDE: Final = re.compile(
    r"""(\b[\w.-]*(?:code|token|password|passwd|secret|pin|key)\b["']?\s*=\s*)("[^"\n]*"|'[^'\n]*'|[^\s,}]+)""",
    re.IGNORECASE,
)
_IN_ADDRESS: Final = re.compile(r"(?<=://)[^/@\s\"']+@")  # a user and password before a host


def write(file: Path, context: Context, findings: list[Finding]) -> list[str]:
    """Writes the bundle, a zip that only its owner may read; gives the names of what is in it.

    Raises FileExistsError (it never writes over a file), OSError.
    """
    parts = dict(_parts(context, findings))
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as raw, zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as bundle:
            for name, text in parts.items():
                bundle.writestr(name, text)
    except BaseException:
        file.unlink(missing_ok=True)
        raise
    return list(parts)


def _parts(context: Context, findings: list[Finding]) -> Iterator[tuple[str, str]]:
    secrets = tuple(_secrets(context))

    def clean(text: str) -> str:
        for secret in secrets:
            text = text.replace(secret, SECRET)
        return text

    yield "README.txt", _README
    yield "doctor.json", clean(_json(_scrubbed(as_document(findings))))
    yield "versions.json", _json(_versions())
    try:
        told: Any = _scrubbed(standing(context))
    except Exception as error:  # what cannot be read is what the doctor tells
        told = {"error": logs.scrub(str(error))}
    yield "status.json", clean(_json(told))
    settings = context.settings() if _found(context) else None
    if settings is not None:
        for path in (settings, *drop_ins(settings)):
            name = path.name if path == settings else f"conf.d/{path.name}"
            with suppress(OSError):
                yield (
                    f"settings/{name}",
                    clean(without_secrets(path.read_text(encoding="utf-8", errors="replace"))),
                )
    for path in sorted(context.data.glob(_LOGS)):
        with suppress(OSError):
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()[-LOG_LINES:]
            yield f"logs/{path.name}", clean(logs.scrub("\n".join(lines)))
    if told_by_journal := _journal():
        yield "logs/journal.txt", clean(logs.scrub(told_by_journal))


def _journal() -> str:
    """The end of what systemd's journal has of our services; "" where there is none, or it may not be read."""
    program = shutil.which("journalctl")
    if program is None:
        return ""
    asked = [program, "--no-pager", "--quiet", "--lines", str(LOG_LINES), "--unit", "motesplats-*"]
    try:
        done = subprocess.run(
            asked, capture_output=True, text=True, errors="replace", timeout=20, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout if done.returncode == 0 else ""


def without_secrets(text: str) -> str:
    """Settings whose secrets are taken out by the names of their keys."""
    taken = _SECRET_KEY.sub(rf'\1"{SECRET}"', text)
    taken = _SECRET_INSIDE.sub(rf'\1"{SECRET}"', taken)
    return _IN_ADDRESS.sub("", taken)


def _secrets(context: Context) -> Iterator[str]:
    """What this computer knows and nobody else should."""
    with suppress(Exception):
        content = json.loads((context.data / "device.json").read_bytes())
        yield str(content["token"])
    with suppress(Exception):
        line = pairing_line(context.settings())
        if line is not None:
            yield from {line.code, line.code.upper(), line.code.replace("-", "")}


def _found(context: Context) -> bool:
    try:
        settings = context.settings()
    except Exception:
        return False
    return settings is not None and settings.is_file()


def _scrubbed(value: Any) -> Any:
    """A document whose texts are scrubbed; its numbers are counts."""
    if isinstance(value, dict):
        return {key: _scrubbed(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_scrubbed(each) for each in value]
    return logs.scrub(value) if isinstance(value, str) else value


def _versions() -> dict[str, Any]:
    told = {
        "mötesplats": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "machine": platform.machine(),
    }
    with suppress(Exception):
        import pysqlite3

        told["sqlite"] = pysqlite3.sqlite_version
    return {**told, "packages": dict(sorted(_packages(_WANTED)))}


_WANTED: Final = (
    "PySide6-Essentials",
    "qasync",
    "Babel",
    "sqlite-utils",
    "pysqlite3",
    "pydantic",
    "aiohttp",
    "fastapi",
    "uvicorn",
    "websockets",
    "espeakng-loader",
    "tzdata",
)


def _packages(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        with suppress(metadata.PackageNotFoundError):
            yield name, metadata.version(name)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


_README: Final = """\
A support bundle of Mötesplats, made by `motesplats doctor --bundle`.

It holds what the doctor found, versions, how it stands, the settings without secrets, and the end of the log. It holds
no ticket, no visit, no token and no code: numbers of four digits and more, long tokens and addresses are taken out.
Look through it before you send it.
"""
