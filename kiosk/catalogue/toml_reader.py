"""A TOML file to a checked model: what does not fit is reported with its line and left out, the rest is kept.

Must not know any particular file.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from itertools import count, islice
from pathlib import Path
from types import UnionType
from typing import Any, Final, Generic, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from kiosk.catalogue import toml_lines, toml_recovery
from kiosk.catalogue.problems import Problem, one_of

Model = TypeVar("Model", bound=BaseModel)
Place = toml_lines.Path


@dataclass
class Source(Generic[Model]):
    """A file's checked content, and the problems found in it so far."""

    name: str
    rows: Model
    lines: toml_lines.KeyLines = field(default_factory=lambda: toml_lines.KeyLines(""))
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)  # what holds and may not be meant
    broken: bool = False  # nothing of the file could be read
    content: dict[str, Any] = field(default_factory=dict)  # what of the file can be used, as TOML reads it
    left_out: set[Place] = field(default_factory=set)  # entries that were there and could not be used
    dropped_items: set[Place] = field(default_factory=set)  # list items likewise, as written

    def report(self, place: Place, what: str, remedy: str) -> None:
        """Adds a problem of this file at one place of `rows`."""
        self.problems.append(self._at(place, what, remedy))

    def file_of(self, place: Place) -> str:
        """The file in which a place of `rows` stands."""
        return self.name

    def note(self, place: Place, what: str, remedy: str) -> None:
        """Adds a note at one place of `rows`: the setting holds, and may not be what is meant."""
        self.notes.append(self._at(place, what, remedy))

    def _at(self, place: Place, what: str, remedy: str) -> Problem:
        written = self.written(place)
        return Problem(self.name, self.lines.of(written), dotted(written), what, remedy)

    def written(self, place: Place) -> Place:
        """A place of `rows` as it is in the file, where lists still have the items that were dropped."""
        found: Place = ()
        for part in place:
            gone = {p[-1] for p in self.dropped_items if p[:-1] == found}
            left = (n for n in count() if n not in gone)
            found = (*found, next(islice(left, part, None)) if isinstance(part, int) else part)
        return found

    def left_out_of(self, *table: str) -> list[str]:
        """The names of a table's entries that could not be used."""
        return [str(place[-1]) for place in sorted(self.left_out, key=str) if place[:-1] == table]

    def excuses(self, *entry: str) -> bool:
        """Whether an entry is unknown only because of a fault in this file that has been reported."""
        return self.broken or entry in self.left_out


def dotted(place: Place) -> str:
    """`precedence[2].before`: as a person would point at it; list items count from 1."""
    text = ""
    for part in place:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def read(path: Path, model: type[Model], name: str | None = None) -> Source[Model]:
    """A file checked against a model. Never raises for its content; OSError when it cannot be read."""
    return check(path.read_bytes(), model, name or path.name)


def check(content: bytes, model: type[Model], name: str) -> Source[Model]:
    """A file's content checked against a model whose every table may be absent."""
    if b"\0" in content and not content.startswith(_UTF16):
        problem = Problem(name, 1, "", "This is not text.", "Write the settings as TOML in UTF-8.")
        return Source(name, model(), problems=[problem], broken=True)
    text, problems = _decoded(content, name)
    raw, readable, faults = toml_recovery.loads(text)
    problems += [_problem(name, fault) for fault in faults]
    if raw is None:
        return Source(name, model(), problems=problems, broken=True)
    source = Source(name, model(), toml_lines.KeyLines(readable), problems)
    entries = _entries(raw)
    source.rows = _prune(raw, model, source)
    source.left_out = entries - _entries(raw)
    source.content = raw
    return source


_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def _decoded(content: bytes, name: str) -> tuple[str, list[Problem]]:
    """Decode a file that should be UTF-8, line by line where it is not.

    A line in the Windows encoding (cp1252, what older editors save) is read as such: its settings hold, and each such
    line is a problem. UTF-16 (what Notepad calls Unicode) is recognised by its byte order mark.
    """
    if content.startswith(_UTF16):
        text = content.decode("utf-16", errors="replace")
        problems = [
            Problem(name, 1, "", "This file is UTF-16, not UTF-8.", "Save it as UTF-8; it is used for now.")
        ]
        return text.replace("\r\n", "\n"), problems
    lines, problems = [], []
    # a byte order mark before UTF-8 is no fault worth a warning
    for number, line in enumerate(
        content.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").split(b"\n"), 1
    ):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append(line.decode("cp1252", errors="replace"))
            what = "This line is not UTF-8; it is read as Windows-1252."
            problems.append(Problem(name, number, "", what, "Check its letters and save the file as UTF-8."))
    return "\n".join(lines), problems


def _problem(name: str, fault: toml_recovery.TomlFault) -> Problem:
    if fault.repaired:
        remedy = 'Write straight quotes (") instead of typographic ones; they are taken as such for now.'
        return Problem(name, fault.line, "", "This line has typographic quotes.", remedy)
    return Problem(
        name, fault.line, "", f"This is not TOML: {fault.reason}.", "Mend the line; it is left out for now."
    )


def _entries(raw: dict[str, Any], place: Place = ()) -> set[Place]:
    """Every place that has a name, at any depth."""
    found = {(*place, key) for key in raw}
    for key, value in raw.items():
        if isinstance(value, dict):
            found |= _entries(value, (*place, key))
    return found


