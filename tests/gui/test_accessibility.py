from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from workbench.gui.palette import open_palette
from workbench.gui.preferences import PreferencesDialog

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from workbench.gui.window import Window

NAMED_BY_CONTENT = (
    QAccessible.Role.ListItem,
    QAccessible.Role.Cell,
    QAccessible.Role.TreeItem,
    QAccessible.Role.StaticText,
)


def spoken_for(widget: QWidget, owner: QWidget | None) -> bool:
    """Tell whether the widget around speaks for this one: a viewport, or a field inside."""
    if isinstance(owner, QAbstractScrollArea) and owner.viewport() is widget:
        return bool(owner.accessibleName())
    return owner is not None and owner.focusProxy() is widget


def nameless(root: QWidget) -> Iterator[str]:
    """Give each widget that can have the focus and that a screen reader could not name."""
    for widget in (root, *root.findChildren(QWidget)):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isVisibleTo(root):
            continue
        told = QAccessible.queryAccessibleInterface(widget)
        if isinstance(told, QAccessibleInterface) and told.role() not in NAMED_BY_CONTENT:
            owner = widget.parentWidget()
            if not told.text(QAccessible.Text.Name) and not spoken_for(widget, owner):
                yield f"{type(widget).__name__} {widget.objectName()} in {type(owner).__name__}"


def test_everything_in_the_empty_window_has_a_name(bare_window: Window) -> None:
    assert list(nameless(bare_window)) == []


@pytest.mark.parametrize(
    "page", ["dossier.welcome", "dossier.history", "recovery.backups", "window.help"]
)
def test_everything_on_a_page_has_a_name(window: Window, page: str) -> None:
    window.commands.action(page).trigger()
    assert list(nameless(window)) == []


def test_everything_in_the_palette_has_a_name(window: Window) -> None:
    assert list(nameless(open_palette(window))) == []


def test_everything_in_a_form_has_a_name(window: Window) -> None:
    view = window.show_task("records")
    for kind in ("party", "item", "activity", "comment_request"):
        view.show_kind(kind)  # type: ignore[attr-defined] # the records view
        view.new_record()  # type: ignore[attr-defined] # the records view
        assert list(nameless(window)) == [], kind


def test_everything_in_the_preferences_has_a_name(bare_window: Window, qtbot: QtBot) -> None:
    dialog = PreferencesDialog(bare_window)
    qtbot.addWidget(dialog)
    assert list(nameless(dialog)) == []


def test_tab_goes_through_a_form_from_top_to_foot(window: Window) -> None:
    view = window.show_task("records")
    view.new_record()  # type: ignore[attr-defined] # the records view
    form = window.regions.form.content
    assert form is not None
    fields = [row.editor.field() for row in form.rows.values()]  # type: ignore[attr-defined] # a form
    order = []
    widget = fields[0]
    for _ in range(80):
        if widget in fields:
            order.append(fields.index(widget))
        widget = widget.nextInFocusChain()
        if widget is fields[0]:
            break
    assert order == list(range(len(fields)))
