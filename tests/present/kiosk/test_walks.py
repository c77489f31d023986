"""Whatever is touched, in whatever order: there is always a screen, and it is whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.checkin.state import (
    Choose,
    ChooseLanguage,
    Command,
    Drop,
    Dropped,
    Issued,
    IssueTicket,
    Lobby,
    NotIssued,
    Paper,
    PaperIs,
    SetInterpreter,
    SetPrivateHelp,
    Tap,
    Tick,
)
from kiosk.present.kiosk.view import KioskView
from kiosk.present.language.words import OPENERS, PDI
from tests.present.kiosk.walks import EXISTING, LOBBY, MONDAY, Visitor, everything_said, part_of_office

LOBBIES = (LOBBY, Lobby(part_of_office(), MONDAY))


def touches(view: KioskView) -> list[Command]:
    """What can be touched on a screen, and last one touch that fits nothing."""
    taps: list[Command] = [Tap(tool.id) for tool in view.tools]
    if view.sheet:  # it covers all but the toolbar
        return [*taps, *(Tap(tap) for tap in (view.sheet.action_tap, view.sheet.other_tap) if tap), Tap.BACK]
    taps += [Tap.GO_ON] if view.action else []
    taps += [Tap.BACK] if view.back else []
    taps += [Tap.CHANGE] if view.change else []
    taps += [Tap.REPRINT] if view.reprint else []
    if view.layout == "language":
        taps += [ChooseLanguage(c.id) for c in view.choices if c.action == "choose"]
    else:
        taps += [Choose(c.id) for c in view.choices]
    if view.layout == "change":
        taps += [Drop(s.station, Dropped.DONE) for g in view.groups for s in g.stops]
        taps += [Drop(s.station, None) for g in view.groups for s in g.stops]
    for toggle in view.toggles:
        switch = SetInterpreter if toggle.id == "interpreter" else SetPrivateHelp
        taps.append(switch(not toggle.selected))
    return [*taps, Choose("nothing like this")]


@given(st.data(), st.sampled_from(EXISTING), st.sampled_from(LOBBIES))
def test_there_is_always_a_whole_screen(data: st.DataObject, language: str, lobby: Lobby) -> None:
    visitor = Visitor(language, lobby)
    for _ in range(data.draw(st.integers(5, 40))):
        if visitor.state.waiting:
            wanted = next(e for e in reversed(visitor.effects) if isinstance(e, IssueTicket))
            issued: Command = Issued("v1", "2047", wanted.draft, 1_795_000_000.0, "token")
            visitor.play(data.draw(st.sampled_from([issued, issued, NotIssued()])))
        elif visitor.state.ticket and data.draw(st.booleans()):
            visitor.play(PaperIs(data.draw(st.sampled_from(Paper))))
        elif data.draw(st.integers(0, 15)) == 0:
            visitor.wait(data.draw(st.sampled_from([20, 65, 95])))
            visitor.play(Tick())
        else:
            visitor.play(data.draw(st.sampled_from(touches(visitor.view))))
    for view in visitor.seen:
        assert view.title
        for said in everything_said(view):
            assert said.words.strip()
            assert not set("{}!") & set(said.words), (view.place, said)
            assert sum(map(said.words.count, OPENERS)) == said.words.count(PDI)


@given(st.data(), st.sampled_from(EXISTING))
def test_no_touch_shown_is_dead(data: st.DataObject, language: str) -> None:
    """Each tool and button changes something: a dead button is worse than none."""
    visitor = Visitor(language)
    for _ in range(12):
        before = visitor.state
        shown = [t for t in touches(visitor.view)[:-1] if not _does_nothing_by_design(t, visitor.view)]
        if not shown or before.waiting:
            break
        touch = data.draw(st.sampled_from(shown))
        visitor.play(touch)
        after = visitor.state
        changed = {
            name
            for name in before.__dataclass_fields__
            if getattr(before, name) != getattr(after, name) and name not in ("touched_at", "now")
        }
        assert changed, (visitor.view.place, touch)


def _does_nothing_by_design(touch: Command, view: KioskView) -> bool:
    if touch is Tap.LISTEN:
        return bool(view.notice)
    if touch is Tap.PERSON:
        return view.place == "person"  # the tool is marked: this is where it leads
    if touch is Tap.GO_ON:
        return not view.action_ready
    if isinstance(touch, Drop):  # a stop shows either how to drop it or how to put it back
        dropped = {s.station for g in view.groups for s in g.stops if s.dropped}
        return (touch.station in dropped) == (touch.why is not None)
    return False
