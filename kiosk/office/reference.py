"""The reference of the protocol for people, made from the routes and the types that they state.

`python -m kiosk.office.reference > packaging/docs/protocol.md` after a change of either; a test says when it is
due. Must not know any message.
"""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from fastapi.routing import APIRoute, APIRouter, APIWebSocketRoute

from kiosk import core, protocol
from kiosk.office.access import ALL_ROLES, ROUTES, Role
from kiosk.office.program import ROUTERS
from kiosk.office.web import views
from kiosk.office.web.contract import EVENT_STREAM, Contract
from kiosk.office.web.openapi import contract_of, first_sentence, schemas_of, stated_routes
from kiosk.protocol import api, commands, pairing, presence, push, wait_estimate
from kiosk.protocol.api import Failure
from kiosk.protocol.commands import COMMANDS, REFUSALS
from kiosk.protocol.scalars import END

Route = APIRoute | APIWebSocketRoute
Schema = Mapping[str, Any]

CHAPTERS: Final[Mapping[str, tuple[ModuleType, str]]] = {
    "Every request": (api, r"/health$"),
    "Pairing": (pairing, r"/(pair|pairings|hello|devices.*)$"),
    "Push": (push, r"/streams/"),
    "Presence": (presence, r"/presence$"),
    "Commands": (commands, r"/commands$"),
    "Wait estimate": (wait_estimate, r"/promise$"),
    "Views": (views, r"/(views|live)/"),
}
"""Heading -> the module whose docstring explains it, and which paths belong to it."""

_INTRODUCTION: Final = """\
# Protocol

Made from the program by `python -m kiosk.office.reference`; a test holds that it is up to date. The office server
serves the same as an OpenAPI document at `/openapi.json`.

For developers: which requests the office server answers, to which role of a device, and what the messages hold.
"""


def reference(routers: Iterable[APIRouter]) -> str:
    """Return the reference as Markdown."""
    routes = stated_routes(routers)
    schemas = schemas_of(contract_of(route) for route in routes)
    return "\n".join([_INTRODUCTION, *_chapters(routes), *_types(schemas)]).rstrip() + "\n"


def _chapters(routes: list[Route]) -> Iterator[str]:
    for heading, (module, paths) in CHAPTERS.items():
        yield f"## {heading}\n"
        yield _prose(module.__doc__ or "")
        yield "| route | served to | request | answer | errors |"
        yield "|---|---|---|---|---|"
        for route in routes:
            if re.search(paths, route.path):
                yield _row(route, contract_of(route))
        yield ""
        for route in routes:
            if re.search(paths, route.path):
                yield f"- `{_method(route)} {route.path}`: {_line(route.endpoint.__doc__ or '')}"
        yield ""
        if module is commands:
            yield from _commands()


def _commands() -> Iterator[str]:
    yield "| kind | arguments | does |"
    yield "|---|---|---|"
    for kind, args in COMMANDS.items():
        yield f"| `{kind}` | {_link(args.__name__)} | {first_sentence(args)} |"
    yield "\n| code of a refused command | meaning |"
    yield "|---|---|"
    for code, meaning in REFUSALS.items():
        yield f"| `{code}` | {meaning} |"
    yield ""


def _types(schemas: Mapping[str, Schema]) -> Iterator[str]:
    notes = field_notes()
    yield "## Types\n"
    for name, schema in schemas.items():
        yield f"### {name}\n"
        if "enum" in schema:
            yield f"{_line(schema.get('description', ''))} One of {_values(schema)}.\n"
            continue
        yield _prose(schema.get("description", ""))
        properties = schema.get("properties") or _of_any_kind(schema)
        if properties:
            yield "| field | type | needed | meaning |"
            yield "|---|---|---|---|"
        required = schema.get("required") or ()
        for field, each in properties.items():
            needed = "yes" if field in required else _default(each)
            meaning = _description(each) or notes.get(name, {}).get(field, "")
            yield f"| `{field}` | {_type(each)} | {needed} | {_line(meaning)} |"
        yield ""


def _of_any_kind(schema: Schema) -> Schema:
    """The fields of a type that is one of several: those of the first stand for all."""
    variants = schema.get("oneOf") or [{}]
    fields = dict(variants[0].get("properties") or {})
    if fields:
        fields["kind"] = {"type": "string", "description": "See the table of commands."}
        fields["args"] = {"type": "object", "description": "The arguments of the kind.", "default": {}}
    return fields


