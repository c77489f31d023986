"""Single values under a key."""

from __future__ import annotations

from kiosk.storage import meta
from kiosk.storage.connection import Connection


def test_a_value_is_kept_replaced_and_forgotten(conn: Connection) -> None:
    assert meta.get(conn, "a") is None
    meta.put(conn, "a", "1")
    meta.put(conn, "a", "2")
    meta.put(conn, "b", "3")
    assert (meta.get(conn, "a"), meta.get(conn, "b")) == ("2", "3")
    meta.delete(conn, "a")
    meta.delete(conn, "a")
    assert (meta.get(conn, "a"), meta.get(conn, "b")) == (None, "3")
