"""Mötesplats: self check-in for public service offices.

Rooms, from the bottom up: `core` (pure), `catalogue`, `journal`, `present`, `devices`, `ui`, and the command line.
"""

__version__ = "0.1.0"
PRODUCT = "Mötesplats"
"""The product's name, in every language."""
