"""Pages of words and charts as a PDF: fonts inside, a bookmark a chapter, the marking on each page.

Qt lays the text out (QTextDocument) and writes the file (QPdfWriter). It has no words for
bookmarks: they are added behind its last byte, as PDF 1.7 allows (7.5.6, incremental updates).
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QRectF,
    QSizeF,
    Qt,
    QUrl,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)
from PySide6.QtSvg import QSvgRenderer

from workbench.charts.export import ready
from workbench.charts.texts import face

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

_DOTS = 144
_MARGIN, _STRIP = 12.0, 26.0
_STYLE = """
h1 {{ color: #{ink}; font-size: 19pt; font-weight: 600; margin-bottom: 0; }}
h2 {{ color: #{ink}; font-size: 12pt; margin-top: 8px; margin-bottom: 3px; }}
p {{ color: #5B6475; }}
th {{ background-color: #{ink}; color: #FFFFFF; font-size: 7.5pt; text-align: left; }}
td {{ font-size: 7.5pt; }} table.words td {{ padding-right: 10px; }}
.kpi {{ font-size: 15pt; color: #{accent}; }}
a {{ color: #{accent}; text-decoration: none; }}
"""


class Sheaf(Protocol):
    """What is printed, such as a `workbench.dossier.briefings.Printout`."""

    @property
    def html(self) -> str:
        """Pages for Qt's text layout; each chapter begins with a first-level heading."""

    @property
    def charts(self) -> Sequence[str]:
        """Its charts as SVG, named "chart-0" on in `html`."""

    @property
    def chapters(self) -> Sequence[str]:
        """The titles of its chapters."""

    @property
    def title(self) -> str:
        """The title of the file."""

    @property
    def marking(self) -> str:
        """What stands above and below on every page, right."""

    @property
    def foot(self) -> str:
        """What stands below on every page, left."""

    @property
    def paged(self) -> str:
        """What says below on every page which one it is, with {} for it and {} for how many."""

    @property
    def moment(self) -> datetime:
        """The date of the file."""

    @property
    def ink(self) -> str:
        """The colour of headings and of headers, as RRGGBB."""

    @property
    def accent(self) -> str:
        """The colour of links and headline figures, as RRGGBB."""


def printed(sheaf: Sheaf) -> bytes:
    """The sheaf as a PDF, A4 landscape."""
    ready()
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = _writer(buffer, sheaf)
    page = QRectF(writer.pageLayout().paintRectPixels(_DOTS))
    page.moveTo(0, 0)
    document = _document(sheaf, writer, page)
    height = document.pageSize().height()
    painter = QPainter(writer)
    for number in range(document.pageCount()):
        if number:
            writer.newPage()
        _strips(painter, sheaf, page, sheaf.paged.format(number + 1, document.pageCount()))
        painter.save()
        painter.translate(0, _STRIP - number * height)
        document.drawContents(painter, QRectF(0, number * height, page.width(), height))
        painter.restore()
    painter.end()
    buffer.close()
    marked = bookmarked(bytes(kept.data()), _chapters(document, sheaf.chapters))
    return _dated(marked, sheaf.moment)


def _writer(buffer: QBuffer, sheaf: Sheaf) -> QPdfWriter:
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS)
    writer.setTitle(sheaf.title)
    writer.setCreator("Policy Workbench")
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    a4 = QPageSize(QPageSize.PageSizeId.A4)
    landscape = QPageLayout.Orientation.Landscape
    writer.setPageLayout(QPageLayout(a4, landscape, margins, QPageLayout.Unit.Millimeter))
    return writer


def _document(sheaf: Sheaf, writer: QPdfWriter, page: QRectF) -> QTextDocument:
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setDefaultFont(_letters(9))
    document.setDefaultStyleSheet(_STYLE.format(ink=sheaf.ink, accent=sheaf.accent))
    document.setDocumentMargin(0)
    for number, drawn in enumerate(sheaf.charts):
        kind = QTextDocument.ResourceType.ImageResource.value
        document.addResource(kind, QUrl(f"chart-{number}"), image_of(drawn, page.width() * 0.72))
    document.setHtml(sheaf.html)
    document.setPageSize(QSizeF(page.width(), page.height() - 2 * _STRIP))
    return document


def _letters(points: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The bundled typeface, without glyphs that depend on their neighbours: they copy wrongly."""
    letters = QFont(face(points).family(), points, weight)
    letters.setFeature(QFont.Tag("calt"), 0)
    return letters


def image_of(drawn: str, width: float) -> QImage:
    """A chart, given as SVG, as an image of twice `width` pixels."""
    renderer = QSvgRenderer(QByteArray(drawn.encode()))
    size = renderer.defaultSize()
    wide = round(width)
    image = QImage(
        wide * 2, round(wide * 2 * size.height() / size.width()), QImage.Format.Format_RGB32
    )
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


def _strips(painter: QPainter, sheaf: Sheaf, page: QRectF, number: str) -> None:
    """The marking above and below on the right, the foot and the number of the page below."""
    painter.setPen(QColor(f"#{sheaf.ink}"))
    painter.setFont(_letters(11, QFont.Weight.Bold))
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    below = QRectF(0, page.height() - _STRIP, page.width(), _STRIP)
    painter.drawText(QRectF(0, -6, page.width(), _STRIP), right, sheaf.marking)
    painter.drawText(below, right, sheaf.marking)
    painter.setFont(_letters(7))
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(below, left, sheaf.foot)
    painter.drawText(below, Qt.AlignmentFlag.AlignCenter, number)


def _chapters(document: QTextDocument, titles: Sequence[str]) -> list[tuple[str, int]]:
    """Each chapter with the page that it begins on."""
    found: list[int] = []
    block = document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel() == 1:
            top = document.documentLayout().blockBoundingRect(block).top()
            found.append(int(top // document.pageSize().height()))
        block = block.next()
    return list(zip(titles, found, strict=False))


def bookmarked(pdf: bytes, chapters: Sequence[tuple[str, int]]) -> bytes:
    """`pdf`, as Qt writes it, with a bookmark for each chapter (title, page from 0)."""
    pages = _pages(pdf)
    root = int(_match(rb"/Root (\d+) 0 R", pdf)[1])
    catalog = _match(rb"(?m)^%d 0 obj\s*<<(.*?)>>\s*endobj" % root, pdf)[1]
    size = int(_match(rb"/Size (\d+)", pdf)[1])
    known = [(title, pages[page]) for title, page in chapters if page < len(pages)]
    if not known:
        return pdf
    first, last = size + 1, size + len(known)
    objects = {
        root: b"<<" + catalog + b"/Outlines %d 0 R /PageMode /UseOutlines>>" % size,
        size: b"<</Type /Outlines /First %d 0 R /Last %d 0 R /Count %d>>"
        % (first, last, len(known)),
    }
    for number, (title, page) in enumerate(known, start=first):
        before = b"/Prev %d 0 R " % (number - 1) if number > first else b""
        after = b"/Next %d 0 R " % (number + 1) if number < last else b""
        objects[number] = b"<</Title <%s> /Parent %d 0 R %s%s/Dest [%d 0 R /Fit]>>" % (
            (b"\xfe\xff" + title.encode("utf-16-be")).hex().upper().encode(),
            size,
            before,
            after,
            page,
        )
    return _updated(pdf, objects, root, last + 1)


def _updated(pdf: bytes, objects: dict[int, bytes], root: int, size: int) -> bytes:
    """`pdf` with `objects` behind its end, and a cross-reference table that leads to them."""
    before = int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])
    info = re.findall(rb"/Info \d+ 0 R", pdf)
    key = re.findall(rb"/ID \[.*?\]", pdf, re.DOTALL)
    out = bytearray(pdf if pdf.endswith(b"\n") else pdf + b"\n")
    table = b"xref\n"
    for number, content in objects.items():
        table += b"%d 1\n%010d 00000 n \n" % (number, len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    more = b" ".join([*info[-1:], *key[-1:]])
    trailer = b"trailer\n<</Size %d /Root %d 0 R /Prev %d %s>>\n" % (size, root, before, more)
    return bytes(out) + table + trailer + b"startxref\n%d\n%%%%EOF\n" % start


def _pages(pdf: bytes) -> list[int]:
    """The object numbers of the pages, in order."""
    kids = _match(rb"/Kids\s*\[(.*?)\]", pdf)[1]
    return [int(each) for each in re.findall(rb"(\d+) 0 R", kids)]


def _match(pattern: bytes, pdf: bytes) -> re.Match[bytes]:
    found = re.search(pattern, pdf, re.DOTALL)
    if found is None:  # pragma: no cover - Qt writes every file alike
        raise AssertionError(f"Qt wrote another PDF than known: {pattern!r}.")
    return found


def _dated(pdf: bytes, moment: datetime) -> bytes:
    """`pdf` with `moment` in place of the hour of writing, and one name for equal files."""
    plain = f"{moment:%Y%m%d%H%M%S}".encode()
    pdf = re.sub(rb"(D:)\d{14}[^)]{0,7}", lambda m: _fitted(m[0], b"D:" + plain + b"Z"), pdf)
    stamp = f"{moment:%Y-%m-%dT%H:%M:%S}".encode()
    pdf = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?=[.Z+\-<])", stamp, pdf)
    pdf = re.sub(rb"uuid:[0-9a-f-]{36}", b"uuid:" + b"0" * 36, pdf)
    name = re.compile(rb"(?<=<)[0-9a-fA-F]{24,}(?=>)")
    bare = re.sub(rb"/ID \[.*?\]", lambda m: name.sub(lambda n: b"0" * len(n[0]), m[0]), pdf)
    digest = hashlib.sha256(bare).hexdigest().encode() * 2
    return re.sub(rb"/ID \[.*?\]", lambda m: name.sub(lambda n: digest[: len(n[0])], m[0]), pdf)


def _fitted(was: bytes, now: bytes) -> bytes:
    """`now` in exactly the room of `was`: offsets in the file must hold."""
    return now[: len(was)].ljust(len(was), b" ")
