"""A settings file and its drop-ins as one: later files win per key, and every problem is told in the file it stands in.

A table is merged key by key; anything else, a list too, is taken whole from the last file that has it. Must not
know what any setting means.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel

from kiosk.catalogue.problems import Problem
from kiosk.catalogue.toml_reader import Place, Source

Model = TypeVar("Model", bound=BaseModel)


@dataclass
class Layers(Source[Model]):
    """Checked files, one over the other; `rows` is what they say together."""

    layers: Sequence[Source[Model]] = field(default_factory=list)

    @classmethod
    def of(cls, layers: Sequence[Source[Model]], model: type[Model]) -> Layers[Model]:
        """The first is the settings file, the others are its drop-ins in their order. Each has been checked."""
        if len(layers) == 1:
            content = layers[0].content
            rows = layers[0].rows
        else:
            content = {}
            for layer in layers:
                _lay_over(content, layer.content)
            rows = model.model_validate(content)
        problems = [problem for layer in layers for problem in layer.problems]
        return cls(layers[0].name, rows, problems=problems, content=content, layers=layers)

    def report(self, place: Place, what: str, remedy: str) -> None:
        """Adds a problem to the file that has the last word on the place."""
        layer = self._owner(place)
        before = len(layer.problems)
        layer.report(place, what, remedy)
        self.problems += layer.problems[before:]

    def file_of(self, place: Place) -> str:
        """The file that has the last word on a place."""
        return self._owner(place).name

    def note(self, place: Place, what: str, remedy: str) -> None:
        """Adds a note to the file that has the last word on the place."""
        layer = self._owner(place)
        before = len(layer.notes)
        layer.note(place, what, remedy)
        self.notes += layer.notes[before:]

    def excuses(self, *entry: str) -> bool:
        """Whether an entry is unknown only because of a fault in one of the files that has been reported."""
        return any(layer.excuses(*entry) for layer in self.layers)

    def in_order(self) -> list[Problem]:
        """The problems file by file, in each by line."""
        order = [layer.name for layer in self.layers]
        return sorted(self.problems, key=lambda problem: (order.index(problem.file), problem.line))

    def _owner(self, place: Place) -> Source[Model]:
        """Of the files that have most of the place the last, which wins; of a table the first, which began it."""
        reached = [_reach(layer.content, place) for layer in self.layers]
        most = max(depth for depth, _ in reached)
        having = [layer for layer, (depth, _) in zip(self.layers, reached, strict=True) if depth == most]
        is_table = any(table for depth, table in reached if depth == most)
        return having[0 if is_table or most == 0 else -1]


def _lay_over(below: dict[str, Any], above: dict[str, Any]) -> None:
    for key, value in above.items():
        if isinstance(value, dict) and isinstance(below.get(key), dict):
            _lay_over(below[key], value)
            continue
        # taken away first: where the order tells, the later word is the last
        below.pop(key, None)
        below[key] = _copied(value)


def _copied(value: Any) -> Any:
    return {key: _copied(each) for key, each in value.items()} if isinstance(value, dict) else value


def _reach(content: Any, place: Place) -> tuple[int, bool]:
    """How many parts of a place a file has, from its beginning, and whether a table is there."""
    for depth, part in enumerate(place):
        try:
            content = content[part]
        except (KeyError, IndexError, TypeError):
            return depth, isinstance(content, dict)
    return len(place), isinstance(content, dict)