def _prune(raw: dict[str, Any], model: type[Model], source: Source[Any]) -> Model:
    """Takes away what does not fit until the rest does."""
    told: set[Place] = set()
    slips = bool(source.problems)  # then what is missing stood on a line that could not be read
    while True:
        try:
            return model.model_validate(raw)
        except ValidationError as error:
            faults = error.errors(include_url=False)
        faulty: list[Place] = []
        for fault in faults:
            place = tuple(fault["loc"])
            missing = fault["type"] == "missing"
            if source.written(place) not in told and not (missing and slips):
                told.add(source.written(place))
                source.report(place, *_words(fault["type"], fault, model, place))
            faulty.append(place[:-1] if missing else place)
        dropped: set[Place] = set()
        for place in reversed(faulty):  # from the end, so that places in lists stay true
            if not any(place[:n] in dropped for n in range(len(place) + 1)):
                dropped.add(_drop(raw, place))
        source.dropped_items |= {source.written(place) for place in dropped if isinstance(place[-1], int)}


def _drop(raw: Any, place: Place) -> Place:
    """Deletes one place, or the deepest part of it that is there; gives what was deleted."""
    holder, last, depth = raw, None, 0
    for part in place:
        try:
            holder, last, raw = raw, part, raw[part]
        except (KeyError, IndexError, TypeError):
            break
        depth += 1
    del holder[last]
    return place[:depth]


def _words(kind: str, fault: Mapping[str, Any], model: type[BaseModel], place: Place) -> tuple[str, str]:
    """What is wrong and what to do, in plain words."""
    given, limits = _as_written(fault["input"]), fault.get("ctx", {})
    match kind:
        case "extra_forbidden":
            return "There is no such setting.", _unknown(model, place, fault["input"])
        case "missing":
            return "This is missing.", "Add it; without it the part is left out."
        case "int_type" | "int_parsing" | "int_from_float":
            remedy = misplaced(model, place) or "Write a number without quotes."
            return f"{given} is no whole number.", remedy
        case "float_type":
            return f"{given} is no number.", "Write a number without quotes."
        case "string_type":
            return f"{given} is no text.", "Write it in quotes."
        case "bool_type":
            return f"{given} is neither true nor false.", "Write true or false without quotes."
        case "list_type":
            if isinstance(fault["input"], dict):
                return "This is a list of tables.", f"Write its heading as [[{place[-1]}]]."
            return f"{given} is no list.", "Write it in square brackets."
        case "dict_type" | "model_type":
            return f"{given} is no table.", "Write its settings under a heading in square brackets."
        case "date_type" | "date_from_datetime_parsing":
            return f"{given} is no date.", "Write it as 2026-01-31 without quotes."
        case "literal_error":
            return f"{given} is not known here.", f"Use {limits['expected']}."
        case "greater_than_equal":
            return f"{given} is too small.", f"Use {limits['ge']} or more."
        case "less_than_equal":
            return f"{given} is too large.", f"Use {limits['le']} or less."
        case "too_long" | "string_too_long":
            return "This is too long.", f"Keep it to {limits['max_length']}."
        case "too_short" | "string_too_short":
            return "This is empty.", "Fill it in or leave it out."
        case "string_pattern_mismatch":
            return f"{given} cannot be used.", "Use small letters a to z, digits and hyphens."
    return f"{fault['msg']}.", "Mend it; until then it is left out."


def misplaced(model: type[BaseModel], place: Place) -> str:
    """Where a setting belongs that stands under a wrong heading; "" when that is not known.

    The commonest slip in TOML: what stands below a heading belongs to it.
    """
    key = place[-1]
    field = next((f for n, f in model.model_fields.items() if key == (f.alias or n)), None)
    if len(place) > 1 and field is not None:
        kind = _inner(field.annotation)
        if get_origin(kind) is list and isinstance(get_args(kind)[0], type(BaseModel)):
            return f"It is a table of its own: write its heading as [[{key}]]."
        if get_origin(kind) is dict or isinstance(kind, type(BaseModel)):
            return f"It is a table of its own: write its heading as [{key}]."
        return "It belongs to the top of the file, above the first heading in brackets."
    if len(place) == 1:
        homes = [
            n
            for n, f in model.model_fields.items()
            if isinstance(kind := _inner(f.annotation), type(BaseModel)) and key in kind.model_fields
        ]
        if len(homes) == 1:
            return f"It belongs under the heading [{homes[0]}]."
    return ""


def _unknown(model: type[BaseModel], place: Place, value: object) -> str:
    """What to do about a setting that does not exist: its place, the nearest name, or all names."""
    fields = _fields(model, place[:-1])
    fitting = [name for name, field in fields.items() if _may_be(field.annotation, value)]
    home = misplaced(model, place)  # known by its very name, which is surer than a likeness
    near = one_of(fitting, place[-1])
    return home or (near if near.startswith("Did") else one_of(fields))


def _may_be(annotation: Any, value: object) -> bool:
    """Whether a value could be a setting's: `logo = "logo.png"` is no slip for `log`, which takes three words."""
    kind = _inner(annotation)
    return get_origin(kind) is not Literal or value in get_args(kind)


def _as_written(value: object) -> str:
    """A value as a person would point at it."""
    return value.isoformat() if isinstance(value, date | time) else repr(value)


def _fields(model: type[BaseModel], place: Place) -> dict[str, FieldInfo]:
    """The settings that may stand at a place."""
    found: Any = model
    for part in place:
        if isinstance(found, type) and issubclass(found, BaseModel):
            known = {f.alias or n: f.annotation for n, f in found.model_fields.items()}
            found = _inner(known.get(str(part)))
        else:
            found = _inner(get_args(found)[-1])
    if isinstance(found, type) and issubclass(found, BaseModel):
        return {f.alias or n: f for n, f in found.model_fields.items()}
    return {}


def _inner(annotation: Any) -> Any:
    """Without "or nothing"."""
    if get_origin(annotation) is UnionType:
        return next(a for a in get_args(annotation) if a is not type(None))
    return annotation
