"""The status strip: dossier, saved, sum of the selection; running work; marking, keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from workbench.gui.theme import STATUS_HEIGHT

if TYPE_CHECKING:
    from workbench.gui.jobs import Job, Jobs

BAR_WIDTH = 120
HEED_MS = 5_000
"""How long work may take to end once it was told to stop."""


class Work(QWidget):
    """The running work that is longest under way, with a button to stop it."""

    unheeded = Signal()
    """What was told to stop goes on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs: list[Job] = []
        self._unheeding: list[Job] = []
        self._words = QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(BAR_WIDTH)
        self._stop = QToolButton()
        self._stop.setText("Stop")
        self._stop.setAccessibleName("Stop the running work")
        self._stop.clicked.connect(self.stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for each in (self._words, self._bar, self._stop):
            row.addWidget(each)
        self.hide()

    def watch(self, jobs: Jobs) -> None:
        """Shows the work of `jobs` from now on."""
        jobs.started.connect(self._started)
        jobs.ended.connect(self._ended)

    def _started(self, job: Job) -> None:
        if not job.quiet:
            self._jobs.append(job)
            job.moved.connect(self._show)
            self._show()

    def _ended(self, job: Job) -> None:
        for jobs in (self._jobs, self._unheeding):
            if job in jobs:
                jobs.remove(job)
        self._show()

    def _show(self) -> None:
        shown = [*self._jobs, *self._unheeding]
        self.setVisible(bool(shown))
        if not shown:
            return
        job = shown[0]
        what = f": {job.what}" if job.what else ""
        self._words.setText("Stopping…" if job.stopped else f"{job.label}{what}")
        self._bar.setRange(0, job.total)
        self._bar.setValue(job.done)
        self._bar.setAccessibleName(job.label)
        self._stop.setEnabled(not job.stopped)

    @property
    def words(self) -> str:
        """What is said about the running work."""
        return self._words.text()

    def stop(self) -> None:
        """Stops the work that is shown."""
        if self._jobs:
            self._jobs[0].cancel()
            QTimer.singleShot(HEED_MS, self, partial(self._expect_ended, self._jobs[0]))
            self._show()

    def _expect_ended(self, job: Job) -> None:
        if job in self._jobs:
            self._jobs.remove(job)
            self._unheeding.append(job)  # what else is under way can be seen, and stopped
            self._show()
            self.unheeded.emit()


class StatusStrip(QFrame):
    """The foot of the window."""

    marking_wanted = Signal()
    commands_wanted = Signal()
    help_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setFixedHeight(STATUS_HEIGHT)
        self.file = QLabel("No dossier open")
        self.saved = QLabel()
        self.sum = QLabel()
        self.work = Work()
        offline = QLabel("Offline")
        offline.setToolTip("Nothing leaves this machine: the program makes no network connection.")
        self.marking = self._button("", "Marking of the dossier", self.marking_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 12, 0)
        row.setSpacing(18)
        for each in (self.file, self.saved, self.sum):
            each.setTextFormat(Qt.TextFormat.PlainText)
            row.addWidget(each)
        row.addStretch(1)
        row.addWidget(self.work)
        row.addWidget(offline)
        row.addWidget(self.marking)
        row.addWidget(self._button("Ctrl+K commands", "Search and commands", self.commands_wanted))
        row.addWidget(self._button("F1 help", "Help", self.help_wanted))
        self.marking.hide()

    def show_dossier(self, name: str, path: str) -> None:
        """Names the open dossier; empty texts for none."""
        self.file.setText(name or "No dossier open")
        self.file.setToolTip(path)
        self.saved.setText("all changes saved" if name else "")
        if not name:
            self.sum.clear()
            self.marking.hide()

    def show_marking(self, marking: str) -> None:
        """Shows the marking of the dossier."""
        self.marking.setText(f"Marking: {marking}")
        self.marking.show()

    def show_saving(self, *, saving: bool, read_only: bool) -> None:
        """Says whether everything is on disk."""
        done = "read-only" if read_only else "all changes saved"
        self.saved.setText("saving…" if saving else done)

    def _button(self, words: str, name: str, wanted: object) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setAccessibleName(name)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(wanted)
        return button
