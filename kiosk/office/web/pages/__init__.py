"""The web pages of an office: a clerk's desk and a visitor's phone, rendered on the server, live where there is script.

Works in any browser without a build step. Must not know how anything is decided or kept, nor any words: they
come from `kiosk.present`.
"""

from __future__ import annotations

from kiosk.office.web.pages.routes import router

__all__ = ["router"]
