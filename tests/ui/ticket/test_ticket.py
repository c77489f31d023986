"""The paper says all that the page says, inside its edges, in black and white, and a phone can read its code."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from pyzbar import pyzbar

from kiosk.devices.printing import escpos
from kiosk.present.paper.page import TicketPage
from kiosk.present.shared.bilingual import BothWords
from kiosk.ui.ticket import render
from kiosk.ui.ticket.layout import AXIS, lay_out
from kiosk.ui.ticket.paint import WIDTH, DrawnText, Frame, PaperCanvas, Picture, Squares, TextMark
from tests.ui.pictogram_problems import fresh_problems, problems
from tests.ui.ticket import ticket_samples
from tests.ui.ticket.ticket_samples import SAMPLES, arabic, both, english, reception, swedish

every_sample = pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES.keys())
Sample = Callable[[], TicketPage]


@pytest.fixture(autouse=True)
def application() -> Iterator[None]:
    render.ensure_application()
    with fresh_problems():
        yield


def sheet_of(page: TicketPage) -> PaperCanvas:
    return lay_out(page)


def rows_of(image: QImage) -> escpos.Bitmap:
    return escpos.decode(render.to_escpos(image))


def black(bitmap: escpos.Bitmap, x: int, y: int) -> bool:
    return bool(bitmap.dots[y * bitmap.width // 8 + x // 8] & (0x80 >> x % 8))


def words_of(page: TicketPage) -> list[str]:
    """Every text of the page, as often as it must stand on the paper."""
    pairs: list[BothWords] = []
    single = [page.ask_us, page.phone, page.interpreter]
    first = True
    for group in page.groups:
        begins_with_block = first and page.first.own
        single += [group.label] if not begins_with_block else []
        for stop in group.stops:
            pairs.append(page.first if first and page.first.own else stop.agency)
            pairs += [errand.words for errand in stop.errands]
            first = False
    single += [page.show if page.legend else "", *(item.words for item in page.legend)]
    if page.slip is not None:
        single += [page.office, page.number]  # again, to be kept
        pairs += page.slip.hours
        for later in page.slip.later:
            pairs += [later.headline, *(item.words for item in later.items)]
    both_words = [text for pair in pairs for text in (pair.own, pair.swedish)]
    name, _, place = page.office.partition(" ")
    return sorted(filter(None, [name, place, page.taken, page.reprint, page.number, *single, *both_words]))


@every_sample
def test_every_word_of_the_page_stands_on_the_paper_once(sample: Sample) -> None:
    page = sample()
    assert sorted(text.text for text in sheet_of(page).texts) == words_of(page)


@every_sample
def test_no_text_leaves_the_paper_or_its_room(sample: Sample) -> None:
    sheet = sheet_of(sample())
    paper = QRectF(0, 0, WIDTH, sheet.height)
    assert [text for text in sheet.texts if not paper.contains(text.box)] == []
    assert [text for text in sheet.texts if not text.room.adjusted(-1, 0, 1, 0).contains(text.box)] == []


@every_sample
def test_no_two_texts_lie_on_each_other(sample: Sample) -> None:
    texts = sheet_of(sample()).texts
    over = [
        (one.text, other.text)
        for place, one in enumerate(texts)
        for other in texts[place + 1 :]
        if shared(one, other)
    ]
    assert over == []


def shared(one: DrawnText, other: DrawnText) -> bool:
    box = one.box.intersected(other.box)
    return box.width() > 1 and box.height() > 1


@every_sample
def test_no_line_of_text_is_cut(sample: Sample) -> None:
    """The lines hold every letter of the text, in its order, and nothing but a space between them."""
    for mark in sheet_of(sample()).marks:
        if isinstance(mark, TextMark):
            layout = mark.words.layout
            lines = [layout.lineAt(number) for number in range(layout.lineCount())]
            assert sum(line.textLength() for line in lines) == len(mark.words.text)
            assert all(a.textStart() + a.textLength() == b.textStart() for a, b in pairwise(lines))


@every_sample
def test_pictures_and_boxes_lie_on_the_paper_beside_the_words(sample: Sample) -> None:
    sheet = sheet_of(sample())
    for mark in sheet.marks:
        if isinstance(mark, Picture):
            box = QRectF(mark.x, mark.y, mark.size, mark.size).adjusted(6, 6, -6, -6)  # their empty edge
        elif isinstance(mark, Frame):
            box = mark.box
        elif isinstance(mark, Squares):
            box = QRectF(mark.x, mark.y, mark.side * len(mark.rows[0]), mark.side * len(mark.rows))
        else:
            continue
        assert QRectF(0, 0, WIDTH, sheet.height).contains(box)
        assert [text.text for text in sheet.texts if text.box.intersects(box)] == []


@every_sample
def test_the_paper_is_black_and_white_and_576_dots_wide(sample: Sample) -> None:
    image = render.draw(sample())
    assert image.format() == QImage.Format.Format_Mono
    assert image.width() == WIDTH
    assert sorted(colour & 0xFFFFFF for colour in image.colorTable()) == [0, 0xFFFFFF]


@every_sample
def test_a_margin_stays_white(sample: Sample) -> None:
    """The printer's knife and rollers touch the edges."""
    bitmap = rows_of(render.draw(sample()))
    assert not any(black(bitmap, x, y) for y in range(bitmap.height) for x in (*range(12), *range(564, 576)))
    assert not any(
        black(bitmap, x, y) for x in range(WIDTH) for y in (0, 8, bitmap.height - 12, bitmap.height - 1)
    )


