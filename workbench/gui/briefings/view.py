"""The briefings view: recipe and query, what will be in the workbook, what was written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from typing_extensions import override

from workbench.dossier.briefing_file import OUTPUTS, SUFFIX
from workbench.errors import Cancelled, QuerySyntaxError
from workbench.gui.briefings.editor import RecipeEditor
from workbench.gui.briefings.page import BriefingsPage
from workbench.gui.briefings.reading import BOTTOM_LINE, read_outline, read_preview
from workbench.gui.briefings.release import ReleaseDialog
from workbench.gui.command import command
from workbench.gui.conditions import writable
from workbench.gui.describing import about_form
from workbench.gui.widgets.buttons import primary_button
from workbench.gui.widgets.save_file import ask_where
from workbench.model import SavedRecipe
from workbench.model.many import many
from workbench.model.query import Query

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from workbench.dossier.release import Release
    from workbench.errors import WorkbenchError
    from workbench.gui.briefings.reading import Outline, Preview
    from workbench.gui.context import Context
    from workbench.gui.jobs import Job
    from workbench.model import Briefing
    from workbench.model.progress import Progress

WAYS = {words: ending for ending, words in OUTPUTS.items()}


def has_recipe(view: BriefingsView) -> bool:
    """Whether the recipes are read and the query makes sense."""
    return bool(view.chosen_recipe) and not view.search.fault.text()


def has_written(view: BriefingsView) -> bool:
    """Whether one of the written briefings is chosen."""
    return view.chosen_briefing is not None


def has_finding(view: BriefingsView) -> bool:
    """Whether one of the findings is chosen."""
    return 0 <= view.found.currentRow() < len(view.findings)


def can_edit_recipe(view: BriefingsView) -> bool:
    """Whether a recipe is chosen that can be edited."""
    return writable(view) and has_recipe(view)


def has_template(view: BriefingsView) -> bool:
    """Whether a template is filled."""
    return view.template is not None


def edits(view: BriefingsView) -> bool:
    """Whether a recipe is in the editor."""
    return view.editor is not None


class BriefingsView(BriefingsPage):
    """Chooses, previews and writes Excel briefings."""

    title = "Briefings"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._gathering: Job | None = None
        self._folder = Path.home()
        self._wanted = ""
        self.search.changed.connect(context.set_query)
        self.search.left.connect(self.sheets.setFocus)
        self.recipe.currentIndexChanged.connect(lambda _n: self.schedule())
        self.describe_button.clicked.connect(self.describe)
        self.edit_button.clicked.connect(self.edit_recipe)
        self.template_button.clicked.connect(self.choose_template)
        self.no_template_button.clicked.connect(self.forget_template)
        self.release_button.clicked.connect(self.release)
        self.releasing: ReleaseDialog | None = None
        self.editor: RecipeEditor | None = None
        self.describe_button.setEnabled(writable(self))
        self.written.opened.connect(lambda _row: self.use_again())
        self.found.opened.connect(self._jump)
        write = primary_button("Write briefing", "briefing", key="Ctrl+Shift+W")
        write.clicked.connect(self.write_briefing)
        self.tools = (write,)

    # --- what is shown ------------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        query = self.context.query
        self.search.show_query(query)
        self.read(lambda dossier: read_outline(dossier, query), self._outlined, label="Counting")

    @override
    def show_record(self, kind: str, key: str) -> None:
        super().show_record(kind, key)
        if kind == SavedRecipe.KIND:
            recipes = self.context.dossier.saved_recipes
            # not `read`: the outline that is read meanwhile would come instead
            self.context.jobs.run(
                "Reading", lambda _: recipes.page([key]), self._open_kept, quiet=True
            )
            return
        self._wanted = key
        self.schedule()

    def _open_kept(self, found: Sequence[SavedRecipe]) -> None:
        """Opens a kept recipe in the editor."""
        for each in found:
            self.open_recipe((each.title, each.text))
            self._wanted_recipe = each.title
            self.schedule()

    def _outlined(self, outline: Outline) -> None:
        self.search.blame(outline.fault)
        self.show_outline(outline)
        self.refresh_commands()
        if self._wanted:
            self.choose_briefing(self._wanted)
            self._wanted = ""
        if not outline.fault:
            self._gather()

    def _gather(self) -> None:
        """Gathers off the window's thread; what an earlier search asked for is stopped."""
        if self._gathering is not None:
            self._gathering.cancel()
        query, recipe, dossier = self.context.query, self.chosen_recipe, self.context.dossier
        template = self.template
        job: Job

        def took(preview: Preview) -> None:
            if job is self._gathering:
                self._gathering = None
                self.show_preview(preview)

        def refused(fault: WorkbenchError) -> None:
            if job is self._gathering:
                self._gathering = None
            if isinstance(fault, QuerySyntaxError):
                self.search.blame(fault.message)
            elif not isinstance(fault, Cancelled):
                self.context.notices.say(str(fault), tone="warning")

        job = self.context.jobs.run(
            "Gathering the briefing",
            lambda progress: read_preview(dossier, query, (recipe, template), progress),
            took,
            refused=refused,
            quiet=True,
        )
        self._gathering = job

    # --- commands -----------------------------------------------------------------------------

    @command("Write briefing…", "Ctrl+Shift+W", menu="Briefing", icon="briefing", when=has_recipe)
    def write_briefing(self) -> None:
        """Writes what the query shows as a workbook, PDF, web page, Markdown or data pack."""
        place = self._ask_place()
        if place is not None:
            self.write_to(place)

    def write_to(
        self,
        place: Path,
        release: Release | None = None,
        refused: Callable[[WorkbenchError], None] | None = None,
    ) -> Job:
        """Writes the briefing to `place` in the background, with progress and cancel."""
        query, recipe, dossier = self.context.query, self.chosen_recipe, self.context.dossier
        template = self.template

        def work(progress: Progress) -> Path:
            from workbench.charts.painted import painted
            from workbench.charts.paper import printed

            dossier.briefings.write(
                place,
                query=query,
                recipe=recipe,
                template=template,
                progress=progress,
                printer=printed,
                painter=painted,
                release=release,
            )
            return place

        return self.context.jobs.run(
            f"Writing {place.name}",
            work,
            self._wrote if release is None else self._released,
            refused=refused or self._not_written,
            loses=True,
        )

    @command("Release…", "Ctrl+Shift+R", menu="Briefing", icon="eye-slash", when=has_recipe)
    def release(self) -> None:
        """Writes a briefing without some sources or passages, or with another marking."""
        if not has_recipe(self):
            return
        self.releasing = ReleaseDialog(self.context, self.chosen_recipe, self)
        self.releasing.asked.connect(self._release_to)
        self.releasing.open()

    @command("Fill a template…", menu="Briefing", icon="table", when=has_recipe)
    def choose_template(self) -> None:
        """Chooses an .xlsx whose tables and named cells are filled; a briefing is one itself."""
        path, _ = QFileDialog.getOpenFileName(
            self, "Fill a template", str(self._folder), "Excel workbook (*.xlsx)"
        )
        if path:
            self.use_template(Path(path))

    def use_template(self, path: Path) -> None:
        """Looks at a template off the window's thread, and fills it from now on."""

        def took(slots: Sequence[tuple[str, str]]) -> None:
            self.show_template(path, slots)
            self.refresh_commands()
            self.schedule()

        def refused(fault: WorkbenchError) -> None:
            self.context.notices.say(str(fault), tone="warning")

        self.context.jobs.run(
            f"Reading {path.name}",
            lambda _progress: self.context.dossier.briefings.slots(path),
            took,
            refused=refused,
        )

    @command("Write without a template", menu="Briefing", when=has_template)
    def forget_template(self) -> None:
        """Goes back to a workbook of the recipe's own."""
        self.show_template(None, ())
        self.refresh_commands()
        self.schedule()

    @command(
        "Describe the dossier…",
        "Ctrl+Shift+E",
        menu="Briefing",
        icon="pencil-simple",
        when=writable,
    )
    def describe(self) -> None:
        """Edits what stands on the cover: title, marking, for whom, bottom line."""
        form = about_form(self.context, self.context.dossier.about)
        self.context.show_form(form, "What stands on the cover")

    @command("Use its search and recipe again", "R", menu="Briefing", when=has_written)
    def use_again(self) -> None:
        """Sets the search and the recipe of the written briefing that is chosen."""
        chosen = self.chosen_briefing
        if chosen is None:
            return
        if not self.choose_recipe(chosen.recipe):
            self.context.notices.say(
                f"Its recipe, {chosen.recipe}, is not here; the one that is chosen stays."
            )
        self.context.set_query(Query.parse(chosen.query))

    @command("Take it off the list", "Delete", menu="Briefing", icon="trash", when=has_written)
    def remove_briefing(self) -> None:
        """Takes the written briefing that is chosen off the list; its file stays."""
        chosen: Briefing | None = self.chosen_briefing
        if chosen is None or not writable(self):
            return
        key, words = chosen.id, f"{chosen.ref} taken off the list; its file stays."
        self.context.write("Remove briefing", lambda d: d.briefings.remove(key), say=words)

    @command("Edit the recipe…", "E", menu="Briefing", icon="pencil-simple", when=can_edit_recipe)
    def edit_recipe(self) -> None:
        """Opens the chosen recipe in the editor, with the pages as they would be beside it."""
        name, title = self.chosen_recipe, self.recipe.currentText()

        recipes = self.context.dossier.saved_recipes
        self.context.jobs.run(
            "Reading", lambda _: (title, recipes.text_of(name)), self.open_recipe, quiet=True
        )

    @command("Keep the recipe", "Ctrl+Return", when=edits)
    def keep_recipe(self) -> None:
        """Keeps the edited recipe in the dossier."""
        if self.editor is not None:
            self.editor.keep()

    @command("Leave the recipe", "Escape", when=edits)
    def leave_recipe(self) -> None:
        """Goes back from the editor to what will be written; what is not kept is gone."""
        if self.editor is not None:
            self.stack.removeWidget(self.editor)
            self.editor.deleteLater()
            self.editor = None
            self.sheets.setFocus()
            self.refresh_commands()

    @command("Search what the briefing shows", "Ctrl+F", icon="find")
    def search_here(self) -> None:
        """Puts the cursor into the search line."""
        self.search.line.setFocus()
        self.search.line.selectAll()

    @command("Go to the record of the finding", "G", menu="Briefing", when=has_finding)
    def go_to_finding(self) -> None:
        """Opens the record that the chosen finding lies in."""
        self._jump(self.found.currentRow())

    # --- inside -------------------------------------------------------------------------------

    def open_recipe(self, recipe: tuple[str, str]) -> None:
        """Opens a recipe, given as its title and text, in the editor."""
        self.leave_recipe()
        self.editor = RecipeEditor(self.context, *recipe)
        self.editor.left.connect(self.leave_recipe)
        self.editor.saved.connect(self._kept)
        self.stack.addWidget(self.editor)
        self.stack.setCurrentWidget(self.editor)
        self.editor.text.setFocus()
        self.refresh_commands()

    def _ask_place(self) -> Path | None:
        name = "".join(c if c.isalnum() or c in " -_,." else "-" for c in self.heading.text())
        start = self._folder / f"{name.strip(' .') or 'Briefing'}.xlsx"
        ways = WAYS if self.template is None else {OUTPUTS[SUFFIX]: SUFFIX}
        return ask_where(self, "Write briefing", start, ways)

    def _release_to(self, release: Release) -> None:
        dialog, place = self.releasing, self._ask_place()
        if dialog is not None and place is not None:
            dialog.watch(self.write_to(place, release, dialog.refuse))

    def _released(self, place: Path) -> None:
        if self.releasing is not None:
            self.releasing.accept()
            self.releasing = None
        self._tell_written(place)

    def _kept(self, name: str) -> None:
        self.leave_recipe()
        self._wanted_recipe = name
        self.context.notices.say(f"Kept the recipe {name} in the dossier.", tone="good")
        self.schedule()

    def _jump(self, row: int) -> None:
        found = self.findings[row]
        if found.kind == BOTTOM_LINE:
            self.describe()
        else:
            self.context.open(found.kind, found.key)

    def _wrote(self, place: Path) -> None:
        more = ""
        if self.findings and place.suffix == ".xlsx":
            more = f" Its Method sheet lists {many(len(self.findings), 'finding')} left open."
        self._tell_written(place, more)

    def _tell_written(self, place: Path, more: str = "") -> None:
        self._folder = place.parent
        folder = QUrl.fromLocalFile(str(place.parent))
        show = ("Open the folder", lambda: QDesktopServices.openUrl(folder))
        words = f"Wrote {place.name} in {place.parent}.{more}"
        if not writable(self):
            words += " The dossier is read-only, so the list does not name it."
        self.context.notices.say(words, act=show, tone="good")

    def _not_written(self, fault: WorkbenchError) -> None:
        if isinstance(fault, Cancelled):
            self.context.notices.say("Stopped. No briefing was written.")
            return
        again = ("Write elsewhere…", self.write_briefing)
        self.context.notices.say(str(fault), act=again, tone="warning")
