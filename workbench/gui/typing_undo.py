"""Undo of typing: a focused text field is asked before the dossier is.

Qt's text fields claim Ctrl+Z even when they have nothing to take back; `UndoFilter` lets the key
through then, so that it reaches the dossier.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from typing_extensions import override

if TYPE_CHECKING:
    Field = QLineEdit | QPlainTextEdit | QTextEdit


def _field(widget: QWidget | None) -> Field | None:
    if isinstance(widget, (QLineEdit, QPlainTextEdit, QTextEdit)) and not widget.isReadOnly():
        return widget
    return None


def can_undo(widget: QWidget | None) -> bool:
    """Whether a widget is a text field with typing to take back."""
    field = _field(widget)
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable()
    return field is not None and field.document().isUndoAvailable()


def can_redo(widget: QWidget | None) -> bool:
    """Whether a widget is a text field with typing to bring back."""
    field = _field(widget)
    if isinstance(field, QLineEdit):
        return field.isRedoAvailable()
    return field is not None and field.document().isRedoAvailable()


def undo() -> bool:
    """Takes back typing in the focused field; False when there is none to take back."""
    field = _field(QApplication.focusWidget())
    if field is None or not can_undo(field):
        return False
    field.undo()
    return True


def redo() -> bool:
    """Brings back typing in the focused field; False when there is none to bring back."""
    field = _field(QApplication.focusWidget())
    if field is None or not can_redo(field):
        return False
    field.redo()
    return True


class UndoFilter(QObject):
    """Watches the application for undo keys that a text field would swallow for nothing."""

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if not isinstance(watched, QWidget) or _field(watched) is None:
            return False
        idle_undo = event.matches(QKeySequence.StandardKey.Undo) and not can_undo(watched)
        idle_redo = event.matches(QKeySequence.StandardKey.Redo) and not can_redo(watched)
        if idle_undo or idle_redo:
            event.ignore()
            return True
        return False
