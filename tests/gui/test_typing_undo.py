from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from workbench.gui import typing_undo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture
def page(qapp: QApplication, qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    column = QVBoxLayout(made)
    made.line = QLineEdit()  # type: ignore[attr-defined] # for the test only
    made.text = QPlainTextEdit()  # type: ignore[attr-defined] # for the test only
    column.addWidget(made.line)  # type: ignore[attr-defined] # for the test only
    column.addWidget(made.text)  # type: ignore[attr-defined] # for the test only
    qtbot.addWidget(made)
    made.show()
    watching = typing_undo.UndoFilter(qapp)
    qapp.installEventFilter(watching)
    yield made
    qapp.removeEventFilter(watching)


@pytest.mark.parametrize("name", ["line", "text"])
def test_typing_in_the_focused_field_is_taken_back_first(page: QWidget, name: str) -> None:
    field = getattr(page, name)
    field.setFocus()
    assert not typing_undo.undo()
    QTest.keyClicks(field, "abc")
    assert typing_undo.undo()
    assert not typing_undo.can_undo(field)
    assert typing_undo.redo()
    field.setReadOnly(True)
    assert not typing_undo.undo()


@pytest.mark.parametrize("name", ["line", "text"])
def test_the_key_reaches_the_dossier_when_a_field_has_nothing_to_take_back(
    page: QWidget, name: str
) -> None:
    reached: list[bool] = []
    action = QAction(page)
    action.setShortcut(QKeySequence("Ctrl+Z"))
    action.triggered.connect(lambda: reached.append(True))
    page.addAction(action)
    field = getattr(page, name)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert reached == [True]
    QTest.keyClicks(field, "abc")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert reached == [True]
