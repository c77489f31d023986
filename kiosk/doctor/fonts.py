"""The letters: every offered language can be read on this computer, on screen and on paper."""

from __future__ import annotations

from typing import Any, Final

from kiosk import places
from kiosk.doctor.registry import Context, Finding, State, check
from kiosk.languages import LANGUAGES

_REMEDY: Final = "Install the program again: its folder assets/fonts is not whole."


@check("fonts", screen=True)
def check_fonts(context: Context) -> Finding:
    from PySide6.QtGui import QGuiApplication, QRawFont

    from kiosk.ui.runtime import fonts

    missing = [name for name in fonts.FILES if not (places.fonts_dir() / name).is_file()]
    if missing:
        return Finding("fonts", State.FAULT, f"Missing: {', '.join(missing)}.", _REMEDY)

    # fonts are read by an application; a screen in memory will do, and the display has a check of its own
    application = QGuiApplication.instance() or QGuiApplication(["motesplats", "-platform", "offscreen"])
    loaded = {name: QRawFont(str(places.fonts_dir() / name), 36) for name in fonts.FILES}
    unreadable = [name for name, font in loaded.items() if not font.isValid()]
    offered = _offered(context)
    without = [tag for tag in offered if not _has_all(loaded.values(), LANGUAGES[tag].letters)]
    del loaded, application  # in this order: the fonts are the application's
    if unreadable:
        return Finding("fonts", State.FAULT, f"Not readable: {', '.join(unreadable)}.", _REMEDY)
    if without:
        return Finding("fonts", State.FAULT, f"No letters for {', '.join(without)}.", _REMEDY)
    return Finding("fonts", State.FINE, f"{len(fonts.FILES)} files, letters for {' '.join(offered)}")


def _offered(context: Context) -> tuple[str, ...]:
    try:
        return context.office_config().office.languages
    except Exception:  # the settings have a check of their own
        return tuple(LANGUAGES)


def _has_all(fonts: Any, letters: str) -> bool:
    return all(any(font.supportsCharacter(ord(letter)) for font in fonts) for letter in letters)


CHECKS = (check_fonts,)
