"""The catalogue's files to the core's `Catalogue`.

Everything that hangs together across files is checked here. A part that cannot be used is left out with
one line that says where and what to do; what fails only because of that is left out without a second line.
Must not know any word a visitor reads, nor any office.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from kiosk import places
from kiosk.catalogue import dependence, expressions, models, toml_reader
from kiosk.catalogue.circles import circle_closed_by
from kiosk.catalogue.expressions import (
    BrokenNameError,
    ChoiceDomain,
    ExpressionError,
    Kind,
    NumberDomain,
    Several,
    Vocabulary,
    compile_condition,
)
from kiosk.catalogue.problems import Problem, one_of
from kiosk.catalogue.toml_reader import Place, Source
from kiosk.core.office_config import (
    RECEPTION_ERRAND,
    AfterPermit,
    AnswerType,
    Catalogue,
    ComeBack,
    Condition,
    DatedValue,
    Errand,
    InterpreterUse,
    Need,
    Option,
    PaperToShow,
    Precedence,
    Presence,
    Provenance,
    Question,
    Rule,
    Station,
    Strength,
)

DATA = Path(__file__).parent / "data"
PICTOGRAMS = places.assets_dir() / "pictograms"
PLAIN_PICTOGRAM = (
    "information"  # stands in for one that does not exist: the errand matters more than its picture
)
RECEPTION = "REC"  # every office has one, with this errand: whoever fits nowhere else is met there
AGES = (
    "adult_age",
    "etablering_min_age",
    "basic_protection_age",
    "housing_allowance_max_age",
)  # what the options of the question of age say

Model = TypeVar("Model", bound=models.StrictModel)


@dataclass(frozen=True, slots=True)
class Files:
    """The catalogue's files, each checked by itself."""

    stations: Source[models.StationsFile]
    papers: Source[models.PapersFile]
    errands: Source[models.ErrandsFile]
    questions: Source[models.QuestionsFile]
    rules: Source[models.RulesFile]
    parameters: Source[models.ParametersFile]

    def problems(self) -> tuple[Problem, ...]:
        sources = (self.stations, self.papers, self.errands, self.questions, self.rules, self.parameters)
        return tuple(p for source in sources for p in sorted(source.problems, key=lambda p: p.line))


def read_files(folder: Path = DATA) -> Files:
    return Files(
        _read(folder, "stations.toml", models.StationsFile),
        _read(folder, "papers.toml", models.PapersFile),
        _read(folder, "errands.toml", models.ErrandsFile),
        _read(folder, "questions.toml", models.QuestionsFile),
        _read(folder, "rules.toml", models.RulesFile),
        _read(folder, "parameters.toml", models.ParametersFile),
    )


def _read(folder: Path, name: str, model: type[Model]) -> Source[Model]:
    try:
        return toml_reader.read(folder / name, model)
    except OSError as error:
        problem = Problem(
            name, 0, "", f"This file cannot be read ({error.strerror}).", "Install the program again."
        )
        return Source(name, model(), problems=[problem], broken=True)


@dataclass(frozen=True, slots=True)
class BuiltCatalogue:
    """A catalogue, with what an office's own errands are checked against."""

    catalogue: Catalogue
    vocabulary: Vocabulary  # what conditions may say
    pictures: frozenset[str]  # empty where no pictures are installed
    problems: tuple[Problem, ...] = ()


def load_catalogue(
    folder: Path = DATA, pictograms: Path = PICTOGRAMS
) -> tuple[Catalogue, tuple[Problem, ...]]:
    """The catalogue in a folder, and what was wrong in it. Never raises for what the files hold."""
    built = build_catalogue(folder, pictograms)
    return built.catalogue, built.problems


def build_catalogue(folder: Path = DATA, pictograms: Path = PICTOGRAMS) -> BuiltCatalogue:
    """As `load_catalogue`, with what is needed to add to it."""
    files = read_files(folder)
    # Where no pictures are installed (a server), their names cannot be checked.
    pictures = frozenset(p.stem for p in pictograms.glob("*.svg"))
    errands = _errands(files, pictures)
    errands.setdefault(RECEPTION_ERRAND, _RECEPTION_ERRAND)
    vocabulary = _names(files.questions)
    questions = _questions(files, vocabulary, pictures)
    vocabulary, derived = _facts(files.rules, vocabulary)
    rules = _rules(files, errands, vocabulary)
    catalogue = Catalogue(
        stations=_stations(files.stations),
        errands=errands,
        questions=questions,
        rules=rules,
        precedences=_precedences(files, errands),
        come_backs=_come_backs(files, errands, vocabulary, pictures),
        short_paths=_short_paths(files, errands),
        parameters={
            name: tuple(DatedValue(row.start, row.value) for row in rows)
            for name, rows in files.parameters.rows.parameter.items()
        },
        derive=dependence.Derive(derived),
        derive_partly=dependence.DerivePartly(derived),
        decide=dependence.decide,
        papers=_papers(files, vocabulary, pictures),
        needs=_needs(files, errands),
        registration=tuple(e for e in files.rules.rows.registration if e in errands),
        after_permit=_after_permit(files, errands, vocabulary),
    )
    _tell_unreachable(files, catalogue)
    return BuiltCatalogue(catalogue, vocabulary, pictures, files.problems())


