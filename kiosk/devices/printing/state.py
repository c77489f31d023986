"""What a printer says of itself, or of the job it was just given."""

from __future__ import annotations

from enum import StrEnum


class PrinterState(StrEnum):
    READY = "ready"  # after a job: it came out
    LOW_PAPER = "low_paper"  # as READY; staff should refill
    NO_PAPER = "no_paper"
    COVER_OPEN = "cover_open"
    NO_ANSWER = "no_answer"
    REFUSED = "refused"
    NO_PRINTER = "no_printer"  # none is set up

    @property
    def prints(self) -> bool:
        """Whether paper comes out."""
        return self in (PrinterState.READY, PrinterState.LOW_PAPER)
