"""`python -m kiosk.present.language.update`: the words in the program into the catalogues of translators, and back.

Collects every text of the presenter and of the catalogue of errands, writes the template, brings each
language's file up to date with it, and compiles. What is new in a language stands there empty until someone
translates it; what is gone is dropped. `--check` writes nothing and ends with 1 when something
is out of date.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kiosk import PRODUCT, languages, places
from kiosk.catalogue.words import catalogue_texts
from kiosk.languages import LANGUAGES
from kiosk.present.language import catalogues, dates, make_dates

if TYPE_CHECKING:
    from babel.messages import Catalog

SOURCES: Final = Path(__file__).parents[1]
ROOT: Final = SOURCES.parents[1]
IN_TWO: Final = "swedish_and_english"
KEYWORDS: Final = {"text": 1, "marked": 1, "count": 2, IN_TWO: 1}
"""Calls whose first arguments are English: how many of them."""
STAFF: Final = frozenset(
    f"kiosk/present/{name}.py"
    for name in (
        "desk/page",
        "shared/reasons",
        "shared/staff",
        "reception/console",
        "reception/devices",
        "reception/support",
        "reception/ticket_panel",
    )
)
"""What only these say is for staff."""
_NO_DATE: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""The same in every file: a date of its own would change each file at each run."""
_NO_HEADERS: Final = (b'"Generated-By:', b'"Report-Msgid-Bugs-To:', b'"Last-Translator:')
"""Lines left out: they say nothing here, or change with each release of Babel."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text to be translated, where it stands, and what a translator must know."""

    english: str | tuple[str, str]
    context: str | None
    file: str
    comments: tuple[str, ...] = ()
    only: str = ""  # why most languages do not have it: a comment of `catalogues`


def texts() -> Iterator[SourceText]:
    """Every text of a screen or paper: the presenter's first, then the catalogue's."""
    for path in sorted(SOURCES.rglob("*.py")):
        yield from _in_python(path)
    yield from _of_languages()
    for context, english, path, _ in catalogue_texts():
        yield SourceText(english, context, path.relative_to(ROOT).as_posix(), _catalogue_notes(context))


def _of_languages() -> Iterator[SourceText]:
    """What the table of languages says in English: their names for staff, their interpreters for visitors."""
    file = Path(languages.__file__).relative_to(ROOT).as_posix()
    for each in LANGUAGES.values():
        yield SourceText(each.english_name, None, file, only=catalogues.FOR_STAFF)
        yield SourceText(each.interpreter, None, file)


def _in_python(path: Path) -> Iterator[SourceText]:
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines()
    file = path.relative_to(ROOT).as_posix()
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        wanted = KEYWORDS.get(_name(call.func), 0)
        english = [
            a.value for a in call.args[:wanted] if isinstance(a, ast.Constant) and isinstance(a.value, str)
        ]
        if wanted and len(english) == wanted:
            message = english[0] if wanted == 1 else (english[0], english[1])
            yield SourceText(
                message, _context(call, wanted), file, _notes(lines, call.lineno), _only(call, file)
            )


def _only(call: ast.Call, file: str) -> str:
    if file in STAFF:
        return catalogues.FOR_STAFF
    return catalogues.SWEDISH_AND_ENGLISH if _name(call.func) == IN_TWO else ""


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _context(call: ast.Call, after: int) -> str | None:
    given = call.args[after : after + 1] + [k.value for k in call.keywords if k.arg == "context"]
    return next((str(a.value) for a in given if isinstance(a, ast.Constant)), None)


def _notes(lines: list[str], line: int) -> tuple[str, ...]:
    """A comment "# Translators: ..." on the line above."""
    above = lines[line - 2].strip() if line > 1 else ""
    return (above.removeprefix("# Translators: "),) if above.startswith("# Translators: ") else ()


def _catalogue_notes(context: str) -> tuple[str, ...]:
    if context.endswith(".short"):
        return ("Two to four words, for the path and the ticket.",)
    if context.startswith("option."):
        return ("An answer to touch: as few words as possible.",)
    return ()


