"""Pairing: give codes, exchange them for tokens, welcome devices, revoke tokens.

Each function returns a task that runs in the writer's thread and inside its transaction: it checks first, then
changes. Must not know HTTP.
"""

from __future__ import annotations

import secrets
from dataclasses import replace

from kiosk.office.access import Principal, device_of
from kiosk.office.handlers.series import grant_series
from kiosk.office.state.devices import (
    CODE_S,
    Device,
    Pairing,
    Tries,
    hash_of,
    hash_of_code,
    new_code,
    new_token,
    revoked,
)
from kiosk.office.state.writer import WriteContext, WriteTask
from kiosk.protocol.envelope import to_ms
from kiosk.protocol.errors import WireError
from kiosk.protocol.pairing import CodeGiven, DeviceRevoked, Paired, Welcome
from kiosk.protocol.roles import DeviceRole


def welcome(
    incarnation: str, role: DeviceRole, wanted: int | None, principal: Principal
) -> WriteTask[Welcome]:
    """Says who answers; a kiosk gets its series."""

    def work(turn: WriteContext) -> Welcome:
        memory = turn.memory
        if principal.local:
            device_id = device_of(principal, incarnation)
            device = memory.devices.get(device_id) or Device(device_id, role, role, None, incarnation)
            device = replace(device, role=role, incarnation=incarnation)
        else:
            device = replace(memory.devices[principal.device], incarnation=incarnation)
        grant = None
        if device.role == DeviceRole.KIOSK:
            grant = memory.grants.get(incarnation) or grant_series(turn, incarnation, device.id, wanted)
        _put_device(turn, device)
        stream = memory.streams.get(incarnation)
        return Welcome(
            device.id,
            memory.office,
            memory.today,
            memory.epoch,
            stream.tip.n if stream else 0,
            stream.tip.h if stream else "",
            grant.series if grant else None,
            grant.spare if grant else None,
        )

    return work


def give_code(
    role: DeviceRole, place: str, desk: int | None, valid_s: float = CODE_S
) -> WriteTask[CodeGiven]:
    """Gives a one-use code for a device to come."""

    def work(turn: WriteContext) -> CodeGiven:
        code, expires = new_code(valid_s), to_ms(turn.now.wall + valid_s)
        turn.rows.forget_pairings(turn.now.wall)
        turn.rows.put_pairing(Pairing(hash_of_code(code), role, place, desk, expires))
        return CodeGiven(code, expires, role, place, desk)

    return work


def pair(code: str, incarnation: str, tries: Tries) -> WriteTask[Paired]:
    """Trades a code for a token. The same incarnation may ask again, for the answer may have been lost."""

    def work(turn: WriteContext) -> Paired:
        tries.check(turn.now.mono_ms)
        pairing = turn.rows.pairing(hash_of_code(code))
        used = pairing is not None and pairing.incarnation not in (None, incarnation)
        if pairing is None or used or pairing.expires < turn.now.wall:
            tries.wrong(turn.now.mono_ms)
            raise WireError(
                "This code is wrong, used or too old. Get a new one at reception.", "wrong_code", 403
            )
        device_id = pairing.device or secrets.token_hex(6)
        grant = None
        if pairing.role == DeviceRole.KIOSK:
            grant = turn.memory.grants.get(incarnation) or grant_series(turn, incarnation, device_id)
        tries.right()
        token = new_token()
        _put_device(
            turn,
            Device(
                device_id,
                pairing.role,
                pairing.place,
                pairing.desk,
                incarnation,
                hash_of(token),
                to_ms(turn.now.wall),
            ),
        )
        turn.rows.put_pairing(replace(pairing, incarnation=incarnation, device=device_id))
        return Paired(
            device_id,
            pairing.role,
            pairing.place,
            token,
            turn.memory.office,
            pairing.desk,
            grant.series if grant else None,
            grant.spare if grant else None,
        )

    return work


def revoke(device_id: str) -> WriteTask[DeviceRevoked]:
    """Ends a device's token at once; its events stay."""

    def work(turn: WriteContext) -> DeviceRevoked:
        device = turn.memory.devices.get(device_id)
        if device is None:
            raise WireError("There is no such device.", "unknown_device", 404)
        if device.revoked_at is None:
            _put_device(turn, revoked(device, to_ms(turn.now.wall)))
        return DeviceRevoked(device_id, turn.memory.devices[device_id].revoked_at)

    return work


def _put_device(turn: WriteContext, device: Device) -> None:
    if turn.memory.devices.get(device.id) == device:
        return
    turn.rows.put(device)
    turn.memory.devices[device.id] = device
    turn.memory.version += 1
