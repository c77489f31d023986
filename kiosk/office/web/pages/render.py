"""Pages from templates, with the headers that keep them private: no cache, no index, no script but our own files.

Must not know what stands on a page.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any, Final

from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kiosk import places
from kiosk.office.web.pages.pictures import pictogram, sign

HERE: Final = Path(__file__).parent
_STATIC: Final = HERE / "static"
FILES: Final = {
    **{
        name: (_STATIC / name, kind)
        for name, kind in (
            ("tokens.css", "text/css"),
            ("page.css", "text/css"),
            ("desk.css", "text/css"),
            ("phone.css", "text/css"),
            ("live.js", "text/javascript"),
            ("renew.js", "text/javascript"),
        )
    },
    "mark.svg": (places.assets_dir() / "pictograms" / "mark-motesplats.svg", "image/svg+xml"),
    **{
        name: (places.fonts_dir() / name, "font/ttf")
        for name in ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
    },
}
"""Everything a page may load, by name."""

_CSP: Final = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS: Final = {
    "Content-Security-Policy": _CSP,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}
SECRET_ADDRESS: Final = {**HEADERS, "Referrer-Policy": "no-referrer"}
"""For a page whose address is its key."""
OWN_FORMS: Final = {**HEADERS, "Referrer-Policy": "same-origin"}
"""For a page with forms: without a referrer, browsers hide their origin too, and the server refuses such forms."""


def page(name: str, headers: dict[str, str], status: int = 200, **values: Any) -> HTMLResponse:
    """A template, filled."""
    return HTMLResponse(_templates().get_template(name).render(**values), status, headers=headers)


def file(name: str) -> Response:
    """A file that pages load. KeyError when there is none. Their addresses name their content: they may be kept."""
    path, kind = FILES[name]
    kept = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
    return Response(path.read_bytes(), media_type=kind, headers=kept)


@cache
def address(name: str) -> str:
    """The address of a file, another one when its content is another."""
    return f"static/{name}?{hashlib.sha256(FILES[name][0].read_bytes()).hexdigest()[:12]}"


@cache
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(pictogram=pictogram, sign=sign, address=address)
    return made