def field_notes() -> dict[str, dict[str, str]]:
    """What the source says of each class's fields: the docstring below a field, or the comment behind it."""
    notes: dict[str, dict[str, str]] = {}
    bases: dict[str, list[str]] = {}
    for package in (core, protocol):
        for path in sorted(Path(package.__path__[0]).rglob("*.py")):
            source = path.read_text(encoding="utf-8")
            comments = dict(_comments(source))
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.ClassDef):
                    notes[node.name] = dict(_notes(node, comments))
                    bases[node.name] = [base.id for base in node.bases if isinstance(base, ast.Name)]
    inherited = {
        name: {field: note for base in of for field, note in notes.get(base, {}).items()}
        for name, of in bases.items()
    }
    return {name: inherited[name] | own for name, own in notes.items()}


def _comments(source: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string.lstrip("# ")


def _notes(node: ast.ClassDef, comments: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    for field, below in zip_longest(node.body, node.body[1:]):
        if not (isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)):
            continue
        lines = range(field.lineno, (field.end_lineno or field.lineno) + 1)
        behind = next((comments[line] for line in lines if line in comments), "")
        docstring = ""
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            docstring = str(below.value.value)
        if docstring or behind:
            yield field.target.id, docstring or behind


def _row(route: Route, contract: Contract) -> str:
    method = _method(route)
    answer = "–" if contract.answer is None else _link(contract.answer.__name__)
    if contract.media_type == EVENT_STREAM:
        answer += " as server-sent events"
    request = "–" if contract.request is None else _link(contract.request.__name__)
    own = [
        str(status) if cls is Failure else f"{status} {_link(cls.__name__)}"
        for status, cls in contract.statuses().items()
        if method != "WS"  # it is refused at the handshake
    ]
    cells = (
        f"`{method} {route.path}`",
        _roles(ROUTES[method, route.path]),
        request,
        answer,
        ", ".join(own) or "–",
    )
    return f"| {' | '.join(cells)} |"


def _method(route: Route) -> str:
    return "WS" if isinstance(route, APIWebSocketRoute) else min(route.methods or ())


def _roles(roles: frozenset[Role]) -> str:
    return "everyone" if roles == ALL_ROLES else ", ".join(sorted(roles))


def _type(schema: Schema) -> str:
    if "anyOf" in schema:
        return " or ".join(_type(each) for each in schema["anyOf"])
    if "$ref" in schema:
        return _link(schema["$ref"].rpartition("/")[2])
    if "enum" in schema:
        return _values(schema)
    kind = schema.get("type", "any")
    if isinstance(schema.get("additionalProperties"), dict) and schema["additionalProperties"]:
        return f"{kind} of {_type(schema['additionalProperties'])}"
    if kind == "array":
        inside = schema.get("items")
        inner = " and ".join(_type(each) for each in schema.get("prefixItems", ())) or _type(inside or {})
        return f"list of {inner}" if inside else f"({inner})"
    return f"{kind}{_bounds(schema)}"


def _bounds(schema: Schema) -> str:
    if "pattern" in schema:
        return f", `{schema['pattern'].removeprefix('^').removesuffix(END)}`"
    least, most = schema.get("minimum"), schema.get("maximum")
    if "minLength" in schema or "maxLength" in schema:
        return f", {schema.get('minLength', 0)} to {schema.get('maxLength', 'any')} characters"
    if least is not None and most is not None:
        return f", {least} to {most}"
    return f", at least {least}" if least is not None else ""


def _values(schema: Schema) -> str:
    return ", ".join(f"`{value}`" for value in schema["enum"])


def _default(schema: Schema) -> str:
    default = schema.get("default")
    return "no" if default in (None, (), [], {}, "") else f"no: {str(default).lower()}"


def _description(schema: Schema) -> str:
    inner = (each.get("description", "") for each in schema.get("anyOf", ()))
    return str(schema.get("description") or next(filter(None, inner), ""))


def _link(name: str) -> str:
    return f"[{name}](#{name.lower()})"


def _line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _prose(docstring: str) -> str:
    """A docstring as paragraphs, without what a module must not know."""
    lines = [line.strip() for line in docstring.strip().splitlines()]
    return re.sub(r"\s*Must not know[^.]*\.", "", "\n".join(lines)) + "\n"


if __name__ == "__main__":
    sys.stdout.write(reference(ROUTERS))
