"""The path groups stops by what the precedences say, and by nothing else."""

from __future__ import annotations

from itertools import combinations

import pytest

from kiosk.catalogue.load import load_config
from kiosk.core.checkin.agenda import Agenda, assemble
from kiosk.core.checkin.path import GroupKind, path
from kiosk.core.office_config import OfficeConfig, Party


@pytest.fixture(scope="module")
def config() -> OfficeConfig:
    return load_config(None)


def groups(config: OfficeConfig, *errands: str) -> list[tuple[str, list[str]]]:
    ordered = [r.errand for r in config.catalogue.rules if r.errand in errands]
    agenda = assemble(ordered, Party(), config.catalogue, config.office)
    return [(g.kind.value, [s.station for s in g.stops]) for g in path(agenda, config.catalogue.errands)]


def test_a_lone_stop_comes_first(config: OfficeConfig) -> None:
    """One stop is the next stop: it gets the band."""
    assert groups(config, "KOM-SFI") == [("first", ["KOM"])]


def test_an_empty_agenda_has_no_groups(config: OfficeConfig) -> None:
    """Nothing to do, nothing to show."""
    assert path(Agenda(), config.catalogue.errands) == ()


def test_stops_without_precedence_are_in_any_order(config: OfficeConfig) -> None:
    """No order is invented where the rules have none."""
    assert groups(config, "SKV-ID", "KOM-SFI", "FK-BOB") == [("any", ["SKV", "FK", "KOM"])]


def test_the_refugee_familys_path_is_that_of_the_mockup(config: OfficeConfig) -> None:
    """First Migrationsverket, then Skatteverket; two in any order; kommunen last."""
    family = (
        "MV-DEL", "MV-BIO", "MV-LMA", "SKV-REG", "FK-REG", "AF-INS", "AF-KART",
        "KOM-MOT", "KOM-EKO", "KOM-SKOLA", "KOM-SFI",
    )  # fmt: skip
    assert groups(config, *family) == [("first", ["MV", "SKV"]), ("any", ["FK", "AF"]), ("last", ["KOM"])]


def test_two_bound_stops_stand_on_a_single_track(config: OfficeConfig) -> None:
    """Where only one order is allowed there is no fork."""
    kinds = [kind for kind, _ in groups(config, "SKV-REG", "FK-REG")]
    assert "any" not in kinds


def test_reception_comes_before_everything(config: OfficeConfig) -> None:
    """Unclear status is sorted out first."""
    assert groups(config, "REC-HELP", "KOM-SFI", "SKV-ID")[0] == ("first", ["REC"])


def test_groups_keep_every_stop_once_and_never_contradict_a_precedence(config: OfficeConfig) -> None:
    """For every set of up to four errands: a partition, in which no later group must come before an earlier one."""
    catalogue = config.catalogue
    rank = {GroupKind.FIRST: 0, GroupKind.ANY: 1, GroupKind.LAST: 2}
    for size in (2, 3, 4):
        for errands in combinations(catalogue.errands, size):
            agenda = assemble(errands, Party(), catalogue, config.office)
            found = path(agenda, catalogue.errands)
            stations = [s.station for g in found for s in g.stops]
            assert sorted(stations) == sorted(s.station for s in agenda.stops)
            place = {s.station: (rank[g.kind], i) for g in found for i, s in enumerate(g.stops)}
            for before, after, _ in agenda.precedence:
                a, b = catalogue.errands[before].station, catalogue.errands[after].station
                if a == b:
                    continue
                same_free = place[a][0] == place[b][0] == rank[GroupKind.ANY]
                assert same_free or place[a] < place[b], (errands, a, b)
