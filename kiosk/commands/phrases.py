"""`motesplats phrases`: what a person should record for a language, and under which name each recording lies."""

from __future__ import annotations

import csv
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli import print_json, refuse
from kiosk.present.language.languages import LANGUAGES

if TYPE_CHECKING:
    from kiosk.core.office_config import OfficeConfig


@dataclass(frozen=True, slots=True)
class PhraseRow:
    """A phrase and its clip. `file` is "" where there are no words yet that could be spoken."""

    language: str
    file: str
    text: str
    english: str
    where: str
    recorded: bool


def rows_of(language: str, office_config: OfficeConfig) -> list[PhraseRow]:
    """Every phrase of a language, each file once. Raises UnreadableWordsError."""
    from kiosk.devices.sound.clips import Clips, name_of, words_of
    from kiosk.devices.sound.voices import plain
    from kiosk.present.speech.recordings import phrases_to_record

    clips = Clips()
    rows: dict[str, PhraseRow] = {}
    for phrase in phrases_to_record(language, office_config):
        if not phrase.text:
            rows[phrase.english] = PhraseRow(language, "", "", phrase.english, phrase.where, recorded=False)
        elif words_of(phrase.text):
            file = f"{language}/{name_of(language, phrase.text)}"
            recorded = clips.usable(language, phrase.text)
            rows.setdefault(
                file, PhraseRow(language, file, plain(phrase.text), phrase.english, phrase.where, recorded)
            )
    return list(rows.values())


@click.command("phrases")
@click.option(
    "--language",
    "languages",
    multiple=True,
    type=click.Choice(list(LANGUAGES)),
    help="Only this language; may be given again.",
)
@click.option("--missing", is_flag=True, help="Only what has no recording yet.")
@click.option(
    "--csv", "table", type=click.Path(path_type=Path), metavar="FILE", help="Write a table for a speaker."
)
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="The office's settings.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def command(
    languages: tuple[str, ...], missing: bool, table: Path | None, config: Path | None, as_json: bool
) -> None:
    """Every phrase that can be heard, digits first, with the name of its recording (assets/audio/README.md)."""
    from kiosk import places
    from kiosk.catalogue.load import load_config

    office_config = load_config(config or places.find_config())
    every = [row for code in languages or LANGUAGES for row in rows_of(code, office_config)]
    rows = [row for row in every if not (missing and row.recorded)]
    if table is not None:
        _write(table, rows)
    if as_json:
        print_json([asdict(row) for row in rows])
    elif table is None:
        for row in rows:
            mark = "recorded" if row.recorded else "missing" if row.file else "no words"
            click.echo(f"{row.file or row.language:<26}{mark:<10}{row.text or row.english}  [{row.where}]")
    if not as_json:
        for code in languages or LANGUAGES:
            click.echo(_sum(code, [row for row in every if row.language == code]))


def _write(table: Path, rows: list[PhraseRow]) -> None:
    try:
        with table.open(
            "w", encoding="utf-8-sig", newline=""
        ) as out:  # with its mark, as spreadsheets want it
            writer = csv.writer(out)
            writer.writerow(["file", "text", "english", "where", "recorded"])
            writer.writerows(
                [row.file, row.text, row.english, row.where, "yes" if row.recorded else ""] for row in rows
            )
    except OSError as error:
        refuse(f"{table} cannot be written ({error.strerror}).", "Name another file.")


def _sum(language: str, rows: list[PhraseRow]) -> str:
    to_record = [row for row in rows if row.file]
    recorded = sum(row.recorded for row in to_record)
    wordless = len(rows) - len(to_record)
    return f"{language}: {recorded} of {len(to_record)} recorded" + (
        f", {wordless} not translated yet" if wordless else ""
    )
