"""Trades a one-use code for a device's token. Imports the HTTP client: use it where that time is to spare.

Must not know where the token is kept.
"""

from __future__ import annotations

from kiosk.client.session import OfficeSession
from kiosk.protocol.messages import Paired, read_paired


async def pair(url: str, code: str, incarnation: str, name: str = "") -> Paired:
    """The device's part in the office at `url`. Asked again with the same code and incarnation it gives a new token.

    Raises AddressError, AwayError, and WireError with the server's sentence for a code that is wrong, used or too old.
    """
    document = {"code": code.strip()[:40], "incarnation": incarnation, "name": name[:100]}
    async with OfficeSession(url) as session:
        return read_paired(*await session.ask("POST", "/v1/pair", document))
