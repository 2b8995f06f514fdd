"""The about dialog: version, licences, and where the program keeps its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout

from workbench import __version__, places

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

WIDTH = 460


class AboutDialog(QDialog):
    """Says what this is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Policy Workbench")
        self.setFixedWidth(WIDTH)
        title = QLabel("Policy Workbench")
        title.setProperty("role", "title")
        words = QLabel(
            f"Version {__version__}. MIT licence.\n\n"
            "Log policy decisions, annotate sources, plot allocation trends, brief in Excel: "
            "offline, in one file.\n\n"
            f"Preferences: {places.settings_file()}\n"
            f"Log: {places.log_folder()}\n\n"
            "Typeface: Inter, SIL Open Font License 1.1. Icons: Phosphor, MIT licence. "
            "Made with Qt for Python (LGPL 3), SQLite, SQLAlchemy, pyqtgraph, NumPy, openpyxl "
            "and Jupyter."
        )
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(12)
        for each in (title, words, buttons):
            column.addWidget(each)
