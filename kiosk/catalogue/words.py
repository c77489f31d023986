"""The catalogue's own words, in plain English as its files have them: the source of all translations.

`errand.SKV-REG` and its like are the contexts of messages; whoever shows a text asks the visitor's language
for the translation of that context and text. Must not know any translation.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from kiosk.catalogue.build import DATA, RECEPTION, Files, read_files
from kiosk.catalogue.toml_reader import Place, Source
from kiosk.core.office_config import RECEPTION_ERRAND, Catalogue

Text = tuple[str, str, Path, int]
"""Context, English text, file and line."""


def catalogue_texts() -> Iterator[Text]:
    """Every text of the catalogue, in the order of the files."""
    files = read_files()
    for context, place, text, source in _texts(files):
        yield context, text, DATA / source.name, source.lines.of(place)


def text_of(context: str) -> str:
    """The English text of a context such as "option.purpose.new". KeyError when there is none.

    A reception whose own lines are broken says only its id.
    """
    return _by_context()[context]


def age_bands(catalogue: Catalogue, on: date) -> dict[str, dict[str, int]]:
    """The numbers in the options of the question of age on a day: `{"old": {"age": 67}, ...}`.

    KeyError when the catalogue has no ages; the question is then not among its questions.
    """
    adult = catalogue.parameter("adult_age", on)
    programme = catalogue.parameter("etablering_min_age", on)
    pension = catalogue.parameter("basic_protection_age", on)
    housing = catalogue.parameter("housing_allowance_max_age", on)
    return {
        "under20": {"low": adult, "high": programme - 1},
        "young": {"low": programme, "high": housing},
        "mid": {"low": programme, "high": pension - 1},
        "old": {"age": pension},
        "under18": {"age": adult},
    }


@cache
def _by_context() -> dict[str, str]:
    bare = dict.fromkeys((f"station.{RECEPTION}", f"station.{RECEPTION}.for"), RECEPTION)
    bare |= dict.fromkeys(
        (f"errand.{RECEPTION_ERRAND}", f"errand.{RECEPTION_ERRAND}.short"), RECEPTION_ERRAND
    )
    return bare | {context: text for context, _, text, _ in _texts(read_files())}


def _texts(files: Files) -> Iterator[tuple[str, Place, str, Source[Any]]]:
    for station, s in files.stations.rows.station.items():
        yield f"station.{station}", ("station", station, "text"), s.text, files.stations
        yield f"station.{station}.for", ("station", station, "for"), s.what_for, files.stations
    for paper, p in files.papers.rows.paper.items():
        yield f"paper.{paper}", ("paper", paper, "text"), p.text, files.papers
    for errand, e in files.errands.rows.errand.items():
        yield f"errand.{errand}", ("errand", errand, "text"), e.text, files.errands
        yield f"errand.{errand}.short", ("errand", errand, "short"), e.short, files.errands
    for question, q in files.questions.rows.question.items():
        place: Place = ("question", question)
        yield f"question.{question}", (*place, "text"), q.text, files.questions
        if q.hint is not None:
            yield f"question.{question}.hint", (*place, "hint"), q.hint, files.questions
        for option, o in q.option.items():
            if o.hidden and q.type == "one":  # of several answers, a hidden one may be named in a line
                continue
            yield f"option.{question}.{option}", (*place, "option", option, "text"), o.text, files.questions
    for name, c in files.rules.rows.come_back.items():
        yield f"come_back.{name}", ("come_back", name, "text"), c.text, files.rules
        if c.detail is not None:
            yield f"come_back.{name}.detail", ("come_back", name, "detail"), c.detail, files.rules
