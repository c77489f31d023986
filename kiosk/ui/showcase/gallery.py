"""Pictures of every screen in named situations, with a page that shows them all.

Runs without a display, a journal or a server; the same call gives the same pictures.
"""

from __future__ import annotations

import html
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickWindow

from kiosk.core.office_config import OfficeConfig
from kiosk.present.kiosk.screens import present
from kiosk.present.language.words import words_of
from kiosk.ui.kiosk.model import Kiosk
from kiosk.ui.kiosk.window import KioskWindow
from kiosk.ui.runtime.application import application
from kiosk.ui.showcase.contact_sheet import ContactSheet
from kiosk.ui.showcase.situations import WALKS, situation

PORTRAIT = (1080, 1920)


class Gallery:
    """One window in memory that shows one situation after the other."""

    def __init__(self, config: OfficeConfig, size: tuple[int, int] = PORTRAIT) -> None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        os.environ.setdefault("QT_QUICK_BACKEND", "software")
        self._app = application()
        self._config = config
        self.kiosk = Kiosk()
        self.kiosk.keep_still()
        self.kiosk.fit_panel(config.office.panel_mm_per_px)
        self.window = KioskWindow(self.kiosk, size)

    def picture(self, name: str, language: str) -> QImage:
        """One situation in one language. Raises KeyError for an unknown situation."""
        shown = situation(name, language, self._config)
        self.kiosk.show(present(shown.state, shown.lobby, shown.wall))
        return grab(self.window.window)

    def close(self) -> None:
        self.window.close()


def grab(window: QQuickWindow) -> QImage:
    """The window as it is after everything that waits has been laid out and drawn."""
    app = application()
    for _ in range(3):  # loaders, then layouts, then texts settle in turn
        app.processEvents()
        window.grabWindow()
    return window.grabWindow()


def render(
    config: OfficeConfig,
    out: Path,
    *,
    languages: Sequence[str] = (),
    names: Sequence[str] = (),
    size: tuple[int, int] = PORTRAIT,
) -> Iterator[Path]:
    """Writes the pictures, a contact sheet a language and `index.html`; gives each file as it is written."""
    out.mkdir(parents=True, exist_ok=True)
    chosen = tuple(languages or config.office.languages)
    situations = tuple(names or WALKS)
    gallery = Gallery(config, size)
    try:
        for language in chosen:
            sheet = ContactSheet(f"{language}, {size[0]} × {size[1]}")
            for name in situations:
                picture = gallery.picture(name, language)
                path = out / f"kiosk-{name}-{language}-{size[0]}x{size[1]}.png"
                picture.save(str(path))
                sheet.add(name, picture)
                yield path
            path = out / _sheet_name(language, size)
            sheet.drawn().save(str(path))
            yield path
    finally:
        gallery.close()
    if gallery.window.warnings:
        (out / "warnings.txt").write_text("\n".join(gallery.window.warnings) + "\n", encoding="utf-8")
    index = out / "index.html"
    index.write_text(_page(out, chosen, situations, size), encoding="utf-8")
    yield index


def _sheet_name(language: str, size: tuple[int, int]) -> str:
    return f"contact-{language}-{size[0]}x{size[1]}.png"


def _page(out: Path, languages: Sequence[str], names: Sequence[str], size: tuple[int, int]) -> str:
    """All pictures, a row for each situation, a column for each language."""
    heads = "".join(
        f'<th><a href="{_sheet_name(code, size)}">{html.escape(words_of(code).code)}: all on one sheet</a></th>'
        for code in languages
    )
    rows = []
    for name in names:
        cells = "".join(
            f'<td><a href="kiosk-{name}-{code}-{size[0]}x{size[1]}.png">'
            f'<img loading="lazy" width="270" src="kiosk-{name}-{code}-{size[0]}x{size[1]}.png" '
            f'alt="{html.escape(name)}, {html.escape(code)}"></a></td>'
            for code in languages
        )
        rows.append(f"<tr><th>{html.escape(name)}</th>{cells}</tr>")
    return (
        "<!doctype html><meta charset=utf-8><title>Mötesplats: screens</title>"
        "<style>body{font:16px sans-serif;background:#F8F3E8;color:#10303A}"
        "th{text-align:left;vertical-align:top}</style>"
        f"<h1>Screens of the kiosk, {size[0]} × {size[1]}</h1><table><tr><th></th>{heads}</tr>{''.join(rows)}</table>\n"
    )
