"""What the checks ask the office server, once: the one this device is paired with, else the one of this computer.

Must not know what an answer means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from kiosk.doctor.registry import Context

if TYPE_CHECKING:
    from kiosk.client.identity import Identity
    from kiosk.protocol.api import Health

T = TypeVar("T")

TIMEOUT_S: Final = 3.0
"""Seconds for an answer: somebody waits for the report, and a check may run beside a kiosk that serves."""
NO_ANSWER: Final = 0
"""Instead of an HTTP status."""


def identity(context: Context) -> Identity | None:
    """Who this device is to its office. Raises StorageError (IdentityError) when that is damaged."""
    from kiosk.client.identity import load

    return load(context.data)


def url(context: Context) -> str:
    """The address of the office server that this device speaks to."""
    from kiosk.protocol.api import DEFAULT_PORT

    if context.office_url:
        return context.office_url.rstrip("/")
    known = identity(context)
    return known.url if known else f"http://127.0.0.1:{DEFAULT_PORT}"


def health(context: Context) -> tuple[int, Health | None]:
    """The office server's health, as `get` gives it."""
    from kiosk.protocol.api import Health

    return get(context, Health, "/v1/health")


def get(context: Context, cls: type[T], path: str) -> tuple[int, T | None]:
    """An answer of the office server as this device: 200 with the document, or another status without one.

    A server that does not answer, or is no office server, is `NO_ANSWER`, and is not asked again in this run.
    Raises AddressError.
    """
    from kiosk.client.session import AwayError, fetch_once
    from kiosk.protocol.errors import WireError

    known, base = identity(context), url(context)
    if base in context.silent:
        return NO_ANSWER, None
    token = known.token_for(base) if known else None
    try:
        return 200, fetch_once(base, cls, path, token=token, answer_s=TIMEOUT_S)
    except AwayError:
        context.silent.add(base)
        return NO_ANSWER, None
    except WireError as error:
        return error.status, None
