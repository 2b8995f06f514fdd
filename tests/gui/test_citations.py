"""The source graph as a page of the window: drawn, walked through, leading to the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.gui.steps import read
from workbench.gui.go_commands import GoCommands
from workbench.gui.sources.citations import CitationPage

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.window import Window


@pytest.fixture
def page(bare_window: Window, sample: Dossier, qtbot: QtBot) -> CitationPage:
    """Return the page of the sample dossier."""
    read(bare_window, sample, qtbot)
    return opened(bare_window, qtbot)


def opened(window: Window, qtbot: QtBot) -> CitationPage:
    commands = window.findChild(GoCommands)
    assert commands is not None
    commands.source_graph()
    page = window.pages.currentWidget()
    assert isinstance(page, CitationPage)
    qtbot.waitUntil(lambda: page.canvas.accessibleDescription() != "")
    return page


def test_arrows_walk_to_the_origin_and_return_opens_it(page: CitationPage, qtbot: QtBot) -> None:
    canvas = page.canvas
    sources = page.context.dossier.sources
    article, reuters = sources.find("is:held")[0], sources.find("-is:held")[0]
    canvas.choose(canvas.chart.shown.places[article.id])
    assert page.context.selection.last == article.id
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    seen = {canvas.chart.chosen}
    while len(seen) < 8 and canvas.chart.chosen != reuters.id:
        QTest.keyClick(canvas, Qt.Key.Key_Up)
        if canvas.chart.chosen in seen:
            QTest.keyClick(canvas, Qt.Key.Key_Down)
        seen.add(canvas.chart.chosen)
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    assert canvas.chart.chosen == article.id
    canvas.choose(canvas.chart.shown.places[reuters.id])
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.context.selection.last == reuters.id)


def test_a_click_chooses_and_the_description_tells_it(page: CitationPage) -> None:
    canvas = page.canvas
    key = page.context.dossier.sources.find("-is:held")[0].id
    at = canvas.chart.boxes[key].center().toPoint()
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at)
    assert canvas.chart.chosen == key
    assert canvas.accessibleDescription() == "Reuters, primary origin · text not held"
    canvas.grab()
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert canvas.chart.chosen == ""


def test_only_what_touches_the_chosen_one_is_shown_until_escape(
    page: CitationPage, qtbot: QtBot
) -> None:
    canvas = page.canvas
    whole = len(canvas.chart.shown.places)
    key = page.context.dossier.sources.find("-is:held")[0].id
    canvas.choose(canvas.chart.shown.places[key])
    page.show_around()
    qtbot.waitUntil(lambda: len(canvas.chart.shown.places) < whole)
    page.leave()
    qtbot.waitUntil(lambda: len(canvas.chart.shown.places) == whole)
    with qtbot.waitSignal(page.left):
        page.leave()


def test_it_grows_shrinks_fits_and_is_saved(
    page: CitationPage, tmp_path: Path, qtbot: QtBot
) -> None:
    canvas = page.canvas
    before = canvas.width()
    page.enlarge()
    assert canvas.width() > before
    page.fit()
    assert canvas.width() <= page.area.viewport().width()
    page.file.save(canvas.chart.plate(), tmp_path / "graph.svg")
    qtbot.waitUntil(lambda: bool(page.context.notices.shown))
    assert "Reuters" in (tmp_path / "graph.svg").read_text("utf-8")


def test_without_citations_it_says_what_to_do(
    bare_window: Window, sample: Dossier, qtbot: QtBot
) -> None:
    for claim in sample.claims.find():
        sample.claims.change(claim, attribution=())
    for source in sample.sources.find():
        sample.sources.change(source, links=())
    read(bare_window, sample, qtbot)
    page = opened(bare_window, qtbot)
    assert page.empty.isVisible()
