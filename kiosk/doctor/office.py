"""The office server as this device meets it: does it answer, does it know this device, do the versions fit."""

from __future__ import annotations

from typing import Final

from kiosk import __version__
from kiosk.doctor import office_client
from kiosk.doctor.registry import Context, Finding, State, check

SPOKEN_BACK: Final = 2
"""The office server understands devices that are so many versions older than itself."""
_PAIR_AGAIN: Final = "`motesplats pair new` on the office server's computer gives a code."


@check("office")
def check_office(context: Context) -> Finding:
    """The office server: the one this device is paired with, else the one of this computer. A kiosk checks people in
    without one: never a fault."""
    known = office_client.identity(context)
    url = office_client.url(context)
    status, told = office_client.health(context)
    if status == 401 and known is None:
        return Finding("office", State.FINE, f"{url} answers; this computer has no token for it")
    if status == 401:
        remedy = f"Pair it again: {_PAIR_AGAIN}"
        return Finding("office", State.WARNING, f"{url} does not know this device any more.", remedy)
    if status != 200 and known is None:
        return Finding("office", State.FINE, "not paired; tickets stay in this kiosk's journal")
    if status != 200:
        remedy = "See that it runs and can be reached. The kiosk goes on and delivers later."
        return Finding("office", State.WARNING, f"{url} does not answer.", remedy)
    own = context.office_config().office.id
    if told.get("office") != own:
        return Finding(
            "office",
            State.WARNING,
            f"{url} is the server of {told.get('office')}; these settings are of {own}.",
            "Use that office's settings, or pair this device with its own office.",
        )
    return Finding("office", State.FINE, f"{url} answers, day {told.get('day')}, {told.get('seq')} events")


@check("pairing", beside=True)
def check_pairing(context: Context) -> Finding:
    """The pairing line of an unattended first start, and what became of it."""
    from kiosk.catalogue.load import pairing_line
    from kiosk.client.provisioning import outcome

    known = office_client.identity(context)
    line = pairing_line(context.settings())
    evidence = f"paired as {known.place or known.device} with {known.url}" if known else "not paired"
    if line is None:
        return Finding("pairing", State.FINE, evidence)
    became = outcome(context.data, line)
    if became is None:
        remedy = "It is used at the kiosk's next start, as soon as the office server answers."
        state = State.FINE if known else State.WARNING
        return Finding("pairing", state, f"{evidence}; the settings' code has not been used yet", remedy)
    if became.ok:
        return Finding("pairing", State.FINE, f"{evidence}; the settings' code has been used")
    remedy = f"{_PAIR_AGAIN} Write it into [pairing] in the settings and start the kiosk again."
    return Finding(
        "pairing", State.WARNING, f"{evidence}; the settings' code was refused: {became.told}", remedy
    )


@check("versions")
def check_versions(context: Context) -> Finding:
    """The server is updated first; it understands devices up to two versions older, and none that are newer."""
    status, told = office_client.health(context)
    theirs = told.get("version")
    if status != 200 or not isinstance(theirs, str):
        return Finding("versions", State.FINE, f"this computer {__version__}; no office server tells its own")
    versions = {"this computer": __version__, **_of_devices(context)}
    evidence = f"office server {theirs}, " + ", ".join(f"{who} {which}" for who, which in versions.items())
    newer = [who for who, which in versions.items() if _apart(theirs, which) < 0]
    older = [who for who, which in versions.items() if _apart(theirs, which) > SPOKEN_BACK]
    if newer:
        remedy = f"Update the office server, which goes first; newer than it: {', '.join(newer)}."
        return Finding("versions", State.WARNING, evidence, remedy)
    if older:
        remedy = f"Update {', '.join(older)}: the office server may soon not understand them."
        return Finding("versions", State.WARNING, evidence, remedy)
    return Finding("versions", State.FINE, evidence)


def _of_devices(context: Context) -> dict[str, str]:
    """What other devices have told of themselves; only reception and the server's own computer may ask."""
    status, told = office_client.get(context, "/v1/devices")
    devices = told.get("devices") if status == 200 else None
    return {
        str(each.get("place") or each.get("device")): str(each["version"])
        for each in (devices if isinstance(devices, list) else [])
        if each.get("version") and each.get("revoked_at") is None
    }


def _apart(server: str, device: str) -> int:
    """How many versions a device is behind the server; below 0 when it is ahead. A version is its first two numbers."""
    theirs, own = _numbers(server), _numbers(device)
    if theirs[0] != own[0]:
        return (theirs[0] - own[0]) * (SPOKEN_BACK + 1)
    return theirs[1] - own[1]


def _numbers(version: str) -> tuple[int, int]:
    parts = [*version.split("."), "0", "0"]
    return tuple(int("".join(c for c in part if c.isdigit()) or 0) for part in parts[:2])  # type: ignore[return-value]