def template() -> Catalog:
    from babel.messages import Catalog

    pot = Catalog(
        project=PRODUCT,
        header_comment="# Every text a visitor can see, in English. Made by kiosk.present.language.update.",
        version="1",
        creation_date=_NO_DATE,
        revision_date=_NO_DATE,
        fuzzy=False,
        charset="utf-8",
    )
    every = tuple(texts())
    in_all = {(found.english, found.context) for found in every if not found.only}
    for found in every:
        only = () if (found.english, found.context) in in_all else (found.only,)
        pot.add(
            found.english,
            context=found.context,
            locations=[(found.file, 0)],
            auto_comments=(*found.comments, *only),
        )
    return pot


def updated(code: str, pot: Catalog, folder: Path) -> Catalog:
    """A language's catalogue with the template's messages: translations kept, nothing guessed."""
    from babel.core import Locale
    from babel.messages import Catalog
    from babel.plural import to_gettext

    locale = LANGUAGES[code].locale
    po = catalogues.po_file(code, folder)
    catalog = catalogues.read(po) if po.is_file() else Catalog()
    merged = Catalog(
        locale=locale,
        project=PRODUCT,
        header_comment=catalog.header_comment if po.is_file() else _header(code),
        creation_date=_NO_DATE,
        revision_date=_NO_DATE,
        version="1",
        language_team=LANGUAGES[code].swedish_name,
        fuzzy=False,
        charset="utf-8",
    )
    # The forms as CLDR orders them: Babel's own table has the last two of Arabic the other way round.
    merged.mime_headers = [("Plural-Forms", to_gettext(Locale.parse(locale).plural_form))]
    for message in pot:
        if not message.id:
            continue
        if not catalogues.is_needed(code, message.auto_comments):
            continue
        old = catalog.get(_id(message.id), message.context)
        same = old is not None and isinstance(old.id, str) == isinstance(message.id, str)
        merged.add(
            message.id,
            old.string if old is not None and same else None,
            context=message.context,
            locations=message.locations,
            flags=(old.flags & {catalogues.DRAFTED}) | message.flags if old is not None else message.flags,
            auto_comments=message.auto_comments,
            user_comments=old.user_comments if old is not None else (),
        )
    return merged


def _id(message_id: object) -> str:
    return str(message_id[0]) if isinstance(message_id, list | tuple) else str(message_id)


def _header(code: str) -> str:
    return (
        f"# {LANGUAGES[code].own_name} ({code}).\n"
        f'# The flag "{catalogues.DRAFTED}" marks an entry that no native reader has approved:\n'
        "# take it away when you have read the entry on the screen and it is right."
    )


def as_bytes(catalog: Catalog) -> bytes:
    import io

    from babel.messages import pofile

    out = io.BytesIO()
    pofile.write_po(out, catalog, width=0, include_lineno=False, sort_output=False)
    kept = [line for line in out.getvalue().splitlines() if not line.startswith(_NO_HEADERS)]
    return b"\n".join(kept).rstrip() + b"\n"


def outdated(folder: Path) -> dict[Path, bytes]:
    """The files that differ from what the sources say, with what they should hold."""
    pot = template()
    wanted = {catalogues.pot_file(folder): as_bytes(pot)}
    for code in LANGUAGES:
        po = catalogues.po_file(code, folder)
        if po.is_file():
            wanted[po] = as_bytes(updated(code, pot, folder))
    return {path: data for path, data in wanted.items() if not path.is_file() or path.read_bytes() != data}


def main(arguments: list[str]) -> int:
    folder = places.translations_dir()
    changed = outdated(folder)
    if "--check" in arguments:
        for path in changed:
            sys.stderr.write(f"{path.name} of {path.parent} is out of date. Run: make translations\n")
        return 1 if changed else 0
    for path, data in changed.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    for code in LANGUAGES:
        po = catalogues.po_file(code, folder)
        if po.is_file():
            po.with_suffix(".mo").write_bytes(catalogues.compiled(po))
    dates.TABLE.write_text(make_dates.made(), encoding="utf-8")
    for code in LANGUAGES:
        status = catalogues.status(code, folder)
        if status.completeness:
            sys.stdout.write(
                f"{code}: {status.completeness:.0%} translated, {status.reviewed:.0%} reviewed\n"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
