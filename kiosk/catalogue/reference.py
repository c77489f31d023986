"""The settings reference: every setting of `office.toml` as its model has it, with what its model says of it.

Nothing is written here that the models do not say, but for how the file and its drop-ins go together. Must not
know what any setting does.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Any, Final, Literal, get_args, get_origin

from annotated_types import Ge, Le, MaxLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from kiosk.catalogue import languages
from kiosk.catalogue.build import load_catalogue
from kiosk.catalogue.office_file import OfficeFile
from kiosk.core.keypad import USUAL_KEYS, KeypadKey

_NAMES: Final = {"station": "ID", "minutes": "ERRAND", "errand": "ID", "question": "QUESTION"}
"""What stands for the name of a table in its heading."""
_KEYPAD: Final[Mapping[KeypadKey, str]] = {
    KeypadKey.UP: "One choice up.",
    KeypadKey.DOWN: "One choice down.",
    KeypadKey.LEFT: "One choice to the left.",
    KeypadKey.RIGHT: "One choice to the right.",
    KeypadKey.CHOOSE: "The middle key: takes the choice.",
    KeypadKey.BACK: "The screen before.",
    KeypadKey.START_OVER: "Starts over, after a question.",
    KeypadKey.HELP: "To a person.",
    KeypadKey.LISTEN: "The marked key: begins to speak, then says it again.",
    KeypadKey.LOUDER: "Louder.",
    KeypadKey.SOFTER: "Softer.",
    KeypadKey.HEADPHONES_IN: "What the socket sends when headphones are plugged in.",
    KeypadKey.HEADPHONES_OUT: "What it sends when they are pulled out.",
}
_FREE: Final[Mapping[str, tuple[str, str, str, str]]] = {
    "hours": (
        "DAYS",
        "text",
        "closed",
        "Opens and closes, as `09:00-16:00`, or `closed`. DAYS is a weekday or two with a hyphen.",
    ),
    "day_hours": (
        "DAY",
        "text",
        "the week's hours",
        "The hours of one day, as `09:00-12:00`, or `closed`. DAY is a date such as `2026-12-23`, or month and day "
        "such as `04-30` for every year.",
    ),
    "interpreters": ("LANGUAGE", "whole number, 0 to 50", "by telephone", "How many are in the house today."),
}
"""Tables whose keys are the office's: what stands for a key, what it holds, without it, meaning."""
_KINDS: Final[Mapping[Any, str]] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    list: "list of texts",
    dict: "table of texts",
}

HEAD: Final = """\
# Settings

Made from the program by `motesplats config reference`; a test holds that it is up to date.

The settings of an office stand in one file, `/etc/motesplats/office.toml`, the same on the office server and on every
kiosk, board and reception. It is [TOML](https://toml.io), in UTF-8. Without a file the program is an office with every
station, always open.

**Drop-ins.** Files `/etc/motesplats/conf.d/*.toml` change single settings, on one computer or on all: they are read
after `office.toml` in the order of their names, and what comes later wins. Tables are merged key by key; a list, such
as `languages` or all `[[desk]]` together, is taken whole from the last file that has it. Whoever looks after many
computers leaves `office.toml` alone and adds drop-ins.

**What is wrong is left out.** A line that cannot be used is told with its file and line, and the rest runs: a slip of
the pen must not close an office. `motesplats config check` lists what is wrong in all of them, `motesplats doctor` too.

A program reads its settings when it starts: start it again after a change.

**Another place.** `--config FILE` names another file, and so does the variable `MOTESPLATS_CONFIG`; an `office.toml` in
the data folder goes before the one in `/etc`. Drop-ins are always in `conf.d` beside the file.
"""
TAIL: Final = """\
## Variables

For units and scripts, in the environment of a program:

| variable | meaning |
|---|---|
| `MOTESPLATS_DATA` | the data folder, where `--data` is not given |
| `MOTESPLATS_CONFIG` | the settings file, where `--config` is not given |
| `MOTESPLATS_LOG_FORMAT` | `auto`, `plain` or `json`; goes before the setting `log` |
| `MOTESPLATS_LOG` | `debug` tells each step of a kiosk too, for trying out |
"""


@dataclass(frozen=True, slots=True)
class SettingReference:
    """One setting. `table` is its heading, such as `[station.ID]`, "" at the top of the file."""

    table: str
    key: str
    kind: str
    default: str
    meaning: str
    example: str  # a line of TOML

    @property
    def path(self) -> str:
        return f"{self.table.strip('[]')}.{self.key}" if self.table else self.key


@dataclass(frozen=True, slots=True)
class Table:
    """A heading and the settings under it."""

    heading: str
    meaning: str
    settings: tuple[SettingReference, ...]


