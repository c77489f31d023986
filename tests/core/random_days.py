"""Office days on which anything happened, for properties of the fold's views and of what is made from them."""

from __future__ import annotations

from hypothesis import strategies as st

from kiosk.catalogue.load import load_config, sample_office
from kiosk.core.day.events import StopMoved
from kiosk.core.day.lifecycle import Verb
from kiosk.ui.showcase.sample_days import AGENDAS, SampleDay

CONFIG = load_config(sample_office("city"))
STATIONS = [station.id for station in CONFIG.office.stations]


@st.composite
def days(draw: st.DrawFn) -> SampleDay:
    """A day on which anything happened, in any order; what does not fit is an oddity."""
    day = SampleDay(CONFIG).open_desks(*draw(st.sets(st.integers(1, 12), max_size=8)))
    visits: list[str] = []
    for _ in range(draw(st.integers(1, 14))):
        day.wait(draw(st.floats(0, 30)))
        if not visits or draw(st.booleans()):
            visits.append(day.arrives(draw(st.sampled_from(AGENDAS)), draw(st.sampled_from(("ar", "sv"))), 2))
        visit, station = draw(st.sampled_from(visits)), draw(st.sampled_from(STATIONS))
        verb = draw(st.sampled_from(list(Verb)))
        refer = ("KOM", ("KOM-SFI",), 9) if verb is Verb.REFER else None
        day.do(StopMoved(visit, station, verb, draw(st.integers(1, 12)), None, refer))
    if draw(st.integers(0, 9)) == 0:
        day.close()
    return day
