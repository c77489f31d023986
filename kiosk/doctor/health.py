"""How this computer is, in a few values: what a kiosk that serves tells reception of itself.

Runs only the checks that may run beside it. Must not know how it is sent.
"""

from __future__ import annotations

from kiosk.doctor.registry import BESIDE, CHECKS, Context, State, run_one, worst
from kiosk.protocol.presence import DeviceReport, DoctorState


def health(context: Context) -> DeviceReport:
    """The worst state of the checks, the names of those that are not fine, and the free space where it is known.

    Names only: reception says what is wrong in its own words, and a finding's evidence stays on its computer.
    """
    findings = [run_one(name, context) for name in CHECKS if name in BESIDE]
    return DeviceReport(
        doctor=DoctorState(worst(findings)),
        not_fine=tuple(finding.name for finding in findings if finding.state is not State.FINE),
        disk_mb=_free_mb(context),
    )


def _free_mb(context: Context) -> int | None:
    try:
        return context.computer.free_mb(context.data)
    except OSError:
        return None  # the check of the disk reports it
