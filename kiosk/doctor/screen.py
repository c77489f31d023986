"""What the visitor looks at and touches: the display, how it is drawn on, the touch screen."""

from __future__ import annotations

import time
from typing import Final

from kiosk.doctor.registry import Context, Finding, State, check

SLOW_FRAME_MS: Final = 100
"""For one whole portrait screen; a touch should be answered within this."""
_SCREEN: Final = (1080, 1920)


@check("display", screen=True)
def check_display(context: Context) -> Finding:
    for variable in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"):
        if value := context.environ.get(variable):
            return Finding("display", State.FINE, f"{variable}={value}")
    return Finding(
        "display",
        State.WARNING,
        "No display: the kiosk cannot show itself, the demo plays by itself.",
        "Start it from a graphical session, or under cage as the kiosk's unit does.",
    )


@check("rendering", screen=True)
def check_rendering(context: Context) -> Finding:
    """Draws a screen in memory and looks whether there is anything on it."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

    from kiosk.ui.runtime import fonts

    application = QGuiApplication.instance() or QGuiApplication(["motesplats", "-platform", "offscreen"])
    image = QImage(*_SCREEN, QImage.Format.Format_RGB32)
    start = time.perf_counter()
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setPen(QColor("black"))
    painter.setFont(fonts.font(400, bold=True))
    painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, "2047")
    painter.end()
    took = (time.perf_counter() - start) * 1000
    middle = range(_SCREEN[1] // 2 - 200, _SCREEN[1] // 2 + 200, 4)
    drawn = any(image.pixel(x, y) & 0xFF < 128 for y in middle for x in range(0, _SCREEN[0], 4))
    del application
    way = context.environ.get("QT_QUICK_BACKEND") or "software"
    evidence = f"{way}, a screen of {_SCREEN[0]} x {_SCREEN[1]} in {took:.0f} ms"
    if not drawn:
        remedy = "Install the program again, and look at the findings on qt and fonts."
        return Finding("rendering", State.FAULT, f"{way}: what is drawn does not appear.", remedy)
    if took > SLOW_FRAME_MS:
        return Finding(
            "rendering", State.WARNING, evidence, "Close other programs, or use a faster computer."
        )
    return Finding("rendering", State.FINE, evidence)


@check("touch", screen=True)
def check_touch(context: Context) -> Finding:
    names = context.computer.touch_screens()
    if names is None:
        evidence = "This system does not tell its input devices."
        return Finding("touch", State.WARNING, evidence, "Try the touch screen by hand.")
    if names:
        return Finding("touch", State.FINE, ", ".join(names))
    evidence = "No touch screen found; a mouse works too."
    return Finding("touch", State.WARNING, evidence, "Connect the touch screen's USB cable.")


CHECKS = (
    check_display,
    check_rendering,
    check_touch,
)
