from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from workbench.gui.search.rows import origins_found, places_found, repeats_found, words_found
from workbench.gui.search.view import ORIGINS, PATTERN, WORDS, SearchView
from workbench.model.kinds import Genre, SourceRelation
from workbench.model.saved_query import SavedQuery
from workbench.model.source import Source, SourceLink

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.search.view import SearchView
    from workbench.gui.sources.view import SourcesView
    from workbench.gui.window import Window


@pytest.fixture
def sample_window(bare_window: Window, sample: Dossier) -> Window:
    bare_window.take(sample)
    return bare_window


@pytest.fixture
def view(sample_window: Window) -> SearchView:
    return cast("SearchView", sample_window.show_task("search"))


def titles(view: SearchView) -> list[str]:
    return [row.title for row in view.list.rows.rows]


def typed(view: SearchView, line: str) -> None:
    view.line.setText(line)
    view.line.textEdited.emit(line)
    QTest.keyClick(view.line, Qt.Key.Key_Return)


def test_the_line_has_the_keys_and_down_leads_to_what_was_found(
    sample_window: Window, view: SearchView, qtbot: QtBot
) -> None:
    sample_window.go("search")
    assert view.focusProxy() is view.line
    typed(view, "kind:passage weeks")
    qtbot.waitUntil(lambda: bool(view.list.rows.rows))
    assert "Article on the H200 approval" in view.list.rows.rows[0].detail
    view.line.setFocus()
    QTest.keyClick(view.line, Qt.Key.Key_Down)
    assert view.list.hasFocus()


def test_words_are_shown_with_what_was_found(view: SearchView, qtbot: QtBot) -> None:
    typed(view, "near:approvals,weeks kind:source")
    qtbot.waitUntil(lambda: bool(view.list.rows.rows))
    (row,) = view.list.rows.rows
    assert {row.words[start:stop].casefold() for start, stop in row.marks} >= {"approvals", "weeks"}
    assert view.summary.text() == "1 record"


def test_a_hit_opens_the_sentence(sample_window: Window, view: SearchView, qtbot: QtBot) -> None:
    typed(view, '"conditional licenses" kind:source')
    qtbot.waitUntil(lambda: bool(view.list.rows.rows))
    QTest.keyClick(view.list, Qt.Key.Key_Return)
    sources = cast("SourcesView", sample_window.show_task("sources"))
    qtbot.waitUntil(lambda: sources.reading)
    page = sources.reader.text.page
    assert page is not None
    place = page.text.index("conditional licenses")
    qtbot.waitUntil(lambda: sources.reader.text.position == place)


def test_a_mistake_in_the_line_is_explained_below_it(view: SearchView, qtbot: QtBot) -> None:
    typed(view, "chips OR licence")
    qtbot.waitUntil(lambda: not view.fault.isHidden())
    assert "any:first,second" in view.fault.text()
    typed(view, "chips")
    qtbot.waitUntil(view.fault.isHidden)


def test_nothing_found_says_what_to_do(view: SearchView, qtbot: QtBot) -> None:
    typed(view, "nonsensical")
    qtbot.waitUntil(lambda: view.empty.heading.text() == "Nothing found")


def test_a_pattern_is_looked_for_in_a_job(view: SearchView, qtbot: QtBot) -> None:
    view.set_mode(PATTERN)
    typed(view, r"more than [\d,]+")
    qtbot.waitUntil(lambda: len(view.list.rows.rows) == 3, timeout=20_000)
    assert view.list.rows.rows[0].heading
    assert view.summary.text() == "2 places"
    typed(view, "(more")
    qtbot.waitUntil(lambda: "at character 1" in view.fault.text())


def test_a_pattern_is_looked_for_in_some_sources_only(
    sample_window: Window, view: SearchView, qtbot: QtBot
) -> None:
    assert sample_window.context is not None
    dossier = sample_window.context.dossier
    dossier.sources.add_text("More than 500 chips.", title="Another", genre=Genre.FILING)
    view.set_mode(PATTERN)
    assert view.where.isVisible()
    typed(view, r"more than [\d,]+")
    qtbot.waitUntil(lambda: view.summary.text() == "3 places", timeout=20_000)
    view.scope.setText("genre:filing")
    QTest.keyClick(view.scope, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.summary.text() == "1 place", timeout=20_000)
    view.case.setChecked(True)
    QTest.keyClick(view.scope, Qt.Key.Key_Return)
    qtbot.waitUntil(view.empty.isVisible, timeout=20_000)
    view.scope.setText("nofield:x")
    QTest.keyClick(view.scope, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not view.fault.isHidden(), timeout=20_000)
    view.set_mode(WORDS)
    assert not view.where.isVisible()


