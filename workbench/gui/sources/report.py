"""What came of the files that were brought in together: the ones that failed first, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.command import command
from workbench.gui.widgets.buttons import link_button
from workbench.gui.widgets.labels import words_label
from workbench.model.intake_report import IntakeOutcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.gui.context import Context
    from workbench.model.intake_report import IntakeLine, IntakeReport

HEADINGS = {
    IntakeOutcome.FAILED: "Not added",
    IntakeOutcome.HELD: "Held already",
    IntakeOutcome.DOUBTFUL: "Added, please check",
}
MOST_SHOWN = 100
"""How many files of one outcome are listed; the copied report has all."""


def sum_words(report: IntakeReport) -> str:
    """A report in one line: how many were added, not added, held already, not read."""
    counts = (
        (report.added, "added"),
        (report.failed, "not added"),
        (report.held, "held already"),
        (report.left, "not read, since it was stopped"),
    )
    told = [f"{many:,} {words}" for many, words in counts if many]
    return f"Of {report.title}: {', '.join(told) or 'none added'}"


def report_text(report: IntakeReport) -> str:
    """A report as text to be copied: a line a file, outcome, name and reason between tabs."""
    lines = [f"{line.outcome.value}\t{line.name}\t{_folded(line.words)}" for line in report.lines]
    return "\n".join([sum_words(report), *lines])


def _folded(words: str) -> str:
    return " ".join(words.split())


class ReportForm(QWidget):
    """The report of one time; older ones can be chosen. `closed` when the analyst leaves it."""

    closed = Signal()
    retried = Signal(object)
    """What came of files that were tried again."""

    def __init__(self, context: Context, reports: Sequence[IntakeReport]) -> None:
        """Shows the first of some reports, newest first."""
        super().__init__()
        self.context = context
        self.reports = list(reports)
        self.others = QComboBox()
        self.others.setAccessibleName("Report")
        self.others.addItems([f"{each.ref}: {sum_words(each)}" for each in reports])
        self.others.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.others.setVisible(len(reports) > 1)
        self.others.currentIndexChanged.connect(self._fill)
        self.sums = words_label("", "heading")
        self.took = words_label("", "muted")
        self.files = QScrollArea()
        self.files.setWidgetResizable(True)
        self.files.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.files.setAccessibleName("Files")
        self.again = QPushButton("Try again…")
        self.again.setToolTip("Reads the files that were not added again, from a folder")
        self.again.clicked.connect(self.ask_again)
        self._lay_out()
        self._fill(0)
        self.setFocusProxy(self.files)

    @property
    def report(self) -> IntakeReport:
        """The report that is shown."""
        return self.reports[max(self.others.currentIndex(), 0)]

    @command("Close the report", "Escape", icon="close")
    def leave(self) -> None:
        """Closes the report; it stays in the dossier."""
        self.closed.emit()

    def copy(self) -> None:
        """Copies the whole report as text."""
        QGuiApplication.clipboard().setText(report_text(self.report))
        self.context.notices.say("Copied the report.", tone="good")

    def ask_again(self) -> None:
        """Asks where the files lie that were not added, and tries them again."""
        folder = QFileDialog.getExistingDirectory(self, "Where they lie now", str(Path.home()))
        if folder:
            self.retry(Path(folder))

    def retry(self, folder: Path) -> None:
        """Brings in again the files of the report that were not added, as a job."""
        dossier, key = self.context.dossier, self.report.id
        self.context.jobs.run(
            "Trying files again",
            lambda progress: dossier.intake_reports.retry(key, folder, progress=progress),
            self.retried.emit,
        )

    def _fill(self, _at: int) -> None:
        report = self.report
        self.again.setVisible(bool(report.failed) and not self.context.dossier.read_only)
        self.sums.setText(f"{sum_words(report)}.")
        self.took.setText(f"{report.ref} · took {report.milliseconds / 1_000:.1f} s")
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 4, 8, 8)
        column.setSpacing(6)
        for outcome, heading in HEADINGS.items():
            lines = [each for each in report.lines if each.outcome is outcome]
            if lines:
                self._section(column, f"{heading} ({len(lines):,})", lines)
        if not report.lines:
            column.addWidget(words_label("Every file was read without a doubt.", "muted"))
        column.addStretch(1)
        self.files.setWidget(body)

    def _section(self, column: QVBoxLayout, heading: str, lines: Sequence[IntakeLine]) -> None:
        column.addWidget(words_label(heading, "small"))
        for line in lines[:MOST_SHOWN]:
            card = QFrame()
            card.setProperty("role", "card")
            inner = QVBoxLayout(card)
            inner.setContentsMargins(10, 6, 10, 8)
            inner.setSpacing(2)
            inner.addWidget(words_label(line.name))
            inner.addWidget(words_label(line.words, "muted"))
            if line.source:
                inner.addWidget(self._link(line.source), alignment=Qt.AlignmentFlag.AlignLeft)
            column.addWidget(card)
        more = len(lines) - MOST_SHOWN
        if more > 0:
            column.addWidget(words_label(f"and {more:,} more; Copy takes all of them", "muted"))

    def _link(self, source: str) -> QPushButton:
        button = link_button("Read it", "book-open")
        button.clicked.connect(lambda: self.context.open("source", source))
        return button

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 6, 10, 12)
        column.setSpacing(6)
        for each in (self.others, self.sums, self.took):
            column.addWidget(each)
        column.addWidget(self.files, 1)
        row = QHBoxLayout()
        copy = QPushButton("Copy")
        copy.clicked.connect(self.copy)
        close = QPushButton("Close")
        close.setToolTip("Esc")
        close.clicked.connect(self.leave)
        row.addWidget(self.again)
        row.addWidget(copy)
        row.addWidget(close)
        row.addStretch(1)
        column.addLayout(row)