@pytest.mark.parametrize("sample", [arabic, swedish, english])
def test_a_phone_reads_the_code_from_what_the_printer_gets(sample: Sample) -> None:
    bitmap = rows_of(render.draw(sample()))
    grey = bytes(0 if black(bitmap, x, y) else 255 for y in range(bitmap.height) for x in range(WIDTH))
    (code,) = pyzbar.decode((grey, WIDTH, bitmap.height), symbols=[pyzbar.ZBarSymbol.QRCODE])
    assert code.data.decode() == ticket_samples.PHONE_URL


@pytest.mark.parametrize("length", [10, 60, 150, 400])
def test_a_code_of_any_size_has_modules_of_four_dots_and_its_quiet_zone(length: int) -> None:
    page = replace(swedish(), qr=ticket_samples.qr_rows("https://e.example/" + "x" * length))
    sheet = sheet_of(page)
    (code,) = [mark for mark in sheet.marks if isinstance(mark, Squares)]
    assert code.side >= 4
    box = QRectF(code.x, code.y, code.side * len(code.rows[0]), code.side * len(code.rows))
    quiet = box.adjusted(*(4 * code.side * sign for sign in (-1, -1, 1, 1)))
    assert quiet.left() >= 0
    assert [text.text for text in sheet.texts if text.box.intersects(quiet)] == []
    assert [mark for mark in sheet.marks if isinstance(mark, Picture) and touches(mark, quiet)] == []


def touches(mark: Picture, box: QRectF) -> bool:
    return QRectF(mark.x + 4, mark.y, mark.size - 8, mark.size).intersects(box)


@every_sample
def test_printer_bytes_decode_to_the_same_picture(sample: Sample) -> None:
    image = render.draw(sample())
    bitmap = rows_of(image)
    assert (bitmap.width, bitmap.height) == (image.width(), image.height())
    shown = image.convertToFormat(QImage.Format.Format_Grayscale8)
    assert bytes(shown.constBits()) == bytes(
        0 if black(bitmap, x, y) else 255 for y in range(bitmap.height) for x in range(WIDTH)
    )


@every_sample
def test_drawing_again_gives_the_same_bytes(sample: Sample) -> None:
    assert render.to_png(render.draw(sample())) == render.to_png(render.draw(sample()))


def test_drawing_is_the_same_in_another_process() -> None:
    """Also the first one of a process, whatever this one has drawn before."""
    code = (
        "import sys; from kiosk.ui.ticket import render; from tests.ui.ticket.ticket_samples import arabic; "
        "sys.stdout.buffer.write(render.to_escpos(render.draw(arabic())))"
    )
    root = Path(__file__).parents[3]
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=root)
    assert other.stdout == render.to_escpos(render.draw(arabic()))


@pytest.mark.parametrize("number", ["1234", "56789", "9990"])
def test_a_number_has_the_same_dots_whatever_was_drawn_before(number: str) -> None:
    """Qt's outlines of letters depend on what was painted last."""
    page = replace(swedish(), number=number)
    first = render.to_escpos(render.draw(page))
    for sample in SAMPLES.values():
        render.draw(sample())
        assert render.to_escpos(render.draw(page)) == first


# Right to left -----------------------------------------------------------------------------------


def line_columns(bitmap: escpos.Bitmap) -> list[int]:
    """Columns with a black run of 80 dots or more: the upright line of the path."""
    found = []
    for x in range(WIDTH):
        run = longest = 0
        for y in range(400, bitmap.height - 250):
            run = run + 1 if black(bitmap, x, y) else 0
            longest = max(longest, run)
        if longest >= 80:
            found.append(x)
    return found


def test_the_line_is_at_the_right_edge_in_arabic_and_at_the_left_in_swedish() -> None:
    right = line_columns(rows_of(render.draw(arabic())))
    left = line_columns(rows_of(render.draw(swedish())))
    assert right
    assert left
    assert all(WIDTH - AXIS - 16 <= x < WIDTH - AXIS + 16 for x in right)
    assert all(AXIS - 16 <= x < AXIS + 16 for x in left)
    assert len(right) == 8 + 2 * 5  # single and double


def test_number_mark_and_letterhead_do_not_turn_round() -> None:
    page = replace(arabic(), groups=(), slip=None, qr=(), phone="", first=both(""))
    left, right = sheet_of(replace(page, rtl=False)), sheet_of(page)
    upright = {page.number, page.taken, "Mötesplats", "Ekeby"}
    assert [t.box for t in left.texts if t.text in upright] == [
        t.box for t in right.texts if t.text in upright
    ]
    assert left.marks[0] == right.marks[0]


