"""The settings reference: what is documented is what there is, and what the models accept."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from kiosk.catalogue import load, reference
from kiosk.catalogue.office_file import OfficeFile
from kiosk.core.keypad import KeypadKey

DOCUMENT = Path(__file__).parents[2] / "packaging/docs/settings.md"


def test_the_document_is_what_the_program_makes() -> None:
    """`motesplats config reference > packaging/docs/settings.md` after a change of the models."""
    assert DOCUMENT.read_text(encoding="utf-8") == reference.markdown()


def rows_of(model: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """The models of its tables, by the setting that holds them."""
    found = {}
    for name, field in model.model_fields.items():
        row = reference._row(reference._without_none(field.annotation))
        if row is not None:
            found[name] = row
    return found


def test_every_setting_of_the_models_is_documented_and_no_other() -> None:
    documented = {
        (setting.table.strip("[]").partition(".")[0], setting.key) for setting in reference.settings()
    }
    tables = rows_of(OfficeFile)
    free = {("hours", "DAYS"), ("day_hours", "DAY"), ("interpreters", "LANGUAGE")}
    free |= {("keypad", key.value) for key in KeypadKey}
    top = {
        ("", name)
        for name in OfficeFile.model_fields
        if name not in {*tables, "keypad", *(table for table, _ in free)}
    }
    inner = {
        (table, field.alias or name)
        for table, row in tables.items()
        for name, field in row.model_fields.items()
    }
    assert documented == top | inner | free


def test_every_setting_says_what_it_means_and_how_it_is_written() -> None:
    def offences(model: type[BaseModel]) -> list[str]:
        tables = rows_of(model)
        return [
            f"{model.__name__}.{name}"
            for name, field in model.model_fields.items()
            if not field.description or not (field.examples or name in {*tables, "keypad"})
        ] + [each for row in tables.values() for each in offences(row)]

    assert offences(OfficeFile) == []


@pytest.mark.parametrize("table", reference.tables(), ids=lambda table: table.heading or "top")
def test_every_example_is_accepted_as_it_stands(table: reference.Table, tmp_path: Path) -> None:
    text = example(table)
    if table.heading.startswith(("[station", "[errand")):  # the example station's example errand
        both = [each for each in reference.tables() if each.heading.startswith(("[station", "[errand"))]
        text = "\n".join(['[hours]\nmon-fri = "09:00-18:00"\n[station.REC]', *map(example, both)])
    file = tmp_path / "office.toml"
    file.write_text(text, encoding="utf-8")
    assert load.load_config(file).problems == ()


def example(table: reference.Table) -> str:
    heading = f"{reference._example_heading(table.heading)}\n" if table.heading else ""
    return heading + "\n".join(setting.example for setting in table.settings)


def test_every_default_told_is_what_holds_without_the_setting() -> None:
    empty: Any = OfficeFile()
    for setting in reference.tables()[0].settings:
        if setting.default.startswith("`"):
            told = tomllib.loads(f"x = {setting.default.strip('`')}")["x"]
            assert getattr(empty, setting.key) == told, setting.key
