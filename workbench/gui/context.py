"""What the views of one open dossier share: dossier, query, selection, and four signals.

    context.write("Rename party", lambda d: d.parties.change(party, title="ByteDance"))
    context.select("decision", decision.id)
    context.open("passage", passage_id)          # shows it where it is read, wherever that is

Writes run off the window's thread, one after the other, each as one operation called by its label.
Reading that may take longer than 100 ms goes through `Panel.read`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.gui.jobs import can_hear
from workbench.model.query import Query

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from workbench.dossier.dossier import Dossier
    from workbench.errors import WorkbenchError
    from workbench.gui.jobs import Job, Jobs
    from workbench.gui.notices import Notices
    from workbench.model.change import Changes, Operation
    from workbench.settings import Settings

Result = TypeVar("Result")
POLL_MS = 250


@dataclass(frozen=True, slots=True)
class Selection:
    """Which records are chosen: ids of one kind, the one chosen last at the end."""

    kind: str = ""
    ids: tuple[str, ...] = ()

    @property
    def last(self) -> str:
        """The id chosen last, or an empty text."""
        return self.ids[-1] if self.ids else ""

    def __bool__(self) -> bool:
        return bool(self.ids)


class Shell(Protocol):
    """What a view may ask of the window around it."""

    @property
    def settings(self) -> Settings:
        """The preferences as they are now."""

    @property
    def jobs(self) -> Jobs:
        """Background work."""

    @property
    def notices(self) -> Notices:
        """Messages to the analyst."""

    def open_record(self, kind: str, key: str, *, beside: bool = False) -> None:
        """Shows a record where it is at home."""

    def show_form(self, form: QWidget, title: str) -> None:
        """Shows a form in the inspector's place until it closes."""

    def show_sum(self, words: str) -> None:
        """Shows words about the selection in the status strip."""


class Context(QObject):
    """One open dossier in one window."""

    dossier_changed = Signal(object)
    """A `Changes`, whoever wrote."""
    query_changed = Signal(object)
    """The new `Query`."""
    selection_changed = Signal(object)
    """The new `Selection`."""
    settings_changed = Signal(object)
    """The new `Settings`."""

    def __init__(self, dossier: Dossier, shell: Shell, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.dossier = dossier
        self._shell = shell
        self.query = Query()
        self.selection = Selection()
        self._stop_listening = dossier.on_change(self._heard)
        self.dossier_changed.connect(self._withdraw_offers)
        self._polling: Job | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._poll)
        self._timer.start()

    @property
    def settings(self) -> Settings:
        """The preferences as they are now."""
        return self._shell.settings

    @property
    def jobs(self) -> Jobs:
        """Background work."""
        return self._shell.jobs

    @property
    def notices(self) -> Notices:
        """Messages to the analyst."""
        return self._shell.notices

    def set_query(self, query: Query) -> None:
        """Shows something else in every view that follows the query."""
        if query != self.query:
            self.query = query
            self.query_changed.emit(query)

    def select(self, kind: str, *ids: str) -> None:
        """Chooses records, in every view that follows the selection."""
        chosen = Selection(kind, ids)
        if chosen != self.selection:
            self.selection = chosen
            self.selection_changed.emit(chosen)

    def open(self, kind: str, key: str, *, beside: bool = False) -> None:
        """Shows a record where it is at home: a passage in its source, a decision in its table."""
        self._shell.open_record(kind, key, beside=beside)

    def show_form(self, form: QWidget, title: str) -> None:
        """Shows a form in the inspector's place until it closes."""
        self._shell.show_form(form, title)

    def show_sum(self, words: str) -> None:
        """Shows words about the selection in the status strip."""
        self._shell.show_sum(words)

    def write(
        self,
        label: str,
        work: Callable[[Dossier], Result],
        then: Callable[[Result], None] | None = None,
        *,
        refused: Callable[[WorkbenchError], None] | None = None,
        say: str = "",
    ) -> Job:
        """Writes off the window's thread, in order, as one operation called `label`.

        Args:
            label: the name of the operation, as undo and history show it.
            work: gets the dossier and calls its verbs.
            then: gets what `work` returned, on the window's thread.
            refused: gets the error when the dossier refuses; without it the error is shown as a
            notice.
            say: a notice to show afterwards, with an Undo button.
        """
        dossier = self.dossier

        def carry_out(_progress: object) -> Result:
            with dossier.operation(label):
                return work(dossier)

        def done(result: Result) -> None:
            if say:
                self.notices.say(say, act=("Undo", self.undo), tone="good")
            if then is not None and can_hear(then):
                then(result)

        return self.jobs.write(label, carry_out, done, refused=refused)

    def undo(self) -> None:
        """Takes the last operation back, off the window's thread."""
        self.jobs.write("Undo", lambda _: self.dossier.undo(), self._undone)

    def undo_several(self, many: int) -> None:
        """Takes so many operations back that belong together, off the window's thread."""

        def take_back(_progress: object) -> Operation:
            return [self.dossier.undo() for _ in range(many)][-1]

        self.jobs.write("Undo", take_back, self._undone)

    def redo(self) -> None:
        """Does again what was taken back last, off the window's thread."""
        self.jobs.write("Redo", lambda _: self.dossier.redo(), self._redone)

    def _redone(self, operation: Operation) -> None:
        label = operation.label.removeprefix("Undo: ")
        self.notices.say(f"Did “{label}” again", act=("Undo", self.undo), tone="good")

    def _undone(self, operation: Operation) -> None:
        label = operation.label.removeprefix("Undo: ")
        self.notices.say(f"Took back “{label}”", act=("Do it again", self.redo), tone="good")

    def close(self) -> None:
        """Stops listening to the dossier; call before closing it."""
        self._timer.stop()
        self._stop_listening()

    def _heard(self, changes: Changes) -> None:
        """Called by the dossier on whatever thread wrote; the signal crosses to the window's."""
        self.dossier_changed.emit(changes)

    def _withdraw_offers(self, _changes: Changes) -> None:
        """A notice offers to undo or redo the last operation: after another one, it does not."""
        self.notices.withdraw(self.undo, self.redo)

    def _poll(self) -> None:
        if self._polling is None and not self.jobs.writing:
            self._polling = self.jobs.write(
                "Look for changes", lambda _: self._look(), self._looked, writes=False
            )

    def _look(self) -> Changes | None:
        seen: Changes | None = self.dossier.poll()
        return seen

    def _looked(self, _changes: Changes | None) -> None:
        self._polling = None
