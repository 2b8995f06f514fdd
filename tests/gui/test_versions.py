"""Reading again, correcting and looking at moved passages, in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QPainter, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QLabel

from tests.gui.steps import settle
from workbench.gui.sources.correct_form import CorrectForm
from workbench.gui.sources.read_again_form import ReadAgainForm
from workbench.gui.sources.review import ReviewForm
from workbench.gui.sources.versions_form import VersionsForm, differing
from workbench.gui.sources.view import SourcesView
from workbench.model.passage import AnchorState

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.window import Window
    from workbench.model.source import Source

TEXT = (
    "😀 China has agreed\u00a0to allow three firms to buy 400,000 chips in total.\n\n"
    "The firms did not answer a request for comment at once."
)


@pytest.fixture
def source(dossier: Dossier) -> Source:
    return dossier.sources.add_text(TEXT, title="Chips")


@pytest.fixture
def view(bare_window: Window, dossier: Dossier, source: Source, qtbot: QtBot) -> SourcesView:
    return reading(bare_window, dossier, source, qtbot)


def reading(window: Window, dossier: Dossier, source: Source, qtbot: QtBot) -> SourcesView:
    """Opens a source in the reader."""
    window.take(dossier)
    found = window.show_task("sources")
    assert isinstance(found, SourcesView)
    settle(window, qtbot)
    found.open_source(source.id)
    settle(window, qtbot)
    window.commands.refresh()
    return found


def trigger(window: Window, name: str, qtbot: QtBot) -> object:
    """Carry a command out, and give the form that it opens."""
    window.commands.refresh()
    window.commands.action(f"version.{name}").trigger()
    settle(window, qtbot)
    return window.regions.form.content


def test_a_correction_shows_at_once_and_a_passage_in_doubt_is_decided(
    view: SourcesView, bare_window: Window, dossier: Dossier, source: Source, qtbot: QtBot
) -> None:
    passage = dossier.passages.mark_quote(source, "buy 400,000 chips")
    form = trigger(bare_window, "correct_paragraph", qtbot)
    assert isinstance(form, CorrectForm)
    assert form.corrected == TEXT, "a no-break space stays one"
    form.words.setPlainText(form.words.toPlainText().replace("400,000", "900,000"))
    assert not form.may_close()
    form.save()
    settle(bare_window, qtbot)
    assert view.reader.text.page is not None
    assert "900,000" in view.reader.text.page.text
    assert any("1 to look at" in each for each in bare_window.notices.shown)
    review = trigger(bare_window, "review", qtbot)
    assert isinstance(review, ReviewForm)
    assert review.sums.text() == "1 passage to look at"
    review.confirm(passage)
    settle(bare_window, qtbot)
    assert review.sums.text() == "0 passages to look at"
    assert dossier.passages.get(passage).anchor is AnchorState.CONFIRMED
    review.leave()


def test_an_orphan_is_placed_at_the_words_that_are_selected(
    view: SourcesView, bare_window: Window, dossier: Dossier, source: Source, qtbot: QtBot
) -> None:
    passage = dossier.passages.mark_quote(source, "The firms did not answer")
    dossier.text_versions.correct(source, TEXT.partition("\n\n")[0])
    settle(bare_window, qtbot)
    review = trigger(bare_window, "review", qtbot)
    assert isinstance(review, ReviewForm)
    bare_window.notices.clear()
    review.place(passage)
    assert any("select the words" in each for each in bare_window.notices.shown)
    text = view.reader.text
    start = text.toPlainText().index("three firms")
    cursor = text.textCursor()
    units = start + 1 if text.toPlainText()[0] == "😀" else start
    cursor.setPosition(units)
    cursor.setPosition(units + len("three firms"), cursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)
    review.place(passage)
    settle(bare_window, qtbot)
    assert dossier.passages.get(passage).quote == "three firms"
    review.leave()


def test_a_source_is_read_again_in_another_encoding_or_says_why_not(
    view: SourcesView, bare_window: Window, dossier: Dossier, source: Source, qtbot: QtBot
) -> None:
    form = trigger(bare_window, "read_again", qtbot)
    assert isinstance(form, ReadAgainForm)
    form.encoding.setCurrentText("no-such")
    form.save()
    settle(bare_window, qtbot)
    assert "Choose another encoding" in form.fault.text()
    form.encoding.setCurrentText("cp1252")
    form.save()
    settle(bare_window, qtbot)
    assert view.reader.text.page is not None
    assert "Ã" in view.reader.text.page.text or "ð" in view.reader.text.page.text
    assert len(dossier.text_versions.of(source)) == 2


@pytest.fixture
def printed(dossier: Dossier, tmp_path: Path) -> Source:
    """A PDF of a few pages."""
    writer = QPdfWriter(str(tmp_path / "a.pdf"))
    document = QTextDocument()
    document.setPlainText("China has agreed to allow three firms to buy many chips in total. " * 90)
    document.print_(writer)
    del writer
    return dossier.sources.add_file(tmp_path / "a.pdf")


def test_a_page_is_shown_beside_the_text_with_its_passages_boxed(
    bare_window: Window, dossier: Dossier, printed: Source, qtbot: QtBot
) -> None:
    passage = dossier.passages.mark_quote(printed, "three firms", near=0)
    view = reading(bare_window, dossier, printed, qtbot)
    bare_window.commands.action("page.toggle").trigger()
    settle(bare_window, qtbot)
    panel = view.pages.panel
    assert panel.number.text().startswith("Page 1 of ")
    assert panel.picture.boxes == 1
    assert panel.picture.first_box.width() > 1
    dossier.passages.remove(passage)
    settle(bare_window, qtbot)
    assert panel.picture.boxes == 0
    if panel.count > 1:
        panel.turned.emit(1)
        settle(bare_window, qtbot)
        assert panel.number.text().startswith("Page 2 of ")
    bare_window.commands.action("page.toggle").trigger()
    assert not panel.isVisible()


def test_what_is_read_stays_in_sight_when_the_page_opens_beside(
    bare_window: Window, dossier: Dossier, printed: Source, qtbot: QtBot
) -> None:
    text = dossier.sources.text(printed)
    first = dossier.passages.mark_quote(printed, "three firms", near=0)
    dossier.passages.mark(printed, first.start, first.start + 5)
    view = reading(bare_window, dossier, printed, qtbot)
    shown = view.reader.text
    shown.go_to(len(text) // 6, len(text) // 6 + 5)
    assert 0 <= shown.cursorRect().top() < shown.viewport().height()
    bare_window.commands.action("page.toggle").trigger()
    settle(bare_window, qtbot)
    assert view.pages.panel.picture.boxes == 2, "two begin at one height"
    assert 0 <= shown.cursorRect().top() < shown.viewport().height()


def test_a_passage_keeps_its_page_when_the_text_is_corrected(
    bare_window: Window, dossier: Dossier, printed: Source, qtbot: QtBot
) -> None:
    dossier.passages.mark_quote(printed, "three firms", near=0)
    view = reading(bare_window, dossier, printed, qtbot)
    assert view.marks.every[0].page == "1"
    bare_window.commands.action("page.toggle").trigger()
    text = dossier.sources.text(printed).replace("agreed", "agrced", 1)
    dossier.text_versions.correct(printed, text)
    settle(bare_window, qtbot)
    assert view.marks.every[0].page == "1"
    assert view.pages.panel.number.text().startswith("Page 1 of ")
    assert view.pages.panel.picture.boxes == 1


def test_a_scan_shows_its_pages_and_its_text_is_typed(
    bare_window: Window, dossier: Dossier, qtbot: QtBot, tmp_path: Path
) -> None:
    writer = QPdfWriter(str(tmp_path / "scan.pdf"))
    painter = QPainter(writer)
    painter.fillRect(100, 100, 2_000, 400, QColor("black"))
    painter.end()
    del painter, writer
    source = dossier.sources.add_file(tmp_path / "scan.pdf")
    bare_window.take(dossier)
    view = bare_window.show_task("sources")
    assert isinstance(view, SourcesView)
    settle(bare_window, qtbot)
    view.open_source(source.id)
    settle(bare_window, qtbot)
    assert view.pages.panel.isVisible()
    assert view.pages.panel.number.text() == "Page 1 of 1"
    form = trigger(bare_window, "type_text", qtbot)
    assert isinstance(form, CorrectForm)
    form.words.setPlainText("China has agreed to the sale.")
    form.save()
    settle(bare_window, qtbot)
    assert dossier.sources.text(source.id) == "China has agreed to the sale."
    assert view.reader.text.page is not None
    assert view.reader.text.page.text == "China has agreed to the sale."


def test_text_versions_are_listed_and_an_older_one_is_used_again(
    view: SourcesView, bare_window: Window, dossier: Dossier, source: Source, qtbot: QtBot
) -> None:
    passage = dossier.passages.mark_quote(source, "buy 400,000 chips")
    dossier.text_versions.correct(source, TEXT.replace("three firms", "3 firms"))
    settle(bare_window, qtbot)
    form = trigger(bare_window, "show_versions", qtbot)
    assert isinstance(form, VersionsForm)
    labels = [each.text() for each in form.findChildren(QLabel)]
    assert labels.index("Corrected") < labels.index("As it was read")
    assert labels.count("Shown now") == 1
    assert any(each.startswith("− ") and "three firms" in each for each in labels)
    assert any(each.startswith("+ ") and "3 firms" in each for each in labels)
    form.use(dossier.text_versions.of(source)[0])
    settle(bare_window, qtbot)
    assert dossier.sources.text(source.id) == TEXT
    assert dossier.passages.get(passage.id).start == passage.start
    assert view.reader.text.page is not None
    assert view.reader.text.page.text == TEXT


def test_a_change_is_shown_with_the_words_around_it() -> None:
    long = "Nobody said when this would be decided by whom. "
    told = differing(f"{long}The sa1e is off. {long}", f"{long}The sale is off. {long}")
    assert told == (
        "… would be decided by whom. The sa1e is off. Nobody said when this …",
        "… would be decided by whom. The sale is off. Nobody said when this …",
    )
    assert differing("", "New.") == ("", "New.")
    assert differing("One.", "Two.") == ("One.", "Two.")


def test_the_original_file_is_saved(
    view: SourcesView, bare_window: Window, source: Source, qtbot: QtBot, tmp_path: Path
) -> None:
    assert view.context.dossier.sources.original_name(source) == "Chips.txt"
    view.versions.save_to(source, tmp_path / "saved.txt")
    settle(bare_window, qtbot)
    assert (tmp_path / "saved.txt").read_text("utf-8") == TEXT
