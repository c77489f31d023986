"""The reference of the protocol: what is documented is what there is."""

from __future__ import annotations

from pathlib import Path

from kiosk.office.access import ROUTES
from kiosk.office.program import ROUTERS
from kiosk.office.reference import CHAPTERS, reference
from kiosk.office.web.openapi import document_of
from kiosk.protocol.commands import COMMANDS, REFUSALS

DOCUMENT = Path(__file__).parents[2] / "packaging/docs/protocol.md"
TEXT = DOCUMENT.read_text(encoding="utf-8")


def test_the_document_is_what_the_program_makes() -> None:
    """`python -m kiosk.office.reference > packaging/docs/protocol.md` after a change of routes or types."""
    assert reference(ROUTERS) == TEXT


def test_every_route_of_the_api_has_one_row() -> None:
    for method, path in ROUTES:
        if path.startswith("/v1/"):
            assert TEXT.count(f"| `{method} {path}` |") == 1, (method, path)


def test_every_chapter_has_a_route() -> None:
    for heading in CHAPTERS:
        assert "| `" in TEXT.split(f"## {heading}\n")[1].split("\n## ")[0], heading


def test_every_command_and_every_refusal_is_explained() -> None:
    for name in (*COMMANDS, *REFUSALS):
        assert f"| `{name}` |" in TEXT


def test_every_type_of_openapi_has_its_section() -> None:
    for name in document_of(ROUTERS)["components"]["schemas"]:
        assert TEXT.count(f"\n### {name}\n") == 1, name
