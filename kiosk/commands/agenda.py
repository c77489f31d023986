"""`motesplats agenda`: answers to agenda, without storing anything.

Must not know any rule; it reads a file, asks the core and writes what it said.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from kiosk.catalogue.load import load_config
from kiosk.catalogue.words import text_of
from kiosk.cli import print_json, refuse
from kiosk.core.checkin.agenda import OR, Agenda, make_agenda
from kiosk.core.checkin.answers import AnswerError, Answers, answer_options, read_answers
from kiosk.core.day.office_time import local, office_day
from kiosk.core.office_config import AnswerType, Catalogue, OfficeConfig

_WHY = {
    "closed_today": "closed today",
    "not_in_office": "not in this office",
    "needs_booking": "by booked time only",
    "put_off": "another day, the visitor's choice",
}


@click.command("agenda")
@click.option("--answers", "answers_file", metavar="FILE", help="Answers as JSON; - reads stdin.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the answers, and nothing else.")
@click.option("--date", "on", type=click.DateTime(["%Y-%m-%d"]), help="Office day; today when left out.")
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="The office's settings.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
def command(
    answers_file: str | None, schema: bool, on: datetime | None, config: Path | None, as_json: bool
) -> None:
    """Answers to agenda: today's stops, what to come back for, what cannot be done. Nothing is stored."""
    office_config = load_config(config)
    for problem in office_config.problems:
        click.echo(f"motesplats: {problem}", err=True)
    if schema:
        print_json(answers_schema(office_config.catalogue))
        return
    if answers_file is None:
        raise click.UsageError("Missing option '--answers'.")
    answers = given_answers(answers_file, office_config.catalogue)
    agenda = make_agenda(
        answers,
        office_config.catalogue,
        office_config.office,
        _today(office_config) if on is None else on.date(),
    )
    if as_json:
        print_json(document(agenda))
    else:
        click.echo(_table(agenda, office_config))


def given_answers(file: str, catalogue: Catalogue) -> Answers:
    """The answers in a JSON file ("-" is stdin); ends the command in one sentence where they cannot be."""
    name = "stdin" if file == "-" else file
    try:
        text = (sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()).decode("utf-8-sig")
        return read_answers(json.loads(text), catalogue)
    except OSError as error:
        refuse(f"The answers {name} cannot be read ({error.strerror}).", "Check the path.")
    except UnicodeDecodeError:
        refuse(f"The answers {name} are not UTF-8 text.", "Save the file as UTF-8.")
    except json.JSONDecodeError as error:
        refuse(f"The answers {name} are not JSON: {error.msg}, line {error.lineno}.", "Mend the line.")
    except RecursionError:
        refuse(f"The answers {name} are not answers.", 'Write a JSON object such as {"purpose": "new"}.')
    except AnswerError as error:
        refuse(str(error))


def answers_schema(catalogue: Catalogue) -> dict[str, object]:
    """The JSON Schema of an answers file, from the questions of the catalogue."""
    properties: dict[str, object] = {}
    for question in catalogue.questions:
        options = answer_options(question)
        if question.type is AnswerType.SEVERAL:
            one: dict[str, object] = {"type": "array", "items": {"enum": options}}
        elif question.type is AnswerType.COUNT:
            one = {"enum": [*map(int, options), *options]}
        else:
            one = {"enum": options}
        properties[question.id] = {"description": text_of(f"question.{question.id}"), **one}
    errand = {"enum": list(catalogue.errands)}
    properties["pick"] = {
        "description": "The errands of a visitor who is going to one agency.",
        "anyOf": [errand, {"type": "array", "items": errand, "minItems": 1}],
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Answers of a check-in",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "allOf": [
            {
                "if": {"properties": {"purpose": {"const": "one"}}, "required": ["purpose"]},
                "then": {"required": ["pick"]},
            }
        ],
    }


def document(agenda: Agenda) -> dict[str, object]:
    """An agenda as the command line gives it to other programs."""
    return {
        "errands": list(agenda.errands),
        "stops": [
            {
                "station": stop.station,
                "errands": list(stop.errands),
                "minutes": stop.minutes,
                "who": {errand: presence.value for errand, presence in stop.who},
                "bring": [name for entry in stop.bring for name in entry.split(OR)],
            }
            for stop in agenda.stops
        ],
        "come_back": list(agenda.come_back),
        "not_today": [{"errand": n.errand, "why": n.why.value} for n in agenda.not_today],
        "unlocks": list(agenda.unlocks),
        "unmet": [{"need": each.need, "why": each.why.value} for each in agenda.unmet],
        "precedence": [[before, after, strength.value] for before, after, strength in agenda.precedence],
    }


def _today(office_config: OfficeConfig) -> date:
    now = local(ZoneInfo(office_config.office.time_zone), datetime.now(UTC))
    return office_day(now, office_config.office.day_starts_at)


def _table(agenda: Agenda, office_config: OfficeConfig) -> str:
    lines: list[str] = []
    for stop in agenda.stops:
        station = office_config.office.station(stop.station)
        lines.append(f"{station.agency if station else stop.station}, about {stop.minutes} min")
        lines += [f"  {errand:<10} {text_of(f'errand.{errand}')}" for errand in stop.errands]
    if not agenda.stops:
        lines.append("Nothing for today.")
    if agenda.come_back:
        lines.append("Come back")
        lines += [f"  {name:<10} {text_of(f'come_back.{name}')}" for name in agenda.come_back]
    if agenda.not_today:
        lines.append("Not today")
        for n in agenda.not_today:
            again = f", open {n.next_open[0]} from {n.next_open[1]:%H:%M}" if n.next_open else ""
            lines.append(f"  {n.errand:<10} {text_of(f'errand.{n.errand}')}: {_WHY[n.why.value]}{again}")
    return "\n".join(lines)
