"""The dialog in which a briefing is released: what it leaves out, and how it is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)
from shiboken6 import isValid
from typing_extensions import override

from workbench.dossier.release import Release
from workbench.errors import Cancelled, MarkingTooLow, TraceLeft
from workbench.gui.briefings.leaving_out import LeaveOutList
from workbench.gui.briefings.parts import labelled
from workbench.gui.briefings.reading import read_leavable
from workbench.gui.table.latest import Latest
from workbench.gui.widgets.buttons import primary_button
from workbench.gui.widgets.labels import wrapped
from workbench.model.kinds import Marking

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel, QWidget

    from workbench.errors import WorkbenchError
    from workbench.gui.context import Context
    from workbench.gui.jobs import Job
    from workbench.model.progress import Progress

SIZE = (1080, 580)
PAUSE_MS = 350
AS_CONTENT = "As its content"
NO_NATIONAL = "None"
_LOOKING = "Looking at what its content is marked…"
_LOWER = "This is lower. Say why it may be: the reason is recorded with the briefing."
_NOT_LOWER = "Asked for only where the marking is lower than that of the content."
_REASON_HIGH = 84

Content = tuple[Marking, tuple[str, ...]]


class ReleaseDialog(QDialog):
    """Chooses how a briefing leaves the desk; `asked` tells it, `refuse` shows what was wrong."""

    asked = Signal(object)
    """A `Release` to write a briefing with."""

    def __init__(self, context: Context, recipe: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Release the briefing")
        self.resize(*SIZE)
        self._context, self._recipe = context, recipe
        self._looking: Job | None = None
        self._writing: Job | None = None
        self.content: Content | None = None
        self.leave_out = LeaveOutList()
        self.content_words = wrapped(_LOOKING, "strong")
        self.marking = QComboBox()
        self.marking.addItem(AS_CONTENT, None)
        for each in Marking:
            self.marking.addItem(each.value, each)
        self.national = QComboBox()
        self.national.setEditable(True)
        self.national.addItems([AS_CONTENT, NO_NATIONAL])
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(_REASON_HIGH)
        self.reason_hint = wrapped(_NOT_LOWER)
        self.reason_fault, self.leave_out_fault = _fault(), _fault()
        self.fault = _fault()
        self.progress = wrapped()
        self.cancel = QPushButton("Cancel")
        self.write = primary_button("Write briefing…", "briefing", key="Ctrl+Enter")
        self._name_all()
        self._lay_out()
        self._connect()
        Latest(context, self).ask(read_leavable, self.leave_out.show_sources)
        self._look()

    @property
    def release(self) -> Release:
        """What is chosen."""
        national = self.national.currentText().strip()
        known = {AS_CONTENT: None, NO_NATIONAL: ""}
        marking = self.marking.currentData()
        return Release(
            leave_out=self.leave_out.refs,
            marking=Marking(marking) if marking else None,  # Qt gives a plain text back
            national=known.get(national, national),
            reason=self.reason.toPlainText().strip(),
        )

    @property
    def lowers(self) -> bool:
        """Whether what is chosen is marked lower than its content, as far as that is known."""
        return self.content is not None and self.release.lowers(*self.content)

    def watch(self, job: Job) -> None:
        """Shows how far the writing is; Cancel stops it."""
        self._writing = job
        job.moved.connect(self._moved)
        self._let(writing=True)

    def refuse(self, fault: WorkbenchError) -> None:
        """Shows what was refused, under the field that it names."""
        self._writing = None
        self._let(writing=False)
        if isinstance(fault, Cancelled):
            self.progress.setText("Stopped. No briefing was written.")
        elif isinstance(fault, MarkingTooLow):
            _blame(self.reason_fault, str(fault))
            self.reason.setFocus()
        elif isinstance(fault, TraceLeft):
            _blame(self.leave_out_fault, str(fault))
            self.leave_out.search.setFocus()
        else:
            _blame(self.fault, str(fault))

    @override
    def reject(self) -> None:
        """Stops the writing where it runs, else closes."""
        if self._writing is not None:
            self._writing.cancel()
            return
        if self._looking is not None:
            self._looking.cancel()
        super().reject()

    # --- inside -------------------------------------------------------------------------------

    def _ask(self) -> None:
        for each in (self.reason_fault, self.leave_out_fault, self.fault):
            _blame(each, "")
        if self.content is not None and self.lowers and not self.release.reason:
            marking, national = self.content
            self.refuse(MarkingTooLow(" · ".join((marking, *national))))
        else:
            self.asked.emit(self.release)

    def _look(self) -> None:
        """Asks off the window's thread what the content is marked without what is left out."""
        if self._looking is not None:
            self._looking.cancel()
        self.content = None
        self.content_words.setText(_LOOKING)
        dossier, query, recipe = self._context.dossier, self._context.query, self._recipe
        leave_out = self.leave_out.refs
        job: Job

        def work(progress: Progress) -> Content:
            return dossier.briefings.marking(query, recipe, leave_out, progress)

        def took(content: Content) -> None:
            if isValid(self) and job is self._looking:
                self._looking = None
                self._show_content(content)

        def refused(fault: WorkbenchError) -> None:
            if isValid(self) and job is self._looking and not isinstance(fault, Cancelled):
                self._looking = None
                self.content_words.setText("Not known.")
                _blame(self.fault, str(fault))

        job = self._context.jobs.run("Reading", work, took, refused=refused, quiet=True)
        self._looking = job

    def _show_content(self, content: Content) -> None:
        self.content = content
        self.content_words.setText(" · ".join((content[0], *content[1])))
        for each in content[1]:
            if self.national.findText(each) < 0:
                self.national.addItem(each)
        self._judge()

    def _judge(self) -> None:
        """Says whether a reason is asked for."""
        self.reason_hint.setText(_LOWER if self.lowers else _NOT_LOWER)
        if not self.lowers or self.release.reason:
            _blame(self.reason_fault, "")

    def _left_out(self) -> None:
        _blame(self.leave_out_fault, "")
        self._timer.start()

    def _moved(self) -> None:
        if self._writing is not None:
            self.progress.setText(f"{self._writing.what or 'Writing'}…")

    def _let(self, *, writing: bool) -> None:
        self.progress.setText("Writing…" if writing else "")
        self.cancel.setText("Stop" if writing else "Cancel")
        for each in (self.write, self.leave_out, self.marking, self.national, self.reason):
            each.setEnabled(not writing)

    def _connect(self) -> None:
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._look)
        self.leave_out.changed.connect(self._left_out)
        self.marking.currentIndexChanged.connect(self._judge)
        self.national.currentTextChanged.connect(self._judge)
        self.reason.textChanged.connect(self._judge)
        self.write.clicked.connect(self._ask)
        self.write.setShortcut("Ctrl+Return")
        self.cancel.clicked.connect(self.reject)

    def _name_all(self) -> None:
        self.marking.setAccessibleName("Marking of the release")
        self.national.setAccessibleName("National marking of the release")
        self.reason.setAccessibleName("Reason for a lower marking")
        for button in (self.cancel, self.write):  # Enter in the search writes nothing
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(wrapped("LEAVE OUT", "section"))
        left.addWidget(self.leave_out, 1)
        left.addWidget(self.leave_out_fault)
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addLayout(left, 7)
        both.addLayout(self._marking_column(), 4)
        foot = QHBoxLayout()
        foot.addWidget(self.progress, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.write)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(10)
        column.addLayout(both, 1)
        column.addWidget(self.fault)
        column.addLayout(foot)

    def _marking_column(self) -> QVBoxLayout:
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(wrapped("MARKING", "section"))
        right.addWidget(wrapped("Its content is marked", "small"))
        right.addWidget(self.content_words)
        right.addSpacing(6)
        for words, editor in (
            ("Marking of the release", self.marking),
            ("National marking of the release", self.national),
            ("Reason", self.reason),
        ):
            right.addLayout(labelled(words, editor))
        right.addWidget(self.reason_hint)
        right.addWidget(self.reason_fault)
        right.addStretch(1)
        return right


def _fault() -> QLabel:
    label = wrapped("", "error")
    label.hide()
    return label


def _blame(label: QLabel, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))
