"""The one door to the network: which addresses a device may speak to, and the HTTP session it does it with.

The office server's own certificate will be pinned here (`_trust`), and nowhere else. Must not know what is said over
the session.
"""

from __future__ import annotations

import ipaddress
import json
import ssl
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from kiosk.protocol.api import USER_AGENT, failure

CONNECT_S = 5.0
"""For reaching the server at all; in a local network an answer comes at once or never."""
ANSWER_S = 20.0
"""For one whole question and answer; a server that syncs a slow disk needs some seconds."""


class AddressError(Exception):
    """An address that cannot be the office server's: one sentence that says why, with a remedy."""


class AwayError(Exception):
    """There is no answer now; a later try may have one. Whether the question arrived is unknown."""


def base_url(url: str) -> str:
    """The office server's address in the form that paths are added to. Raises AddressError."""
    text = url.strip().rstrip("/")
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    if parts.scheme not in ("http", "https") or not host or parts.query or parts.fragment or parts.username:
        raise AddressError(f"{url!r} is no office server's address; write it as http://127.0.0.1:8321.")
    if parts.scheme == "http" and not _is_this_computer(host):
        # tickets and tokens in the clear would be anyone's on the office's network
        raise AddressError(f"{url!r} is another computer, which may only be reached by https://.")
    return text


def open_session(url: str, token: str | None = None) -> aiohttp.ClientSession:
    """A session with the office server at `url`, speaking as the device that holds `token`. Raises AddressError."""
    base = base_url(url)
    headers = {"User-Agent": USER_AGENT, **({"Authorization": f"Bearer {token}"} if token else {})}
    connector = aiohttp.TCPConnector(ssl=_trust(base))
    timeout = aiohttp.ClientTimeout(total=ANSWER_S, sock_connect=CONNECT_S)
    # raise_for_status is off: every answer has a body that says what is the matter
    return aiohttp.ClientSession(connector=connector, headers=headers, timeout=timeout)


async def ask(
    session: aiohttp.ClientSession, method: str, address: str, document: object = None
) -> tuple[int, Any]:
    """One question's answer: its status and JSON. Raises AwayError also for a server that cannot answer just now."""
    try:
        async with session.request(method, address, json=document, allow_redirects=False) as response:
            body = await response.read()
            status = response.status
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        raise AwayError("The office server does not answer.") from error
    try:
        content = json.loads(body)
    except ValueError:
        if status >= 500:
            raise AwayError(f"The office server failed ({status}).") from None
        raise AwayError("What answers at this address is no office server.") from None
    if status >= 500:
        raise AwayError(failure(status, content).sentence)
    return status, content


def _trust(base: str) -> ssl.SSLContext | bool:
    """Which certificate to believe: the computer's own authorities, until the office's own is pinned."""
    return ssl.create_default_context() if base.startswith("https:") else True


def _is_this_computer(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
