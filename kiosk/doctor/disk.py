"""The disk under the data folder: may it be written, is there room, how soon is a ticket safe on it."""

from __future__ import annotations

import os
from typing import Final

from kiosk.doctor.registry import Context, Finding, State, check

FREE_SPACE_NEEDED_MB: Final = 200
SLOW_DISK_MS: Final = 15
"""A visitor waits for the disk once, before the ticket is promised; the whole step may take this long."""
TOO_SLOW_MS: Final = 1000
"""Then a ticket takes seconds, and the disk is about to fail."""


@check("disk", beside=True)
def check_disk(context: Context) -> Finding:
    folder, computer = context.data, context.computer
    if not folder.exists():
        above = next(parent for parent in folder.parents if parent.exists())
        if not os.access(above, os.W_OK | os.X_OK):
            return Finding(
                "disk",
                State.FAULT,
                f"{folder} cannot be made in {above}.",
                "Make it, or name another by --data.",
            )
        return _finding(f"{folder} will be made", computer.free_mb(above), None)
    if not folder.is_dir():
        return Finding(
            "disk", State.FAULT, f"{folder} is not a folder.", "Take it away, or name another by --data."
        )
    free = computer.free_mb(folder)
    if free < FREE_SPACE_NEEDED_MB:  # a disk that is full cannot be measured either
        return _finding(f"{folder}", free, None)
    try:
        return _finding(f"{folder}", free, computer.sync_ms(folder))
    except OSError as error:
        return Finding(
            "disk",
            State.FAULT,
            f"{folder} cannot be written: {error.strerror}.",
            "Give this user the right to write there.",
        )


def _finding(what: str, free_mb: int, sync_ms: float | None) -> Finding:
    evidence = f"{what}, {free_mb:,} MB free" + (
        f", safe on disk in {sync_ms:.1f} ms" if sync_ms is not None else ""
    )
    if free_mb < FREE_SPACE_NEEDED_MB:
        remedy = f"Free {FREE_SPACE_NEEDED_MB} MB, or name another folder by --data."
        return Finding("disk", State.FAULT, evidence, remedy)
    if sync_ms is not None and sync_ms > TOO_SLOW_MS:
        remedy = "Replace the disk before it fails: each ticket waits for it."
        return Finding("disk", State.FAULT, evidence, remedy)
    if sync_ms is not None and sync_ms > SLOW_DISK_MS:
        return Finding("disk", State.WARNING, evidence, "Use a faster disk: each ticket waits for it.")
    return Finding("disk", State.FINE, evidence)


CHECKS = (check_disk,)
