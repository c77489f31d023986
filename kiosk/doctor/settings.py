"""The office's settings: what was wrong in them and left out."""

from __future__ import annotations

from kiosk.doctor.registry import Context, Finding, State, check


@check("settings", beside=True)
def check_settings(context: Context) -> Finding:
    """Catalogue and office settings. What is wrong in them is left out and the rest runs: never a fault."""
    office_config = context.office_config()
    config = context.settings()
    office = office_config.office
    waiting = f"; not offered until reviewed: {' '.join(office.unreviewed)}" if office.unreviewed else ""
    evidence = (
        f"{office.name}: {len(office.stations)} stations, languages {' '.join(office.languages)}, "
        f"from {config or 'the built-in office'}{waiting}"
    )
    if not office_config.problems:
        return Finding("settings", State.FINE, evidence)
    return Finding(
        "settings",
        State.WARNING,
        f"{evidence}; left out: {' | '.join(office_config.problems)}",
        "Mend the lines named; `motesplats config check` tells when all is well.",
    )


CHECKS = (check_settings,)
