"""The desk page's address, what it shows, and what a press does.

Where a clerk sits stands in the address, and in a cookie for the next morning. A press is a form with a command id
that was made with the page; the writer's transaction compares it, so that a button from before somebody else's press
does nothing. Must not know words, nor how the page looks.
"""

from __future__ import annotations

from datetime import datetime
from secrets import token_urlsafe
from typing import Any, Final
from urllib.parse import parse_qsl, quote, unquote, urlencode
from zoneinfo import ZoneInfo

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from kiosk.core import views
from kiosk.core.day.lifecycle import AT_DESK
from kiosk.core.day.state import OfficeDay
from kiosk.core.office_config import OfficeConfig
from kiosk.office.access import Principal, check_station
from kiosk.office.context import OfficeContext
from kiosk.office.handlers import commands
from kiosk.office.handlers.dispatch import asked_near, desks_of, next_call
from kiosk.office.state.memory import Snapshot
from kiosk.office.web.pages import render
from kiosk.present.desk import page as words
from kiosk.present.desk.view import AtDesk, DeskScene, Next, Seat
from kiosk.present.shared.staff import STAFF, refused
from kiosk.protocol.commands import Command, OpenDesk, command_of
from kiosk.protocol.errors import WireError
from kiosk.storage.errors import StorageError

COOKIE: Final = "desk"
COOKIE_DAYS: Final = 180
LANGUAGES: Final = ("sv",)
"""What a clerk speaks who has never said anything else, at a desk that is in no settings."""
LARGEST_FORM: Final = 20_000
ABOUT_WHO_IS_HERE: Final = frozenset({"start", "recall", "finish", "hold", "no_show", "refer"})
"""Commands about the visitor at the desk, without naming them: the one the clerk saw must still be there."""

Fields = dict[str, str]


def show(request: Request, office: OfficeContext, principal: Principal) -> Response:
    """GET /desk."""
    asked = dict(request.query_params)
    staff = words.staff_language(asked.get("lang"), request.headers.get("accept-language", ""))
    seat = _seat(office, asked)
    if seat is None:
        kept = _kept(request)
        if _seat(office, kept) is not None and "change" not in asked:
            return _redirect({name: value for name, value in kept.items() if name != "languages"})
        choice = words.choose_page(office.writer.config, staff)
        return render.page("choose.html", render.OWN_FORMS, page=choice, here=_here({}, asked))
    check_station(principal, seat.station)
    scene = _scene(request, office, seat)
    shown = words.desk_page(scene, staff, refer=asked.get("do") == "refer")
    told = refused(staff, asked["told"]) if "told" in asked else ""
    answer = render.page(
        "desk.html",
        render.OWN_FORMS,
        page=shown,
        told=told,
        here=_here({"station": seat.station, "desk": str(seat.desk)}, asked),
        live=f"v1/live/station/{quote(seat.station, safe='')}",
        new_id=lambda: token_urlsafe(16),
        seen=_seen(office.writer.snapshot.day, seat.desk),
    )
    kept = {"station": seat.station, "desk": str(seat.desk)} | _only(asked, "lang")
    kept |= _only(_kept(request), "languages")
    _keep(answer, kept)
    return answer


async def press(request: Request, office: OfficeContext, principal: Principal) -> Response:
    """POST /desk: does what a button says, then leads back to the page, which says how it stands."""
    asked = dict(request.query_params)
    seat = _seat(office, asked)
    if seat is None:
        return _redirect({})
    back = {"station": seat.station, "desk": str(seat.desk)} | _only(asked, "lang")
    fields = await _form(request)
    code, command = await _execute(office, principal, seat, fields)
    if code:
        again = {"do": "refer"} if code in ("unknown_errand", "unknown_station") else {}
        return _redirect(back | again | {"told": code})
    answer = _redirect(back)
    if command is not None and isinstance(command.args, OpenDesk):
        _keep(answer, back | {"languages": ",".join(command.args.languages or ())})
    return answer


async def _execute(
    office: OfficeContext, principal: Principal, seat: Seat, fields: Fields
) -> tuple[str, Command | None]:
    """Do what a form asks; returns the code of a refusal, empty when it was done. A command about the visitor at the
    desk is refused when it is no longer the one that the clerk saw; a retry of what was done is answered as then."""

    def still_as_seen(day: OfficeDay) -> bool:
        return kind not in ABOUT_WHO_IS_HERE or fields.get("seen", "") == _seen(day, seat.desk)

    kind = fields.get("kind", "")
    try:
        command = command_of(_id(fields), kind, _args(fields, seat))
        task = commands.execute(command, principal, office.writer.config, still_as_seen=still_as_seen)
        return (await office.writer.do(task)).code, command
    except WireError as error:
        return error.code, None
    except StorageError:
        return "storage", None


def _seen(day: OfficeDay, desk: int) -> str:
    """Who is at a desk, and how: what a page was made from."""
    state = day.desks.get(desk)
    visit = None if state is None or state.visit is None else day.visits.get(state.visit)
    stop = None if visit is None else visit.engaged
    return "" if visit is None or stop is None else f"{visit.id} {stop.state.value}"


# What a page is made of ---------------------------------------------------------------------------------------------


