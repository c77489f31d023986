"""The API as an OpenAPI document, from the routes and the types that they state.

Must not know any route.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from kiosk import __version__
from kiosk.office.web.contract import CONTRACTS, ERRORS, JSON, Contract
from kiosk.protocol import codec
from kiosk.protocol.api import Failure
from kiosk.protocol.commands import COMMANDS, CommandBody

Schema = dict[str, Any]

TITLE: Final = "Mötesplats office server"


def document_of(routes: Sequence[BaseRoute]) -> Schema:
    """Return the OpenAPI document of the routes that state their messages."""
    stated = [each for each in routes if isinstance(each, APIRoute) and each.include_in_schema]
    document = get_openapi(title=TITLE, version=__version__, routes=stated)
    contracts = [CONTRACTS[route.endpoint] for route in stated]
    for route, contract in zip(stated, contracts, strict=True):
        for method in sorted(route.methods or ()):
            _state(document["paths"][route.path_format][method.lower()], contract)
    document["components"] = {"schemas": schemas_of(contracts)}
    return document


def schemas_of(contracts: Iterable[Contract]) -> dict[str, Schema]:
    """Return the schema of every type that the contracts reach, by name."""
    types = {each: None for contract in contracts for each in contract.types()}
    _, schemas = codec.schemas(Failure, *types, *(COMMANDS.values() if CommandBody in types else ()))
    if CommandBody in types:
        _specify_commands(schemas)
    return dict(sorted(schemas.items()))


def _state(operation: Schema, contract: Contract) -> None:
    if contract.request is not None:
        operation["requestBody"] = {"required": True, **_content(contract.request)}
    answers: dict[str, Schema] = {
        str(status): {"description": what, **_content(Failure)} for status, what in ERRORS.items()
    }
    for status, refusal in contract.refusals.items():
        answers[str(status)] = {"description": _first_sentence(refusal), **_content(refusal)}
    whole = _first_sentence(contract.answer) if contract.answer is not None else "The answer."
    answers["200"] = {"description": whole, **_content(contract.answer, contract.media_type)}
    operation["responses"] = dict(sorted(answers.items()))


def _content(cls: type[Any] | None, media_type: str = JSON) -> Schema:
    schema: Schema = {} if cls is None else {"$ref": f"#/components/schemas/{cls.__name__}"}
    return {"content": {media_type: {"schema": schema}}}


def _first_sentence(cls: type[Any]) -> str:
    first, _, _ = " ".join((cls.__doc__ or "").split()).partition(". ")
    return f"{first.rstrip('.')}."


def _specify_commands(schemas: dict[str, Schema]) -> None:
    """Each kind of a command with its own arguments, of which none may be unknown."""
    body = schemas[CommandBody.__name__]
    for args in COMMANDS.values():
        schemas[args.__name__]["additionalProperties"] = False
    body["oneOf"] = [
        {
            "title": kind,
            "type": "object",
            "properties": {
                "id": body["properties"]["id"],
                "kind": {"const": kind},
                "args": {"$ref": f"#/components/schemas/{args.__name__}"},
            },
            "required": ["id", "kind", *(["args"] if schemas[args.__name__]["required"] else [])],
        }
        for kind, args in COMMANDS.items()
    ]
    for name in ("type", "properties", "required"):
        del body[name]
