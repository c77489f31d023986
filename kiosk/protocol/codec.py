"""JSON <-> frozen dataclasses: one codec for server, devices and pages.

The types in `kiosk.protocol` and `kiosk.core.views` are the contract. Decoding checks every field; encoding needs
no second description of it. Must not know HTTP.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final, TypeVar, cast

import msgspec

from kiosk.protocol.errors import WireError

T = TypeVar("T")

_PLACE: Final = re.compile(r" - at `(?:key in )?\$\.?(.*)`$")
_FORM: Final = re.compile(r" matching regex .*$", re.DOTALL)  # no sentence for people


def encode(value: object) -> bytes:
    """Encode frozen data, or plain containers of it, as JSON.

    Raises:
        WireError: A text holds what is not Unicode, such as an argument of a command line in another encoding.
    """
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        raise WireError("A text holds what is not Unicode.") from None


def decode(cls: type[T], body: bytes | str) -> T:
    """Decode a JSON document as `cls`; fields that a later version adds are ignored.

    Raises:
        WireError: The body is not JSON, or a field does not fit; the sentence names the field.
    """
    try:
        decoded: T = _decoder(cast("Any", cls)).decode(body)
        return decoded
    except msgspec.ValidationError as error:
        raise WireError(_sentence(error)) from None
    except (msgspec.DecodeError, RecursionError):
        raise WireError("The body is not JSON.") from None


def convert(cls: type[T], content: object) -> T:
    """Check plain JSON values as `cls`.

    Raises:
        WireError: A field does not fit; the sentence names the field.
    """
    try:
        return msgspec.convert(content, cls)
    except msgspec.ValidationError as error:
        raise WireError(_sentence(error)) from None


def to_plain(value: object) -> Any:
    """Return plain JSON values: dataclasses become objects, enums their values; tuples stay."""
    return msgspec.to_builtins(value, str_keys=True)


def schemas(*types: type[Any]) -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]]]:
    """Return JSON Schema: one schema or reference per type, and the components they refer to (OpenAPI 3.1)."""
    shapes, components = msgspec.json.schema_components(types, ref_template="#/components/schemas/{name}")
    return list(shapes), dict(components)


@cache
def _decoder(cls: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(cls)


def _sentence(error: msgspec.ValidationError) -> str:
    """Return one sentence that begins with the field: "`events[0].n`: expected `int`, got `bool`."."""
    text = str(error)
    found = _PLACE.search(text)
    place = f"`{found[1]}`" if found is not None and found[1] else "the body"
    what = _FORM.sub(" of another form", text[: found.start()] if found is not None else text)
    return f"{place}: {what[:1].lower()}{what[1:]}."
