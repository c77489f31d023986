"""What the checks ask the office server, once: the one this device is paired with, else the one of this computer.

Must not know what an answer means.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from http.client import HTTPException
from typing import TYPE_CHECKING, Any, Final

from kiosk.doctor.registry import Context

if TYPE_CHECKING:
    from kiosk.client.identity import Identity

TIMEOUT_S: Final = 3


def identity(context: Context) -> Identity | None:
    """Who this device is to its office. Raises StorageError (IdentityError) when that is damaged."""
    from kiosk.client.identity import load

    return load(context.data)


def url(context: Context) -> str:
    """The address of the office server that this device speaks to."""
    from kiosk.protocol import messages

    if context.office_url:
        return context.office_url.rstrip("/")
    known = identity(context)
    return known.url if known else f"http://127.0.0.1:{messages.DEFAULT_PORT}"


def health(context: Context) -> tuple[int, dict[str, Any]]:
    """The office server's health; status 0 when nothing answers that is one."""
    status, told = get(context, "/v1/health")
    return (status, told) if status != 200 or "office" in told else (0, {})


def get(context: Context, path: str) -> tuple[int, dict[str, Any]]:
    """An answer of the office server as this device: its status and its document; status 0 when none came."""
    known, base = identity(context), url(context)
    if base in context.silent:
        return 0, {}
    token = known.token_for(base) if known else None
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    # no proxy: a web server in between would make this computer a stranger to the office server
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(
            urllib.request.Request(f"{base}{path}", headers=headers), timeout=TIMEOUT_S
        ) as answer:
            told = json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, {}
    except (OSError, ValueError, HTTPException):
        context.silent.add(base)
        return 0, {}
    return (200, told) if isinstance(told, dict) else (0, {})
