"""What pictograms were asked for and missing, forgotten before and after a test: the process keeps it for its life."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kiosk.ui.runtime import pictograms


def problems() -> tuple[str, ...]:
    return tuple(pictograms._problems.values())


@contextmanager
def fresh_problems() -> Iterator[None]:
    _forget()
    try:
        yield
    finally:
        _forget()


def _forget() -> None:
    pictograms._problems.clear()
    pictograms._drawing.cache_clear()
