"""An unattended first start: a code from the settings is traded for this kiosk's part in the office, once.

What became of a code is remembered in `pairing.json` by its sha256 only; from then on it is ignored. A kiosk never
waits for it and never fails with it. Imports the HTTP client late. Must not know where the code was written, nor Qt.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import platform
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from kiosk.client import identity
from kiosk.client.backoff import Backoff
from kiosk.client.identity import Identity
from kiosk.journal.outbox import Outbox
from kiosk.protocol.errors import WireError
from kiosk.protocol.pairing import Paired
from kiosk.storage.errors import StorageError, typed
from kiosk.storage.files import write_private

log = logging.getLogger("motesplats.sync")

FILE_NAME: Final = "pairing.json"
Trade = Callable[[str, str, str, str], Coroutine[Any, Any, Paired]]


class PairingSettings(Protocol):
    """The pairing line of the settings: see `kiosk.catalogue.office.PairingLine`."""

    @property
    def url(self) -> str: ...
    @property
    def code(self) -> str: ...


@dataclass(frozen=True, slots=True)
class PairingOutcome:
    """What became of a code: used, or refused for good with a sentence."""

    ok: bool
    told: str


def outcome(data_dir: Path, line: PairingSettings) -> PairingOutcome | None:
    """What became of a line's code here; None when it has not been used yet."""
    try:
        kept = json.loads((data_dir / FILE_NAME).read_bytes())
        if kept["code"] == _hash_of(line):
            return PairingOutcome(bool(kept["ok"]), str(kept["told"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        pass  # never used, or what was kept is damaged: to ask once more does no harm
    return None


async def first_pairing(
    data_dir: Path,
    office: str,
    line: PairingSettings,
    in_journal: Callable[[Callable[[Outbox], Any]], Coroutine[Any, Any, Any]],
    *,
    backoff: Backoff | None = None,
    trade: Trade | None = None,
) -> Identity | None:
    """Who this kiosk is, once it knows: at once when the code has been used before, or a code is no good.

    A kiosk that is not paired waits for its office server; one that is tries a new code once, and stays who it is.
    Never raises for what a server, a code or a disk can do.
    """
    try:
        known = identity.load(data_dir)
        if outcome(data_dir, line) is not None:
            return known
        return (
            await _pair(data_dir, office, line, in_journal, known, backoff or Backoff(), trade or _trade())
            or known
        )
    except StorageError as error:
        log.warning("Not paired: %s", error)
        return None


async def _pair(
    data_dir: Path,
    office: str,
    line: PairingSettings,
    in_journal: Callable[[Callable[[Outbox], Any]], Coroutine[Any, Any, Any]],
    known: Identity | None,
    backoff: Backoff,
    trade: Trade,
) -> Identity | None:
    from kiosk.client.session import AddressError, AwayError

    incarnation: str = await in_journal(lambda box: box.begin_for_pairing())
    failures = 0
    while True:
        try:
            paired = await trade(line.url, line.code, incarnation, platform.node())
            break
        except AddressError as error:
            log.warning("The pairing line of the settings cannot be used: %s", error)
            return None
        except (AwayError, WireError) as error:
            if isinstance(error, WireError) and error.code == "wrong_code":
                _remember(data_dir, line, PairingOutcome(False, error.sentence))
                log.warning(
                    "Not paired: %s This kiosk checks people in all the same, and tells no office.", error
                )
                return None
            if not failures:
                log.warning("%s The settings' pairing code waits; tickets are issued all the same.", error)
            if known is not None:
                return None
            await asyncio.sleep(backoff.delay(failures))
            failures += 1
    refused = _does_not_fit(paired, office)
    if refused:
        _remember(data_dir, line, PairingOutcome(False, refused))
        log.warning("Not paired: %s", refused)
        return None
    mine = identity.of_paired(line.url, paired)
    identity.save(data_dir, mine)
    _remember(data_dir, line, PairingOutcome(True, f"This is {mine.place} of {mine.office}."))
    await in_journal(lambda box: box.grant(paired.series, paired.spare))
    log.info("Paired with the office %s: this is %s.", mine.office, mine.place)
    return mine


def _does_not_fit(paired: Paired, office: str) -> str:
    if paired.office != office:
        return f"That server is of the office {paired.office}, these settings are of {office}."
    if paired.role != "kiosk":
        return f"That code is for a {paired.role}, not for a kiosk."
    return ""


def _trade() -> Trade:
    from kiosk.client.pairing import pair

    return pair


def _hash_of(line: PairingSettings) -> str:
    return hashlib.sha256(f"{line.url} {line.code.upper()}".encode()).hexdigest()


def _remember(data_dir: Path, line: PairingSettings, became: PairingOutcome) -> None:
    path = data_dir / FILE_NAME
    text = json.dumps({"code": _hash_of(line), "ok": became.ok, "told": became.told}, ensure_ascii=False)
    with typed(path):
        write_private(path, text)
