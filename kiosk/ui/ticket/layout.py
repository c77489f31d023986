"""What lies where on a ticket: number, what is first, the line with its stops, what comes later, QR and help.

Knows sizes and places, no words and no rules: what stands in the page is set, in that order. The line is
single where the order is given, double where it is free, and forks and joins at 45 degrees beside the
group's name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kiosk.present.paper.page import TicketErrand, TicketGroup, TicketLater, TicketPage, TicketStop
from kiosk.present.shared.bilingual import BothWords
from kiosk.ui.ticket.paint import WIDTH, PaperCanvas
from kiosk.ui.ticket.text import Face, SetText, set_text

MARGIN: Final = 20
END: Final = WIDTH - MARGIN
AXIS: Final = MARGIN + 32  # the line
TEXT: Final = 100  # where names begin, and the pictograms of what there is to do
PICTOGRAM: Final = 48
WORDS: Final = TEXT + PICTOGRAM + 16  # the words beside a pictogram
ROW: Final = 54  # at least, so that boxes and pictograms do not touch
TWO_LINES: Final = 68  # from row to row
FIRST_LINES: Final = 70  # of a taller row pictogram and box stand beside the first lines
NARROWEST: Final = 330  # words beside pictures begin no later
BOX: Final = 42
SIGN: Final = 64
SHOWN: Final = 44  # pictograms of papers and people at a station; the legend names them

LINE: Final = 8
DOUBLE: Final = 5
BETWEEN: Final = 14  # dots between own and Swedish words on one line
APART: Final = 12.5  # each of the double tracks from the axis; half a dot, so that 5 dots lie on whole dots
RULE: Final = 4

NUMBER_PX: Final = 196
NEXT_PX: Final = 34
AGENCY_PX: Final = 30
OWN_PX: Final = 27
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
        self._legend()
        if page.later:
            self._towards_later()
        for place, later in enumerate(page.later):
            self._later(later, first=place == 0)
        self._foot()
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
        self.y = max(left_bottom, right_bottom, y + 46) + 18

    def _number(self) -> None:
        px = NUMBER_PX
        number = set_text(self.page.number, Face(px, bold=True, digits=True))
        if number.width > END - MARGIN:
            px = int(px * (END - MARGIN) / number.width)
            number = set_text(self.page.number, Face(px, bold=True, digits=True))
        self.sheet.words_at(number, round((WIDTH - number.width) / 2), self.y, poster=True)
        self.y += number.height + 30

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

    def _change_track(self, label: BothWords, free: bool) -> None:
        """The group's name, and beside it the fork or the join."""
        changes = free is not self.double
        if not label.own and not changes:
            return
        self.y += 6
        top = self.y
        if label.own:
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

    def _tag(self, label: BothWords) -> None:
        own = set_text(label.own, self._own(TAG_PX), END - TEXT - 24)
        # Dots under Arabic letters stay on the black, and what stands over them too.
        above, under = (2, 8) if self.page.script == "Arab" else (3, 4)
        height = round(own.height + above + under)
        self.sheet.fill(TEXT, self.y, own.width + 24, height, 8)
        self.sheet.words(own, TEXT + 12, self.y + above, own.width, white=True)
        if label.swedish:
            beside = set_text(label.swedish, Face(SWEDISH_PX))
            if TEXT + own.width + 38 + beside.width <= END:
                top = self.y + above + own.face.ascent - beside.face.ascent
                self.sheet.words(beside, TEXT + own.width + 38, top, beside.width)
            else:
                below = set_text(label.swedish, Face(SWEDISH_PX), END - TEXT)
                self.sheet.words(below, TEXT, self.y + height + 2, END - TEXT)
                height += round(below.height + 2)
        self.y += height

    def _block(self, stop: TicketStop) -> None:
        """What is next: black, as yellow is on a screen."""
        shown = self._shown(stop)
        end = END - 16 - len(shown) * (SHOWN + 4)
        words = self._pair(self.page.first, NEXT_PX, end - TEXT)
        if len(words.own.widths) > 1:
            smaller = self._pair(self.page.first, AGENCY_PX, end - TEXT)
            words = smaller if len(smaller.own.widths) == 1 else words
        height = round(max(words.height + 24, SIGN + 28))
        self.sheet.fill(MARGIN, self.y, END - MARGIN, height, 12)
        middle = self.y + round(height / 2)
        self.sheet.sign(stop.station, AXIS, middle, SIGN - 8, white=True)
        self._stacked(words, TEXT, round(middle - words.height / 2), end - TEXT, white=True)
        self._show(shown, END - 16, middle, white=True)
        self.y += height
        self.track = self.y
        self.y += 10

    def _stop(self, stop: TicketStop) -> None:
        self.y += 6
        top = self.y
        shown = self._shown(stop)
        end = END - len(shown) * (SHOWN + 4)
        own = set_text(stop.agency.own, self._own(AGENCY_PX), end - TEXT)
        beside = set_text(stop.agency.swedish, Face(SWEDISH_PX)) if stop.agency.swedish else None
        inline = beside is None or (len(own.widths) == 1 and own.width + 14 + beside.width <= end - TEXT)
        words = own.height if inline else self._pair(stop.agency, AGENCY_PX, end - TEXT).height
        height = round(max(SIGN, words))
        middle = top + round(height / 2)
        self._track_to(middle)
        self.sheet.sign(stop.station, AXIS, middle, SIGN)
        if inline:
            line = round(middle - own.height / 2)
            self.sheet.words(own, TEXT, line, own.width)
            if beside is not None:
                above = line + own.face.ascent - beside.face.ascent
                self.sheet.words(beside, TEXT + own.width + 14, above, beside.width)
        else:
            pair = self._pair(stop.agency, AGENCY_PX, end - TEXT)
            self._stacked(pair, TEXT, round(middle - pair.height / 2), end - TEXT)
            height += 4
        self._show(shown, END, middle)
        self.y += height

    @staticmethod
    def _shown(stop: TicketStop) -> tuple[str, ...]:
        """Pictograms at a station: who must come, and the papers to show."""
        return (*((stop.people,) if stop.people else ()), *stop.bring)

    def _show(self, pictograms: tuple[str, ...], end: float, middle: float, *, white: bool = False) -> None:
        for place, name in enumerate(reversed(pictograms)):
            x = end - (place + 1) * (SHOWN + 4) + 4
            self.sheet.pictogram(name, x, round(middle - SHOWN / 2), SHOWN, white=white)

    def _errands(self, stop: TicketStop) -> None:
        for errand in stop.errands:
            self._to_do(errand)
        self.y += 6

    def _to_do(self, errand: TicketErrand, *, boxed: bool = True) -> None:
        """A thing to tick off: picture, words, box at the end edge where the writing hand hides nothing."""
        end = END - (BOX + 14 if boxed else 0)
        words = self._line_or_pair(errand.words, end - WORDS)
        height = round(max(words.height, ROW))
        middle = self.y + round(min(height, FIRST_LINES) / 2)
        self.sheet.pictogram(errand.pictogram, TEXT, middle - PICTOGRAM / 2, PICTOGRAM, edge="start")
        self._stacked(words, WORDS, self.y + round((height - words.height) / 2), end - WORDS)
        if boxed:
            self.sheet.frame(END - BOX, middle - BOX / 2, BOX, 7, 4)
        self.y += height + (2 if words.beside else self._gap)

    @property
    def _gap(self) -> int:
        """Under a row. Scripts with much air in a line need less: rows of two lines lie equally far apart."""
        bilingual = bool(self.page.ask_us.swedish)
        lines = self._own(OWN_PX).line + Face(SWEDISH_PX).line
        return max(0, round(TWO_LINES - lines)) if bilingual else 4

    def _legend(self) -> None:
        """What the pictograms at the stations mean, each once."""
        if not self.page.legend:
            return
        self.y += 4
        for item in self.page.legend:
            start = TEXT + SHOWN + 12
            words = self._line_or_pair(item.words, END - start)
            height = round(max(words.height, SHOWN + 2))
            self.sheet.pictogram(item.pictogram, TEXT, self.y + (height - SHOWN) / 2, SHOWN, edge="start")
            self._stacked(words, start, self.y + round((height - words.height) / 2), END - start)
            self.y += height + 2
        self.y += 6

    # Later, and who helps -------------------------------------------------------------------------

    def _towards_later(self) -> None:
        self.y += 4
        if self.double:
            self._track_to(self.y - APART - 8)
            self._fork(self.y - 8, down=False)
            self.track, self.double = self.y - 8, False
        self._track_to(self.y)
        self.sheet.dashes(MARGIN, self.y, END - MARGIN, thick=RULE, dash=12, gap=8)
        self.y += RULE + 14

    def _later(self, later: TicketLater, first: bool) -> None:
        if not first:
            self.y += 12
        size = 60
        words = self._pair(later.headline, AGENCY_PX, END - TEXT)
        height = round(max(words.height, size))
        middle = self.y + round(min(height, FIRST_LINES) / 2)
        self.sheet.pictogram(later.pictogram, AXIS - size / 2, middle - size / 2, size)
        self._stacked(words, TEXT, self.y + round((height - words.height) / 2), END - TEXT)
        self.y += height + 8
        for item in later.items:
            self._to_do(item, boxed=False)
        self.y += 6

    def _foot(self) -> None:
        """QR code and phone, who interprets, whom to ask."""
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
        self.y = max(self.y + code_height, y + self._help(centre, y)) + 28

    def _help(self, centre: float, top: float | None) -> float:
        """The rows of pictogram and words; how high they are. `top` None: measured only."""
        page = self.page
        rows = (("phone", page.phone), ("interpreter", page.interpreter), ("staff", page.ask_us))
        start = centre + TEXT - AXIS if centre == AXIS else centre + PICTOGRAM // 2 + 10
        gap, height = 14, 0
        for name, words in rows:
            if words is None or not words.own:
                continue
            pair = self._pair(words, OWN_PX, END - start)
            row = round(max(pair.height, PICTOGRAM))
            if top is not None:
                y = top + height
                self.sheet.pictogram(name, centre - PICTOGRAM / 2, y + (row - PICTOGRAM) // 2, PICTOGRAM)
                self._stacked(pair, start, y + round((row - pair.height) / 2), END - start)
            height += row + gap
        return max(0, height - gap)

    # Words ----------------------------------------------------------------------------------------

    def _own(self, px: float) -> Face:
        return Face(px, bold=True, script=self.page.script, rtl=self.page.rtl)

    def _pair(self, words: BothWords, px: float, width: float) -> _Pair:
        """Own words bold and first, the Swedish ones regular and second."""
        own = set_text(words.own, self._own(px), width)
        return _Pair(own, set_text(words.swedish, Face(SWEDISH_PX), width) if words.swedish else None)

    def _line_or_pair(self, words: BothWords, width: float) -> _Pair:
        """Own and Swedish words on one line where there is room, else one under the other."""
        pair = self._pair(words, OWN_PX, width)
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