# Stand in where their own lines cannot be read: "talk to a person" works whatever else is broken.
_RECEPTION = Station(RECEPTION, "Receptionen", "R")
_RECEPTION_ERRAND = Errand(
    RECEPTION_ERRAND, RECEPTION, 5, 0, Presence.ONE_ADULT, InterpreterUse.MAYBE, PLAIN_PICTOGRAM
)


def _stations(source: Source[models.StationsFile]) -> tuple[Station, ...]:
    stations = tuple(Station(i, row.agency, row.letter) for i, row in source.rows.station.items())
    return stations if any(s.id == RECEPTION for s in stations) else (_RECEPTION, *stations)


def _errands(files: Files, pictures: frozenset[str]) -> dict[str, Errand]:
    source, found = files.errands, {}
    stations, papers = files.stations.rows.station, files.papers.rows.paper
    for errand, row in source.rows.errand.items():
        place: Place = ("errand", errand)
        if row.station not in stations:
            _tell_unknown(source, (*place, "station"), "station", row.station, files.stations)
            source.left_out.add(place)
            continue
        for i, paper in enumerate(row.bring):
            if paper not in papers:
                _tell_unknown(source, (*place, "bring", i), "paper", paper, files.papers)
        found[errand] = Errand(
            id=errand,
            station=row.station,
            minutes=row.min,
            per_person=row.per_person,
            presence=Presence(row.presence),
            interpreter=InterpreterUse(row.interpreter),
            pictogram=known_pictogram(source, (*place, "pictogram"), row.pictogram, pictures),
            bring=tuple(paper for paper in row.bring if paper in papers),
            by_choice=row.by_choice,
            provenance=_provenance(row),
        )
    return found


def _provenance(row: models.SourcedRow) -> Provenance:
    return Provenance(
        row.valid_from, row.source, row.valid_until, row.reviewed_by, row.reviewed_on, row.verify
    )


def _papers(files: Files, vocabulary: Vocabulary, pictures: frozenset[str]) -> dict[str, PaperToShow]:
    source = files.papers
    found = {}
    for name, row in source.rows.paper.items():
        when = (
            _condition(source, ("paper", name, "when"), row.when, vocabulary)
            if row.when is not None
            else None
        )
        pictogram = known_pictogram(source, ("paper", name, "pictogram"), row.pictogram, pictures)
        found[name] = PaperToShow(pictogram, row.asked_as, row.identity, when)
    return found


def _needs(files: Files, errands: Mapping[str, Errand]) -> tuple[Need, ...]:
    source, found = files.rules, []
    for option, row in source.rows.need.items():
        for i, errand in enumerate(row.errands):
            if errand not in errands:
                _tell_unknown(source, ("need", option, "errands", i), "errand", errand, files.errands)
        found.append(Need(option, tuple(e for e in row.errands if e in errands)))
    return tuple(found)


def _after_permit(files: Files, errands: Mapping[str, Errand], vocabulary: Vocabulary) -> AfterPermit | None:
    source, row = files.rules, files.rules.rows.after_permit
    if row is None:
        return None
    if row.errand not in errands:
        _tell_unknown(source, ("after_permit", "errand"), "errand", row.errand, files.errands)
        return None
    when = _condition(source, ("after_permit", "when"), row.when, vocabulary)
    for question in row.answers:
        if question not in vocabulary.names:
            source.report(
                ("after_permit", "answers", question),
                f"There is no question {question!r}.",
                one_of(vocabulary.names, question),
            )
            return None
    if when is None:
        return None
    answers = {q: tuple(a) if isinstance(a, list) else a for q, a in row.answers.items()}
    return AfterPermit(row.errand, when, answers)


