"""The product's name. It imports nothing, so that the first frame of a screen does not wait for it."""

from __future__ import annotations

from typing import Final

PRODUCT: Final = "Mötesplats"
"""A name, the same in every language."""
