"""`motesplats pair`: new, use, list and revoke against a running office server, or one sentence."""

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
    result = run("new", "--role", "kiosk", "--place", "Kiosk 1", "--office", office.url)
    assert (result.exit_code, result.stderr) == (0, "")
    code = result.stdout.split()[0]
    paired = office.http.post("/v1/pair", json={"code": code, "incarnation": "aa11"}).json()
    assert (paired["role"], paired["place"]) == ("kiosk", "Kiosk 1")


def test_the_code_is_one_json_document_for_programs(office: Running) -> None:
    asked = ("--role", "desk", "--place", "Disk 3", "--desk", 3, "--office", f"{office.url}/", "--json")
    document = json.loads(run("new", *asked).stdout)
    assert document.keys() == {"code", "expires", "role", "place", "desk"}
    assert (document["role"], document["desk"], len(document["code"])) == ("desk", 3, 11)


def test_a_device_without_a_place_stands_under_its_role(office: Running) -> None:
    told = run("new", "--role", "reception", "--office", office.url, "--json").stdout
    assert json.loads(told)["place"] == "reception"


def test_no_server_is_told() -> None:
    away = ("--office", "http://127.0.0.1:9")
    for asked in (("new", "--role", "kiosk"), ("use", "AAAAA-AAAAA"), ("list",), ("revoke", "d1")):
        result = run(*asked, *away, *(("--token-file", "token") if asked[0] == "use" else ()))
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == (
            "motesplats: http://127.0.0.1:9: The office server does not answer."
            " Start it with motesplats office, or name it with --office.\n"
        )


def test_what_the_server_refuses_is_told(office: Running) -> None:
    result = run("new", "--role", "kiosk", "--place", "", "--office", office.url)
    assert result.exit_code == 1
    assert "`place`: " in result.stderr


def test_a_wrong_code_is_told_with_its_own_remedy_only(office: Running, tmp_path: Path) -> None:
    """A code is used where the device stands, not on the server's computer."""
    result = run("use", "WRONG", "--token-file", tmp_path / "token", "--office", office.url)
    assert result.exit_code == 1
    assert result.stderr.endswith("Get a new one at reception.\n")


@pytest.mark.parametrize("way", [("use", "\udcff"), ("new", "--role", "desk", "--place", "\udcff")])
def test_a_text_in_another_encoding_is_told(office: Running, tmp_path: Path, way: tuple[str, ...]) -> None:
    result = run(*way, "--office", office.url, *(("--data", tmp_path) if way[0] == "use" else ()))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "not Unicode" in result.stderr


def test_an_address_that_is_none_is_told() -> None:
    result = run("new", "--role", "kiosk", "--office", "file:///etc/passwd")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "is no office server's address" in result.stderr


def test_another_computer_is_not_asked_in_the_clear(tmp_path: Path) -> None:
    """The code of a pairing and the token in its answer would be anybody's on the way."""
    result = run(
        "use", "AAAAA-AAAAA", "--office", "http://192.0.2.1:8321", "--token-file", tmp_path / "token"
    )
    assert (result.exit_code, result.stdout) == (1, "")
    assert "may only be reached by https://" in result.stderr


def test_a_role_that_is_none_is_wrong_usage() -> None:
    assert run("new", "--role", "king").exit_code == 2


def test_a_code_may_hold_for_hours(office: Running) -> None:
    told = run("new", "--role", "kiosk", "--hours", 48, "--office", office.url, "--json").stdout
    document = json.loads(told)
    assert document["expires"] == office.clock.now().wall + 48 * 3600
    assert len(document["code"]) == 23, "longer, for who finds its hash has time to guess"
    assert run("new", "--role", "kiosk", "--hours", 999).exit_code == 2


def test_a_token_is_written_for_its_owner_only_and_never_over_another(
    office: Running, tmp_path: Path
) -> None:
    file = tmp_path / "token"
    code = run("new", "--role", "monitor", "--place", "Prometheus", "--office", office.url).stdout.split()[0]
    asked = ("use", code, "--office", office.url, "--token-file", file)
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
    told = run("new", "--role", "board", "--place", "Hall", "--office", office.url, "--json").stdout
    code, file = json.loads(told)["code"], tmp_path / "token"
    result = run("use", code, "--token-file", file, "--office", office.url)
    assert result.stdout.startswith("Paired Hall as board of")
    used = run("use", code, "--token-file", tmp_path / "other", "--office", office.url)
    assert used.exit_code == 1
    assert "wrong, used or too old" in used.stderr
    assert not (tmp_path / "other").exists()


def test_a_kiosk_is_paired_without_a_screen(office: Running, tmp_path: Path) -> None:
    told = run("new", "--role", "kiosk", "--place", "Kiosk 3", "--office", office.url, "--json").stdout
    code, config = json.loads(told)["code"], sample_office("city")
    here = ("--data", tmp_path / "kiosk", "--config", config, "--office", office.url)
    result = run("use", code, *here)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("Paired with the office ekeby: this is Kiosk 3.")
    mine = identity.load(tmp_path / "kiosk")
    assert mine is not None
    assert mine.token not in result.stdout
    again = run("use", "AAAAA-AAAAA", *here)
    assert (again.exit_code, again.stdout) == (1, "")
    assert "wrong, used or too old" in again.stderr
    assert identity.load(tmp_path / "kiosk") == mine
    away = run("use", code, *here[:-1], "http://192.0.2.1:8321")
    assert "may only be reached by https://" in away.stderr


def test_a_device_is_ended_by_its_id(office: Running) -> None:
    token = office.token("board")
    device = [each for each in office.http.get("/v1/devices").json()["devices"] if each["place"] == "board"][
        -1
    ]
    result = run("revoke", device["device"], "--office", office.url)
    assert result.stdout == f"{device['device']} may do nothing any more; its tickets stay.\n"
    assert office.http.get("/v1/views/public", headers=token).status_code == 401
    nobody = run("revoke", "../x", "--office", office.url)
    assert (nobody.exit_code, nobody.stdout) == (1, "")
    listed = run("list", "--office", office.url).stdout.splitlines()
    assert [line for line in listed if line.startswith(device["device"]) and ": revoked 20" in line]


def test_devices_are_listed_with_the_id_that_revoke_takes(office: Running) -> None:
    office.token("desk")
    document = json.loads(run("list", "--office", office.url, "--json").stdout)
    device = next(each for each in document["devices"] if each["role"] == "desk")
    text = run("list", "--office", office.url).stdout
    assert f"{device['device']}  {device['place']} (desk" in text


def test_a_code_for_a_kiosk_gives_no_token_file(office: Running, tmp_path: Path) -> None:
    code = run("new", "--role", "kiosk", "--office", office.url).stdout.split()[0]
    result = run("use", code, "--token-file", tmp_path / "token", "--office", office.url)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "That code is for a kiosk." in result.stderr
    assert not (tmp_path / "token").exists()


def test_a_stranger_is_sent_to_the_servers_own_computer(
    office: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.office.access.ROUTES", {})
    result = run("list", "--office", office.url)
    assert result.exit_code == 1
    assert result.stderr.endswith("Run this on the office server's own computer.\n")


@pytest.mark.parametrize(
    "arguments",
    [("new",), ("new", "--place", "x"), ("use",), ("revoke",), ("lend",), ("list", "--role", "kiosk")],
)
def test_half_a_request_is_wrong_usage(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2
