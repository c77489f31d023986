"""Which addresses a device may speak to."""

from __future__ import annotations

import pytest

from kiosk.client.session import AddressError, base_url


@pytest.mark.parametrize(
    ("given", "base"),
    [
        ("http://127.0.0.1:8321", "http://127.0.0.1:8321"),
        ("http://127.0.0.1:8321/", "http://127.0.0.1:8321"),
        (" http://localhost:8321 ", "http://localhost:8321"),
        ("http://[::1]:8321", "http://[::1]:8321"),
        ("https://office.example/kiosks/", "https://office.example/kiosks"),
    ],
)
def test_a_server_is_named_by_its_address(given: str, base: str) -> None:
    assert base_url(given) == base


@pytest.mark.parametrize(
    "given",
    [
        *("", "127.0.0.1:8321", "ftp://127.0.0.1", "http://", "http://127.0.0.1:port", "http://[::1"),
        *("http://a?b", "https://name:password@office.example"),
    ],
)
def test_what_is_no_address_is_refused(given: str) -> None:
    with pytest.raises(AddressError, match="no office server's address"):
        base_url(given)


@pytest.mark.parametrize(
    "given", ["http://192.168.1.5:8321", "http://office.example", "http://127.0.0.1.example"]
)
def test_another_computer_is_not_spoken_to_in_the_clear(given: str) -> None:
    with pytest.raises(AddressError, match="https"):
        base_url(given)
