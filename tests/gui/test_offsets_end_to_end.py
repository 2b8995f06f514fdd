"""What is marked in the window reads back and goes out as exactly the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.gui.steps import settle
from workbench.gui.sources.view import SourcesView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.window import Window

SIGNS = ["😀😀 ", "中文 ", "\r\n", "a\u00a0b ", "\u2028", "𠀀 ", "e\u0301 ", "\u200f ", "\ufeff"]


@pytest.mark.parametrize("sign", SIGNS, ids=[ascii(each) for each in SIGNS])
def test_marked_words_stay_the_same_words(
    bare_window: Window, dossier: Dossier, qtbot: QtBot, sign: str
) -> None:
    raw = f"{sign}Before it. {sign}{sign}more than 400,000 chips 😀 in total{sign} and {sign}after."
    source = dossier.sources.add_text(raw, title="Chips")
    bare_window.take(dossier)
    view = bare_window.show_task("sources")
    assert isinstance(view, SourcesView)
    settle(bare_window, qtbot)
    view.open_source(source.id)
    settle(bare_window, qtbot)
    text = view.reader.text
    shown = text.document().toRawText()
    units = shown.encode("utf-16-le")
    begin = units.index("more than".encode("utf-16-le")) // 2
    end = units.index(" in total".encode("utf-16-le")) // 2
    cursor = text.textCursor()
    cursor.setPosition(begin)
    cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)
    stretch = text.stretch()
    assert stretch is not None
    passage = dossier.passages.mark(source, stretch.start, stretch.stop)
    assert passage.quote == "more than 400,000 chips 😀"
    kept = dossier.sources.text(source)
    assert kept[passage.start : passage.stop] == passage.quote
    moved = dossier.text_versions.correct(source, f"😀 first.\n{kept}").source
    found = dossier.passages.get(passage)
    assert found.quote == passage.quote
    assert dossier.sources.text(moved)[found.start : found.stop] == passage.quote
