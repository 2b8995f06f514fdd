"""What is marked in the window reads back and goes out as exactly the same words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings, strategies as st
from lxml import etree

from tests.gui.steps import settle
from workbench.gui.sources.page import read_page
from workbench.gui.sources.text import SourceText
from workbench.gui.sources.view import SourcesView

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
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


ODD = st.text(
    st.sampled_from("ab .\n\r\t\u00a0\u2028\u2029\ufeff\u200d😀批𠜎é\u0301\u202e🏳\ufe0f"),
    max_size=40,
)


@settings(
    deadline=None,
    max_examples=15,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(parts=st.tuples(ODD, ODD, ODD), data=st.data())
def test_what_is_marked_in_any_text_is_read_back_and_goes_out_as_the_same_words(
    dressed: QApplication,
    dossier: Dossier,
    tmp_path: Path,
    parts: tuple[str, str, str],
    data: st.DataObject,
) -> None:
    assert dressed is not None
    source = dossier.sources.add_text("x".join(parts), title="Odd")
    pane = SourceText()
    page = read_page(dossier, source.id)
    pane.show_page(page)
    end = len(pane.document().toRawText().encode("utf-16-le")) // 2 - 1
    units = sorted((data.draw(st.integers(0, end)), data.draw(st.integers(0, end))))
    cursor = pane.textCursor()
    cursor.setPosition(units[0])
    cursor.setPosition(units[1], cursor.MoveMode.KeepAnchor)
    pane.setTextCursor(cursor)
    stretch = pane.stretch()
    pane.deleteLater()
    assume(stretch is not None and page.text[stretch.start : stretch.stop].strip())
    assert stretch is not None
    passage = dossier.passages.mark(source, stretch.start, stretch.stop)
    kept = dossier.sources.text(source)
    assert kept[passage.start : passage.stop] == passage.quote

    dossier.exchange.write_annotations(tmp_path / "out.jsonld")
    held = json.loads((tmp_path / "out.jsonld").read_bytes())["first"]["items"]
    quote, place, *_ = next(
        each["target"]["selector"] for each in held if each["id"].endswith(passage.id)
    )
    assert quote["exact"] == kept[place["start"] : place["end"]] == passage.quote

    dossier.exchange.write_project(tmp_path / "out.qdpx")
    with ZipFile(tmp_path / "out.qdpx") as packed:
        project = etree.fromstring(packed.read("project.qde"))
        (*_, sent) = project.iter("{*}TextSource")
        text = packed.read(
            sent.get("plainTextPath", "").replace("internal://", "sources/")
        ).decode()
    spans = [(each.get("startPosition"), each.get("endPosition")) for each in sent]
    assert (str(passage.start), str(passage.stop)) in spans
    assert text == kept