def _names(source: Source[models.QuestionsFile]) -> Vocabulary:
    """What conditions may say about answers."""
    kinds: dict[str, Kind] = {}
    for question, row in source.rows.question.items():
        options = tuple(option for option, o in row.option.items() if not o.leads_to_staff)
        # an option that could not be used is no answer any more, but still a word
        options += tuple(source.left_out_of("question", question, "option"))
        if row.type == "several":
            kinds[question] = Several(options)
        elif row.type == "count":
            numbers = tuple(int(option) for option in options if option.isdigit())
            kinds[question] = NumberDomain(numbers if row.highest is None else tuple(range(row.highest + 1)))
        else:
            kinds[question] = ChoiceDomain(options)
    broken = frozenset(source.left_out_of("question"))
    return Vocabulary(kinds, broken=broken, all_broken=source.broken)


def _questions(files: Files, vocabulary: Vocabulary, pictures: frozenset[str]) -> tuple[Question, ...]:
    source = files.questions
    found: list[Question] = []
    earlier = Vocabulary({}, broken=vocabulary.broken)
    for question, row in source.rows.question.items():
        place: Place = ("question", question)
        ask_if: Condition | None = None
        usable = True
        if row.ask_if is not None:
            # What is asked later is not known yet, so only earlier answers may be named.
            ask_if = _condition(source, (*place, "ask_if"), row.ask_if, earlier)
            usable = ask_if is not None
        earlier = earlier.with_name(question, vocabulary.names[question])
        if row.type == "count":
            for option in row.option:
                if not option.isdigit():
                    source.report(
                        (*place, "option", option), "A count has numbers as options.", 'Use "1", "2", ...'
                    )
                    usable = False
        if question == "age":
            usable = usable and _ages_known(files)
        elif question == "age2":
            usable = usable and any(each.id == "age" for each in found)
        if usable:
            options = tuple(
                Option(
                    option,
                    known_pictogram(source, (*place, "option", option, "pictogram"), o.pictogram, pictures),
                    o.exclusive,
                    o.leads_to_staff,
                    o.hidden,
                    _condition(source, (*place, "option", option, "show_if"), o.show_if, earlier)
                    if o.show_if is not None
                    else None,
                )
                for option, o in row.option.items()
            )
            found.append(
                Question(
                    question,
                    AnswerType(row.type),
                    options,
                    ask_if,
                    row.grid,
                    row.required,
                    row.highest,
                    row.only_with,
                )
            )
    return tuple(found)


def _ages_known(files: Files) -> bool:
    """Whether the options of the question of age can be said; without them it is not asked."""
    source = files.parameters
    missing = [name for name in AGES if not source.rows.parameter.get(name)]
    for name in missing:
        if not source.excuses("parameter", name):
            source.report(("parameter", name), "This is missing.", "Add it; until then the age is not asked.")
    return not missing


def _facts(
    source: Source[models.RulesFile], vocabulary: Vocabulary
) -> tuple[Vocabulary, tuple[tuple[str, expressions.CompiledValue], ...]]:
    """Functions and derived facts, each checked against what stands above it."""
    for name in source.left_out_of("function") + source.left_out_of("derived"):
        vocabulary = vocabulary.without(name)
    for name, row in source.rows.function.items():
        place: Place = ("function", name)
        takes = vocabulary.names.get(row.takes)
        if not isinstance(takes, ChoiceDomain | Several):
            if row.takes not in vocabulary.broken:
                source.report(
                    (*place, "takes"), f"{row.takes!r} is no question with options.", one_of(vocabulary.names)
                )
            vocabulary = vocabulary.without(name)
            continue
        try:
            function = expressions.compile_function(
                row.value, row.argument, ChoiceDomain(takes.options), vocabulary
            )
            vocabulary = vocabulary.with_function(name, function)
        except ExpressionError as error:
            _tell(source, (*place, "value"), error)
            vocabulary = vocabulary.without(name)
    steps: list[tuple[str, expressions.CompiledValue]] = []
    for name, text in source.rows.derived.items():
        try:
            value, kind = expressions.compile_value(text, vocabulary)
        except ExpressionError as error:
            _tell(source, ("derived", name), error)
            vocabulary = vocabulary.without(name)
            continue
        steps.append((name, value))
        vocabulary = vocabulary.with_name(name, kind)
    return vocabulary, tuple(steps)


def _rules(files: Files, errands: Mapping[str, Errand], vocabulary: Vocabulary) -> tuple[Rule, ...]:
    source, found = files.rules, []
    for name, row in source.rows.rule.items():
        errand = row.errand or name
        if errand not in errands:
            _tell_unknown(source, ("rule", name), "errand", errand, files.errands)
            continue
        if row.replaces is not None and row.replaces not in source.rows.rule:
            source.report(
                ("rule", name, "replaces"),
                f"There is no rule {row.replaces!r}.",
                one_of(source.rows.rule, row.replaces),
            )
        when = _condition(source, ("rule", name, "when"), row.when, vocabulary)
        if when is None:
            source.left_out.add(("rule", name))
        else:
            found.append(Rule(errand, when, name, row.replaces, _provenance(row)))
    return tuple(found)


