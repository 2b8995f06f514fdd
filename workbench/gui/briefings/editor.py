"""The recipe editor: its text on the left, the pages as they would be on the right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from workbench.errors import Cancelled, RecipeError
from workbench.gui.briefings.recipe_text import RecipeText
from workbench.gui.widgets.buttons import icon_button, link_button, primary_button
from workbench.gui.widgets.labels import wrapped
from workbench.gui.widgets.save_file import ask_where

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from workbench.briefing.data import BriefingData
    from workbench.dossier.briefing_file import Printout
    from workbench.dossier.dossier import Dossier
    from workbench.errors import WorkbenchError
    from workbench.gui.context import Context
    from workbench.gui.jobs import Job
    from workbench.model import SavedRecipe
    from workbench.model.progress import Progress

PAUSE_MS = 350
_MOST_ROWS = 12
_MOST_TOLD = 6
"""So many mistakes are told below a recipe; the numbers of all their lines stand out."""
_CHART = 620
_PAPER = """
QTextBrowser { background: #FFFFFF; color: #14213D; border: 1px solid #D5DAE1; padding: 14px; }
"""
_STYLE = """
h1 {{ font-size: 18px; margin-top: 22px; margin-bottom: 2px; color: #{ink}; }}
h2 {{ font-size: 14px; color: #{ink}; }} p {{ color: #5B6475; }}
th {{ background-color: #{ink}; color: #FFFFFF; text-align: left; }}
td {{ color: #{ink}; }} table.words td {{ padding-right: 8px; }}
table.rows td, table.rows th {{ font-size: 9px; }}
a {{ color: #{accent}; text-decoration: none; }}
"""
_ENDING = {"Recipe": ".toml"}

Shown = tuple["Printout", "list[QImage]"]


class RecipeEditor(QWidget):
    """Edits one recipe; all that is wrong is told with its line while it is typed."""

    KEPT: ClassVar[str] = "recipe"
    record = ""
    left = Signal()
    """The analyst goes back to the briefings."""
    saved = Signal(str)
    """A recipe of this name was kept in the dossier."""

    def __init__(self, context: Context, name: str, text: str) -> None:
        super().__init__()
        self.context = context
        self.data: BriefingData | None = None
        self._drawing: Job | None = None
        self.name = QLineEdit(name)
        self.name.setAccessibleName("Name of the recipe")
        self.text = RecipeText(text)
        self.fault = wrapped()
        self.pages = QTextBrowser()
        self.pages.setAccessibleName("The pages as they would be")
        self.pages.setOpenLinks(False)
        self.pages.setStyleSheet(_PAPER)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.draw)
        self.text.textChanged.connect(self._timer.start)
        self.pages.anchorClicked.connect(lambda link: self.pages.scrollToAnchor(link.fragment()))
        self._held = self.typed()
        self._lay_out()
        self.draw()

    @property
    def dirty(self) -> bool:
        """Whether name or text are other than when they were opened or kept."""
        return self.typed() != self._held

    @property
    def heading(self) -> str:
        """What it is called where it is offered back."""
        return f"Recipe {self.name.text().strip()}".strip()

    def typed(self) -> dict[str, str]:
        """Name and text."""
        return {"name": self.name.text(), "text": self.text.toPlainText()}

    def fill(self, typed: dict[str, str]) -> None:
        """Puts name and text back, as not kept yet."""
        self.name.setText(typed.get("name", ""))
        self.text.setPlainText(typed.get("text", ""))

    def draw(self) -> None:
        """Says what is wrong, or draws the pages anew off the window's thread."""
        self._timer.stop()
        wrong = self.context.dossier.saved_recipes.check(self.text.toPlainText())
        self._blame(wrong)
        if wrong is not None:
            return
        if self._drawing is not None:
            self._drawing.cancel()
        text, dossier, query = self.text.toPlainText(), self.context.dossier, self.context.query
        known = self.data
        job: Job

        def work(progress: Progress) -> tuple[BriefingData, Shown]:
            data = known or dossier.briefings.preview(query, progress)
            return data, _drawn(dossier, data, text)

        def took(found: tuple[BriefingData, Shown]) -> None:
            if isValid(self) and job is self._drawing:
                self._drawing = None
                self.data = found[0]
                self._show(*found[1])

        def refused(fault: WorkbenchError) -> None:
            if isValid(self) and job is self._drawing:  # else a later drawing stopped this one
                self._drawing = None
                self._refused(fault)

        job = self.context.jobs.run("Drawing the pages", work, took, refused=refused, quiet=True)
        self._drawing = job

    def keep(self) -> None:
        """Keeps the recipe under its name, where colleagues find it too."""
        name, text = self.name.text().strip(), self.text.toPlainText()
        held = self.typed()
        if not name:
            self.fault.setText("Give the recipe a name first.")
            self.name.setFocus()
            return

        def done(_kept: SavedRecipe) -> None:
            if isValid(self):
                self._held = held
                self.saved.emit(name)

        self.context.jobs.run(
            "Keeping the recipe",
            lambda _progress: self.context.dossier.saved_recipes.save(name, text),
            done,
            refused=self._refused,
        )

    def save_file(self) -> None:
        """Saves the recipe as a .toml file, to share it."""
        start = Path.home() / f"{self.name.text().strip() or 'recipe'}.toml"
        place = ask_where(self, "Save the recipe", start, _ENDING)
        if place is not None:
            text = self.text.toPlainText()
            self.context.jobs.run(
                f"Saving {place.name}",
                lambda _progress: self.context.dossier.saved_recipes.share(text, place),
                self._shared,
                refused=self._refused,
            )

    def open_file(self) -> None:
        """Takes the text of a .toml file into the editor; nothing is kept yet."""
        path, _ = QFileDialog.getOpenFileName(
            self, "Open a recipe", str(Path.home()), "Recipe (*.toml)"
        )
        if path:
            self.take_file(Path(path))

    def take_file(self, path: Path) -> None:
        """Shows the recipe of a file, under the file's name."""

        def took(text: str) -> None:
            if isValid(self):
                self.name.setText(path.stem)
                self.text.setPlainText(text)

        self.context.jobs.run(
            f"Reading {path.name}",
            lambda _progress: self.context.dossier.saved_recipes.text_of(str(path)),
            took,
            refused=self._refused,
        )

    # --- inside -------------------------------------------------------------------------------

    def _show(self, shown: Printout, charts: list[QImage]) -> None:
        document = self.pages.document()
        at = self.pages.verticalScrollBar().value()
        kind = QTextDocument.ResourceType.ImageResource.value
        document.clear()
        document.setDefaultStyleSheet(_STYLE.format(ink=shown.ink, accent=shown.accent))
        for number, chart in enumerate(charts):
            document.addResource(kind, QUrl(f"chart-{number}"), chart)
        # Qt rounds the columns of a table up: one of the whole width would be a pixel wider.
        self.pages.setHtml(shown.html.replace('width="100%"', 'width="99%"'))
        self.pages.verticalScrollBar().setValue(at)

    def _blame(self, wrong: RecipeError | None) -> None:
        """Tells what is wrong, and tints the lines."""
        mistakes = wrong.mistakes if wrong else ()
        lines = sorted({line for line, _ in mistakes if line})
        told = [f"Line {line}: {reason}" if line else reason for line, reason in mistakes]
        if len(told) > _MOST_TOLD:
            told[_MOST_TOLD:] = [f"and {len(told) - _MOST_TOLD} more"]
        self.fault.setText("\n".join(told) or "It can be followed.")
        self.text.blame(lines)
        self.text.setExtraSelections(list(map(self._tinted, lines)))

    def _tinted(self, line: int) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        mark.cursor = QTextCursor(self.text.document().findBlockByNumber(line - 1))
        mark.format.setBackground(QColor(230, 159, 0, 70))
        mark.format.setProperty(QTextFormat.Property.FullWidthSelection.value, True)  # noqa: FBT003 - Qt's name for it
        return mark

    def _shared(self, place: Path) -> None:
        self.context.notices.say(f"Saved {place.name} in {place.parent}.", tone="good")

    def _refused(self, fault: WorkbenchError) -> None:
        if isinstance(fault, RecipeError):
            self._blame(fault)
        elif not isinstance(fault, Cancelled):
            self.context.notices.say(str(fault), tone="warning")

    def _lay_out(self) -> None:
        back = icon_button("Back", "back", key="Esc")
        back.clicked.connect(self.left)
        opening, saving = link_button("Open a file…"), link_button("Save as a file…")
        opening.clicked.connect(self.open_file)
        saving.clicked.connect(self.save_file)
        keep = primary_button("Keep in the dossier", "done", key="Ctrl+Enter")
        keep.clicked.connect(self.keep)
        head = QHBoxLayout()
        head.addWidget(back)
        head.addWidget(self.name, 1)
        for button in (opening, saving, keep):
            head.addWidget(button)
        written = QWidget()
        column = QVBoxLayout(written)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(self.text, 1)
        column.addWidget(self.fault)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(written)
        both.addWidget(self.pages)
        both.setSizes([380, 640])
        both.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 8, 0, 0)
        whole.addLayout(head)
        whole.addWidget(both, 1)


def _drawn(dossier: Dossier, data: BriefingData, text: str) -> Shown:
    from workbench.charts.painted import painted
    from workbench.charts.paper import image_of

    shown = dossier.briefings.printout(data, text, most=_MOST_ROWS, painter=painted)
    images = [image_of(chart, _CHART) for chart in shown.charts]
    for image in images:
        image.setDevicePixelRatio(2.0)
    return shown, images
