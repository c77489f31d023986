"""Value types of the protocol: identifiers, counts, texts and times with their bounds.

The codec checks them when it decodes; OpenAPI shows them. Must not know any message.
"""

from __future__ import annotations

import re
from typing import Annotated, Final

from msgspec import Meta

LARGEST: Final = 2**53
"""Whole numbers stay below it: beyond it JSON readers disagree."""

END: Final = r"(?![\s\S])"  # the end of the text; `$` would allow a line break behind it

Id = Annotated[str, Meta(pattern=f"^[A-Za-z0-9_-]{{1,64}}{END}")]
"""An incarnation, a device or a command."""
Hash = Annotated[str, Meta(pattern=f"^[0-9a-f]{{64}}{END}")]
"""A sha256 in hexadecimal."""
Day = Annotated[str, Meta(pattern=f"^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}{END}", description="An ISO date.")]
ShortText = Annotated[str, Meta(min_length=1, max_length=200)]
Count = Annotated[int, Meta(ge=0, lt=LARGEST)]
MonotonicMs = Annotated[int, Meta(gt=-LARGEST, lt=LARGEST, description="Milliseconds of a monotonic clock.")]
Seconds = Annotated[float, Meta(gt=-1e11, lt=1e11, description="Seconds since the epoch.")]
DeskNumber = Annotated[int, Meta(ge=1, le=999)]
Series = Annotated[int, Meta(ge=1, le=99, description="The first digits of a kiosk's ticket numbers.")]

_HASH: Final = re.compile(r"[0-9a-f]{64}")


def is_hash(value: object) -> bool:
    """Whether a value is a sha256 in hexadecimal."""
    return isinstance(value, str) and _HASH.fullmatch(value) is not None
