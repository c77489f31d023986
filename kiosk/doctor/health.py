"""How this computer is, in a few values: what a kiosk that serves tells reception of itself.

Runs only the checks that may run beside it. Must not know how it is sent.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from kiosk.doctor.registry import BESIDE, CHECKS, Context, State, run_one, worst


def health(context: Context) -> dict[str, Any]:
    """The worst state of the checks, the names of those that are not fine, and the free space where it can be told.

    Names only: reception says what is wrong in its own words, and a finding's evidence stays on its computer.
    """
    findings = [run_one(name, context) for name in CHECKS if name in BESIDE]
    told: dict[str, Any] = {
        "doctor": worst(findings).value,
        "not_fine": [finding.name for finding in findings if finding.state is not State.FINE],
    }
    with suppress(OSError):  # the check of the disk has told it
        told["disk_mb"] = context.computer.free_mb(context.data)
    return told
