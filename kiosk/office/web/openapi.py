"""The API as an OpenAPI document, from the routes and the types that they state.

Must not know any route.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute, APIRouter, APIWebSocketRoute

from kiosk import __version__
from kiosk.office.web.contract import CONTRACTS, ERRORS, JSON, Contract
from kiosk.protocol import codec
from kiosk.protocol.api import Failure
from kiosk.protocol.commands import COMMANDS, CommandBody

Schema = dict[str, Any]

TITLE: Final = "Mötesplats office server"


def document_of(routers: Iterable[APIRouter]) -> Schema:
    """Return the OpenAPI document of the routes that state their messages."""
    stated = [route for route in stated_routes(routers) if isinstance(route, APIRoute)]
    document = get_openapi(title=TITLE, version=__version__, routes=stated)
    contracts = [contract_of(route) for route in stated]
    for route, contract in zip(stated, contracts, strict=True):
        for method in sorted(route.methods or ()):
            _state(document["paths"][route.path_format][method.lower()], contract)
    document["components"] = {"schemas": schemas_of(contracts)}
    return document


def stated_routes(routers: Iterable[APIRouter]) -> list[APIRoute | APIWebSocketRoute]:
    """Return the routes that state their messages, in their order."""
    routes = [route for router in routers for route in router.routes]
    return [
        route
        for route in routes
        if isinstance(route, APIRoute | APIWebSocketRoute) and route.endpoint in CONTRACTS
    ]


def contract_of(route: APIRoute | APIWebSocketRoute) -> Contract:
    """Return the messages that a route states."""
    return CONTRACTS[route.endpoint]


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
    whole = "The answer." if contract.answer is None else first_sentence(contract.answer)
    answers = {"200": {"description": whole, **_content(contract.answer, contract.media_type)}}
    for status, cls in contract.statuses().items():
        what = ERRORS[status] if cls is Failure else first_sentence(cls)
        answers[str(status)] = {"description": what, **_content(cls)}
    operation["responses"] = answers


def _content(cls: type[Any] | None, media_type: str = JSON) -> Schema:
    schema: Schema = {} if cls is None else {"$ref": f"#/components/schemas/{cls.__name__}"}
    return {"content": {media_type: {"schema": schema}}}


def first_sentence(cls: type[Any]) -> str:
    """What a type is, in one sentence."""
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
