"""The window: rail, regions, status strip; opens views as asked; holds one dossier or none."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMainWindow
from typing_extensions import override

from workbench import settings as preferences
from workbench.gui import layout
from workbench.gui.theme import theme
from workbench.gui.views import home_of, task_called

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
    from PySide6.QtWidgets import QStackedWidget, QWidget

    from workbench.dossier.dossier import Dossier
    from workbench.gui.command import Commands
    from workbench.gui.context import Context
    from workbench.gui.dossier_commands import DossierCommands
    from workbench.gui.drafts import Drafts
    from workbench.gui.form_place import FormPlace
    from workbench.gui.go_commands import GoCommands
    from workbench.gui.jobs import Job, Jobs
    from workbench.gui.lock_commands import LockCommands
    from workbench.gui.notices import Notices
    from workbench.gui.panel import View
    from workbench.gui.past_banner import PastBanner
    from workbench.gui.rail import Rail
    from workbench.gui.recovery_commands import RecoveryCommands
    from workbench.gui.regions import Regions
    from workbench.gui.status import StatusStrip
    from workbench.gui.window_commands import WindowCommands
    from workbench.settings import Settings

log = logging.getLogger(__name__)
NAME = "Policy Workbench"
LEAST_SIZE = (940, 560)


class Window(QMainWindow):
    """One window; `files_dropped` gives the paths of files that were let fall on it.

    With a first frame it shows nothing else until `furnish` is called, once that is painted.
    """

    files_dropped = Signal(list)
    taking = Signal()  # a dossier was opened and is about to be shown

    rail: Rail
    regions: Regions
    status: StatusStrip
    past: PastBanner
    pages: QStackedWidget
    jobs: Jobs
    notices: Notices
    commands: Commands
    forms: FormPlace
    drafts: Drafts
    dossier_commands: DossierCommands
    recovery_commands: RecoveryCommands
    lock_commands: LockCommands
    go_commands: GoCommands
    window_commands: WindowCommands

    def __init__(
        self, settings: Settings, settings_file: Path, first_frame: QWidget | None = None
    ) -> None:
        super().__init__()
        self._settings = settings
        self._settings_file = settings_file
        self._context: Context | None = None
        self._views: dict[str, View] = {}
        self._page: QWidget | None = None
        self._furnished = False
        self.setWindowTitle(NAME)
        self.setAcceptDrops(True)
        self.setMinimumSize(*LEAST_SIZE)
        layout.size(self)
        if first_frame is None:
            self.furnish()
        else:
            self.setCentralWidget(first_frame)

    def furnish(self) -> None:
        """Puts rail, regions, status strip, commands and menus into the window."""
        from workbench.gui.furnishing import furnish

        furnish(self)
        self._furnished = True
        self.status.work.watch(self.jobs)
        self.jobs.started.connect(self._show_saving)
        self.jobs.ended.connect(self._show_saving)
        self.jobs.refused.connect(lambda fault: self.notices.say(str(fault), tone="warning"))
        self.jobs.broken.connect(self.show_fault)
        self.rail.chosen.connect(self.go)
        self.regions.head.mode_chosen.connect(self.set_mode)
        self.regions.beside.closer.clicked.connect(self._end_beside)
        self.regions.drawer.closer.clicked.connect(lambda: self.toggle_drawer("console"))

    # --- what views may ask (context.Shell) -------------------------------------------------

    @property
    def settings(self) -> Settings:
        """The preferences as they are now."""
        return self._settings

    @property
    def context(self) -> Context | None:
        """The open dossier; None while none is open."""
        return self._context

    @property
    def views(self) -> tuple[View, ...]:
        """The views of the tasks that were shown so far."""
        return tuple(self._views.values())

    @property
    def view(self) -> View | None:
        """The view that is shown in the work area; None while no dossier is open."""
        shown = self.regions.views.currentWidget()
        return next((each for each in self._views.values() if each is shown), None)

    @property
    def task(self) -> str:
        """The name of the task whose view is shown, or an empty text."""
        return next((name for name, each in self._views.items() if each is self.view), "")

    def open_record(self, kind: str, key: str, *, beside: bool = False) -> None:
        """Shows a record where it is at home; beside the view that is shown when asked."""
        task = home_of(kind)
        if not beside:
            self.show_task(task.name).show_record(kind, key)
            self.regions.head.show_mode(self.view.mode if self.view else "")
            return
        if self._context is None:
            return
        held = self.regions.beside.release()
        if held is not None:
            self._forget(held)
            held.deleteLater()
        view = task.view(self._context)
        self._collect(view)
        self.regions.beside.hold(view, task.title)
        view.show_record(kind, key)

    def show_form(self, form: QWidget, title: str) -> None:
        """Shows a form in the inspector's place until it closes."""
        self.forms.show(form, title)

    def show_sum(self, words: str) -> None:
        """Shows words about the selection in the status strip."""
        self.status.sum.setText(words)

    def show_task(self, name: str) -> View:
        """Shows the view of a task, made on first sight.

        Raises:
            RuntimeError: no dossier is open; the commands that call this are disabled then.
        """
        if self._context is None:
            raise RuntimeError(name)
        if name not in self._views:
            view = task_called(name).view(self._context)
            self.regions.views.addWidget(view)
            self._collect(view)
            self._views[name] = view
        view = self._views[name]
        if self.regions.drawer.content is view:
            self.regions.drawer.release()
            self.regions.drawer.hide()
            self.regions.views.addWidget(view)
        self.leave_page()
        self.show_sum("")
        self.regions.views.setCurrentWidget(view)
        self.regions.head.show_view(view, task_called(name).title)
        self.regions.fill("side", view.side)
        self.regions.fill("inspector", view.inspector)
        self.forms.follow(view)
        self.rail.show_task(name)
        self.commands.refresh()
        return view

    def show_view(self, view: View) -> None:
        """Shows a view that was made before."""
        self.show_task(next(name for name, each in self._views.items() if each is view))

    def toggle_drawer(self, name: str) -> None:
        """Shows a view in the drawer under the one that is shown, or closes the drawer."""
        drawer, before = self.regions.drawer, self.view
        if drawer.isVisible():
            held = drawer.release()
            drawer.hide()
            if held is not None:
                self.regions.views.addWidget(held)
            self.commands.refresh()
            return
        if name not in self._views or before is self._views[name]:
            self.show_task(name)
            if before is self._views[name]:
                return
        if before is not None:
            self.show_view(before)
        view = self._views[name]
        self.regions.views.removeWidget(view)
        drawer.hold(view, task_called(name).title)
        view.setFocus()
        self.commands.refresh()

    def show_page(self, page: QWidget, *, keep_rail: bool = True) -> None:
        """Lays a page (welcome, help, history) over the regions until `leave_page`."""
        self.leave_page()
        self._page = page
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        self.notices.lift()
        self.commands.collect(page)
        if not keep_rail:
            self.rail.show_task("")
        page.setFocus()
        self.commands.refresh()

    def leave_page(self) -> None:
        """Takes the page away, if one lies over the regions."""
        page, self._page = self._page, None
        if page is not None:
            self.commands.forget(page)
            self.pages.removeWidget(page)
            page.deleteLater()
        self.pages.setCurrentWidget(self.regions)

    def go_back(self) -> None:
        """Leaves the page for the view that was shown before it, or for the welcome page."""
        if self._context is None:
            self.dossier_commands.welcome()
            return
        self.show_task(task_called(self.task or self._settings.view).name)

    @property
    def page(self) -> QWidget | None:
        """The page that lies over the regions, or None."""
        return self._page

    def form_can_go(self) -> bool:
        """Closes the open form; False, with the form asking, when something in it is not saved."""
        return self.forms.can_go()

    # --- the dossier -------------------------------------------------------------------------

    def take(self, dossier: Dossier) -> None:
        """Shows an open dossier; the window closes it in the end."""
        from workbench.gui.context import Context
        from workbench.gui.past_banner import past_words

        self.taking.emit()
        self._context = Context(dossier, self, self)
        self._context.dossier_changed.connect(self.dossier_commands.show_state)
        self._context.selection_changed.connect(lambda _: self.show_sum(""))
        self._context.query_changed.connect(lambda _: self.commands.refresh())
        self._context.selection_changed.connect(lambda _: self.commands.refresh())
        self.setWindowTitle(f"{dossier.name} — {NAME}")
        self.status.show_dossier(dossier.name, str(dossier.path))
        self.past.show_moment(past_words(dossier))
        self.rail.allow(tasks=True)
        self.change_settings(self._settings.with_recent(str(dossier.path.resolve())))
        self.show_task(task_called(self._settings.view).name).setFocus()
        self.dossier_commands.begin(self._context)

    def let_go(self, *, leaving: bool = False) -> bool:
        """Closes the dossier, `leaving` out of sight; False when something unsaved keeps it."""
        if self._context is None:
            return True
        can_go = self.form_can_go() and self.dossier_commands.work_can_go(leaving=leaving)
        if not can_go or not all(v.about_to_close() for v in self._views.values()):
            return False
        self.drafts.leave_all()
        self._remember()
        self.setVisible(not leaving and self.isVisible())
        context, self._context = self._context, None
        context.close()
        self.jobs.finish()
        self._drop_views()
        context.dossier.close()
        context.deleteLater()
        self.setWindowTitle(NAME)
        self.status.show_dossier("", "")
        self.past.show_moment("")
        self.rail.allow(tasks=False)
        self.commands.refresh()
        return True

    def change_settings(self, settings: Settings) -> None:
        """Uses and keeps other preferences."""
        self._settings = settings
        theme().follow(wish=settings.theme, size=settings.text_size)
        self.commands.rebind(settings.shortcuts)
        self.notices.seconds = settings.notice_seconds
        try:
            preferences.save(self._settings_file, settings)
        except OSError as fault:
            self.notices.say(f"Your preferences could not be kept: {fault}", tone="warning")
        if self._context is not None:
            self._context.settings_changed.emit(settings)

    def show_fault(self, fault: BaseException) -> None:
        """Opens the crash dialog, unless one is open already; the log has every fault."""
        from workbench.gui.crash import CrashDialog

        if not any(each.isVisible() for each in self.findChildren(CrashDialog)):
            CrashDialog(fault, self).open()

    # --- Qt ----------------------------------------------------------------------------------

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.let_go(leaving=True):
            event.ignore()
            return
        if self._furnished:
            self.jobs.finish()  # such as an opening that is not over
        self._remember()
        super().closeEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        paths = [each.toLocalFile() for each in event.mimeData().urls() if each.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    # --- inside ------------------------------------------------------------------------------

    def set_mode(self, mode: str) -> None:
        """Shows the view's records in another way."""
        if self.view is not None:
            self.view.set_mode(mode)
            self.regions.head.show_mode(mode)

    def _show_saving(self, job: Job) -> None:
        if self._context is not None and job.writes:
            saving = any(each.writes for each in self.jobs.running)
            read_only = self._context.dossier.read_only
            self.status.show_saving(saving=saving, read_only=read_only)

    def go(self, name: str) -> None:
        """Shows the view of a task and gives it the keys."""
        self.show_task(name).setFocus()

    def _end_beside(self) -> None:
        held = self.regions.beside.release()
        self.regions.beside.hide()
        if held is not None:
            self._forget(held)
            held.deleteLater()

    def _collect(self, view: View) -> None:
        self.commands.collect(view)
        for owner, home in view.owners:
            self.commands.collect(owner, home=home)
        for part in (view.side, view.inspector):
            if part is not None:
                self.commands.lend(view, part)

    def _forget(self, view: QWidget) -> None:
        self.commands.forget(view)
        for owner, _ in getattr(view, "owners", ()):
            self.commands.forget(owner)

    def _drop_views(self) -> None:
        self._end_beside()
        self.leave_page()
        drawer = self.regions.drawer.release()
        self.regions.drawer.hide()
        views, self._views = list(self._views.values()), {}
        for view in views:
            self._forget(view)
            for part in (view.side, view.inspector, *view.tools, view):
                if part is not None:
                    part.hide()
                    part.setParent(None)
                    part.deleteLater()
        if drawer is not None and drawer not in views:
            drawer.deleteLater()
        self.regions.fill("side", None)
        self.regions.fill("inspector", None)

    def _remember(self) -> None:
        if self._furnished:
            self.change_settings(layout.with_layout(self, self.task))
