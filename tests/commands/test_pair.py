"""`motesplats pair`: a code from a running office server, or one sentence."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk.catalogue.load import sample_office
from kiosk.cli import main
from kiosk.client import identity
from tests.office.factories import Running, running


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


def test_a_code_may_hold_for_hours(office: Running) -> None:
    told = run(
        "--role", "kiosk", "--place", "Kiosk 2", "--hours", 48, "--office", office.url, "--json"
    ).stdout
    document = json.loads(told)
    assert document["expires"] == office.clock.now().wall + 48 * 3600
    assert len(document["code"]) == 23, "longer, for who finds its hash has time to guess"
    assert run("--role", "kiosk", "--place", "Kiosk 2", "--hours", 999).exit_code == 2


def test_a_token_is_written_for_its_owner_only_and_never_over_another(
    office: Running, tmp_path: Path
) -> None:
    file = tmp_path / "token"
    asked = ("--role", "monitor", "--place", "Prometheus", "--office", office.url, "--token-file", file)
    result = run(*asked)
    assert result.exit_code == 0, result.stderr
    token = file.read_text().strip()
    assert token not in result.stdout
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    figures = office.http.get("/metrics", headers={"Authorization": f"Bearer {token}"})
    assert figures.status_code == 200
    again = run(*asked)
    assert again.exit_code == 1
    assert "is there already" in again.stderr
    assert file.read_text().strip() == token


def test_a_code_from_reception_is_traded_on_the_boards_own_computer(office: Running, tmp_path: Path) -> None:
    told = run("--role", "board", "--place", "Hall", "--office", office.url, "--json").stdout
    code, file = json.loads(told)["code"], tmp_path / "token"
    result = run("--code", code, "--token-file", file, "--office", office.url)
    assert result.stdout.startswith("Paired Hall as board of")
    used = run("--code", code, "--token-file", tmp_path / "other", "--office", office.url)
    assert used.exit_code == 1
    assert "wrong, used or too old" in used.stderr
    assert not (tmp_path / "other").exists()


def test_a_kiosk_is_paired_without_a_screen(office: Running, tmp_path: Path) -> None:
    told = run("--role", "kiosk", "--place", "Kiosk 3", "--office", office.url, "--json").stdout
    code, config = json.loads(told)["code"], sample_office("city")
    here = ("--data", tmp_path / "kiosk", "--config", config, "--office", office.url)
    result = run("--code", code, *here)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("Paired with the office ekeby: this is Kiosk 3.")
    mine = identity.load(tmp_path / "kiosk")
    assert mine is not None
    assert mine.token not in result.stdout
    again = run("--code", "AAAAA-AAAAA", *here)
    assert (again.exit_code, again.stdout) == (1, "")
    assert "wrong, used or too old" in again.stderr
    assert identity.load(tmp_path / "kiosk") == mine
    away = run("--code", code, *here[:-1], "http://192.0.2.1:8321")
    assert "may only be reached by https://" in away.stderr


def test_a_device_is_ended_by_its_id(office: Running) -> None:
    token = office.token("board")
    device = [each for each in office.http.get("/v1/devices").json()["devices"] if each["place"] == "board"][
        -1
    ]
    result = run("--revoke", device["device"], "--office", office.url)
    assert result.stdout == f"{device['device']} may do nothing any more; its tickets stay.\n"
    assert office.http.get("/v1/views/public", headers=token).status_code == 401
    nobody = run("--revoke", "../x", "--office", office.url)
    assert (nobody.exit_code, nobody.stdout) == (1, "")
    assert run("--revoke", "x", "--role", "board").exit_code == 2


@pytest.mark.parametrize(
    "arguments",
    [(), ("--role", "kiosk"), ("--code", "A"), ("--role", "kiosk", "--place", "x", "--token-file", "t")],
)
def test_half_a_request_is_wrong_usage(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2
