"""Makes the QML-visible properties of each presented view: `python -m kiosk.ui.make_models`.

A field of a view is declared in its dataclass alone. From it this writes a Python class with one typed property for
each field, as source, because qmllint reads the decorators. A test holds that the files are what the dataclasses give.

A scalar becomes a property, `steps_done` as `stepsDone`. A part (a dataclass in a field) gives its fields with its name
in front, `laterHeadline`, and `hasLater` where it may be absent. Rows that have a key become a list model, other lists
are taken whole. Each function of the module `derived` becomes a property that is computed from the view.
"""

from __future__ import annotations

import importlib
import inspect
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, Final

from kiosk.present.board import BoardView
from kiosk.present.kiosk.view import KioskView
from kiosk.present.reception.view import ReceptionScreen

ROOT: Final = Path(__file__).parents[2]
LINE: Final = 110
"""Columns, as pyproject.toml has it."""
COMMAND: Final = "python -m kiosk.ui.make_models"
SCALARS: Final = {str: "str", int: "int", bool: "bool", float: "float"}


@dataclass(frozen=True, slots=True)
class Model:
    """One class to make. `rows`: list field (`panel.facts` in a part) -> the field that identifies a row."""

    package: str
    class_name: str
    view: type[Any]
    rows: Mapping[str, str] = field(default_factory=dict)
    skip: frozenset[str] = frozenset()
    derived: bool = False

    @property
    def path(self) -> Path:
        return ROOT / self.package.replace(".", "/") / "made_model.py"


MODELS: Final = (
    Model(
        package="kiosk.ui.kiosk",
        class_name="KioskProperties",
        view=KioskView,
        rows={"choices": "id", "tools": "id", "toggles": "id"},
        skip=frozenset({"private", "sheet.private"}),  # asked by the reading only
        derived=True,
    ),
    Model(
        package="kiosk.ui.board",
        class_name="BoardProperties",
        view=BoardView,
        rows={"rows": "id", "near": "id", "recent": "id", "waiting": "station"},
    ),
    Model(
        package="kiosk.ui.reception",
        class_name="ReceptionProperties",
        view=ReceptionScreen,
        rows={
            "figures": "id",
            "devices": "id",
            "found": "id",
            "panel.facts": "text",
            "panel.stops": "id",
            "panel.rows": "id",
            "panel.history": "id",
            "panel.actions": "id",
        },
        skip=frozenset({"lanes"}),  # placed on the screen by the model itself
        derived=True,
    ),
)


@dataclass(frozen=True, slots=True)
class Part:
    """A dataclass within the view: its field, its type, whether it may be absent. The view itself has no field."""

    name: str
    type: type[Any]
    optional: bool = False

    @property
    def value(self) -> str:
        """How the part is read."""
        if not self.name:
            return "self._view"
        return (
            f"(self._view.{self.name} or {self.empty_name})" if self.optional else f"self._view.{self.name}"
        )

    def of(self, view: str) -> str:
        return self.value.replace("self._view", view)

    @property
    def empty_name(self) -> str:
        return f"NO_{self.name.upper()}"


def source(model: Model) -> str:
    """The module of one model. LookupError: it names a field that the view does not have."""
    _check(model)
    names = _names(model)
    parts = [part for part in _parts(model) if part.optional]
    lines = [
        f'"""What QML sees of a `{model.view.__name__}`.',
        "",
        f'Made by `{COMMAND}`: change the dataclass, not this file."""',
        "",
        "from __future__ import annotations",
        "",
        f"from typing import {'Any, Final' if parts else 'Any'}",
        "",
        "from PySide6.QtCore import Property, QObject, Signal",
        "from PySide6.QtQml import QmlAnonymous",
        "",
        *_import(model.view.__module__, sorted(names)),
    ]
    if model.derived:
        lines.append(f"from {model.package} import derived")
    lines += [
        "from kiosk.ui.runtime.list_model import ListModel, plain",
        "",
        'QML_IMPORT_NAME = "Kiosk"',
        "QML_IMPORT_MAJOR_VERSION = 1",
        "",
        *(f"{part.empty_name}: Final = {_empty(part.type)}" for part in parts),
        "",
        "",
        "@QmlAnonymous",
        f"class {model.class_name}(QObject):",
        '    """The values of the view as properties, and its rows as list models."""',
        "",
        "    changed = Signal()",
        "    listsChanged = Signal()  # apart from `changed`: a list read anew is built anew on the screen",
        "    fixed = Signal()  # never emitted: list models stay the same objects",
        "",
        f"    def __init__(self, view: {model.view.__name__}, parent: QObject | None = None) -> None:",
        "        super().__init__(parent)",
        "        self._view = view",
        *(
            f"        self._{attribute} = ListModel({row.__name__}, self, key={key!r})"
            for attribute, row, key, _ in _row_lists(model)
        ),
        "        self._lists = self._lists_of(view)",
        "",
        f"    def view(self) -> {model.view.__name__}:",
        '        """What is shown now."""',
        "        return self._view",
        "",
        "    def _signal(self) -> None:",
        '        """Signal the values of the view; its rows are shown apart."""',
        "        was, self._lists = self._lists, self._lists_of(self._view)",
        "        if self._lists != was:",
        "            self.listsChanged.emit()",
        "        self.changed.emit()",
        "",
        f"    def _show_rows(self, view: {model.view.__name__}) -> None:",
        *(f"        self._{attribute}.show({value})" for attribute, _, _, value in _row_lists(model)),
        "",
        "    @staticmethod",
        f"    def _lists_of(view: {model.view.__name__}) -> dict[str, list[Any]]:",
        "        return {",
        *(
            f"            {attribute!r}: plain({part.of('view')}.{one.name}),"
            for attribute, part, one in _whole_lists(model)
        ),
        "        }",
        "",
        *(line for one in _properties(model) for line in (*one, "")),
    ]
    return "\n".join(lines).replace("'", '"').rstrip() + "\n"


