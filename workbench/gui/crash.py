"""The crash dialog: an error that nobody foresaw, with a report to copy. Nothing is sent.

The report holds versions and the way through the code, and no text of a source or a record: an
exception's own words often quote their input, so they are left out.
"""

from __future__ import annotations

import platform
import sys
import traceback
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

from workbench import __version__

if TYPE_CHECKING:
    from PySide6.QtWidgets import (
        QWidget,
    )

PACKAGES = ("PySide6-Essentials", "pyqtgraph", "numpy", "SQLAlchemy", "sqlcipher3", "openpyxl")
SIZE = (640, 420)


def report(fault: BaseException) -> str:
    """What a developer needs to find the fault, and nothing of what the analyst wrote."""
    frames = traceback.StackSummary.extract(
        traceback.walk_tb(fault.__traceback__), lookup_lines=False
    )
    here = Path(__file__).resolve().parent.parent.parent
    way = [f"  {_short(each.filename, here)}:{each.lineno} {each.name}" for each in frames]
    kinds = " from ".join(type(each).__name__ for each in _chain(fault))
    versions = [f"{name} {_version(name)}" for name in PACKAGES]
    return "\n".join(
        [
            f"Policy Workbench {__version__}",
            f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}",
            ", ".join(versions),
            "",
            kinds,
            *way,
        ]
    )


def _chain(fault: BaseException) -> list[BaseException]:
    found = [fault]
    while found[-1].__cause__ is not None:
        found.append(found[-1].__cause__)
    return found


def _short(filename: str, here: Path) -> str:
    path = Path(filename)
    for root in (here, Path(sys.prefix)):
        if path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return path.name


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "(bundled)"


class CrashDialog(QDialog):
    """Says that something broke, that nothing is lost, and gives the report."""

    def __init__(self, fault: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Something broke")
        self.resize(*SIZE)
        title = QLabel("Something broke that should not have")
        title.setProperty("role", "heading")
        words = QLabel(
            "What you saved is safe: every change is on disk as soon as it is made. You can go on. "
            "The report below names no source and no record; nothing is sent. Copy it when you "
            "tell somebody about this."
        )
        words.setWordWrap(True)
        self.text = QPlainTextEdit(report(fault))
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Report")
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPixelSize(12)
        self.text.setFont(fixed)
        buttons = QDialogButtonBox()
        copy = QPushButton("Copy the report")
        copy.clicked.connect(self.copy)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        go_on = buttons.addButton("Go on", QDialogButtonBox.ButtonRole.AcceptRole)
        go_on.setDefault(True)
        buttons.accepted.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        for each in (title, words, self.text, buttons):
            column.addWidget(each)

    def copy(self) -> None:
        """Puts the report on the clipboard."""
        QApplication.clipboard().setText(self.text.toPlainText())
