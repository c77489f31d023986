"""What lies where on a ticket: number, what is first, the line with its stops, what comes later, QR and help.

Knows sizes and places, no words and no rules: what stands in the page is set, in that order. The line is
single where the order is given, double where it is free, and forks and joins at 45 degrees beside the
group's name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kiosk.present.paper.page import (
    TicketErrand,
    TicketGroup,
    TicketLater,
    TicketPage,
    TicketSlip,
    TicketStop,
)
from kiosk.present.shared.bilingual import BothWords
from kiosk.present.shared.phrases import SWEDISH
from kiosk.ui.ticket.legend import COLUMN_GAP, LEGEND_GAP, SHOWN, legend_rows
from kiosk.ui.ticket.paint import WIDTH, PaperCanvas
from kiosk.ui.ticket.text import Face, SetText, set_text

MARGIN: Final = 20
END: Final = WIDTH - MARGIN
AXIS: Final = MARGIN + 32  # the line
TEXT: Final = 88  # where names begin, and the pictograms of what there is to do
PICTOGRAM: Final = 46
WORDS: Final = TEXT + PICTOGRAM + 8  # the words beside a pictogram
ROW: Final = 48  # at least, so that boxes and pictograms do not touch
TWO_LINES: Final = 58  # from row to row
FIRST_LINES: Final = 70  # of a taller row pictogram and box stand beside the first lines
BOX: Final = 42
SIGN: Final = 60
SLIP_SIGN: Final = 44  # signs on the part to keep
SLASH: Final = 14  # room of the slash between alternatives

LINE: Final = 8
DOUBLE: Final = 5
BETWEEN: Final = 14  # dots between own and Swedish words on one line
APART: Final = 12.5  # each of the double tracks from the axis; half a dot, so that 5 dots lie on whole dots
RULE: Final = 4

NUMBER_PX: Final = 196
NEXT_PX: Final = 34
AGENCY_PX: Final = 28
SLIP_NUMBER_PX: Final = 64
OWN_PX: Final = 25
HEAD_PX: Final = 24
TAG_PX: Final = 24
SWEDISH_PX: Final = 23

QUIET: Final = 4  # modules of white round a QR code
MODULE_MIN: Final = 4  # dots
MODULE_MAX: Final = 6
QR_ROOM: Final = 170  # more modules than fit at MODULE_MIN take more


def lay_out(page: TicketPage) -> PaperCanvas:
    """The page as marks on a sheet. Needs an application with fonts."""
    return _Ticket(page, PaperCanvas(page.rtl)).set()


@dataclass(slots=True)
class _Pair:
    """The own words and the Swedish ones, each set; the Swedish ones may be missing."""

    own: SetText
    swedish: SetText | None
    beside: bool = False  # both on one line

    @property
    def height(self) -> float:
        if self.swedish is None or self.beside:
            return self.own.height
        return self.own.height + self.swedish.height


@dataclass(frozen=True, slots=True)
class _Header:
    """The words at a station. `last`: height of the last row, of Swedish words and pictograms; 0: all side by side."""

    pair: _Pair
    last: float = 0.0

    @property
    def height(self) -> float:
        return self.pair.own.height + self.last if self.last else self.pair.height


_Shown = tuple[tuple[str, ...], ...]
"""Pictograms at a station: alternatives together."""


def _shown_width(shown: _Shown) -> float:
    return sum(len(each) * SHOWN + (len(each) - 1) * SLASH + 4 for each in shown)


@dataclass(slots=True)
class _Ticket:
    page: TicketPage
    sheet: PaperCanvas
    y: float = 0.0
    track: float | None = None  # where the line has been drawn to; None: it has not begun
    double: bool = False

    def set(self) -> PaperCanvas:
        page = self.page
        self._head()
        self._number()
        for group in page.groups:
            self._group(group)
        self._end_line()
        self._legend()
        self._foot()
        if page.slip is not None:
            self._slip(page.slip)
        self.sheet.height = round(self.y)
        return self.sheet

    # Head -----------------------------------------------------------------------------------------

    def _head(self) -> None:
        """Not turned round on a right-to-left page: it is the office's Swedish letterhead."""
        sheet, y = self.sheet, 18.0
        sheet.picture_at("mark-motesplats", MARGIN, y, 46)
        taken = set_text(self.page.taken, Face(HEAD_PX))
        right = [taken]
        if self.page.reprint:
            right.append(set_text(self.page.reprint, Face(HEAD_PX, bold=True)))
        room = END - max(text.width for text in right) - 20 - (MARGIN + 58)
        first, _, place = self.page.office.partition(" ")
        name = set_text(first, Face(HEAD_PX, bold=True), room)
        top, left = y + 9, MARGIN + 58
        sheet.words_at(name, left, top)
        left_bottom = top + name.height
        if place:
            town = set_text(place, Face(HEAD_PX), room)
            beside = name.width + 7 + town.width <= room
            sheet.words_at(town, left + (name.width + 7 if beside else 0), top if beside else left_bottom)
            left_bottom += 0 if beside else town.height
        right_bottom = top
        for text in right:
            sheet.words_at(text, END - text.width, right_bottom)
            right_bottom += text.height
        self.y = max(left_bottom, right_bottom, y + 46) + 10

    def _number(self) -> None:
        px = NUMBER_PX
        number = set_text(self.page.number, Face(px, bold=True, digits=True))
        if number.width > END - MARGIN:
            px = int(px * (END - MARGIN) / number.width)
            number = set_text(self.page.number, Face(px, bold=True, digits=True))
        self.sheet.words_at(number, round((WIDTH - number.width) / 2), self.y, poster=True)
        self.y += number.height + 20

    # The line -------------------------------------------------------------------------------------

    def _group(self, group: TicketGroup) -> None:
        free = group.kind == "any" and len(group.stops) > 1
        for number, stop in enumerate(group.stops):
            if self.track is None and self.page.first.own:
                self._block(stop)
            else:
                if number == 0:
                    self._change_track(group.label, free)
                self._stop(stop)
            self._errands(stop)

    def _change_track(self, label: str, free: bool) -> None:
        """The group's name, and beside it the fork or the join."""
        changes = free is not self.double
        if not label and not changes:
            return
        self.y += 4
        top = self.y
        if label:
            self._tag(label)
        bottom = max(self.y, top + 40 if changes else self.y)
        if changes and free:
            if self.track is None:
                self.track = top
            self._track_to(top + 8)
            self._fork(top + 8, down=True)
            self.track = top + 8 + APART
        elif changes:
            self._track_to(bottom - APART - 6)
            self._fork(bottom - 6, down=False)
            self.track = bottom - 6
        self.double = free
        self.y = bottom + 2

    def _fork(self, point: float, down: bool) -> None:
        """Where one becomes two (`down`) or two become one; `point` is the tip."""
        far = point + APART if down else point - APART
        self.sheet.stroke(((AXIS - APART, far), (AXIS, point), (AXIS + APART, far)), DOUBLE)

    def _track_to(self, y: float) -> None:
        if self.track is not None and y > self.track:
            sides = (-APART, APART) if self.double else (0.0,)
            for side in sides:
                self.sheet.stroke(
                    ((AXIS + side, self.track), (AXIS + side, y)), DOUBLE if self.double else LINE
                )
        self.track = y

    def _tag(self, label: str) -> None:
        own = set_text(label, self._own(TAG_PX), END - TEXT - 24)
        # Dots under Arabic letters stay on the black, and what stands over them too.
        above, under = (2, 8) if self.page.script == "Arab" else (3, 4)
        height = round(own.height + above + under)
        self.sheet.fill(TEXT, self.y, own.width + 24, height, 8)
        self.sheet.words(own, TEXT + 12, self.y + above, own.width, white=True)
        self.y += height

    def _block(self, stop: TicketStop) -> None:
        """What is next: black, as yellow is on a screen."""
        shown = self._shown(stop)
        end = END - 16
        words = self._header(self.page.first, NEXT_PX, shown, end)
        smaller = self._header(self.page.first, AGENCY_PX, shown, end)
        if smaller.height < words.height - (NEXT_PX - AGENCY_PX) * 2:
            words = smaller
        height = round(max(words.height + 20, SIGN + 20))
        self.sheet.fill(MARGIN, self.y, END - MARGIN, height, 12)
        middle = self.y + round(height / 2)
        self.sheet.sign(stop.station, AXIS, middle, SIGN - 8, white=True)
        self._put_header(words, shown, middle, end, white=True)
        self.y += height
        self.track = self.y
        self.y += 8

    def _stop(self, stop: TicketStop) -> None:
        self.y += 2
        top = self.y
        shown = self._shown(stop)
        words = self._header(stop.agency, AGENCY_PX, shown, END)
        height = round(max(SIGN, words.height))
        middle = top + round(height / 2)
        self._track_to(middle)
        self.sheet.sign(stop.station, AXIS, middle, SIGN)
        self._put_header(words, shown, middle, END)
        self.y += height

    def _header(self, words: BothWords, px: float, shown: _Shown, end: float) -> _Header:
        """A station's name, its pictograms beside both languages or beside the Swedish line: what is lower."""
        pictures = _shown_width(shown)
        beside = self._line_or_pair(words, end - pictures - TEXT, px)
        if not shown:
            return _Header(beside)
        own = set_text(words.own, self._own(px), end - TEXT)
        narrow = set_text(words.swedish, Face(SWEDISH_PX), end - pictures - TEXT) if words.swedish else None
        header = _Header(_Pair(own, narrow), max(narrow.height if narrow else 0, SHOWN))
        return header if header.height < beside.height or beside.own.breaks_a_word else _Header(beside)

    def _put_header(
        self, words: _Header, shown: _Shown, middle: float, end: float, *, white: bool = False
    ) -> None:
        top = round(middle - words.height / 2)
        if not words.last:
            self._stacked(words.pair, TEXT, top, end - TEXT, white=white)
            self._show(shown, end, middle, white=white)
            return
        own, swedish = words.pair.own, words.pair.swedish
        self.sheet.words(own, TEXT, top, end - TEXT, white=white)
        row = top + own.height + words.last / 2
        if swedish is not None:
            self.sheet.words(swedish, TEXT, round(row - swedish.height / 2), swedish.width, white=white)
        self._show(shown, end, row, white=white)

    @staticmethod
    def _shown(stop: TicketStop) -> _Shown:
        """Pictograms at a station: who must come, and the papers to show."""
        return (*(((stop.people,),) if stop.people else ()), *stop.bring)

    def _show(self, shown: _Shown, end: float, middle: float, *, white: bool = False) -> None:
        """Pictograms up to the end edge; a slash stands between alternatives."""
        x, top = end - _shown_width(shown) + 4, round(middle - SHOWN / 2)
        for alternatives in shown:
            for place, name in enumerate(alternatives):
                if place:
                    self.sheet.slash(x - 2, top + 8, SLASH - 4, SHOWN - 16, white=white)
                    x += SLASH
                self.sheet.pictogram(name, x, top, SHOWN, white=white)
                x += SHOWN
            x += 4

    def _errands(self, stop: TicketStop) -> None:
        for errand in stop.errands:
            self._to_do(errand)
        self.y += 4

    def _to_do(self, errand: TicketErrand) -> None:
        """A thing to tick off: picture, words, box at the end edge where the writing hand hides nothing."""
        end = END - BOX - 8
        words = self._line_or_pair(errand.words, end - WORDS)
        height = round(max(words.height, ROW))
        middle = self.y + round(min(height, FIRST_LINES) / 2)
        self.sheet.pictogram(errand.pictogram, TEXT, middle - PICTOGRAM / 2, PICTOGRAM, edge="start")
        self._stacked(words, WORDS, self.y + round((height - words.height) / 2), end - WORDS)
        self.sheet.frame(END - BOX, middle - BOX / 2, BOX, 7, 4)
        self.y += height + (2 if words.beside else self._gap)

    @property
    def _gap(self) -> int:
        """Under a row. Scripts with much air in a line need less: rows of two lines lie equally far apart."""
        bilingual = self.page.language != SWEDISH
        lines = self._own(OWN_PX).line + Face(SWEDISH_PX).line
        return max(0, round(TWO_LINES - lines)) if bilingual else 4

    def _legend(self) -> None:
        """What the pictograms at the stations mean, each once, as many in a row as fit."""
        page = self.page
        if not page.legend:
            return
        self.sheet.fill(MARGIN, self.y, END - MARGIN, RULE)
        self.y += RULE + 8
        for row in legend_rows(page.show, page.legend, self._own(OWN_PX), END - MARGIN):
            height = round(max(item.height for item in row))
            x = float(MARGIN)
            for item in row:
                start, middle = x + item.indent, self.y + height / 2
                if item.pictogram:
                    self.sheet.pictogram(item.pictogram, x, round(middle - SHOWN / 2), SHOWN)
                self.sheet.words(item.words, start, round(middle - item.words.height / 2), item.words.width)
                x += item.width + COLUMN_GAP
            self.y += height + LEGEND_GAP
        self.y += 4

    def _end_line(self) -> None:
        """The line ends at the last station; a double one is joined again."""
        self.y += 4
        if self.double and self.track is not None:
            self._track_to(self.y - APART - 8)
            self._fork(self.y - 8, down=False)
            self.track, self.double = None, False

    # The part to keep, and who helps ----------------------------------------------------------------

    def _slip(self, slip: TicketSlip) -> None:
        """To tear off and keep: where and when to come back, the number of this visit, and for what."""
        self.sheet.dashes(MARGIN, self.y, END - MARGIN, thick=RULE, dash=12, gap=8)
        self.y += RULE + 14
        number = set_text(self.page.number, Face(SLIP_NUMBER_PX, bold=True, digits=True))
        self.sheet.picture_at("mark-motesplats", MARGIN, self.y, 46)
        left = MARGIN + 58
        office = set_text(self.page.office, Face(HEAD_PX, bold=True), END - number.width - 24 - left)
        height = round(max(number.height, office.height, 46))
        middle = self.y + height / 2
        self.sheet.words_at(office, left, round(middle - office.height / 2))
        self.sheet.words_at(number, END - number.width, round(middle - number.height / 2))
        self.y += height + 8
        for hours in slip.hours:
            words = self._line_or_pair(hours, END - MARGIN)
            self._stacked(words, MARGIN, self.y, END - MARGIN)
            self.y += round(words.height) + 2
        for later in slip.later:
            self._later(later)
        self.y += 16

    def _later(self, later: TicketLater) -> None:
        self.y += 8
        size = 56
        words = self._line_or_pair(later.headline, END - TEXT)
        height = round(max(words.height, size))
        middle = self.y + round(min(height, FIRST_LINES) / 2)
        self.sheet.pictogram(later.pictogram, AXIS - size / 2, middle - size / 2, size)
        self._stacked(words, TEXT, self.y + round((height - words.height) / 2), END - TEXT)
        self.y += height + 6
        for item in later.items:
            self._kept(item)

    def _kept(self, item: TicketErrand) -> None:
        """One thing for another day, with the sign of its agency where it has one."""
        words = self._line_or_pair(item.words, END - TEXT)
        height = round(max(words.height, SLIP_SIGN + 2))
        middle = self.y + round(min(height, FIRST_LINES) / 2)
        if item.station:
            self.sheet.sign(item.station, AXIS, middle, SLIP_SIGN)
        else:
            self.sheet.pictogram(item.pictogram, AXIS - SLIP_SIGN / 2, middle - SLIP_SIGN / 2, SLIP_SIGN)
        self._stacked(words, TEXT, self.y + round((height - words.height) / 2), END - TEXT)
        self.y += height + 2

    def _foot(self) -> None:
        """QR code and phone, who interprets, whom to ask."""
        if not self.page.legend:
            self.sheet.fill(MARGIN, self.y + 4, END - MARGIN, RULE)
            self.y += 4 + RULE
        code = _trimmed(self.page.qr)
        centre, code_height = AXIS, 0
        if code:
            modules = max(len(code), len(code[0]))
            side = max(MODULE_MIN, min(MODULE_MAX, QR_ROOM // modules))
            quiet = QUIET * side
            self.y += quiet
            self.sheet.squares(max(MARGIN, quiet), self.y, side, code)
            code_height = modules * side
            centre = max(MARGIN, quiet) + code_height + max(20, quiet) + PICTOGRAM // 2
        else:
            self.y += 16
        y = self.y + max(0, round((code_height - self._help(centre, None)) / 2))
        self.y = max(self.y + code_height, y + self._help(centre, y)) + 20

    def _help(self, centre: float, top: float | None) -> float:
        """The rows of pictogram and words; how high they are. `top` None: measured only."""
        page = self.page
        rows = (("phone", page.phone), ("interpreter", page.interpreter), ("staff", page.ask_us))
        start = centre + TEXT - AXIS if centre == AXIS else centre + PICTOGRAM // 2 + 10
        gap, height = 8, 0
        for name, words in rows:
            if not words:
                continue
            text = set_text(words, self._own(OWN_PX), END - start)
            row = round(max(text.height, PICTOGRAM))
            if top is not None:
                y = top + height
                self.sheet.pictogram(name, centre - PICTOGRAM / 2, y + (row - PICTOGRAM) // 2, PICTOGRAM)
                self.sheet.words(text, start, y + round((row - text.height) / 2), END - start)
            height += row + gap
        return max(0, height - gap)

    # Words ----------------------------------------------------------------------------------------

    def _own(self, px: float) -> Face:
        return Face(px, bold=True, script=self.page.script, rtl=self.page.rtl)

    def _pair(self, words: BothWords, px: float, width: float) -> _Pair:
        """Own words bold and first, the Swedish ones regular and second."""
        own = set_text(words.own, self._own(px), width)
        return _Pair(own, set_text(words.swedish, Face(SWEDISH_PX), width) if words.swedish else None)

    def _line_or_pair(self, words: BothWords, width: float, px: float = OWN_PX) -> _Pair:
        """Own and Swedish words on one line where there is room, else one under the other."""
        pair = self._pair(words, px, width)
        if pair.swedish is not None and len(pair.own.widths) == len(pair.swedish.widths) == 1:
            pair.beside = pair.own.width + BETWEEN + pair.swedish.width <= width
        return pair

    def _stacked(self, pair: _Pair, x: float, y: float, width: float, *, white: bool = False) -> None:
        self.sheet.words(pair.own, x, y, width, white=white)
        if pair.swedish is None:
            return
        if pair.beside:
            line = y + pair.own.face.ascent - pair.swedish.face.ascent
            self.sheet.words(
                pair.swedish, x + pair.own.width + BETWEEN, line, pair.swedish.width, white=white
            )
        else:
            self.sheet.words(pair.swedish, x, y + pair.own.height, width, white=white)


def _trimmed(rows: tuple[str, ...]) -> tuple[str, ...]:
    """A QR code without white rows and columns round it: the sheet gives it its quiet zone."""
    marked = [number for number, row in enumerate(rows) if "1" in row]
    if not marked:
        return ()
    kept = rows[marked[0] : marked[-1] + 1]
    left = min(row.index("1") for row in kept if "1" in row)
    right = max(row.rindex("1") for row in kept if "1" in row)
    return tuple(row[left : right + 1] for row in kept)
