"""The office server as this device meets it: does it answer, does it know this device, do the versions fit."""

from __future__ import annotations

from typing import Final

from kiosk import __version__, places
from kiosk.doctor import office_client
from kiosk.doctor.registry import Context, Finding, State, check
from kiosk.version import parse

SPOKEN_BACK: Final = 2
"""The office server understands devices that are so many versions older than itself."""
_PAIR_AGAIN: Final = "`motesplats pair new` on the office server's computer gives a code."


@check("office")
def check_office(context: Context) -> Finding:
    """The office server: the one this device is paired with, else the one of this computer. A kiosk checks people in
    without one, which is no fault; on the server's own computer it is one."""
    known = office_client.identity(context)
    url = office_client.url(context)
    status, server = office_client.health(context)
    if status == 401 and known is None:
        return Finding("office", State.FINE, f"{url} answers; this computer has no token for it")
    if status == 401:
        remedy = f"Pair it again: {_PAIR_AGAIN}"
        return Finding("office", State.WARNING, f"{url} does not know this device any more.", remedy)
    if server is None and known is None and _serves_an_office(context):
        remedy = "Start it: sudo systemctl start motesplats-office; its log: journalctl -u motesplats-office."
        return Finding(
            "office", State.FAULT, f"The office server of this computer does not answer at {url}.", remedy
        )
    if server is None and known is None:
        return Finding("office", State.FINE, "not paired; tickets stay in this kiosk's journal")
    if server is None:
        remedy = "See that it runs and can be reached. The kiosk goes on and delivers later."
        return Finding("office", State.WARNING, f"{url} does not answer.", remedy)
    own = context.office_config().office.id
    if server.office != own:
        return Finding(
            "office",
            State.WARNING,
            f"{url} is the server of {server.office}; these settings are of {own}.",
            "Use that office's settings, or pair this device with its own office.",
        )
    return Finding("office", State.FINE, f"{url} answers, day {server.day}, {server.seq} events")


def _serves_an_office(context: Context) -> bool:
    """Whether this computer's data are those of an office server, running or not."""
    return (context.data / "office.db").exists() or context.data == places.SYSTEM_OFFICE_DATA


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
    _, server = office_client.health(context)
    if server is None:
        return Finding("versions", State.FINE, f"this computer {__version__}; no office server tells its own")
    versions = {"this computer": __version__, **_of_devices(context)}
    evidence = f"office server {server.version}, " + ", ".join(
        f"{who} {which}" for who, which in versions.items()
    )
    theirs = parse(server.version)
    behind = {who: parse(which).behind(theirs) for who, which in versions.items()}
    newer = [who for who, by in behind.items() if by < 0]
    older = [who for who, by in behind.items() if by > SPOKEN_BACK]
    if newer:
        remedy = f"Update the office server, which goes first; newer than it: {', '.join(newer)}."
        return Finding("versions", State.WARNING, evidence, remedy)
    if older:
        remedy = f"Update {', '.join(older)}: the office server may soon not understand them."
        return Finding("versions", State.WARNING, evidence, remedy)
    return Finding("versions", State.FINE, evidence)


def _of_devices(context: Context) -> dict[str, str]:
    """What other devices have told of themselves; only reception and the server's own computer may ask."""
    from kiosk.protocol.views import DeviceListDocument

    _, listed = office_client.get(context, DeviceListDocument, "/v1/devices")
    return {
        each.place or each.device: each.version
        for each in (listed.devices if listed else ())
        if each.version and each.revoked_at is None
    }


CHECKS = (
    check_office,
    check_pairing,
    check_versions,
)
