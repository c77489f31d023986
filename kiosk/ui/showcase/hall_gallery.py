"""Pictures of the board's and reception's screens in named situations, with a page that shows them all.

Runs without a display or a server; the same call gives the same pictures.
"""

from __future__ import annotations

import html
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kiosk.core.office_config import OfficeConfig
from kiosk.ui.board.model import Board
from kiosk.ui.board.program import DESIGNED, WINDOW
from kiosk.ui.runtime.application import application
from kiosk.ui.runtime.window import Window
from kiosk.ui.showcase.board_situations import SITUATIONS, board_situation
from kiosk.ui.showcase.gallery import grab

Shown = tuple[Window, Callable[[str, str], None]]
"""A window, and what puts a situation in a language into it."""


def render(
    program: str,
    config: OfficeConfig,
    out: Path,
    *,
    languages: Sequence[str] = (),
    names: Sequence[str] = (),
    size: tuple[int, int] | None = None,
) -> Iterator[Path]:
    """Writes the pictures of a program (board | reception) and `index.html`; gives each file as it is written."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    application()
    out.mkdir(parents=True, exist_ok=True)
    chosen = tuple(languages or languages_of(program))
    situations = tuple(names or names_of(program))
    pixels = size or size_of(program)
    files: list[str] = []
    window, put = _open(program, config, pixels)
    try:
        for language in chosen:
            for name in situations:
                put(name, language)
                path = out / f"{program}-{name}-{language}-{pixels[0]}x{pixels[1]}.png"
                grab(window.window).save(str(path))
                files.append(path.name)
                yield path
    finally:
        window.close()
    if window.warnings:
        (out / "warnings.txt").write_text("\n".join(window.warnings) + "\n", encoding="utf-8")
    index = out / "index.html"
    index.write_text(_page(program, files), encoding="utf-8")
    yield index


def names_of(program: str) -> tuple[str, ...]:
    """The situations of a program."""
    if program == "board":
        return tuple(SITUATIONS)
    from kiosk.ui.showcase.reception_situations import SITUATIONS as OF_RECEPTION

    return tuple(OF_RECEPTION)


def languages_of(program: str) -> tuple[str, ...]:
    """The board speaks Swedish and English at once; staff choose one of them."""
    return ("sv",) if program == "board" else ("sv", "en")


def size_of(program: str) -> tuple[int, int]:
    return DESIGNED if program == "board" else (1440, 900)


def _open(program: str, config: OfficeConfig, size: tuple[int, int]) -> Shown:
    if program == "board":
        board = Board()
        return (
            Window("board", board, WINDOW, size),
            lambda name, _language: board.show(board_situation(name, config)),
        )
    from kiosk.ui.reception.model import Reception
    from kiosk.ui.reception.program import WINDOW as OF_RECEPTION
    from kiosk.ui.showcase.reception_situations import show_situation

    reception = Reception()
    reception.keep_still()
    window = Window("reception", reception, OF_RECEPTION, size)
    return window, lambda name, language: show_situation(reception, name, language, config)


def _page(program: str, files: Sequence[str]) -> str:
    shown = "".join(
        f'<figure><figcaption>{html.escape(file)}</figcaption><a href="{file}">'
        f'<img loading="lazy" width="720" src="{file}" alt="{html.escape(file)}"></a></figure>'
        for file in files
    )
    return (
        "<!doctype html><meta charset=utf-8><title>Mötesplats: screens</title>"
        "<style>body{font:16px sans-serif;background:#F8F3E8;color:#10303A}</style>"
        f"<h1>Screens of the {html.escape(program)}</h1>{shown}\n"
    )
