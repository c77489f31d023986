"""The ticket as a picture: drawn once, given as PNG, PDF or ESC/POS. `draw` and `save` are what others use.

Draws what a `TicketPage` says, adds no word to it and keeps nothing. Needs no display:
`ensure_application`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QMarginsF, QSizeF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPageSize, QPainter, QPdfWriter

from kiosk import PRODUCT
from kiosk.devices.printing import escpos
from kiosk.errors import UserError
from kiosk.present.paper.page import TicketPage
from kiosk.ui.runtime import fonts
from kiosk.ui.ticket.layout import lay_out
from kiosk.ui.ticket.paint import WIDTH, PaperCanvas

DOTS_PER_INCH: Final = 203
PAPER_MM: Final = 80

_kept: list[QGuiApplication] = []


class TicketError(UserError):
    """A ticket could not be drawn or written."""


def ensure_application() -> QGuiApplication:
    """The application that holds the fonts; made without a display where there is none yet.

    A ticket needs no window, so a display that does not answer is not even asked. TicketError when the
    process has an application that cannot draw.
    """
    running = QCoreApplication.instance()
    if running is None:
        running = QGuiApplication(["motesplats", "-platform", "offscreen"])
        _kept.append(running)  # Python would take it away with the last name for it
    if not isinstance(running, QGuiApplication):
        raise TicketError(
            "This process has a QCoreApplication, which draws nothing.", "Start a QGuiApplication."
        )
    return running


def draw(page: TicketPage) -> QImage:
    """The ticket, 576 dots wide and as long as it needs, one bit a dot: bit 1 is black. About 20 ms."""
    return _dots(_sheet(page))


def to_png(image: QImage) -> bytes:
    """The picture as PNG, one bit a dot, with its true size in print."""
    return _saved(image, "PNG")


def to_escpos(image: QImage) -> bytes:
    """The picture as commands for an 80 mm thermal printer, with the cut."""
    return escpos.encode(_rows(image), image.width())


def to_pdf(page: TicketPage) -> bytes:
    """The ticket as a page of 80 mm width and its own length: the same marks as lines and text."""
    sheet = _sheet(page)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DOTS_PER_INCH)
    writer.setCreator(PRODUCT)
    writer.setTitle(page.number)
    length = sheet.height / DOTS_PER_INCH * 25.4
    # `ExactMatch`: else the nearest known paper is taken, and a receipt is near none.
    size = QPageSize(
        QSizeF(PAPER_MM, length), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch
    )
    writer.setPageSize(size)
    writer.setPageMargins(QMarginsF())
    painter = QPainter(writer)
    try:
        painter.translate((PAPER_MM / 25.4 * DOTS_PER_INCH - WIDTH) / 2, 0)
        sheet.paint(painter, vector=True)
    finally:
        painter.end()
        buffer.close()
    return bytes(data.data())


def save(page: TicketPage, path: Path) -> None:
    """Write the ticket as the suffix says: .png, .pdf or .bin (ESC/POS). TicketError says what is wrong."""
    match path.suffix.lower():
        case ".png":
            data = to_png(draw(page))
        case ".pdf":
            data = to_pdf(page)
        case ".bin":
            data = to_escpos(draw(page))
        case other:
            what = f'"{other}"' if other else "no suffix"
            raise TicketError(
                f"A ticket is written as .png, .pdf or .bin (ESC/POS); {path.name} has {what}.",
                "Give the file one of these suffixes.",
            )
    try:
        path.write_bytes(data)
    except OSError as error:
        raise TicketError(
            f"The ticket cannot be written to {path}: {error.strerror}.",
            "Name a folder that exists and is yours.",
        ) from error


def _sheet(page: TicketPage) -> PaperCanvas:
    ensure_application()
    fonts.load()
    return lay_out(page)


def _dots(sheet: PaperCanvas) -> QImage:
    """Painted smooth and then cut at half grey: letters come out rounder than painted in black and white."""
    smooth = QImage(WIDTH, int(sheet.height), QImage.Format.Format_Grayscale8)
    smooth.fill(Qt.GlobalColor.white)
    painter = QPainter(smooth)
    try:
        sheet.paint(painter)
    finally:
        painter.end()
    cut = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    image = smooth.convertToFormat(QImage.Format.Format_Mono, cut)
    image.setDotsPerMeterX(round(DOTS_PER_INCH / 0.0254))
    image.setDotsPerMeterY(round(DOTS_PER_INCH / 0.0254))
    return image


def _rows(image: QImage) -> bytes:
    """The dots, eight to a byte, each row from a new byte; Qt begins each row at four bytes."""
    bits = image.convertToFormat(QImage.Format.Format_Mono)
    if bits.color(1) & 0xFFFFFF:  # bit 1 is white
        bits.invertPixels()
    per_row, stride = (bits.width() + 7) // 8, bits.bytesPerLine()
    data = bytes(bits.constBits())
    if per_row == stride:
        return data
    return b"".join(data[start : start + per_row] for start in range(0, stride * bits.height(), stride))


def _saved(image: QImage, kind: str) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, kind)  # type: ignore[call-overload]
    buffer.close()
    return bytes(data.data())
