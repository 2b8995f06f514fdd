"""Dialogs for passphrases: to open an encrypted dossier, and to choose one; and the code shown."""

from __future__ import annotations

from enum import Flag, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
)
from typing_extensions import override

from workbench.gui.widgets.labels import wrapped

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

WIDTH = 460
LEAST = 8
"""Characters of a passphrase, as the dossier asks for them too."""


def _secret(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setAccessibleName(name)
    return field


class Asks(Flag):
    """What a dialog asks for: the passphrase, a new one typed twice, and whether to keep it."""

    OLD = auto()
    NEW = auto()
    KEEP = auto()


class PassphraseDialog(QDialog):
    """Asks for passphrases of a dossier; `act` stands on the button.

    With `Asks.KEEP` the keyring of the system can be told to keep what is typed.
    """

    def __init__(
        self,
        title: str,
        words: str,
        parent: QWidget,
        *,
        asks: Asks,
        act: str,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        self.old = _secret("Passphrase")
        self.new = _secret("New passphrase")
        self.again = _secret("New passphrase again")
        self.show_letters = QCheckBox("Show what is typed")
        self.keep = QCheckBox("Keep it in the keyring of this computer")
        self.keep.setToolTip("Whoever is logged in as you can open the dossier then without it.")
        self.keep.setVisible(Asks.KEEP in asks)
        self.trouble = wrapped()
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(act)
        self._new = Asks.NEW in asks
        self._asked = [
            *([("Passphrase", self.old)] if Asks.OLD in asks else []),
            *([("New passphrase", self.new), ("Once more", self.again)] if self._new else []),
        ]
        self._lay_out(words)
        self.show_letters.toggled.connect(self._show_letters)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._look()

    def _lay_out(self, words: str) -> None:
        told = QLabel(words)
        told.setWordWrap(True)
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        for name, field in self._asked:
            form.addRow(name, field)
            field.textChanged.connect(self._look)
        form.addRow("", self.show_letters)
        if not self.keep.isHidden():
            form.addRow("", self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(told)
        column.addLayout(form)
        if self._new:
            column.addWidget(self.trouble)
        column.addWidget(self.buttons)

    def _look(self) -> None:
        """Lets it be accepted where everything asked for is there, and says what is missing."""
        trouble = ""
        if self._new and self.new.text() and len(self.new.text()) < LEAST:
            trouble = f"At least {LEAST} characters; several words are best."
        elif self._new and self.again.text() and self.new.text() != self.again.text():
            trouble = "The two do not agree yet."
        whole = all(field.text() for _, field in self._asked) and not trouble
        self.trouble.setText(trouble)
        agree = not self._new or self.new.text() == self.again.text()
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(whole and agree)

    def _show_letters(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for _, field in self._asked:
            field.setEchoMode(mode)


class RecoveryCodeDialog(QDialog):
    """Shows the recovery code of a dossier that was just encrypted, once."""

    def __init__(self, code: str, notes: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Recovery code")
        self.setMinimumWidth(WIDTH)
        title = QLabel("Write this code down")
        title.setProperty("role", "heading")
        words = QLabel(
            "It opens the dossier when the passphrase is lost. It is kept nowhere and shown only "
            "now. Keep it away from this computer."
        )
        words.setWordWrap(True)
        groups = code.split("-")
        half = len(groups) // 2
        self.code = QLabel("-".join(groups[:half]) + "-\n" + "-".join(groups[half:]))
        self.code.setProperty("role", "title")
        self.code.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.code.setWordWrap(True)
        more = wrapped(notes)
        self.written = QCheckBox("I have written it down")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setEnabled(False)
        self.written.toggled.connect(close.setEnabled)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        for each in (title, words, self.code, more, self.written, buttons):
            column.addWidget(each)

    @override
    def reject(self) -> None:
        """Closes it, also for Escape, once the code is written down: it is never shown again."""
        if self.written.isChecked():
            super().reject()
