"""The help page: the user guide of `resources/help`, its contents, a find box, and the keys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QDesktopServices, QTextCursor, QTextTable
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from workbench import places
from workbench.gui.command import command
from workbench.gui.keys import keys_page
from workbench.gui.theme import font, theme, tokens
from workbench.gui.widgets.buttons import clearable
from workbench.gui.widgets.page_head import page_head

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.gui.command import Commands

FIRST = ("index", "tour")
LAST = ("keys", "changes")
GENERATED = "keys"
CONTENTS_WIDTH = 236
TEXT_WIDEST = 760
CONTENTS_ROW = 25
_PAGE = Qt.ItemDataRole.UserRole
_HEADING = Qt.ItemDataRole.UserRole + 1


def pages() -> list[str]:
    """The names of the pages, in the order in which they are read."""
    found = {each.stem for each in places.resource("help").glob("*.md")}
    middle = sorted(found - {*FIRST, *LAST})
    first = [each for each in FIRST if each in found]
    return [*first, *middle, GENERATED, *(each for each in LAST[1:] if each in found)]


def page_text(name: str, commands: Commands) -> str:
    """The Markdown of a page."""
    if name == GENERATED:
        return keys_page(commands)
    return (places.resource("help") / f"{name}.md").read_text("utf-8")


def headings(text: str) -> Iterator[tuple[int, str]]:
    """Level and words of each heading of a Markdown text, down to the second level."""
    for line in text.splitlines():
        for level, mark in ((1, "# "), (2, "## ")):
            if line.startswith(mark):
                yield level, line.removeprefix(mark).strip()


class Guide(QTextBrowser):
    """Shows pages; a link to another page asks for it, one to elsewhere is left to the system."""

    page_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAccessibleName("Help text")
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._follow)

    def show_text(self, text: str) -> None:
        """Shows a Markdown text in the window's type and colours."""
        colours = tokens()
        self.document().setDefaultFont(font(theme().size + 1))
        self.document().setDocumentMargin(4)
        self.document().setDefaultStyleSheet(f"a {{ color: {colours.accent}; }}")
        self.setMarkdown(text)
        self._space_out()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    @override
    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Pictures only from the guide's own folder; nothing is fetched."""
        url = QUrl(name)
        if url.isRelative():
            path = places.resource("help") / url.path()
            return super().loadResource(kind, QUrl.fromLocalFile(str(path)))
        return None

    def _space_out(self) -> None:
        block = self.document().begin()
        cursor = QTextCursor(self.document())
        while block.isValid():
            shape = block.blockFormat()
            heading = shape.headingLevel()
            shape.setTopMargin(20 if heading == 2 else 10 if heading else 4)  # noqa: PLR2004 - level
            shape.setBottomMargin(6)
            shape.setLineHeight(140, 1)
            cursor.setPosition(block.position())
            cursor.setBlockFormat(shape)
            block = block.next()
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                ruled = frame.format()
                ruled.setBorderBrush(QColor(tokens().line))
                ruled.setCellPadding(5)
                ruled.setBorder(1)
                frame.setFormat(ruled)

    def _follow(self, url: QUrl) -> None:
        if url.isRelative():
            self.page_wanted.emit(Path(url.path()).stem)
        else:
            QDesktopServices.openUrl(url)


class HelpPage(QWidget):
    """Contents at the left, text at the right; `left` when the analyst wants to go back."""

    left = Signal()

    def __init__(self, commands: Commands, page: str = "index") -> None:
        super().__init__()
        self._commands = commands
        self.guide = Guide()
        self.guide.setMaximumWidth(TEXT_WIDEST)
        self.guide.page_wanted.connect(self.show_page)
        self.contents = QListWidget()
        self.contents.setAccessibleName("Contents")
        self.contents.setFixedWidth(CONTENTS_WIDTH)
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.contents.currentItemChanged.connect(self._chosen)
        self.box = QLineEdit()
        self.box.setPlaceholderText("Find in this page")
        self.box.setAccessibleName("Find in this page")
        clearable(self.box)
        self.box.setMaximumWidth(CONTENTS_WIDTH)
        self.box.returnPressed.connect(self.find_next)
        self.box.textEdited.connect(self._find_first)
        self._lay_out()
        self._fill()
        theme().changed.connect(self._repaint)
        self.page = ""
        self.show_page(page)

    def show_page(self, name: str) -> None:
        """Shows a page of the guide, by its file name without the suffix."""
        wanted = name if name in pages() else "index"
        if wanted != self.page:
            self.page = wanted
            self.guide.show_text(page_text(wanted, self._commands))
        for row in range(self.contents.count()):
            item = self.contents.item(row)
            current = self.contents.currentItem()
            if item.data(_PAGE) == wanted and not item.data(_HEADING):
                if current is None or current.data(_PAGE) != wanted:
                    self.contents.setCurrentRow(row)
                break

    @command("Leave help", "Escape")
    def leave(self) -> None:
        """Goes back to the view."""
        self.left.emit()

    @command("Find in help", "Ctrl+F")
    def find_words(self) -> None:
        """Puts the cursor into the find box."""
        self.box.setFocus()
        self.box.selectAll()

    @command("Find next in help", "F3")
    def find_next(self) -> None:
        """Goes to the next place that holds the words."""
        words = self.box.text()
        if words and not self.guide.find(words):
            self.guide.moveCursor(QTextCursor.MoveOperation.Start)
            self.guide.find(words)

    def _find_first(self) -> None:
        self.guide.moveCursor(QTextCursor.MoveOperation.Start)
        self.find_next()

    def _repaint(self) -> None:
        self.guide.show_text(page_text(self.page, self._commands))

    def _fill(self) -> None:
        for name in pages():
            for level, words in headings(page_text(name, self._commands)):
                item = QListWidgetItem(words if level == 1 else f"    {words}")
                item.setSizeHint(QSize(0, CONTENTS_ROW))
                item.setData(_PAGE, name)
                item.setData(_HEADING, words if level > 1 else "")
                if level == 1:
                    bold = font()
                    bold.setWeight(bold.Weight.DemiBold)
                    item.setFont(bold)
                self.contents.addItem(item)

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        self.show_page(str(item.data(_PAGE)))
        heading = str(item.data(_HEADING) or "")
        if heading:
            self.guide.moveCursor(QTextCursor.MoveOperation.End)
            self._find_heading(heading)

    def _find_heading(self, words: str) -> None:
        """Scrolls so that a heading stands at the top."""
        block = self.guide.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and block.text() == words:
                cursor = QTextCursor(block)
                self.guide.setTextCursor(cursor)
                bar = self.guide.verticalScrollBar()
                bar.setValue(bar.value() + self.guide.cursorRect(cursor).top() - 8)
                return
            block = block.next()

    def _lay_out(self) -> None:
        head = page_head("Help", self.left, self.box)
        head.setContentsMargins(18, 12, 18, 6)
        row = QHBoxLayout()
        row.setContentsMargins(18, 0, 0, 0)
        row.setSpacing(28)
        row.addWidget(self.contents)
        row.addWidget(self.guide, 1)
        row.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addLayout(row, 1)