def test_copies_are_listed_in_groups(sample_window: Window, view: SearchView, qtbot: QtBot) -> None:
    assert sample_window.context is not None
    dossier = sample_window.context.dossier
    article = dossier.sources.find("is:held")[0]
    reuters = dossier.parties.find("Reuters")[0]
    dossier.sources.add_text(
        dossier.sources.text(article), title="The same elsewhere", publisher=reuters.id
    )
    sample_window.go_commands.copies()
    qtbot.waitUntil(lambda: len(titles(view)) == 3)
    assert titles(view)[0] == "2 copies of one text"
    assert " · Reuters · date not stated" in view.list.rows.rows[2].detail


def test_r_shows_where_a_paragraph_is_said_again(sample_window: Window, qtbot: QtBot) -> None:
    assert sample_window.context is not None
    article = sample_window.context.dossier.sources.find("is:held")[0]
    sources = cast("SourcesView", sample_window.show_task("sources"))
    sources.open_source(article.id, at=(670, 700))
    qtbot.waitUntil(lambda: sources.reading and sources.reader.text.paragraph is not None)
    sources.repeated_passages()
    view = cast("SearchView", sample_window.show_task("search"))
    qtbot.waitUntil(lambda: len(titles(view)) == 2)
    assert "is said again" in titles(view)[0]


def test_rows_say_what_they_are(sample: Dossier) -> None:
    found = words_found(sample, "bytedance")
    assert {row.kind for row in found.rows} >= {"source", "claim", "party"}
    assert all(row.detail for row in found.rows)
    assert places_found(sample.sources.match("ByteDance")).summary == "2 places"
    article = sample.sources.find("is:held")[0]
    assert repeats_found(sample, article.id, 1).empty[0] == "Said once"


def test_origins_are_listed_with_what_goes_back_to_them(view: SearchView, qtbot: QtBot) -> None:
    view.set_mode(ORIGINS)
    qtbot.waitUntil(lambda: len(titles(view)) == 3)
    assert titles(view)[:2] == ["1 source goes back to Reuters", "Reuters"]
    assert view.list.rows.rows[2].detail == "cites Reuters"


def test_circular_reporting_stands_first_and_is_no_primary_origin(sample: Dossier) -> None:
    article = sample.sources.find("is:held")[0]
    reuters = sample.sources.find("Reuters -is:held")[0]
    assert origins_found(sample).summary == "1 origin"
    link = SourceLink(relation=SourceRelation.WAS_QUOTED_FROM, source=article.id)
    sample.sources.change(reuters, links=(link,))
    found = origins_found(sample)
    assert found.rows[0].title.startswith("Circular reporting")
    assert {row.key for row in found.rows[1:]} == {article.id, reuters.id}
    assert found.summary == "1 circle of reports"


def test_a_source_that_goes_back_to_a_circle_is_listed_under_it(sample: Dossier) -> None:
    article = sample.sources.find("is:held")[0]
    reuters = sample.sources.find("Reuters -is:held")[0]
    quoted = SourceLink(relation=SourceRelation.WAS_QUOTED_FROM, source=article.id)
    sample.sources.change(reuters, links=(quoted,))
    blog = sample.sources.add(Source(title="Blog", links=(quoted,)))
    found = origins_found(sample)
    assert found.rows[3].title.startswith("1 source goes back to ")
    assert found.rows[3].title.endswith("and others, circular reporting")
    assert [row.key for row in found.rows[4:]] == [blog.id]
    assert found.summary == "1 origin, 1 circle of reports"


def test_a_search_that_was_saved_is_offered_and_asked_again(
    view: SearchView, sample: Dossier, qtbot: QtBot
) -> None:
    sample.saved_queries.add(SavedQuery(title="Mine", query="bytedance", shown="everything"))
    sample.saved_queries.add(SavedQuery(title="Of decisions", query="stance:deny"))
    view.saved_searches()
    qtbot.waitUntil(lambda: bool(view.findChildren(QMenu)))
    (menu,) = view.findChildren(QMenu)
    (offered,) = menu.actions()
    offered.trigger()
    menu.close()
    assert view.line.text() == "bytedance"
    qtbot.waitUntil(lambda: bool(view.list.rows.rows))
