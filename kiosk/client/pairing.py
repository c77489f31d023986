"""Trades a one-use code for a device's token. Imports the HTTP client: use it where that time is to spare.

Must not know where the token is kept.
"""

from __future__ import annotations

from kiosk.client.session import OfficeSession
from kiosk.protocol.pairing import AskPair, Paired


async def pair(url: str, code: str, incarnation: str, name: str = "") -> Paired:
    """The device's part in the office at `url`. Asked again with the same code and incarnation it gives a new token.

    Raises AddressError, AwayError, and WireError with the server's sentence for a code that is wrong, used or too old.
    """
    asked = AskPair(code.strip()[:40], incarnation, name[:100])
    async with OfficeSession(url) as session:
        return await session.fetch(Paired, "/v1/pair", "POST", asked)
