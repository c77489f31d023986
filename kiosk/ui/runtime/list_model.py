"""Rows of frozen dataclasses as a Qt list model: one role a field, changed row by row.

A row that stays is never rebuilt on the screen, so that a ticked box changes that box and nothing beside it.
Knows nothing of what the rows mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt

FIRST_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
RENAMED: Final = {"id": "key"}
"""`id` is a word of the QML language."""
PICTURES: Final = {"pictogram", "sign"}
"""Told after the words: how large a picture is follows from them, and each size of it must be drawn."""


class ListModel(QAbstractListModel):
    """Rows of one dataclass; the field `key` says which row it is."""

    def __init__(self, row_type: type[Any], parent: QObject | None = None, key: str = "id") -> None:
        super().__init__(parent)
        self._key: Final = key
        self._names: Final = tuple(
            sorted((field.name for field in fields(row_type)), key=lambda name: name in PICTURES)
        )
        self._rows: tuple[Any, ...] = ()

    def rows(self) -> tuple[Any, ...]:
        return self._rows

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
        name = role - FIRST_ROLE
        if not (0 <= index.row() < len(self._rows) and 0 <= name < len(self._names)):
            return None
        return plain(getattr(self._rows[index.row()], self._names[name]))

    def roleNames(self) -> dict[int, QByteArray]:
        return {
            FIRST_ROLE + number: QByteArray(RENAMED.get(name, name).encode())
            for number, name in enumerate(self._names)
        }

    def show(self, rows: Sequence[Any]) -> None:
        """Take these rows: what is the same stays, what lies between is taken out or put in."""
        new = tuple(rows)
        if new == self._rows:
            return
        same_start = self._same(self._rows, new)
        same_end = self._same(self._rows[same_start:][::-1], new[same_start:][::-1])
        old_end, new_end = len(self._rows) - same_end, len(new) - same_end
        before = self._rows
        if old_end > same_start:
            self.beginRemoveRows(QModelIndex(), same_start, old_end - 1)
            self._rows = before[:same_start] + before[old_end:]
            self.endRemoveRows()
        if new_end > same_start:
            self.beginInsertRows(QModelIndex(), same_start, new_end - 1)
            self._rows = before[:same_start] + new[same_start:new_end] + before[old_end:]
            self.endInsertRows()
        self._update(new)

    def _update(self, new: tuple[Any, ...]) -> None:
        """The same rows in the same places, some with other values."""
        changes = list(zip(self._rows, new, strict=True))
        self._rows = new
        for row, (was, now) in enumerate(changes):
            changed = [
                FIRST_ROLE + number
                for number, name in enumerate(self._names)
                if getattr(was, name) != getattr(now, name)
            ]
            if changed:
                self.dataChanged.emit(self.index(row), self.index(row), changed)

    def _same(self, one: Sequence[Any], other: Sequence[Any]) -> int:
        """How many rows at the start are the same rows, whatever their values."""
        count = 0
        for a, b in zip(one, other, strict=False):
            if getattr(a, self._key) != getattr(b, self._key):
                break
            count += 1
        return count


class HeldRows(ListModel):
    """Rows whose places stay when there are fewer: what is built for a row waits there, empty, for the next one."""

    def __init__(self, empty: Any, parent: QObject | None = None, key: str = "id") -> None:
        super().__init__(type(empty), parent, key)
        self._empty: Final = empty

    def show(self, rows: Sequence[Any]) -> None:
        """Take these rows, in the places of those that were; places left over are emptied."""
        new = tuple(rows)
        had = len(self._rows)
        self._update((*new[:had], *(self._empty,) * (had - len(new))))
        if had < len(new):
            self.beginInsertRows(QModelIndex(), had, len(new) - 1)
            self._rows = new
            self.endInsertRows()

    def hold(self, count: int) -> None:
        """At least so many places."""
        had = len(self._rows)
        if had < count:
            self.beginInsertRows(QModelIndex(), had, count - 1)
            self._rows += (self._empty,) * (count - had)
            self.endInsertRows()

    def hide_pictures(self) -> None:
        """Until the next rows come: no picture is drawn anew while the places of the rows change."""
        bare = {name: "" for name in self._names if name in PICTURES}
        self._update(tuple(replace(row, **bare) for row in self._rows))


def plain(value: Any) -> Any:
    """Dataclasses and tuples as QML takes them: maps with the fields' names, and lists."""
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return [plain(item) for item in value] if isinstance(value, tuple) else value
