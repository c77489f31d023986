"""`motesplats pair`: a code from a running office server, or one sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from click.testing import CliRunner, Result

from kiosk.cli import main
from tests.office.making import Running, running


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("office")) as office:
        yield office


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["pair", *map(str, arguments)])


def test_the_code_pairs_a_device(office: Running) -> None:
    result = run("--role", "kiosk", "--place", "Kiosk 1", "--office", office.url)
    assert (result.exit_code, result.stderr) == (0, "")
    code = result.stdout.split()[0]
    paired = office.http.post("/v1/pair", json={"code": code, "incarnation": "aa11"}).json()
    assert (paired["role"], paired["place"]) == ("kiosk", "Kiosk 1")


def test_as_a_document(office: Running) -> None:
    result = run("--role", "desk", "--place", "Disk 3", "--desk", 3, "--office", f"{office.url}/", "--json")
    document = json.loads(result.stdout)
    assert (document["role"], document["desk"], len(document["code"])) == ("desk", 3, 11)


def test_no_server_is_told() -> None:
    result = run("--role", "kiosk", "--place", "x", "--office", "http://127.0.0.1:9")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("motesplats: No office server answers at http://127.0.0.1:9. Start it")


def test_what_the_server_refuses_is_told(office: Running) -> None:
    result = run("--role", "kiosk", "--place", "", "--office", office.url)
    assert result.exit_code == 1
    assert "place: " in result.stderr


def test_an_address_that_is_none_is_told() -> None:
    result = run("--role", "kiosk", "--place", "x", "--office", "file:///etc/passwd")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "is no address of an office server" in result.stderr


def test_a_role_that_is_none_is_wrong_usage() -> None:
    assert run("--role", "king", "--place", "x").exit_code == 2
