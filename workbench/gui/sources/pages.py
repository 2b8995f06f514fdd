"""The page of a PDF beside its text, with the passages boxed; drawn in the reading process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.charts.page import SHARPNESS, draw_boxes, image_of
from workbench.gui.command import command
from workbench.gui.sources.states import is_reading, is_scan
from workbench.gui.table.latest import Latest
from workbench.gui.theme import tokens
from workbench.gui.widgets.buttons import icon_button
from workbench.gui.widgets.labels import wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from workbench.dossier.dossier import Dossier
    from workbench.dossier.pages import Pages
    from workbench.gui.sources.view import SourcesView
    from workbench.intake.page_image import PageImage

    Drawn = tuple[int, int, PageImage, list[str]]

LEAST_WIDTH = 340


class PagePicture(QWidget):
    """A page, scaled to the width that it has, and boxes in the colours of their codes."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._boxes: list[tuple[QRectF, str]] = []
        self.setAccessibleName("Page")

    def show_image(self, image: PageImage, colours: Sequence[str]) -> None:
        """Shows a page; each of its spans has a colour, #rrggbb or empty."""
        self._image = image_of(image.width, image.height, image.pixels)
        self._boxes = [
            (QRectF(*box), colour)
            for some, colour in zip(image.boxes, colours, strict=True)
            for box in some
        ]
        self.updateGeometry()
        self._fit()
        self.update()

    def clear(self) -> None:
        """Shows nothing."""
        self._image, self._boxes = QImage(), []
        self.update()

    @property
    def boxes(self) -> int:
        """How many boxes are drawn."""
        return len(self._boxes)

    @property
    def first_box(self) -> QRectF:
        """The topmost box, in this widget's pixels; an empty one where there is none."""
        scale = self._scale()
        if not self._boxes:
            return QRectF()
        box = min((box for box, _ in self._boxes), key=lambda box: (box.top(), box.left()))
        return QRectF(box.x() * scale, box.y() * scale, box.width() * scale, box.height() * scale)

    @override
    def sizeHint(self) -> QSize:
        return QSize(LEAST_WIDTH, round(self._image.height() * self._scale()))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.scale(self._scale(), self._scale())
        painter.drawImage(0, 0, self._image)
        painter.setPen(QPen(QColor(tokens().line), SHARPNESS))
        painter.drawRect(self._image.rect().adjusted(1, 1, -2, -2))
        draw_boxes(painter, self._boxes, tokens().accent)
        painter.end()

    def _scale(self) -> float:
        return self.width() / self._image.width() if self._image.width() else 1.0

    def _fit(self) -> None:
        self.setFixedHeight(max(1, round(self._image.height() * self._scale())))

    @override
    def resizeEvent(self, event: object) -> None:
        self._fit()


class PagePanel(QWidget):
    """A page with its number; `turned` asks for another page, counted from 0."""

    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.page = self.count = 0
        self.picture = PagePicture()
        self.number = wrapped()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(self.picture)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName("Page beside the text")
        self.back = icon_button("Page before", "arrow-up")
        self.forth = icon_button("Next page", "arrow-down")
        self.back.clicked.connect(lambda: self.turned.emit(self.page - 1))
        self.forth.clicked.connect(lambda: self.turned.emit(self.page + 1))
        row = QHBoxLayout()
        row.setContentsMargins(10, 0, 10, 4)
        row.addWidget(self.back)
        row.addWidget(self.forth)
        row.addWidget(self.number, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.area, 1)
        self.setMinimumWidth(LEAST_WIDTH)

    def show_page(self, page: int, count: int, image: PageImage, colours: Sequence[str]) -> None:
        """Shows a page of so many."""
        self.page, self.count = page, count
        self.number.setText(f"Page {page + 1:,} of {count:,}")
        self.back.show()
        self.forth.show()
        self.back.setEnabled(page > 0)
        self.forth.setEnabled(page + 1 < count)
        self.picture.show_image(image, colours)
        first = self.picture.first_box
        if not first.isEmpty():
            self.area.ensureVisible(0, round(first.center().y()), 0, self.area.height() // 3)

    def say(self, words: str) -> None:
        """Says why no page is shown."""
        self.number.setText(words)
        self.back.hide()
        self.forth.hide()
        self.picture.clear()


def can_show(group: PageCommands) -> bool:
    """Whether a text or a scan is read."""
    return is_reading(group.view) or is_scan(group.view)


class PageCommands(QObject):
    """Shows the page on which the paragraph in focus stands, while that is asked for."""

    def __init__(self, view: SourcesView) -> None:
        super().__init__(view)
        self.view = view
        self.panel = PagePanel()
        self.panel.hide()
        self._drawing = Latest(view.context, self)
        self._turned: int | None = None
        self._asked = False
        view.reader.beside.addWidget(self.panel)
        view.reader.beside.setStretchFactor(0, 3)
        view.reader.beside.setStretchFactor(1, 2)
        view.reader.text.paragraph_changed.connect(self._follow)
        view.reader.turned.connect(self._opened)
        self.panel.turned.connect(self._turn)

    @command("Page beside the text", "P", menu="Source", icon="file-text", when=can_show)
    def toggle(self) -> None:
        """Shows the page of a PDF beside its text, with the passages boxed, or hides it."""
        self._asked = not self.panel.isVisible()
        self.panel.setVisible(self._asked)
        self._follow()

    def renew(self) -> None:
        """Draws the page again, with the passages as they are now."""
        page = self.view.reader.text.page
        if self.panel.isHidden() or page is None:
            return
        key, at = page.source.id, self.view.reader.text.position
        marks = [(m.passage.start, m.passage.stop, m.colour) for m in self.view.marks.every]
        width = SHARPNESS * max(self.panel.area.viewport().width(), LEAST_WIDTH)
        turned = self._turned

        def draw(dossier: Dossier) -> Drawn | None:
            pages = dossier.sources.pages(key)
            return None if pages is None else _drawn(pages, at, turned, width, marks)

        self._drawing.ask(draw, self._show)

    def _opened(self) -> None:
        """A scan has nothing but its pages."""
        page = self.view.reader.text.page
        self.panel.setVisible(self._asked or (page is not None and page.source.scanned))
        self._follow()

    def _follow(self, _paragraph: int = 0) -> None:
        self._turned = None
        self.renew()

    def _turn(self, page: int) -> None:
        self._turned = page
        self.renew()

    def _show(self, found: Drawn | None) -> None:
        if found is None:
            self.panel.say("This text has no pages: it was not read from a PDF.")
            return
        self.panel.show_page(*found)


def _drawn(
    pages: Pages, at: int, turned: int | None, width: int, marks: Sequence[tuple[int, int, str]]
) -> Drawn:
    page = pages.at(at) if turned is None else min(max(turned, 0), pages.count - 1)
    here = [each for each in marks if pages.touches(page, each[0], each[1])]
    spans = [(start, stop) for start, stop, _ in here]
    image = pages.image(page, width=width, spans=spans)
    return page, pages.count, image, [colour for _, _, colour in here]
