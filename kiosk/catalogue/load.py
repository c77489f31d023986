"""The one way in: an office's settings file to what that office offers.

Faulty settings never raise: they are listed and left out, because a kiosk with partly wrong settings must
still check people in. Must not know what any setting means.
"""

from __future__ import annotations

from pathlib import Path

from kiosk.catalogue import models, office, reading
from kiosk.catalogue.build import load_catalogue
from kiosk.catalogue.problems import Problem, SettingsError
from kiosk.core.offer import Offer


def load_offer(config: Path | None) -> Offer:
    """What the office of a settings file offers; the built-in office when none is given.

    What was wrong in the file stands in `problems`. SettingsError when there is no such file.
    """
    return examine(config)[0]


def examine(config: Path | None) -> tuple[Offer, tuple[Problem, ...]]:
    """As `load_offer`, with the problems one by one."""
    catalogue, problems = load_catalogue()
    content, name = (b"", "office.toml") if config is None else (_content(config), str(config))
    settings = reading.check(content, models.OfficeFile, name)
    offered, the_office = office.apply(settings, catalogue)
    problems = (*problems, *sorted(settings.problems, key=lambda p: p.line))
    return Offer(offered, the_office, tuple(str(p) for p in problems)), problems


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
