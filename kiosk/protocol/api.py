"""What every route of the office server shares: address, limits, errors, versions, health.

A device sends `Authorization: Bearer TOKEN` and its version as `User-Agent: motesplats/VERSION`. Without a token only
programs on the server's own computer (127.0.0.1, ::1) are served, and may do everything; `POST /v1/pair` is open to
all, since the code is the key. Bodies are JSON. A field that is not known is ignored, so that a later version may add
some; the arguments of commands are the exception (`kiosk.protocol.commands`). Must not know HTTP libraries.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Final

from msgspec import UNSET, Meta, UnsetType

from kiosk import __version__
from kiosk.protocol import codec
from kiosk.protocol.errors import WireError
from kiosk.protocol.scalars import Count

API: Final = "/v1"
DEFAULT_PORT: Final = 8321
MAX_BYTES: Final = 2_000_000
"""Bytes of one request's body; 200 events of the largest kind are about a tenth of it."""
USER_AGENT: Final = f"motesplats/{__version__}"

_VERSION: Final = re.compile(r"motesplats/([0-9A-Za-z.+~-]{1,40})")


def version_of(user_agent: str) -> str | None:
    """Return the version that a device names in its User-Agent; None for any other program."""
    found = _VERSION.match(user_agent)
    return found[1] if found else None


@dataclass(frozen=True, slots=True)
class Failure:
    """The body of every error: a code for programs, one sentence for people."""

    code: str
    sentence: str
    n: Annotated[
        Count | UnsetType, Meta(description="The event that is damaged, with the code `damaged`.")
    ] = UNSET
    retry_after: Annotated[Count | UnsetType, Meta(description="Seconds until the next try may succeed.")] = (
        UNSET
    )


def failure_of(error: WireError) -> Failure:
    """Return the body that reports an error."""
    return Failure(
        error.code,
        error.sentence,
        UNSET if error.n is None else error.n,
        UNSET if error.retry_after is None else error.retry_after,
    )


def failure(status: int, content: object) -> WireError:
    """Return the error that an answer other than 200 reports; an unreadable body has the code `unclear`."""
    try:
        read = codec.convert(Failure, content)
    except WireError:
        read = Failure("unclear", f"The office server answered {status}.")
    return WireError(read.sentence, read.code, status, n=read.n or None, retry_after=read.retry_after or None)


def too_large() -> WireError:
    return WireError(f"The body is larger than {MAX_BYTES} bytes; send less at once.", "too_large", 413)


@dataclass(frozen=True, slots=True)
class Health:
    """The server is alive, and which office it serves."""

    ok: bool
    office: str
    day: Annotated[str, Meta(description="The office day by the server's clock, an ISO date.")]
    seq: Annotated[Count, Meta(description="The last place in the server's order of events.")]
    epoch: Annotated[
        str, Meta(description="Changes when another server answers, or when this one was restored.")
    ]
    version: str
    at: Annotated[float, Meta(description="The server's clock, in seconds since the epoch.")]
