"""The scale of volume that visitors turn and players play: equal steps from SOFTEST to LOUDEST."""

from __future__ import annotations

from typing import Final

SOFTEST: Final = 1
LOUDEST: Final = 10
USUAL_VOLUME: Final = 5
"""What each visitor begins with: at most 65 dBA in front of the kiosk (EN 301 549, 5.1.3.13), set at installation."""
