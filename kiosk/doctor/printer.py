"""The ticket printer: does it answer, has it paper."""

from __future__ import annotations

import asyncio

from kiosk.doctor.registry import Context, Finding, State, check


@check("printer", screen=True)
def check_printer(context: Context) -> Finding:
    """Asked, never fed. A kiosk without paper still checks people in: never a fault."""
    from kiosk.devices.printing.printer import PrinterError, open_printer
    from kiosk.devices.printing.state import PrinterState

    url = context.office_config().office.printer or "none"
    try:
        printer = open_printer(url)
    except PrinterError as error:
        return Finding("printer", State.WARNING, str(error), "Mend `printer` in office.toml.")
    paper = asyncio.run(printer.state())
    evidence = f"{url}: {paper.value.replace('_', ' ')}"
    match paper:
        case PrinterState.READY:
            return Finding("printer", State.FINE, f"{url}: ready")
        case PrinterState.NO_PRINTER:
            what, remedy = (
                "None is set up; the number is shown to be photographed.",
                "Set `printer` in office.toml.",
            )
            return Finding("printer", State.WARNING, what, remedy)
        case PrinterState.LOW_PAPER | PrinterState.NO_PAPER:
            remedy = "Put in a new roll of paper."
        case PrinterState.COVER_OPEN:
            remedy = "Close the printer's cover."
        case _:
            remedy = (
                "See that it is switched on and connected, and that `printer` in office.toml is its address."
            )
    return Finding("printer", State.WARNING, evidence, remedy)


CHECKS = (check_printer,)
