"""Panel: a piece of window that shows records, refreshed once per change, only while seen.

    class EvidencePanel(Panel):
        shows = (Claim, Support)
        follows_selection = True

        @override
        def refresh(self) -> None:
            chosen = self.context.selection.last
            self.read(lambda dossier: dossier.evidence(chosen), self._fill)

`View` is a panel for the work area, with what the window shows around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid
from typing_extensions import override

from workbench.gui.command import Commands

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QShowEvent

    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context, Selection
    from workbench.gui.jobs import Job
    from workbench.model.change import Changes
    from workbench.model.query import Query
    from workbench.model.record import Record
    from workbench.settings import Settings

Result = TypeVar("Result")


class Panel(QWidget):
    """Shows records of the kinds in `shows`; subclasses write `refresh`."""

    shows: ClassVar[tuple[type[Record], ...]] = ()
    """Refreshed when a record of one of these kinds changes."""
    follows_query: ClassVar[bool] = False
    """Refreshed when the query changes."""
    follows_selection: ClassVar[bool] = False
    """Refreshed when the selection changes."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._stale = True
        self._asked = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._refresh_if_seen)
        context.dossier_changed.connect(self._dossier_changed)
        if self.follows_query:
            context.query_changed.connect(self._query_changed)
        if self.follows_selection:
            context.selection_changed.connect(self._selection_changed)

    def refresh(self) -> None:
        """Shows the records as they are now; called at most once per turn of the event loop."""

    def schedule(self) -> None:
        """Asks for one refresh: now when the panel can be seen, else when it is shown."""
        self._stale = True
        if self.isVisible():
            self._timer.start()

    def read(
        self,
        work: Callable[[Dossier], Result],
        then: Callable[[Result], None],
        *,
        label: str = "Reading",
    ) -> Job:
        """Reads off the window's thread; `then` gets the result unless a later read was asked."""
        self._asked += 1
        asked = self._asked
        dossier = self.context.dossier

        def take(result: Result) -> None:
            if asked == self._asked and isValid(self):
                then(result)

        return self.context.jobs.run(label, lambda _: work(dossier), take, quiet=True)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._timer.start()

    def _refresh_if_seen(self) -> None:
        if self._stale and self.isVisible():
            self._stale = False
            self.refresh()

    def _dossier_changed(self, changes: Changes) -> None:
        if changes.kinds() & {each.KIND for each in self.shows}:
            self.schedule()

    def _query_changed(self, _query: Query) -> None:
        self.schedule()

    def _selection_changed(self, _selection: Selection) -> None:
        self.schedule()


class View(Panel):
    """A panel that fills the work area.

    The window puts `side` into the side bar, `inspector` into the inspector and `tools` at the
    right of the title row while the view is shown; None and () leave them empty, and the region is
    then closed.
    """

    title: ClassVar[str] = ""
    modes: ClassVar[tuple[str, ...]] = ()
    """Ways to show the same records, as ("Table", "Split"); the window makes the buttons."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.side: QWidget | None = None
        self.inspector: QWidget | None = None
        self.tools: tuple[QWidget, ...] = ()
        self.owners: tuple[tuple[QObject, QWidget], ...] = ()
        """Who else has commands, each with the widget that must be seen for them to work."""
        self.mode = self.modes[0] if self.modes else ""

    def refresh_commands(self) -> None:
        """Enables the commands anew, as what is shown and in focus allows."""
        commands = self.window().findChild(Commands)
        if commands is not None:
            commands.refresh()

    def set_mode(self, mode: str) -> None:
        """Shows the records in another of `modes`; subclasses do the work and call this."""
        self.mode = mode

    def show_record(self, kind: str, key: str) -> None:
        """Brings a record into sight and selects it."""
        self.context.select(kind, key)

    def with_layout(self, settings: Settings) -> Settings:
        """The settings with what the analyst arranged in this view, such as columns."""
        return settings

    def reset_layout(self) -> None:
        """Arranges the view as it was at first."""

    def about_to_close(self) -> bool:
        """Whether the view can go; False keeps the dossier open (it has told the analyst why)."""
        return True
