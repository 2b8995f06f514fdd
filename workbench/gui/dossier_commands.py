"""The commands on the dossier as a whole: new, open, bring in, undo, redo, history, marking."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog, QInputDialog

from workbench.errors import (
    DossierDamaged,
    KeyDoesNotFit,
    NotADossier,
    PassphraseNeeded,
    WrongPassphrase,
)
from workbench.gui import opening
from workbench.gui.command import command
from workbench.gui.conditions import can_write, is_open

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMenu

    from workbench.dossier.bringing_in import BroughtIn
    from workbench.dossier.dossier import Dossier
    from workbench.dossier.moments import Moment
    from workbench.gui.context import Context
    from workbench.gui.window import Window
    from workbench.model.about import About
    from workbench.model.progress import Progress
    from workbench.model.query import Query

FILTER = "Dossiers (*.dossier)"
VERIFY_AFTER_MS = 4_000
"""How long after opening the chain of operations is followed, when all lists have been read."""
COMPARE_AFTER_MS = 2_000
"""How long after opening texts are compared: the first list is painted without it."""


def is_past(group: DossierCommands) -> bool:
    """Whether the window shows the dossier as it was."""
    context = group.window.context
    return context is not None and context.dossier.moment is not None


def _asking(fault: Exception, path: str) -> str:
    """The words over the field for a passphrase."""
    wrong = "That was not it. " if isinstance(fault, WrongPassphrase) else ""
    return f"{wrong}{Path(path).name} is encrypted. Type its passphrase, or its recovery code."


class DossierCommands(QObject):
    """What can be done to the dossier as a whole."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window
        self._next = ("", "")
        window.status.marking_wanted.connect(self.describe)
        window.files_dropped.connect(self.take_files)
        window.past.left.connect(self.leave_past)

    @command("New dossier…", "Ctrl+N", menu="File", icon="file-plus")
    def new(self) -> None:
        """Starts an empty file for a topic."""
        place, analyst = self.ask_new_place(), self.window.settings.analyst
        if place is not None:
            self.open_by(f"Making {place.name}", lambda: opening.make_it(place, analyst))

    def ask_new_place(self) -> Path | None:
        """Asks where a new dossier shall lie."""
        start = str(Path.home() / "untitled.dossier")
        path, _ = QFileDialog.getSaveFileName(self.window, "New dossier", start, FILTER)
        return opening.with_suffix(path) if path else None

    @command("Open dossier…", "Ctrl+O", menu="File", icon="open")
    def open(self) -> None:
        """Opens a dossier from its file."""
        recent = self.window.settings.recent
        start = str(Path(recent[0]).parent if recent else Path.home())
        path, _ = QFileDialog.getOpenFileName(self.window, "Open dossier", start, FILTER)
        if path:
            self.open_path(path)

    @command("Tour with a sample", "F2", menu="Help", icon="tour")
    def tour(self) -> None:
        """Opens a sample dossier made of one news article, with a page that shows you round."""
        self.open_by("Opening the sample", lambda: self._sample("article"), then=self._show_round)

    @command("Open the dated sample", menu="Help", icon="timeline")
    def chronology(self) -> None:
        """Opens a sample dossier with a dated sequence of decisions, for lanes and plots."""
        self.open_by("Opening the sample", lambda: self._sample("chronology"))

    @command("Bring in what you have…", "Ctrl+I", menu="File", icon="import")
    def bring_in(self) -> None:
        """Adds documents as sources: text, web pages, PDF, office files, e-books, mail, tables."""
        from workbench.gui.sources.importing import readable

        paths, _ = QFileDialog.getOpenFileNames(
            self.window, "Bring in what you have", str(Path.home()), readable()
        )
        if paths:
            self.take_files(paths)

    @command("Close dossier", "Ctrl+W", menu="File", icon="x-circle", when=is_open)
    def close(self) -> None:
        """Closes the dossier and shows the welcome page."""
        if self.window.let_go():
            self.welcome()

    @command("Welcome page", menu="Help", icon="house")
    def welcome(self) -> None:
        """New, open, tour, bring in, and the first steps."""
        from workbench.gui.welcome import WelcomePage

        page = WelcomePage(self.window.commands, self.window.context)
        page.opened.connect(self.open_path)
        page.left.connect(self.leave_welcome)
        page.show_recent(self.window.settings.recent)
        self.window.show_page(page, keep_rail=False)

    def leave_welcome(self) -> None:
        """Goes back to the view, where a dossier is open."""
        if self.window.context is not None:
            self.window.go_back()

    @command("Undo", "Ctrl+Z", menu="Edit", icon="undo")
    def undo(self) -> None:
        """Takes back typing in the focused field, else the last operation of the dossier."""
        from workbench.gui import typing_undo

        if not typing_undo.undo() and can_write(self) and self.window.context is not None:
            self.window.context.undo()

    @command("Redo", "Ctrl+Shift+Z", menu="Edit", icon="redo")
    def redo(self) -> None:
        """Does again what was taken back last."""
        from workbench.gui import typing_undo

        if not typing_undo.redo() and can_write(self) and self.window.context is not None:
            self.window.context.redo()

    @command("History of the dossier…", "Ctrl+H", menu="Edit", icon="history", when=is_open)
    def history(self) -> None:
        """Every operation, who and when; any of them can be reverted."""
        from workbench.gui.history import HistoryPage

        if self.window.context is not None:
            page = HistoryPage(self.window.context)
            page.left.connect(self.window.go_back)
            page.moment_wanted.connect(self.show_past)
            self.window.show_page(page)

    @command("Show the dossier as it was…", menu="Edit", icon="timeline", when=is_open)
    def ask_moment(self) -> None:
        """Shows everything as of a day, a moment or an operation, read-only."""
        named, agreed = QInputDialog.getText(
            self.window,
            "Show the dossier as it was",
            "A day (2026-11-20), a moment (2026-11-20 14:30) or an operation (#12):",
        )
        if agreed and named.strip():
            self.show_past(named)

    @command("Drop the history before a moment…", menu="Edit", icon="x-circle", when=can_write)
    def drop_history(self) -> None:
        """Drops what older operations changed; says first what is lost, and makes a backup."""
        from workbench.gui.dropping import ask_dropping

        if self.window.context is not None and can_write(self):
            ask_dropping(self.window.context, self.window)

    @command("Back to now", menu="Edit", icon="back", when=is_past)
    def leave_past(self) -> None:
        """Shows the dossier as it is again."""
        context, analyst = self.window.context, self.window.settings.analyst
        if context is not None:
            path, key = context.dossier.path, context.dossier.store.key
            self.open_by(
                f"Opening {path.name}",
                lambda: opening.open_it(path, analyst, key=key),
                path=str(path),
                then=partial(self._search, context.query),
            )

    def _search(self, query: Query) -> None:
        """Asks the dossier at another moment what was asked before."""
        if self.window.context is not None:
            self.window.context.set_query(query)

    def show_past(self, moment: Moment) -> None:
        """Shows the dossier as it was at a moment, under a banner that leads back."""
        context, analyst = self.window.context, self.window.settings.analyst
        if context is None:
            return
        path, key = context.dossier.path, context.dossier.store.key

        def open_past(_moment: object) -> None:
            self.open_by(
                "Looking back",
                lambda: opening.open_it(path, analyst, moment, key=key),
                path=str(path),
                then=partial(self._search, context.query),
            )

        # Asked first, so that what is no moment of it leaves the dossier open.
        expect = partial(opening.expect_moment, path, moment, key)
        self.window.jobs.run("Looking back", lambda _: expect(), open_past)

    @command("About this dossier…", menu="File", icon="notice", when=can_write)
    def describe(self) -> None:
        """Title, marking, and the bottom line of its briefings."""
        from workbench.gui.describing import about_form

        context = self.window.context
        if context is None or not can_write(self):
            return

        def ask(about: About) -> None:
            context.show_form(about_form(context, about), "About this dossier")

        context.jobs.run("Reading", lambda _: context.dossier.about, ask, quiet=True)

    def add_recent(self, menu: QMenu) -> None:
        """Adds the dossiers that were open last to the foot of a menu."""
        recent = self.window.settings.recent
        if not recent:
            return
        menu.addSeparator()
        inner = menu.addMenu("Open recent")
        for path in recent:
            action = inner.addAction(Path(path).name)
            action.setToolTip(path)
            action.triggered.connect(lambda _on=False, each=path: self.open_path(each))

    # --- carried out elsewhere too -----------------------------------------------------------

    def work_can_go(self, *, leaving: bool) -> bool:
        """False, with a notice that offers to stop it, while work runs that would be lost."""
        job, window = self.window.jobs.at_stake, self.window
        if job is None:
            return True

        def drop() -> None:
            job.cancel()
            if leaving:
                window.close()

        words = f"“{job.label}” is not over. Closing now drops it."
        act = ("Drop it and close" if leaving else "Stop it", drop)
        window.notices.say(words, act=act, tone="warning")
        return False

    def open_path(self, path: str) -> None:
        """Opens the dossier at `path`; one that is gone leaves the recent ones."""
        place, analyst = Path(path), self.window.settings.analyst
        self.open_by(f"Opening {place.name}", lambda: opening.open_it(place, analyst), path=path)

    def open_by(
        self,
        label: str,
        make: Callable[[], Dossier],
        *,
        path: str = "",
        then: Callable[[], None] | None = None,
    ) -> None:
        """Closes the open dossier and opens the one that `make()` gives; `then()` follows."""
        if not self.window.let_go():
            return

        def took(dossier: Dossier) -> None:
            self.window.take(dossier)
            if not dossier.read_only:
                self.window.jobs.run("Backing up", dossier.backups.make_if_due, quiet=True)
            self.window.jobs.run(
                "Looking at the file",
                lambda _: opening.warnings_of(dossier),
                self._warn,
                quiet=True,
            )
            if then is not None:
                then()

        refused = partial(self._refused, path=path)
        self.window.jobs.run(label, lambda _: make(), took, refused=refused)

    def _warn(self, warnings: list[str]) -> None:
        for each in warnings:
            self.window.notices.say(each, tone="warning")

    def _refused(self, fault: Exception, *, path: str) -> None:
        if path:
            gone = self.window.settings.without_recent(path)
            self.window.change_settings(gone if not Path(path).exists() else self.window.settings)
        self.welcome()
        if isinstance(fault, PassphraseNeeded | WrongPassphrase) and path:
            ask = partial(self.window.lock_commands.ask_and_open, Path(path), _asking(fault, path))
            QTimer.singleShot(0, self, ask)  # the opening that was refused is over first
        elif isinstance(fault, DossierDamaged | KeyDoesNotFit | NotADossier) and path:
            self.window.recovery_commands.offer_backup(Path(path), str(fault))
        else:
            self.window.notices.say(str(fault), tone="bad")

    def take_files(self, paths: list[str]) -> None:
        """Opens a dossier that was let fall on the window; anything else becomes a source."""
        dossiers = [each for each in paths if each.endswith(opening.SUFFIX)]
        if dossiers:
            self.open_path(dossiers[0])
            return
        context = self.window.context
        if context is None:
            self.window.notices.say(
                "Sources go into a dossier. Make one first, then bring the files in.",
                act=("New dossier…", self.new),
            )
            return
        from workbench.gui.sources.importing import start_bringing_in

        start_bringing_in(context, [Path(each) for each in paths], self._brought_in)

    def begin(self, context: Context) -> None:
        """Shows the state of an opened dossier; later looks at its texts and its history."""
        self.show_state()
        QTimer.singleShot(VERIFY_AFTER_MS, context, lambda: self.verify_history(context))
        QTimer.singleShot(COMPARE_AFTER_MS, context, lambda: self._compare_texts(context))

    def _compare_texts(self, context: Context) -> None:
        from workbench.gui.sources.importing import compare_new_texts

        if context is self.window.context:
            compare_new_texts(context)

    def verify_history(self, context: Context) -> None:
        """Follows the chain of operations where it was not yet; silent when it holds."""
        dossier = context.dossier
        if context is not self.window.context or dossier.moment is not None:
            return

        def verify(progress: Progress) -> list[str]:
            from workbench.dossier.verified import verify_new

            return [each.words for each in verify_new(dossier, progress)]

        context.jobs.run("Verifying the history", verify, self._tell_breaks, quiet=True)

    def _tell_breaks(self, breaks: list[str]) -> None:
        if not breaks:
            return
        more = f" (and {len(breaks) - 1:,} more)" if len(breaks) > 1 else ""
        self.window.notices.say(
            f"The history of this dossier does not hold: {breaks[0]}{more}. Keep the file as it is,"
            " check the dossier, and compare it with a backup from before that moment.",
            act=("Check the dossier", self.window.recovery_commands.check),
            tone="bad",
        )

    def show_state(self, _changes: object = None) -> None:
        """Names the operations that undo and redo would take, and shows marking and saved state."""
        context = self.window.context
        if context is None:
            return
        dossier = context.dossier

        def look() -> tuple[str, str, str]:
            undo, redo = dossier.next_undo, dossier.next_redo
            words = (undo.label if undo else "", redo.label if redo else "")
            about = dossier.about
            return (*words, " · ".join(filter(None, (about.marking, about.national))))

        context.jobs.run("Reading", lambda _: look(), self._show_state, quiet=True)

    def _show_state(self, state: tuple[str, str, str]) -> None:
        undo, redo, marking = state
        commands, context = self.window.commands, self.window.context
        commands.action("dossier.undo").setText(f"Undo {undo}".strip())
        commands.action("dossier.redo").setText(f"Redo {redo}".strip())
        if context is not None:
            self.window.status.show_marking(marking)
            self.window.status.show_saving(saving=False, read_only=context.dossier.read_only)

    def _show_round(self) -> None:
        self.window.notices.say(
            "This is your own copy of the sample; nothing can be spoilt.",
            act=("Show me round", lambda: self.window.window_commands.show_help("tour")),
        )

    def _sample(self, which: str) -> Dossier:
        return opening.open_sample(which, self.window.settings.analyst)

    def _brought_in(self, result: BroughtIn) -> None:
        if self.window.context is not None and result.added:
            self.window.context.open("source", result.added[0].id)