def _check(model: Model) -> None:
    """A renamed field must not quietly become a list that is built anew at each change."""
    known = {_path(part, one) for part in _parts(model) for one in fields(part.type)}
    unknown = {*model.rows, *model.skip} - known
    if unknown:
        raise LookupError(f"{model.view.__name__} has no field {', '.join(sorted(unknown))}.")


def _properties(model: Model) -> Iterator[list[str]]:
    for attribute, _, _, _ in _row_lists(model):
        yield _property("QObject", _camel(attribute), f"self._{attribute}", "fixed")
    for attribute, _, _ in _whole_lists(model):
        yield _list_property(_camel(attribute), f'self._lists["{attribute}"]', "listsChanged")
    for part in _parts(model):
        if part.optional:
            yield _property("bool", _camel(f"has_{part.name}"), f"self._view.{part.name} is not None")
        for one, kind in _fields(model, part):
            if kind in SCALARS:
                name = f"{part.name}_{one.name}" if part.name else one.name
                yield _property(SCALARS[kind], _camel(name), f"{part.value}.{one.name}")
    for name, function in _derived(model):
        kind = typing.get_type_hints(function)["return"]
        value = f"derived.{name}(self._view)"
        if kind in SCALARS:
            yield _property(SCALARS[kind], _camel(name), value)
        else:
            yield _list_property(_camel(name), value, "changed")


def _property(kind: str, name: str, value: str, notify: str = "changed") -> list[str]:
    return [
        f"    @Property({kind}, notify={notify})",
        f"    def {name}(self) -> {kind}:",
        f"        return {value}",
    ]


def _list_property(name: str, value: str, notify: str) -> list[str]:
    return [
        f'    @Property("QVariantList", notify={notify})  # type: ignore[arg-type]',
        f"    def {name}(self) -> list[Any]:",
        f"        return {value}",
    ]


def _parts(model: Model) -> list[Part]:
    """The view itself, then the dataclasses in its fields."""
    found = [Part("", model.view)]
    for one, kind in _fields(model, found[0]):
        inner = [each for each in typing.get_args(kind) if each is not types.NoneType]
        if is_dataclass(kind):
            found.append(Part(one.name, typing.cast("type[Any]", kind)))
        elif isinstance(kind, types.UnionType) and len(inner) == 1 and is_dataclass(inner[0]):
            found.append(Part(one.name, typing.cast("type[Any]", inner[0]), optional=True))
    return found


def _fields(model: Model, part: Part) -> Iterator[tuple[Field[Any], Any]]:
    """The fields of a part that QML sees, each with its type."""
    hints = typing.get_type_hints(part.type)
    for one in fields(part.type):
        if _path(part, one) not in model.skip:
            yield one, hints[one.name]


def _lists(model: Model) -> Iterator[tuple[str, Part, Field[Any], Any]]:
    """Every list: its attribute, where it is, and the type of its items."""
    for part in _parts(model):
        for one, kind in _fields(model, part):
            if typing.get_origin(kind) is tuple:
                yield _path(part, one).replace(".", "_"), part, one, typing.get_args(kind)[0]


def _row_lists(model: Model) -> list[tuple[str, type[Any], str, str]]:
    return [
        (attribute, item, model.rows[_path(part, one)], f"{part.of('view')}.{one.name}")
        for attribute, part, one, item in _lists(model)
        if _path(part, one) in model.rows
    ]


def _whole_lists(model: Model) -> list[tuple[str, Part, Field[Any]]]:
    return [
        (attribute, part, one)
        for attribute, part, one, _ in _lists(model)
        if _path(part, one) not in model.rows
    ]


def _derived(model: Model) -> list[tuple[str, Any]]:
    if not model.derived:
        return []
    module = importlib.import_module(f"{model.package}.derived")
    return [
        (name, function)
        for name, function in vars(module).items()
        if inspect.isfunction(function) and function.__module__ == module.__name__
    ]


def _names(model: Model) -> set[str]:
    """The dataclasses that the made module imports."""
    rows = {row.__name__ for _, row, _, _ in _row_lists(model)}
    return rows | {model.view.__name__} | {part.type.__name__ for part in _parts(model) if part.optional}


def _import(module: str, names: list[str]) -> list[str]:
    """The import as the formatter has it: one name a line where they do not fit in one."""
    line = f"from {module} import {', '.join(names)}"
    if len(line) <= LINE:
        return [line]
    return [f"from {module} import (", *(f"    {name}," for name in names), ")"]


def _path(part: Part, one: Field[Any]) -> str:
    return f"{part.name}.{one.name}" if part.name else one.name


def _empty(kind: type[Any]) -> str:
    """An instance that says nothing: fields without a default are empty."""
    hints = typing.get_type_hints(kind)
    needed = [one.name for one in fields(kind) if one.default is MISSING and one.default_factory is MISSING]
    return f"{kind.__name__}({', '.join(f'{name}={hints[name]()!r}' for name in needed)})"


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(part.capitalize() for part in others)


if __name__ == "__main__":
    for model in MODELS:
        model.path.write_text(source(model), encoding="utf-8")
