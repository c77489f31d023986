"""Trades a one-use code for a device's token. Imports the HTTP client: use it where that time is to spare.

Must not know where the token is kept.
"""

from __future__ import annotations

from kiosk.client.session import ask, base_url, open_session
from kiosk.protocol.pairing import Paired, read_paired


async def pair(url: str, code: str, incarnation: str, name: str = "") -> Paired:
    """The device's part in the office at `url`. Asked again with the same code and incarnation it gives a new token.

    Raises AddressError, AwayError, and WireError with the server's sentence for a code that is wrong, used or too old.
    """
    document = {"code": code.strip()[:40], "incarnation": incarnation, "name": name[:100]}
    async with open_session(url) as session:
        return read_paired(*await ask(session, "POST", f"{base_url(url)}/v1/pair", document))
