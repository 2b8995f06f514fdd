"""The script library in the window: read a script, trust it, run it in the console."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
)

from workbench.console import scripts
from workbench.errors import FileNotReadable
from workbench.gui.inspector.parts import words_label

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QPushButton, QWidget

SIZE = (880, 560)
LIST_WIDTH = 270
_ROLE = Qt.ItemDataRole.UserRole


class ScriptsDialog(QDialog):
    """The scripts of one dossier and the analyst's own; `run_wanted` gives the path of one."""

    run_wanted = Signal(str)

    def __init__(self, dossier: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dossier = dossier
        self.setWindowTitle("Scripts")
        self.resize(*SIZE)
        self.names = QListWidget()
        self.names.setAccessibleName("Scripts")
        self.names.currentItemChanged.connect(lambda *_: self._show())
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName("The text of the script")
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.about = words_label("", "muted")
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Close)
        self.run_button = self._button("Run", self._run)
        self.trust_button = self._button("Trust it as it is", self._trust)
        self._button("Open the folder", self._open_folder)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self.read()

    @property
    def chosen(self) -> scripts.Script | None:
        """The script that is chosen, or None."""
        item = self.names.currentItem()
        found = item.data(_ROLE) if item is not None else None
        return found if isinstance(found, scripts.Script) else None

    def read(self) -> None:
        """Lists the scripts as they lie there now; keeps the one that is chosen."""
        before = self.chosen
        self.names.clear()
        for each in scripts.library(self._dossier):
            item = QListWidgetItem(each.name if each.trusted else f"{each.name}   (not trusted)")
            item.setData(_ROLE, each)
            item.setToolTip(each.about)
            self.names.addItem(item)
            if before is not None and each.path == before.path:
                self.names.setCurrentItem(item)
        if self.names.currentRow() < 0:
            self.names.setCurrentRow(0)
        self._show()

    def _show(self) -> None:
        script = self.chosen
        self.run_button.setEnabled(script is not None and script.trusted)
        self.trust_button.setEnabled(script is not None)
        if script is None:
            self.text.clear()
            self.about.setText(
                f"No scripts yet. Put Python files into {scripts.own_folder()}, or into a folder "
                "“scripts” beside the dossier."
            )
            return
        self.trust_button.setText("Trust it no longer" if script.trusted else "Trust it as it is")
        self.about.setText(
            str(script.path)
            if script.trusted
            else "Read it before you trust it: it can do what you can do. It runs only once you "
            "have said so, on this machine, and never by itself."
        )
        try:
            self.text.setPlainText(scripts.read_text(script.path))
        except FileNotReadable as fault:
            self.text.setPlainText(str(fault))

    def _run(self) -> None:
        self.read()  # whether it is still the script that was trusted
        script = self.chosen
        if script is not None and script.trusted:
            self.run_wanted.emit(str(script.path))
            self.accept()

    def _trust(self) -> None:
        script = self.chosen
        if script is not None:
            (scripts.distrust if script.trusted else scripts.trust)(script)
            self.read()

    def _open_folder(self) -> None:
        folder = self.chosen.path.parent if self.chosen is not None else scripts.own_folder()
        folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _button(self, words: str, act: object) -> QPushButton:
        button = self.buttons.addButton(words, QDialogButtonBox.ButtonRole.ActionRole)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        middle = QSplitter(Qt.Orientation.Horizontal)
        middle.addWidget(self.names)
        middle.addWidget(self.text)
        middle.setSizes([LIST_WIDTH, SIZE[0] - LIST_WIDTH])
        middle.setChildrenCollapsible(False)
        middle.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(10)
        column.addWidget(self.about)
        column.addWidget(middle, 1)
        column.addWidget(self.buttons)
