"""The one way in: an office's settings file to what that office offers.

Faulty settings never raise: they are listed and left out, because a kiosk with partly wrong settings must
still check people in. Must not know what any setting means.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from kiosk import places
from kiosk.catalogue import office, toml_reader
from kiosk.catalogue.build import build_catalogue
from kiosk.catalogue.layers import Layers
from kiosk.catalogue.office import PairingLine
from kiosk.catalogue.office_file import OfficeFile
from kiosk.catalogue.problems import Problem, SettingsError
from kiosk.core.office_config import OfficeConfig


def load_config(config: Path | None) -> OfficeConfig:
    """What the office of a settings file offers; the built-in office when none is given.

    What was wrong in the file stands in `problems`. SettingsError when there is no such file.
    """
    return examine(config)[0]


def examine(config: Path | None) -> tuple[OfficeConfig, tuple[Problem, ...]]:
    """As `load_config`, with the problems one by one."""
    built = build_catalogue()
    settings = read_settings(config)
    found = office.apply(settings, built)
    problems = (*built.problems, *settings.in_order())
    notes = tuple(str(note) for note in settings.notes)
    return replace(found, problems=tuple(str(p) for p in problems), notes=notes), problems


def pairing_line(config: Path | None) -> PairingLine | None:
    """The code with which a kiosk pairs itself at its first start; None when there is none that can be used."""
    return office.pairing(read_settings(config))


def read_settings(config: Path | None) -> Layers[OfficeFile]:
    """The settings file and its drop-ins, `conf.d/*.toml` beside it, as one; later ones win.

    SettingsError when there is no such file. A drop-in that cannot be read is a problem among the others.
    """
    if config is None:
        return Layers.of([toml_reader.check(b"", OfficeFile, "office.toml")], OfficeFile)
    layers = [toml_reader.check(_content(config), OfficeFile, str(config))]
    for path in drop_ins(config):
        try:
            layers.append(toml_reader.read(path, OfficeFile, str(path)))
        except OSError as error:
            problem = Problem(
                str(path),
                0,
                "",
                f"This cannot be read ({error.strerror}).",
                "Check what it is and who may read it.",
            )
            layers.append(toml_reader.Source(str(path), OfficeFile(), problems=[problem], broken=True))
    settings = Layers.of(layers, OfficeFile)
    _note_drop_ins(settings, config)
    return settings


def _note_drop_ins(settings: Layers[OfficeFile], config: Path) -> None:
    """Notes what is easily overlooked: desks that a drop-in replaces, and files that no program reads."""
    with_desks = [layer for layer in settings.layers if layer.content.get("desk")]
    for before, layer in pairwise(with_desks):
        layer.note(
            ("desk",),
            f"These desks ({len(layer.content['desk'])}) replace all those of {before.name} "
            f"({len(before.content['desk'])}).",
            "Name every desk of the hall here, if that is not meant.",
        )
        settings.notes.append(layer.notes[-1])
    for path in _unread(config):
        what = "This file is not read: its name does not end in .toml."
        settings.notes.append(Problem(str(path), 0, "", what, "Rename it."))


def _unread(config: Path) -> list[Path]:
    folder = config.parent / places.DROP_IN_FOLDER
    return sorted(p for p in folder.glob("[!.]*") if p.is_file() and p.suffix != ".toml")


def drop_ins(config: Path) -> list[Path]:
    """The files that change single settings of a settings file, in the order of their names."""
    folder = config.parent / places.DROP_IN_FOLDER
    return sorted(path for path in folder.glob("*.toml") if not path.name.startswith("."))


def _content(config: Path) -> bytes:
    try:
        return config.read_bytes()
    except FileNotFoundError:
        raise SettingsError(
            f"There is no settings file {config}.", "Check the path, or leave it out."
        ) from None
    except OSError as error:
        raise SettingsError(
            f"The settings file {config} cannot be read ({error.strerror}).",
            "Check what it is and who may read it.",
        ) from None


def sample_office(name: str) -> Path:
    """The settings of a sample office: small, city or big. Raises SettingsError for another name."""
    path = Path(__file__).parent / "offices" / f"{name}.toml"
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in path.parent.glob("*.toml")))
        raise SettingsError(f"There is no sample office {name!r}.", f"There are: {known}.")
    return path