def _scene(request: Request, office: OfficeContext, seat: Seat) -> DeskScene:
    snapshot, now = office.writer.snapshot, office.now()
    config = office.writer.config
    zone = ZoneInfo(config.office.time_zone)
    known = next((desk for desk in config.office.desks if desk.number == seat.desk), None)
    kept = _kept(request).get("languages", "")
    spoken = tuple(kept.split(",")) if kept else known.languages if known else LANGUAGES
    return DeskScene(
        config,
        seat,
        datetime.fromtimestamp(now, zone),
        snapshot.day.closed,
        snapshot.day.desks.get(seat.desk),
        _at_desk(snapshot, seat, now, zone),
        views.station(snapshot.day, seat.station, now, office.forecasts.of(snapshot.day, now)),
        spoken,
        _next(snapshot.day, seat, config, now),
        asked_near(snapshot.day, seat.station) >= desks_of(snapshot.day, seat.station),
    )


def _next(day: OfficeDay, seat: Seat, config: OfficeConfig, now: float) -> Next | None:
    """Whom this desk would call now; while it has a visitor, whom it would ask to come near."""
    desk = day.desks.get(seat.desk)
    if desk is None or not desk.open or desk.station != seat.station or day.closed:
        return None
    chosen = next_call(day, desk, config, now, ahead=desk.visit is not None)
    if chosen is None:
        return None
    left = sum(not stop.ended for stop in chosen.visit.stops)
    return Next(chosen.visit.id, chosen.by, chosen.why, left == 1)


def _at_desk(snapshot: Snapshot, seat: Seat, now: float, zone: ZoneInfo) -> AtDesk | None:
    desk = snapshot.day.desks.get(seat.desk)
    visit = None if desk is None else snapshot.day.visits.get(desk.visit or "")
    stop = None if visit is None else visit.engaged
    if visit is None or stop is None or stop.station != seat.station or stop.state not in AT_DESK:
        return None
    since = datetime.fromtimestamp(stop.since, zone)
    return AtDesk(views.station_visitor(visit, stop, now), since, stop.calls)


def _seat(office: OfficeContext, asked: Fields) -> Seat | None:
    """The desk an address names, if this office can have it."""
    station, number = asked.get("station", ""), asked.get("desk", "")
    if not (number.isascii() and number.isdigit() and len(number) <= 3 and int(number) >= 1):
        return None
    if office.writer.config.office.station(station) is None:
        return None
    return Seat(station, int(number))


# Forms, addresses, cookies ------------------------------------------------------------------------------------------


async def _form(request: Request) -> Fields:
    """A form's fields; of languages, which may be several, all with commas. Too large a form has none."""
    whole = bytearray()
    async for chunk in request.stream():
        whole += chunk
        if len(whole) > LARGEST_FORM:
            return {}
    pairs = parse_qsl(whole.decode("utf-8", "replace"), max_num_fields=100) if whole else []
    fields = dict(pairs)
    if languages := [value for name, value in pairs if name == "language"]:
        fields["languages"] = ",".join(languages)
    return fields


def _id(fields: Fields) -> str:
    """The command's id; a form with two buttons has one for each."""
    made = fields.get("id", "")
    return f"{made}-{fields.get('outcome', '')}" if fields.get("kind") == "refer" else made


def _args(fields: Fields, seat: Seat) -> dict[str, Any]:
    args: dict[str, Any] = {"desk": seat.desk}
    match fields.get("kind"):
        case "desk.open":
            args |= {
                "station": seat.station,
                "languages": fields["languages"].split(",") if "languages" in fields else list(LANGUAGES),
            }
        case "finish":
            args |= {"outcome": fields.get("outcome")}
        case "call.this" | "release":
            args |= {"visit": fields.get("visit")}
        case "refer":
            station, _, errand = fields.get("errand", "").partition(" ")
            args |= {
                "station": station or "-",
                "errands": [errand] if errand else [],
                "outcome": fields.get("outcome"),
            }
    return args


def _here(where: Fields, asked: Fields) -> dict[str, str]:
    """Addresses on the page: this one, the other panels, the other language."""
    lang = _only(asked, "lang")
    change = {"change": "1"} if not where else {}
    return {
        "page": _address(where | lang | change),
        "refer": _address(where | lang | {"do": "refer"}),
        "change": _address(lang | {"change": "1"}),
        "lang": asked.get("lang", ""),
        **{f"in_{code}": _address(where | change | {"lang": code}) for code in STAFF},
    }


def _address(parts: Fields) -> str:
    return f"desk?{urlencode(parts)}" if parts else "desk"


def _redirect(parts: Fields) -> RedirectResponse:
    """Back by GET, so that a reload presses nothing again."""
    return RedirectResponse(f"/{_address(parts)}", 303, headers=render.OWN_FORMS)


def _only(fields: Fields, name: str) -> Fields:
    return {name: fields[name]} if fields.get(name) else {}


def _kept(request: Request) -> Fields:
    return dict(parse_qsl(unquote(request.cookies.get(COOKIE, ""))[:500], max_num_fields=10))


def _keep(answer: Response, parts: Fields) -> None:
    seconds = COOKIE_DAYS * 86_400
    answer.set_cookie(
        COOKIE, quote(urlencode(parts)), seconds, path="/desk", httponly=True, samesite="strict"
    )
