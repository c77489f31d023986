"""Where things lie: what is named wins, and a name that leads nowhere is refused instead of passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk import places


def test_what_the_program_brings_lies_beside_it() -> None:
    assert (places.assets_dir() / "pictograms").is_dir()
    assert places.translations_dir().parent == places.assets_dir().parent


def test_the_named_data_folder_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(places.DATA_VARIABLE, str(tmp_path))
    assert places.default_data_dir() == tmp_path
    monkeypatch.delenv(places.DATA_VARIABLE)
    monkeypatch.setattr(places, "SYSTEM_DATA", ())
    assert places.default_data_dir().name == "motesplats"


def test_settings_are_asked_for_by_name_then_beside_the_data_then_for_the_computer(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(places, "SYSTEM_CONFIG", tmp_path / "etc" / "office.toml")
    data = tmp_path / "data"
    assert places.find_config(data) is None
    for path in reversed(places.config_candidates(data)):
        path.parent.mkdir()
        path.touch()
        assert places.find_config(data) == path
    named = tmp_path / "named.toml"
    named.touch()
    monkeypatch.setenv(places.CONFIG_VARIABLE, str(named))
    assert places.find_config(data) == named


def test_named_settings_that_are_not_there_are_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(places.CONFIG_VARIABLE, str(tmp_path / "gone.toml"))
    with pytest.raises(places.PlaceError, match=r"gone\.toml, where there is no file"):
        places.find_config(tmp_path)


def test_an_installed_packages_folder_is_this_computers_for_whoever_may_look_into_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of them; where there are both, the folder has to be named."""
    monkeypatch.delenv(places.DATA_VARIABLE, raising=False)
    monkeypatch.setattr(places, "SYSTEM_DATA", ())
    usual = places.default_data_dir()
    kiosk, office = tmp_path / "kiosk", tmp_path / "office"
    monkeypatch.setattr(places, "SYSTEM_DATA", (kiosk, office))
    assert places.default_data_dir() == usual
    office.mkdir()
    assert places.default_data_dir() == office
    kiosk.mkdir()
    assert places.default_data_dir() == usual
