from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.gui.widgets.empty import WIDEST, EmptyState

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_a_long_reason_is_shown_whole_also_where_it_replaces_a_short_one(qtbot: QtBot) -> None:
    empty = EmptyState("decision", "Nothing", "Short.")
    qtbot.addWidget(empty)
    empty.resize(700, 500)
    empty.show()

    empty.say("Nothing", "A much longer reason why nothing is here, and what to do next. " * 4)
    qtbot.waitUntil(lambda: empty.words.height() >= empty.words.heightForWidth(empty.words.width()))

    assert empty.words.width() == WIDEST
    assert abs(empty.words.geometry().center().x() - empty.rect().center().x()) <= 2
