"""The text of a source with its passages: read-only, bands painted under the visible paragraphs.

What is painted costs the same however long the text is and however many passages it has. Points
are positions in the canonical text; `Shown` maps them, nothing is read back from the widget.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit
from typing_extensions import override

from workbench.dossier.reading import sentence_in
from workbench.gui.sources import bands
from workbench.gui.sources.code_lane import CodeLane
from workbench.gui.sources.ground import Ground
from workbench.gui.sources.lane import LANE_WIDTH, Lane
from workbench.gui.sources.layout import FOLDED, ReaderLayout
from workbench.gui.sources.page import Marks
from workbench.gui.sources.reader_keys import ReaderKeys
from workbench.gui.sources.shown import Shown, Stretch
from workbench.gui.theme import font, theme, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import (
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
        QTextBlock,
    )
    from PySide6.QtWidgets import QWidget

    from workbench.gui.sources.page import Page
    from workbench.intake.paragraphs import Paragraph

MEASURE = 74
"""The most characters in a line."""
LARGER = 2
"""How many pixels larger than the window's text."""
SIDE = 30
"""At least so many pixels at the right: room for the stripes of codes."""
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_ARROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class SourceText(QPlainTextEdit):
    """Shows a page; `paragraph_changed` gives the paragraph in focus, `pressed` a passage's id."""

    paragraph_changed = Signal(int)
    pressed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page: Page | None = None
        self.marks = Marks()
        self.shown = Shown("", ())
        self.unfolded: set[int] = set()
        self._current = 0
        self.ground = Ground(self)
        self.keys = ReaderKeys(self)
        self._set_up()
        self.lane = Lane(self)
        self.code_lane = CodeLane(self)
        self.code_lane.pressed.connect(self.pressed)
        self.cursorPositionChanged.connect(self._moved)
        self.updateRequest.connect(self._scrolled)
        theme().changed.connect(self.restyle)
        self.restyle()

    # --- what is shown ----------------------------------------------------------------------------

    def show_page(self, page: Page) -> None:
        """Shows another source, from its beginning."""
        self.page, self.marks = page, Marks()
        self.unfolded, self._current = set(), 0
        self.ground.clear()
        self._put(page.shown or Shown("", ()))
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._moved()

    def show_marks(self, marks: Marks) -> None:
        """Shows the passages as they are now."""
        self.marks = marks
        self.viewport().update()
        self.lane.show_marks(marks)
        self.code_lane.update()

    def restyle(self) -> None:
        """Takes up theme and text size."""
        self.setFont(font(theme().size + LARGER))
        self.document().setDefaultFont(self.font())
        layout = self.document().documentLayout()
        if isinstance(layout, ReaderLayout):
            layout.muted = tokens().muted
            self._quieten()
        self._fit()
        self.viewport().update()
        self.lane.update()
        self.code_lane.update()

    # --- where ------------------------------------------------------------------------------------

    @property
    def paragraph(self) -> Paragraph | None:
        """The paragraph in focus."""
        return self.page.paragraph(self._current) if self.page else None

    @property
    def position(self) -> int:
        """The point at which the cursor stands; 0 where there is no text."""
        return self.shown.point(self.textCursor().position()) if self.shown.paragraphs else 0

    def stretch(self) -> Stretch | None:
        """What the analyst means: the selection, else the sentence under the cursor."""
        paragraph = self.paragraph
        if self.page is None or paragraph is None:
            return None
        cursor = self.textCursor()
        if cursor.hasSelection():
            start = self.shown.point(cursor.selectionStart())
            stop = self.shown.point(cursor.selectionEnd())
            if start < stop:
                return Stretch(start, stop, selected=True)
        return Stretch(*sentence_in(self.page.text, paragraph, self.position), selected=False)

    def is_folded(self, ordinal: int) -> bool:
        """Whether a paragraph is shown as one line."""
        return ordinal in self.shown.folded

    # --- moving -----------------------------------------------------------------------------------

    def step_paragraph(self, by: int) -> None:
        """Goes to the paragraph `by` further down."""
        block = self.textCursor().block().blockNumber() + by
        self.go_to_block(min(max(block, 0), self.blockCount() - 1))

    def go_to_block(self, number: int) -> None:
        """Goes to where a block begins, and brings the whole of it into sight if it fits."""
        block = self.document().findBlockByNumber(number)
        self._scroll_to(block)
        self.setTextCursor(QTextCursor(block))
        foot = self.blockBoundingGeometry(block).translated(self.contentOffset()).bottom()
        if foot > self.viewport().height():
            self._scroll_to(block, force=True)

    def go_to(self, start: int, stop: int, *, flash: bool = False, select: bool = False) -> None:
        """Brings a stretch into sight and puts the cursor there; unfolds its paragraph."""
        if self.page is None or not self.page.paragraphs:
            return
        ordinal = self.page.paragraphs[self.shown.block(start)].ordinal
        if self.is_folded(ordinal):
            self.unfold(ordinal)
        self._scroll_to(self.document().findBlock(self.shown.units(start)))
        self.select(start, stop if select else start)
        if flash:
            self.ground.flash((start, stop))

    def select(self, anchor: int, point: int) -> None:
        """Selects from one point to another, where the cursor then stands."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.shown.units(anchor))
        cursor.setPosition(self.shown.units(point), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def hold(self, span: tuple[int, int] | None) -> None:
        """Keeps a stretch in sight as the one that a form is about; None ends that."""
        self.ground.held = span
        self.viewport().update()

    def area_of(self, span: tuple[int, int]) -> QRect:
        """Where a stretch stands in the viewport."""
        ends = []
        for point in span:
            cursor = QTextCursor(self.document())
            cursor.setPosition(self.shown.units(point))
            ends.append(self.cursorRect(cursor))
        left = min(each.left() for each in ends)
        return QRect(left, ends[0].top(), 1, max(1, ends[1].bottom() - ends[0].top()))

    def unfold(self, ordinal: int) -> None:
        """Shows a repeating paragraph in full, or folds it again."""
        paragraph = self.page.paragraph(ordinal) if self.page else None
        if self.page is None or paragraph is None or not paragraph.repeats:
            return
        self.unfolded ^= {ordinal}
        at = self.verticalScrollBar().value()
        self._put(Shown(self.page.text, self.page.paragraphs, self.unfolded))
        self.setTextCursor(QTextCursor(self.document().findBlockByNumber(ordinal - 1)))
        self.verticalScrollBar().setValue(at)
        self.ensureCursorVisible()

    def _scroll_to(self, block: QTextBlock, *, force: bool = False) -> None:
        """Jumps by the scroll bar, which lays out nothing in between."""
        first = self.firstVisibleBlock().blockNumber()
        near = first < block.blockNumber() < first + 12
        if force or not near:
            self.verticalScrollBar().setValue(max(0, block.firstLineNumber() - (0 if force else 2)))

    # --- geometry for the margin ------------------------------------------------------------------

    def visible_blocks(self) -> Iterator[tuple[int, QRectF]]:
        """The number and place (in the viewport) of each block that can be seen."""
        block = self.firstVisibleBlock()
        top = self.contentOffset().y()
        foot = self.viewport().height()
        while block.isValid() and top < foot:
            box = self.blockBoundingRect(block)
            yield block.blockNumber(), QRectF(0, top, box.width(), box.height())
            top += box.height()
            block = block.next()

    # --- Qt ---------------------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self.ground.paint(painter)
        painter.end()
        super().paintEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        seen = 0 <= self.cursorRect().top() < event.oldSize().height()
        self._fit()
        super().resizeEvent(event)
        self._fit_lane()
        if seen:  # what is read stays in sight when something opens beside it
            self.ensureCursorVisible()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        key = Qt.Key(event.key())
        if plain and key in _ARROWS:
            self.step_paragraph(_ARROWS[key])
        elif plain and key in _ENTER and self._current:
            self.unfold(self._current)
        elif plain and key == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton or self.textCursor().hasSelection():
            return
        if self.is_folded(self._current):
            self.unfold(self._current)
            return
        at = self.position
        under = [
            m
            for m in bands.touching(self.marks, at, at + 1)
            if m.passage.start <= at < m.passage.stop
        ]
        if under:
            shortest = min(under, key=lambda m: m.passage.stop - m.passage.start)
            self.pressed.emit(shortest.passage.id)

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        """Copies what stands in the canonical text, not what is shown for it."""
        data = QMimeData()
        stretch = self.stretch()
        if self.page is not None and stretch is not None:
            data.setText(self.page.text[stretch.start : stretch.stop])
        return data

    # --- inside -----------------------------------------------------------------------------------

    def _escape(self) -> None:
        cursor = self.textCursor()
        if cursor.hasSelection():
            cursor.clearSelection()
            self.setTextCursor(cursor)
        else:
            self.left.emit()

    def _put(self, shown: Shown) -> None:
        self.shown = shown
        self.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.setPlainText(shown.text)
        self._quieten()
        self.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self.lane.update()
        self.code_lane.update()

    def _quieten(self) -> None:
        """Has folded paragraphs laid out anew, in the quiet colour of the theme."""
        for ordinal in self.shown.folded:
            block = self.document().findBlockByNumber(ordinal - 1)
            block.setUserState(FOLDED)
            block.clearLayout()

    def _moved(self) -> None:
        number = self.textCursor().block().blockNumber()
        held = bool(self.page and self.page.paragraphs)
        ordinal = self.shown.paragraphs[number].ordinal if held else 0
        self.viewport().update()
        if ordinal != self._current:
            self._current = ordinal
            self.lane.show_current(number if held else -1)
            self.paragraph_changed.emit(ordinal)

    def _scrolled(self, _area: QRect, _by: int) -> None:
        self.lane.update()
        self.code_lane.update()

    def hinted(self) -> tuple[int, int] | None:
        """The sentence that a key would take now; None where words are selected."""
        stretch = self.stretch() if self.hasFocus() else None
        return None if stretch is None or stretch.selected else (stretch.start, stretch.stop)

    def _set_up(self) -> None:
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDocumentLayout(ReaderLayout(document))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        self.setDocument(document)
        self.setProperty("role", "reader")
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Text of the source")
        self.setAcceptDrops(False)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)

    def measure(self) -> int:
        """The width of the column of text in pixels, at most."""
        sample = "The approval, which was granted during a visit, marks a shift in policy"
        return round(QFontMetricsF(self.font()).horizontalAdvance(sample) / len(sample) * MEASURE)

    def _fit(self) -> None:
        """Keeps the column as wide as reads well, in the middle, the margin lane at its left."""
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        spare = max(0, room - LANE_WIDTH - self.measure() - SIDE)
        left, right = LANE_WIDTH + spare // 2, SIDE + spare // 2
        margins = self.viewportMargins()
        if (margins.left(), margins.right()) != (left, right):
            self.setViewportMargins(left, 10, right, 0)
        self._fit_lane()

    def _fit_lane(self) -> None:
        lane = getattr(self, "lane", None)
        if lane is not None:
            area = self.viewport().geometry()
            lane.setGeometry(area.left() - LANE_WIDTH, area.top(), LANE_WIDTH, area.height())
            width = self.viewportMargins().right()
            self.code_lane.setGeometry(area.right(), area.top(), width, area.height())
