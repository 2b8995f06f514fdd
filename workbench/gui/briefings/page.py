"""How the briefings view is laid out, and how it shows what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.briefings.parts import Lines, labelled
from workbench.gui.panel import View
from workbench.gui.table.search_line import SearchLine
from workbench.gui.widgets.buttons import link_button
from workbench.gui.widgets.labels import wrapped
from workbench.model import RECORDS
from workbench.model.many import many

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from workbench.dossier.briefings import RecipeInfo
    from workbench.gui.briefings.reading import Found, Outline, Preview
    from workbench.gui.context import Context
    from workbench.model import About, Briefing
    from workbench.model.record import Record

HINT = "Words, stance:deny, since:2025-10, item:H200; empty for everything"
GAP = 16
WIDEST = 980
NONE_WRITTEN = "None yet. What is written from this dossier is listed here."
NO_TEMPLATE = "A new workbook, as the recipe says."
NOTHING = "This search shows no decision and no allocation. The workbook would say so."


class BriefingsPage(View):
    """What the briefings view shows, without what it does."""

    shows: ClassVar[tuple[type[Record], ...]] = tuple(RECORDS.values())
    follows_query = True

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.recipe = QComboBox()
        self.recipe.setAccessibleName("Recipe")
        self.edit_button = _edit_button()
        self.stack = QStackedWidget()
        self.search = SearchLine(HINT, "What the briefing shows")
        self.heading = wrapped("", "heading")
        self.facts = wrapped()
        self.bottom_line = wrapped("", "")
        self.describe_button = QPushButton("Edit…")
        self.describe_button.setToolTip("Describe the dossier  Ctrl+Shift+E")
        self.describe_button.setAccessibleName("Describe the dossier")
        self.state = wrapped()
        self.sheets = Lines("What will be in it", ("Sheet", "Holds", "Rows"), wide="Holds")
        self.found_heading = wrapped("FOUND BEFORE EXPORT", "section")
        self.found = Lines("Found before export", ("Where", "Finding"), wide="Finding")
        self.findings: Sequence[Found] = ()
        columns = ("Ref", "Records as of", "File", "Recipe", "Shows")
        self.written = Lines("Briefings written", columns, wide="Shows")
        for lines in (self.found, self.written):
            lines.currentCellChanged.connect(self.refresh_commands)
        self.none_written = wrapped(NONE_WRITTEN)
        self._prepare_template()
        self._counts = ""
        self._wanted_recipe = ""
        self._about: tuple[str, ...] = ()
        self._briefings: Sequence[Briefing] = ()
        self._lay_out()
        self.found_heading.hide()
        self.found.hide()

    @property
    def chosen_recipe(self) -> str:
        """The name of the recipe that is chosen; empty until the recipes are read."""
        return str(self.recipe.currentData() or "")

    @property
    def chosen_briefing(self) -> Briefing | None:
        """The written briefing whose row is chosen."""
        row = self.written.currentRow()
        return self._briefings[row] if 0 <= row < len(self._briefings) else None

    def choose_recipe(self, name: str) -> bool:
        """Chooses a recipe by its name; False where there is none of that name."""
        at = self.recipe.findData(name)
        if at >= 0:
            self.recipe.setCurrentIndex(at)
        return at >= 0

    def choose_briefing(self, key: str) -> None:
        """Puts the cursor on the row of a written briefing."""
        ids = [each.id for each in self._briefings]
        if key in ids:
            self.written.setCurrentCell(ids.index(key), 0)
            self.written.setFocus()

    def _prepare_template(self) -> None:
        self.template: Path | None = None
        self.template_words = wrapped(NO_TEMPLATE)
        self.template_button = link_button("Fill a template…", "table")
        self.no_template_button = link_button("Write without it")
        self.no_template_button.hide()
        self.release_button = link_button("Release…", "eye-slash")
        self.release_button.setToolTip("Leave out, and mark  Ctrl+Shift+R")

    def show_template(self, path: Path | None, slots: Sequence[tuple[str, str]]) -> None:
        """Shows which template is filled, and on pointing at it where."""
        self.template = path
        fills = f"Fills {path.name}: {many(len(slots), 'place')}" if path else NO_TEMPLATE
        self.template_words.setText(fills)
        self.template_words.setToolTip("\n".join(f"{cell}: {words}" for cell, words in slots))
        self.no_template_button.setVisible(path is not None)

    def show_outline(self, outline: Outline) -> None:
        """Shows what is known at once; the sheets come when they are gathered."""
        self._show_recipes(outline.recipes)
        self._show_about(outline.about)
        self._show_written(outline.written)
        self._counts = outline.counts
        if outline.fault:
            self.state.setText("The search cannot be read; what is wrong stands under it.")
            self.sheets.show_rows(())
        elif not outline.decisions and not outline.allocations:
            self.state.setText(NOTHING)
        else:
            self.state.setText(f"{outline.counts}: gathering what the workbook will hold…")

    def show_preview(self, preview: Preview) -> None:
        """Shows the sheets of the workbook, and how it will be marked."""
        self.facts.setText(" · ".join((f"Marking {preview.marking}", *self._about)))
        if self.state.text() != NOTHING:
            self.state.setText(f"{self._counts}.")
        self.sheets.show_rows([(x.tab, x.title, _rows(x.rows)) for x in preview.sheets])
        self.findings = preview.findings
        self.found.show_rows(
            [(x.where, x.words[:1].upper() + x.words[1:]) for x in preview.findings]
        )
        for part in (self.found_heading, self.found):
            part.setVisible(bool(preview.findings))

    def _show_about(self, about: About) -> None:
        self.heading.setText(about.title)
        facts = (
            about.subtitle,
            f"For {about.prepared_for}" if about.prepared_for else "",
            f"By {about.prepared_by}" if about.prepared_by else "",
        )
        self._about = tuple(fact for fact in facts if fact)
        if not self.facts.text():
            self.facts.setText(" · ".join((f"Marking {about.marking.value}", *self._about)))
        self.bottom_line.setText(about.bottom_line or "No bottom line is written yet.")

    def _show_written(self, written: Sequence[Briefing]) -> None:
        chosen = self.chosen_briefing
        self._briefings = written
        titles = {
            self.recipe.itemData(n): self.recipe.itemText(n) for n in range(self.recipe.count())
        }
        self.written.show_rows(
            [
                (
                    each.ref,
                    each.written[:16].replace("T", " "),
                    each.file_name,
                    titles.get(each.recipe, each.recipe),
                    each.query or "everything",
                )
                for each in written
            ]
        )
        ids = [each.id for each in written]
        if chosen is not None and chosen.id in ids:
            self.written.setCurrentCell(ids.index(chosen.id), 0)
        self.none_written.setVisible(not written)
        self.written.setVisible(bool(written))

    def _show_recipes(self, recipes: Sequence[RecipeInfo]) -> None:
        known = [self.recipe.itemData(n) for n in range(self.recipe.count())]
        chosen = self._wanted_recipe or self.chosen_recipe
        self._wanted_recipe = ""
        if known == [each.name for each in recipes]:
            self.choose_recipe(chosen)
            return
        self.recipe.blockSignals(True)  # noqa: FBT003 - Qt's name for it
        self.recipe.clear()
        for each in recipes:
            self.recipe.addItem(each.title, each.name)
        self.choose_recipe(chosen)
        self.recipe.blockSignals(False)  # noqa: FBT003 - Qt's name for it

    def _lay_out(self) -> None:
        chosen = QHBoxLayout()
        chosen.setSpacing(GAP)
        chosen.addLayout(labelled("Recipe", self.recipe), 1)
        chosen.addWidget(self.edit_button, alignment=Qt.AlignmentFlag.AlignBottom)
        chosen.addLayout(labelled("Shows", self.search), 3)
        middle = QWidget()
        middle.setMaximumWidth(WIDEST)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._cover_card())
        column.addLayout(chosen)
        column.addLayout(self._ways())
        column.addWidget(wrapped("WHAT WILL BE IN IT", "section"))
        column.addWidget(self.state)
        column.addWidget(self.sheets)
        column.addWidget(self.found_heading)
        column.addWidget(self.found)
        column.addWidget(wrapped("WRITTEN BEFORE", "section"))
        column.addWidget(self.none_written)
        column.addWidget(self.written)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, 0, GAP, GAP)
        self.stack.addWidget(middle)
        row.addWidget(self.stack, 1)

    def _ways(self) -> QHBoxLayout:
        """What is filled, and the ways to write other than the plain one."""
        ways = QHBoxLayout()
        ways.addWidget(self.template_words, 1)
        for button in (self.no_template_button, self.template_button, self.release_button):
            ways.addWidget(button)
        return ways

    def _cover_card(self) -> QFrame:
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.describe_button, alignment=Qt.AlignmentFlag.AlignTop)
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(GAP, 12, GAP, 14)
        inside.addLayout(head)
        inside.addWidget(self.facts)
        inside.addWidget(self.bottom_line)
        return card


def _edit_button() -> QPushButton:
    button = link_button("Edit…", "pencil-simple")
    button.setToolTip("Edit the recipe  E")
    button.setAccessibleName("Edit the recipe")
    return button


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _rows(number: int | None) -> str:
    return "" if number is None else f"{number:,}"