def test_boxes_are_at_the_end_edge_and_words_lean_on_the_start_edge() -> None:
    for page, edge in ((arabic(), 20.0), (swedish(), WIDTH - 20.0 - 42)):
        sheet = sheet_of(page)
        assert {mark.box.left() for mark in sheet.marks if isinstance(mark, Frame)} == {edge}
    sheet = sheet_of(arabic())
    starts = {
        round(text.box.right())
        for text in sheet.texts
        if text.text in ("Foto och fingeravtryck", "صورة وبصمات")
    }
    assert len(starts) == 1, "both lines end at the same dot, without a stray space"


def test_a_wrapped_arabic_line_has_no_space_at_its_start_edge() -> None:
    sheet = sheet_of(SAMPLES["hard"]())
    texts = [mark.words for mark in sheet.marks if isinstance(mark, TextMark) and mark.words.face.rtl]
    wrapped = [text for text in texts if text.layout.lineCount() > 1]
    assert wrapped
    for text in wrapped:
        right = set()
        for number in range(text.layout.lineCount()):
            runs = text.layout.lineAt(number).glyphRuns()
            right.add(round(max(run.boundingRect().right() for run in runs)))
        assert len(right) == 1


# One language, missing parts ---------------------------------------------------------------------


def test_with_swedish_as_own_language_nothing_is_said_twice_and_no_line_is_empty() -> None:
    page = swedish()
    (stop,) = page.groups[0].stops
    errand = replace(stop.errands[0], words=both("Anmäl flytt till Sverige", "Register your move to Sweden"))
    group = replace(page.groups[0], stops=(replace(stop, errands=(errand,)),))
    two = replace(page, groups=(group, *page.groups[1:]))
    assert all(text.text for text in sheet_of(page).texts)
    assert sheet_of(page).height < sheet_of(two).height


def test_five_digits_fit_as_four_do() -> None:
    for number in ("2047", "90017", "99999", "00000"):
        (box,) = [t.box for t in sheet_of(replace(swedish(), number=number)).texts if t.text == number]
        assert box.left() >= 19
        assert box.right() <= WIDTH - 19
        assert abs(box.center().x() - WIDTH / 2) <= 1


def test_without_a_phone_page_there_is_no_code_and_no_gap_for_it() -> None:
    sheet = sheet_of(reception())
    assert not [mark for mark in sheet.marks if isinstance(mark, Squares)]
    assert sheet.height < 600


def test_an_empty_page_is_still_a_ticket() -> None:
    page = replace(swedish(), office="Ekeby", groups=(), first=both(""), qr=(), phone="")
    assert all(text.text for text in sheet_of(page).texts)
    assert render.draw(page).height() > 200


def test_a_missing_pictogram_is_drawn_as_a_frame_and_told() -> None:
    page = SAMPLES["hard"]()
    render.draw(page)
    assert any("no-such-picture" in problem for problem in problems())
    assert any("XYZ" in problem for problem in problems())


def test_a_ticket_of_the_samples_asks_for_no_missing_pictogram() -> None:
    for sample in (arabic, swedish, reception, english):
        render.draw(sample())
    assert problems() == ()


# Files -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("suffix", "begins"), [(".png", b"\x89PNG"), (".pdf", b"%PDF-"), (".bin", b"\x1b@"), (".PNG", b"\x89PNG")]
)
def test_the_suffix_says_what_is_written(tmp_path: Path, suffix: str, begins: bytes) -> None:
    path = tmp_path / f"ticket{suffix}"
    render.save(arabic(), path)
    assert path.read_bytes().startswith(begins)


@pytest.mark.parametrize("name", ["ticket.jpg", "ticket", "ticket.pdf.gz"])
def test_another_suffix_is_refused_with_the_ones_that_work(tmp_path: Path, name: str) -> None:
    with pytest.raises(render.TicketError, match=r"\.png, \.pdf or \.bin"):
        render.save(arabic(), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(render.TicketError, match="cannot be written to"):
        render.save(swedish(), tmp_path / "nowhere" / "ticket.png")


def test_the_pdf_is_80_mm_wide_as_long_as_the_ticket_and_holds_text() -> None:
    page = swedish()
    pdf = render.to_pdf(page)
    box = pdf[pdf.index(b"/MediaBox [") + 11 :].split(b"]", 1)[0].split()
    width, height = (float(value) / 72 * 25.4 for value in box[2:4])
    assert abs(width - 80) < 0.5
    assert abs(height - render.draw(page).height() / 203 * 25.4) < 0.5
    assert b"/FontFile2" in pdf
    assert pdf.count(b"/Type /Page\n") == 1


def test_a_png_knows_its_true_size() -> None:
    image = QImage.fromData(render.to_png(render.draw(swedish())))
    assert round(image.dotsPerMeterX() * 0.0254) == 203
    assert image.depth() == 1
