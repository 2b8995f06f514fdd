"""The form that reads the original bytes of a source again, another way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QVBoxLayout, QWidget

from workbench.dossier.bringing_in import every_reader
from workbench.gui.command import command
from workbench.gui.widgets.buttons import foot_of_form
from workbench.gui.widgets.labels import words_label

if TYPE_CHECKING:
    from workbench.dossier.text_versions import Moved
    from workbench.errors import WorkbenchError
    from workbench.gui.context import Context
    from workbench.model.source import Source

FOUND_OUT = "found out"
ENCODINGS = (
    "utf-8", "cp1252", "cp1250", "cp1251", "gb18030", "big5", "cp932", "euc_kr", "koi8-r", "utf-16",
)  # fmt: skip


class ReadAgainForm(QWidget):
    """Reader and encoding to choose; `moved` gives what came of it, `closed` comes at the end."""

    moved = Signal(object)
    closed = Signal()

    def __init__(self, context: Context, source: Source) -> None:
        super().__init__()
        self.context = context
        self.source = source
        self.reader = QComboBox()
        self.reader.setAccessibleName("Reader")
        self.reader.addItem("the same reader", "")
        for reader in every_reader().values():
            self.reader.addItem(reader.words, reader.name)
        self.encoding = QComboBox()
        self.encoding.setAccessibleName("Encoding")
        self.encoding.setEditable(True)
        self.encoding.addItems([FOUND_OUT, *ENCODINGS])
        self.fault = words_label("", "error")
        self.fault.hide()
        self.button = QPushButton("Read again")
        self._lay_out()
        self.setFocusProxy(self.encoding)

    @command("Read the source again", "Ctrl+Return", icon="check")
    def save(self) -> None:
        """Reads the source; its passages come along."""
        self.button.setEnabled(False)
        dossier, key = self.context.dossier, self.source.id
        chosen = self.encoding.currentText().strip()
        encoding = None if chosen in {"", FOUND_OUT} else chosen
        reader = str(self.reader.currentData())
        self.context.jobs.run(
            f"Reading {self.source.title}",
            lambda progress: dossier.text_versions.read_again(
                key, encoding=encoding, reader=reader, progress=progress
            ),
            self._read,
            refused=self._refused,
        )

    @command("Cancel the form", "Escape", icon="close")
    def cancel(self) -> None:
        """Closes the form."""
        self.closed.emit()

    def _read(self, moved: Moved) -> None:
        self.moved.emit(moved)
        self.closed.emit()

    def _refused(self, fault: WorkbenchError) -> None:
        self.button.setEnabled(True)
        self.fault.setText(str(fault))
        self.fault.show()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 6, 18, 12)
        column.setSpacing(6)
        read = " · ".join(filter(None, (self.source.reader, self.source.encoding)))
        column.addWidget(words_label(f"Read now as {read}." if read else "", "muted"))
        for words, field in (("Reader", self.reader), ("Encoding", self.encoding)):
            label = QLabel(words)
            label.setProperty("role", "small")
            label.setBuddy(field)
            column.addWidget(label)
            column.addWidget(field)
        told = (
            "The original bytes are read again. The text as it is now stays as an older version; "
            "passages move to the new one, and those in doubt are listed for you."
        )
        column.addWidget(words_label(told, "muted"))
        column.addWidget(self.fault)
        foot = foot_of_form(self.button, self.save, self.cancel)
        column.addLayout(foot)
        column.addStretch(1)
