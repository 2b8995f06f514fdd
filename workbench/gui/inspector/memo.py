"""Memos in the inspector: read there, written in a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from workbench.gui.form import Form
from workbench.gui.inspector.parts import Pressable
from workbench.gui.widgets.labels import words_label
from workbench.model.memo import Memo

if TYPE_CHECKING:
    from workbench.gui.context import Context
    from workbench.model.record import Record


class MemoRow(Pressable):
    """One memo in full; pressed, it opens for editing."""

    def __init__(self, memo: Memo) -> None:
        super().__init__(f"Memo {memo.ref}: {memo.words}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(f"{memo.ref}: edit it")
        column = QVBoxLayout(self)
        column.setContentsMargins(3, 3, 3, 3)
        column.addWidget(words_label(memo.words))


def open_memo_form(
    context: Context, *, memo: Memo | None = None, about: Record | None = None
) -> None:
    """Opens a memo to edit it, or an empty one about a record or about nothing."""
    given = {"about": about.id, "about_kind": about.KIND} if about else {}
    label = "" if memo else "Write memo"
    form = Form(context, Memo, record=memo, only=("words",), given=given, label=label)
    of = f" about {about.ref}" if about else ""
    context.show_form(form, f"Edit {memo.ref}" if memo else f"New memo{of}")
