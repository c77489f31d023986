"""What reception's QML needs to know besides the fields of its view. Each function becomes a property of its name.

Pure. `python -m kiosk.ui.make_models` makes the properties.
"""

from __future__ import annotations

from kiosk import PRODUCT
from kiosk.present.reception.view import ReceptionScreen


def product(_view: ReceptionScreen) -> str:
    return PRODUCT
