"""Reading what comes from outside: JSON, small checks of values, and the one error that says what does not fit.

Must not know what any message means.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, Final, TypeVar, cast

T = TypeVar("T")

MAX_BYTES: Final = 2_000_000
"""Of one request's body."""

_LARGEST: Final = 2**53  # beyond it JSON readers disagree about whole numbers
_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class WireError(Exception):
    """What came does not fit. `status` is the HTTP status that says so, `more` goes into the answer."""

    def __init__(self, sentence: str, code: str = "malformed", status: int = 422, **more: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code
        self.status = status
        self.more = more

    def document(self) -> dict[str, Any]:
        return {"code": self.code, "sentence": self.sentence, **self.more}


def parse(body: bytes) -> Any:
    """JSON from outside. Raises WireError for what is none, and for NaN and Infinity, which JSON has not."""
    if len(body) > MAX_BYTES:
        raise too_large()
    try:
        return json.loads(body, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise WireError("The body is not JSON.") from None


def too_large() -> WireError:
    return WireError(f"The body is larger than {MAX_BYTES} bytes; send less at once.", "too_large", 413)


def plain(value: Any) -> Any:
    """Plain JSON values of frozen data: dataclasses become objects, tuples lists, enums their values."""
    if value is None or type(value) in (str, int, float, bool):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    raise TypeError(f"{type(value).__name__} has no plain form")


def is_id(value: object) -> bool:
    """Whether it can be an incarnation, a command's id or a device's."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def _no_constant(name: str) -> float:
    raise ValueError(name)


def must(holds: bool, sentence: str) -> None:
    """Raises WireError with the sentence unless it holds."""
    if not holds:
        raise WireError(sentence)


def mapping(value: object, name: str) -> Mapping[str, Any]:
    """The value, which must be a JSON object. Raises WireError."""
    if not isinstance(value, dict):
        raise WireError(f"{name} must be a JSON object.")
    return value


def is_day(value: object) -> bool:
    """An ISO date of the calendar."""
    if not (isinstance(value, str) and _DAY.fullmatch(value)):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def is_mono(value: object) -> bool:
    """Milliseconds of a monotonic clock, which may start anywhere."""
    return type(value) is int and -_LARGEST < value < _LARGEST


def is_count(value: object) -> bool:
    """A whole number from 0; a bool is none."""
    return type(value) is int and 0 <= value < _LARGEST


def is_seconds(value: object) -> bool:
    """Seconds since the epoch, within some thousand years."""
    return (
        type(value) in (int, float) and math.isfinite(cast(float, value)) and abs(cast(float, value)) < 1e11
    )


def is_short(value: object) -> bool:
    """A text of 1 to 200 characters that is Unicode: JSON can spell half a character, a disk cannot keep it."""
    if not isinstance(value, str) or not 0 < len(value) <= 200:
        return False
    return value.isascii() or not any("\ud800" <= each <= "\udfff" for each in value)


def is_hash(value: object) -> bool:
    """A sha256 in hexadecimal."""
    return isinstance(value, str) and _HASH.fullmatch(value) is not None


def filled(cls: type[T], content: Mapping[str, Any]) -> T:
    """Frozen data from an answer's object; what a later server adds is left out. Raises WireError."""
    known = {f.name for f in fields(cls)}  # type: ignore[arg-type]
    try:
        return cls(**{key: value for key, value in content.items() if key in known})
    except TypeError as error:
        raise WireError(f"The answer does not fit: {error}.", "unclear", 502) from None