def tables() -> list[Table]:
    """Every table of the file, the top of it first."""
    top: list[SettingReference] = []
    others: list[Table] = []
    for name, field in OfficeFile.model_fields.items():
        kind = _without_none(field.annotation)
        of = _row(kind)
        if of is not None:
            others.append(_table(name, kind, of, field))
        elif get_origin(kind) is dict:
            heading = f"[{name}]"
            others.append(Table(heading, str(field.description), tuple(_free(heading, name, field))))
        else:
            top.append(_setting("", name, field))
    return [Table("", "At the top of the file, before any heading.", tuple(top)), *others]


def settings() -> list[SettingReference]:
    """Every setting."""
    return [setting for table in tables() for setting in table.settings]


def markdown() -> str:
    """The whole reference."""
    parts = [HEAD]
    for table in tables():
        parts.append(f"## `{table.heading}`\n" if table.heading else "## The office\n")
        parts.append(f"{table.meaning}\n")
        parts.append("| setting | what it holds | without it | meaning |\n|---|---|---|---|")
        parts += [f"| `{s.key}` | {s.kind} | {s.default} | {s.meaning} |" for s in table.settings]
        example = "\n".join(s.example for s in table.settings)
        heading = f"{_example_heading(table.heading)}\n" if table.heading else ""
        parts.append(f"\n```toml\n{heading}{example}\n```\n")
    return "\n".join([*parts, *_names(), TAIL])


def _names() -> Iterator[str]:
    """What stations, errands, questions and languages are called in settings."""
    catalogue, _ = load_catalogue()
    yield "## Names\n"
    yield "| station | agency | its errands |\n|---|---|---|"
    for station in catalogue.stations:
        errands = ", ".join(f"`{e.id}`" for e in catalogue.errands.values() if e.station == station.id)
        yield f"| `{station.id}` | {station.agency} | {errands or '–'} |"
    switchable = ", ".join(f"`{question.id}`" for question in catalogue.questions if not question.required)
    yield f"\nQuestions that may be switched off: {switchable}."
    yield f"\nPapers: {', '.join(f'`{paper}`' for paper in catalogue.papers)}."
    yield f"\nLanguages: {', '.join(f'`{tag}`' for tag in languages.KNOWN)}.\n"


def _table(name: str, kind: Any, of: type[BaseModel], field: FieldInfo) -> Table:
    if get_origin(kind) is list:
        heading = f"[[{name}]]"
    elif get_origin(kind) is dict:
        heading = f"[{name}.{_NAMES[name]}]"
    else:
        heading = f"[{name}]"
    fields = of.model_fields.items()
    return Table(
        heading, str(field.description), tuple(_setting(heading, key, field) for key, field in fields)
    )


def _example_heading(heading: str) -> str:
    shown = {"[station.ID]": "[station.BIB]", "[errand.ID]": "[errand.BIB-KORT]"}
    return shown.get(heading, heading).replace(".ERRAND]", ".SKV-REG]").replace(".QUESTION]", ".needs]")


def _free(heading: str, name: str, field: FieldInfo) -> Iterator[SettingReference]:
    """A table whose keys are the office's: hours by weekday, keys of a keypad."""
    examples: dict[str, Any] = dict((field.examples or [{}])[0])
    if name == "keypad":
        for key in KeypadKey:
            usual = [name for name, of in USUAL_KEYS.items() if of is key]
            example = f"{key.value} = {_toml(usual)}"
            told = ", ".join(f"`{name}`" for name in usual) or "no key"
            yield SettingReference(heading, key.value, "text or list of texts", told, _KEYPAD[key], example)
        return
    example = "\n".join(f"{key} = {_toml(value)}" for key, value in examples.items())
    yield SettingReference(heading, *_FREE[name], example)


def _setting(table: str, key: str, field: FieldInfo) -> SettingReference:
    example = (field.examples or [""])[0]
    key = field.alias or key
    return SettingReference(
        table, key, _kind(field), _default(field), str(field.description), f"{key} = {_toml(example)}"
    )


def _kind(field: FieldInfo) -> str:
    kind = _without_none(field.annotation)
    if get_origin(kind) is Literal:
        return " or ".join(f"`{each}`" for each in get_args(kind))
    told = _KINDS[get_origin(kind) or kind]
    least = next((each.ge for each in field.metadata if isinstance(each, Ge)), None)
    most = next((each.le for each in field.metadata if isinstance(each, Le)), None)
    longest = next((each.max_length for each in field.metadata if isinstance(each, MaxLen)), None)
    if least is not None and most is not None:
        return f"{told}, {least} to {most}"
    return told if longest is None else f"{told}, at most {longest} letters"


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "must be there"
    value = field.get_default(call_default_factory=True)
    return "–" if value is None or value in ("", [], {}) else f"`{_toml(value)}`"


def _without_none(annotation: Any) -> Any:
    if get_origin(annotation) is UnionType:
        return next(each for each in get_args(annotation) if each is not NoneType)
    return annotation


def _row(kind: Any) -> type[BaseModel] | None:
    """The model of a table's or a list's rows; None for plain values."""
    for each in (kind, *get_args(kind)):
        if isinstance(each, type) and issubclass(each, BaseModel):
            return each
    return None


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
