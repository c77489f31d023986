"""The doctor asks the office server, and says what to do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.client import identity
from kiosk.doctor import Context, Finding, State, run
from kiosk.protocol import api
from kiosk.protocol.codec import convert
from kiosk.protocol.pairing import Paired
from tests.office.factories import Running
from tests.office.test_processes import CONFIG


def found(data: Path, config: Path = CONFIG) -> Finding:
    (finding,) = run(Context(data=data, config=config), "office")
    return finding


def paired(office: Running, data: Path) -> identity.Identity:
    code = office.http.post("/v1/pairings", json={"role": "kiosk", "place": "Hall"}).json()["code"]
    answer = office.http.post("/v1/pair", json={"code": code, "incarnation": "aa11"})
    known = identity.of_paired(office.url, convert(Paired, answer.json()))
    identity.save(data, known)
    return known


def test_a_kiosk_that_was_never_paired_is_fine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "DEFAULT_PORT", 9)
    assert found(tmp_path).state is State.FINE


def test_a_server_that_answers_is_fine(office: Running, tmp_path: Path) -> None:
    paired(office, tmp_path)
    finding = found(tmp_path)
    assert finding.state is State.FINE
    assert finding.evidence.startswith(f"{office.url} answers")


def test_what_is_the_matter_is_told_with_a_remedy(office: Running, tmp_path: Path) -> None:
    known = paired(office, tmp_path)
    other = tmp_path / "other.toml"
    other.write_text('id = "lillby"\nname = "Lillby"\n')
    assert "is the server of ekeby" in found(tmp_path, other).evidence
    office.http.delete(f"/v1/devices/{known.device}")
    assert "does not know this device any more" in found(tmp_path).evidence
    identity.save(tmp_path, replace(known, url="http://127.0.0.1:9"))
    finding = found(tmp_path)
    assert (finding.state, finding.evidence) == (State.WARNING, "http://127.0.0.1:9 does not answer.")
    assert finding.remedy is not None


def test_a_server_that_stands_still_is_a_fault_on_its_own_computer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There nobody is helped by "not paired": incidents begin with this command."""
    monkeypatch.setattr(api, "DEFAULT_PORT", 9)
    (tmp_path / "office.db").touch()
    finding = found(tmp_path)
    assert (finding.state, finding.evidence) == (
        State.FAULT,
        "The office server of this computer does not answer at http://127.0.0.1:9.",
    )
    assert "motesplats-office" in str(finding.remedy)
