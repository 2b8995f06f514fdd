"""What is typed in a dialog or on a line of a list that keep no draft of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
)

from workbench.gui.passphrase import PassphraseDialog

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget


def typed_into(window: QWidget) -> Iterator[QWidget]:
    """The dialogs of a window that are open, and the line of a list that is being typed."""
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible() and not isinstance(dialog, PassphraseDialog | QFileDialog):
            yield dialog
    line = QApplication.focusWidget()
    if isinstance(line, QLineEdit) and window.isAncestorOf(line):
        around = line.parentWidget()
        if around is not None and isinstance(around.parentWidget(), QAbstractItemView):
            yield line


class OpenFields:
    """The words in the fields of a dialog, or in one line; they come back as a memo, to be copied.

    What is typed to search is left alone.
    """

    KEPT: ClassVar[str] = "words"
    record = ""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget

    @property
    def heading(self) -> str:
        """What it is called where it is offered back."""
        return self._widget.windowTitle() or self._widget.accessibleName()

    @property
    def dirty(self) -> bool:
        """Whether anybody typed words there."""
        return bool(self.typed())

    def typed(self) -> dict[str, str]:
        """The words of all fields."""
        widget = self._widget
        lines = [widget] if isinstance(widget, QLineEdit) else widget.findChildren(QLineEdit)
        words = [each.text() for each in lines if _is_words(each) and each.isModified()]
        areas = widget.findChildren(QPlainTextEdit)
        words += [each.toPlainText() for each in areas if each.document().isModified()]
        told = "\n".join(each.strip() for each in words if each.strip())
        return {"words": told} if told else {}

    def fill(self, typed: dict[str, str]) -> None:
        """Nothing: the words come back as a memo."""


def _is_words(line: QLineEdit) -> bool:
    """Whether what is typed there is no search, which has a button that clears it."""
    return not (line.isReadOnly() or line.isClearButtonEnabled())
