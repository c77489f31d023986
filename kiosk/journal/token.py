"""The capability of a phone page: told once, on the paper's QR; the journal keeps only its hash."""

from __future__ import annotations

import hashlib
import secrets


def new_token() -> str:
    """A fresh 128-bit token, as 22 letters and digits."""
    return secrets.token_urlsafe(16)


def token_hash(token: str) -> str:
    """SHA-256 of a token, in hexadecimal: what the journal keeps and the server matches."""
    return hashlib.sha256(token.encode("ascii")).hexdigest()
