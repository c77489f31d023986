"""`make bench`: every figure of kiosk and office in one run, as a table and as JSON in out/bench.json."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.bench import hall as hall_figures
from tests.bench import kiosk as kiosk_figures
from tests.bench import office as office_figures
from tests.bench import planner as planner_figures
from tests.bench import records as record_figures
from tests.bench import touches as touch_figures
from tests.bench import voice as voice_figures
from tests.bench.figures import Figure, table, write_json

GROUPS = {
    "start": kiosk_figures.first_frame,
    "agenda": kiosk_figures.agenda_process,
    "touch": kiosk_figures.touch_to_frame,
    "touches": touch_figures.touches,
    "language": kiosk_figures.language_switch,
    "memory": kiosk_figures.memory,
    "ticket": record_figures.ticket_drawn,
    "durable": record_figures.confirm_to_durable,
    "hall": hall_figures.update_to_frame,
    "fold": record_figures.fold,
    "voice": voice_figures.first_sound,
    "office": office_figures.office,
    "planner": planner_figures.planner,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", choices=GROUPS, action="append", help="only this group; may be given again")
    parser.add_argument("--out", type=Path, default=Path("out/bench.json"))
    given = parser.parse_args()
    figures: list[Figure] = []
    for name, measure in GROUPS.items():
        if given.only and name not in given.only:
            continue
        print(f"measuring: {name}", file=sys.stderr)
        figures += measure()
    print(table(figures))
    write_json(figures, given.out)
    print(f"also in {given.out}")


if __name__ == "__main__":
    main()