def _come_backs(
    files: Files, errands: Mapping[str, Errand], vocabulary: Vocabulary, pictures: frozenset[str]
) -> tuple[ComeBack, ...]:
    source, found = files.rules, []
    for name, row in source.rows.come_back.items():
        place: Place = ("come_back", name)
        for i, errand in enumerate(row.unlocks):
            if errand not in errands:
                _tell_unknown(source, (*place, "unlocks", i), "errand", errand, files.errands)
        when = _condition(source, (*place, "when"), row.when, vocabulary)
        if when is not None:
            pictogram = known_pictogram(source, (*place, "pictogram"), row.pictogram, pictures)
            found.append(
                ComeBack(
                    name,
                    when,
                    pictogram,
                    tuple(e for e in row.unlocks if e in errands),
                    row.registration,
                    _provenance(row),
                )
            )
    return tuple(found)


def _short_paths(files: Files, errands: Mapping[str, Errand]) -> dict[str, tuple[str, ...]]:
    source, found = files.rules, {}
    purpose = files.questions.rows.question.get("purpose")
    for option, wanted in source.rows.short_path.items():
        place: Place = ("short_path", option)
        if purpose is None:
            continue
        if option not in purpose.option:
            source.report(place, f"'purpose' has no option {option!r}.", one_of(purpose.option, option))
            continue
        for i, errand in enumerate(wanted):
            if errand not in errands:
                _tell_unknown(source, (*place, i), "errand", errand, files.errands)
        known = tuple(errand for errand in wanted if errand in errands)
        if known or not wanted:  # an empty path means "the visitor picks": never by mistake
            found[option] = known
    return found


def _precedences(files: Files, errands: Mapping[str, Errand]) -> tuple[Precedence, ...]:
    """Those that close a circle are left out: nobody could be called first."""
    source = files.rules
    found: list[Precedence] = []
    for i, row in enumerate(source.rows.precedence):
        place: Place = ("precedence", i)
        for after in row.after if isinstance(row.after, list) else [row.after]:
            unknown = [
                (key, errand)
                for key, errand in (("before", row.before), ("after", after))
                if errand not in errands and not (key == "after" and errand == "*")
            ]
            for key, errand in unknown:
                _tell_unknown(source, (*place, key), "errand", errand, files.errands)
            if unknown:
                continue
            new = Precedence(row.before, after, Strength(row.strength), _provenance(row))
            circle = circle_closed_by(new, found)
            if circle:
                source.report(
                    place,
                    f"This closes a circle: {' → '.join(circle)}.",
                    "Take one of these precedences away.",
                )
            else:
                found.append(new)
    return tuple(found)


def _tell_unreachable(files: Files, catalogue: Catalogue) -> None:
    given = {rule.errand for rule in catalogue.rules} | {
        e for path in catalogue.short_paths.values() for e in path
    }
    for errand in catalogue.errands:
        by_choice = catalogue.errands[errand].by_choice
        if errand not in given and not by_choice and not files.rules.excuses("rule", errand):
            files.errands.report(
                ("errand", errand), "No rule and no short path leads here.", "Give it a rule in rules.toml."
            )


def _condition(source: Source[Model], place: Place, text: str, vocabulary: Vocabulary) -> Condition | None:
    try:
        return compile_condition(text, vocabulary)
    except ExpressionError as error:
        _tell(source, place, error)
        return None


def _tell(source: Source[Model], place: Place, error: ExpressionError) -> None:
    if not isinstance(error, BrokenNameError):
        source.report(place, error.message, error.remedy)


def _tell_unknown(source: Source[Model], place: Place, what: str, name: str, where: Source[Any]) -> None:
    """An unknown name, unless it is known and broken: `[what.name]` should stand in the file `where`."""
    if not where.excuses(what, name):
        source.report(place, f"There is no {what} {name!r}.", one_of(getattr(where.rows, what), name))


def known_pictogram(source: Source[Model], place: Place, name: str, pictures: frozenset[str]) -> str:
    if not pictures or name in pictures:
        return name
    near = one_of(pictures, name)
    remedy = near if near.startswith("Did") else "Use a file of assets/pictograms."
    source.report(
        place, f"There is no pictogram {name!r}.", f"{remedy} {PLAIN_PICTOGRAM!r} is shown for now."
    )
    return PLAIN_PICTOGRAM
