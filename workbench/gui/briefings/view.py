"""The briefings view: recipe and query, what will be in the workbook, what was written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QDir, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from workbench.gui.command import command
from workbench.gui.form import Form
from workbench.gui.panel import View
from workbench.gui.table.search_line import SearchLine
from workbench.gui.widgets.buttons import primary_button
from workbench.model import RECORDS, About

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context
    from workbench.gui.form import Filled
    from workbench.model.progress import Progress
    from workbench.model.query import Query
    from workbench.model.record import Record

HINT = "What the briefing shows; empty for everything: stance:deny, since:2025-10, item:H200"
GAP = 16
WIDEST = 980


class BriefingsView(View):
    """Chooses, previews and writes Excel briefings."""

    title = "Briefings"
    shows: ClassVar[tuple[type[Record], ...]] = tuple(RECORDS.values())
    follows_query = True

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.recipe = QComboBox()
        self.recipe.setAccessibleName("Recipe")
        self.recipe.currentIndexChanged.connect(lambda _n: self.schedule())
        self.search = SearchLine(HINT, "What the briefing shows")
        self.search.changed.connect(context.set_query)
        self.cover = QLabel()
        self.cover.setWordWrap(True)
        self.cover.setTextFormat(Qt.TextFormat.PlainText)
        self.cover.setProperty("role", "muted")
        self.heading = QLabel()
        self.heading.setProperty("role", "heading")
        self.heading.setWordWrap(True)
        self.sheets = _table("What will be in the workbook", ("Sheet", "Holds", "Rows"))
        self.written = _table("Briefings written", ("", "Written", "File", "Recipe", "Shows"))
        self.none_written = QLabel("None yet. What is written from this dossier is listed here.")
        self.none_written.setProperty("role", "muted")
        self._lay_out()
        write = primary_button("Write briefing", "briefing", key="Ctrl+Shift+W")
        write.clicked.connect(self.write_briefing)
        self.tools = (write,)

    @override
    def refresh(self) -> None:
        query, recipe = self.context.query, self.recipe.currentData()
        self.search.show_query(query)
        self.read(lambda dossier: _look(dossier, query, recipe), self._fill, label="Gathering")

    @command("Write briefing…", "Ctrl+Shift+W", menu="Briefing", icon="briefing")
    def write_briefing(self) -> None:
        """Writes what the query shows as an Excel workbook."""
        name = f"{self.heading.text() or 'Briefing'}.xlsx".replace("/", "-")
        start = QDir.home().filePath(name)
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Write briefing", start, "Excel workbook (*.xlsx)"
        )
        if chosen:
            self.write_to(Path(chosen))

    def write_to(self, path: Path) -> None:
        """Writes the briefing to `path` in the background, with progress and cancel."""
        place = path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")
        query, recipe = self.context.query, str(self.recipe.currentData())
        dossier = self.context.dossier

        def work(progress: Progress) -> Path:
            dossier.briefings.write(place, query=query, recipe=recipe, progress=progress)
            return place

        self.context.jobs.run(f"Writing {place.name}", work, self._wrote)

    @command("Describe the dossier…", "Ctrl+Shift+E", menu="Briefing", icon="pencil-simple")
    def describe(self) -> None:
        """Edits what stands on the cover: title, marking, for whom, bottom line."""

        def save(dossier: Dossier, filled: Filled) -> About:
            return dossier.describe(About(**dict(filled.values)))

        form = Form(
            self.context,
            About,
            record=self.context.dossier.about,
            save=save,
            label="Describe the dossier",
        )
        self.context.show_form(form, "What stands on the cover")

    def _wrote(self, place: Path) -> None:
        folder = QUrl.fromLocalFile(str(place.parent))
        show = ("Open the folder", lambda: QDesktopServices.openUrl(folder))
        self.context.notices.say(f"Wrote {place.name}.", act=show, tone="good")

    def _fill(self, found: dict[str, Any]) -> None:
        if found.get("fault"):
            self.search.blame(found["fault"])
            return
        self._show_recipes(found["recipes"])
        about: About = found["about"]
        self.heading.setText(about.title)
        facts = (
            about.subtitle,
            f"Marking {found['marking']}",
            f"For {about.prepared_for}" if about.prepared_for else "",
            f"By {about.prepared_by}" if about.prepared_by else "",
        )
        words = " · ".join(fact for fact in facts if fact)
        self.cover.setText(f"{words}\n\n{about.bottom_line or 'No bottom line is written yet.'}")
        _show(self.sheets, [(each.tab, each.title, _rows(each.rows)) for each in found["sheets"]])
        _show(
            self.written,
            [
                (each.ref, each.written[:16].replace("T", " "), each.file_name, each.recipe,
                 each.query or "everything")
                for each in found["written"]
            ],
        )  # fmt: skip
        self.none_written.setVisible(not found["written"])
        self.written.setVisible(bool(found["written"]))

    def _show_recipes(self, recipes: Sequence[Any]) -> None:
        if self.recipe.count():
            return
        self.recipe.blockSignals(True)  # noqa: FBT003 - Qt's name for it
        for each in recipes:
            self.recipe.addItem(each.title, each.name)
        self.recipe.blockSignals(False)  # noqa: FBT003 - Qt's name for it

    def _lay_out(self) -> None:
        chosen = QHBoxLayout()
        chosen.setSpacing(GAP)
        chosen.addLayout(_labelled("Recipe", self.recipe), 1)
        chosen.addLayout(_labelled("Shows", self.search), 3)
        middle = QWidget()
        middle.setMaximumWidth(WIDEST)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._cover_card())
        column.addLayout(chosen)
        column.addWidget(_section("WHAT WILL BE IN IT"))
        column.addWidget(self.sheets, 3)
        column.addWidget(_section("WRITTEN BEFORE"))
        column.addWidget(self.none_written)
        column.addWidget(self.written, 2)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, 0, GAP, GAP)
        row.addWidget(middle, 1)

    def _cover_card(self) -> QFrame:
        describe = QPushButton("Edit…")
        describe.setToolTip("Ctrl+Shift+E")
        describe.setAccessibleName("Describe the dossier")
        describe.clicked.connect(self.describe)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(describe, alignment=Qt.AlignmentFlag.AlignTop)
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(GAP, 12, GAP, 14)
        inside.addLayout(head)
        inside.addWidget(self.cover)
        return card


def _look(dossier: Dossier, query: Query, recipe: str | None) -> dict[str, Any]:
    from workbench.errors import QuerySyntaxError  # noqa: PLC0415 - beside its use

    recipes = dossier.briefings.recipes()
    try:
        sheets = dossier.briefings.contents(query, recipe or recipes[0].name)
        marking = dossier.briefings.preview(query).marking.value
    except QuerySyntaxError as fault:
        return {"fault": fault.message}
    written = list(reversed(dossier.briefings.find()))
    return {
        "recipes": recipes,
        "about": dossier.about,
        "marking": marking,
        "sheets": sheets,
        "written": written,
    }


def _rows(number: int | None) -> str:
    return "" if number is None else f"{number:,}"


def _labelled(words: str, editor: QWidget) -> QVBoxLayout:
    label = QLabel(words)
    label.setProperty("role", "small")
    label.setBuddy(editor)
    column = QVBoxLayout()
    column.setSpacing(3)
    column.addWidget(label)
    column.addWidget(editor)
    column.addStretch(1)
    return column


def _section(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "section")
    return label


def _table(name: str, columns: tuple[str, ...]) -> QTableWidget:
    table = QTableWidget(0, len(columns))
    table.setAccessibleName(name)
    table.setHorizontalHeaderLabels(columns)
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    stretched = 1 if len(columns) == 3 else 2  # noqa: PLR2004 - the widest column of either table
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
    return table


def _show(table: QTableWidget, rows: Sequence[tuple[str, ...]]) -> None:
    table.setRowCount(len(rows))
    for n, row in enumerate(rows):
        for column, words in enumerate(row):
            table.setItem(n, column, QTableWidgetItem(words))
