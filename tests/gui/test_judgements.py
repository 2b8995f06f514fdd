"""The judgements view: contradictions, matrix, forecasts, and the rest, each with its inputs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget

from workbench.gui.fields import form_fields
from workbench.gui.form import Form
from workbench.gui.inspector.computed import Computed
from workbench.gui.inspector.parts import Link, Quote
from workbench.gui.judgements.ach import AchPage
from workbench.gui.judgements.contradictions import ContradictionsPage
from workbench.gui.judgements.forecasts import ForecastsPage
from workbench.gui.judgements.matrix import head_height, words_height
from workbench.gui.judgements.page import KindPage
from workbench.gui.widgets.facts import fact
from workbench.model import Assumption, Expectation, Forecast
from workbench.model.claim import ClaimLink
from workbench.model.forecast import ForecastPoint
from workbench.model.kinds import AchGrade, ClaimRelation, Likelihood
from workbench.model.quantity import Quantity
from workbench.model.when import When

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.judgements.view import JudgementsView
    from workbench.gui.window import Window

PAST = When.of(date.today() - timedelta(days=30))  # noqa: DTZ011 - the analyst's day
BEFORE = When.of(date.today() - timedelta(days=90))  # noqa: DTZ011 - the analyst's day


@pytest.fixture
def view(bare_window: Window, sample: Dossier, qtbot: QtBot) -> JudgementsView:
    """Return the judgements view on the sample, shown and read."""
    bare_window.take(sample)
    made = cast("JudgementsView", bare_window.show_task("judgements"))
    rest(made, qtbot)
    return made


def rest(view: JudgementsView, qtbot: QtBot) -> None:
    """Wait until everything that was asked for is read and written."""
    qtbot.wait(30)
    qtbot.waitUntil(lambda: not view.context.jobs.running, timeout=20_000)
    qtbot.wait(30)


def part(view: JudgementsView, name: str, qtbot: QtBot) -> object:
    """Show a part and wait until it is read."""
    view.show_part(name)
    rest(view, qtbot)
    return view.page


def contradict(dossier: Dossier) -> None:
    link = ClaimLink(relation=ClaimRelation.CONTRADICTS, claim=dossier.claims["C-0002"].id)
    dossier.claims.change("C-0009", links=(link,))


def test_an_estimate_is_a_word_or_a_number_and_told_once() -> None:
    word = ForecastPoint(at=When("2026-02-01"), analyst="Ann", word=Likelihood.LIKELY)
    number = ForecastPoint(at=When("2026-03-01"), analyst="Bob", percent=Quantity.exact(70, "%"))
    (field,) = (each for each in form_fields(Forecast) if each.name == "points")
    assert fact(field, (word, number), {}).splitlines() == [
        "1 Feb 2026 · Ann · likely (55 to 80 %)",
        "1 Mar 2026 · Bob · 70 %",
    ]


def test_nothing_contradicts_anything_in_the_article_and_the_page_says_so(
    view: JudgementsView, qtbot: QtBot
) -> None:
    page = view.page
    assert isinstance(page, ContradictionsPage)
    assert page.empty.isVisible()
    button = view.tools[0]
    assert not button.isEnabled()
    part(view, "forecast", qtbot)
    assert button.isEnabled()
    assert view.side is not None
    (side,) = view.side.findChildren(QListWidget)
    side.setFocus()
    assert side.hasFocus()
    QTest.keyClick(side, Qt.Key.Key_Insert)
    assert view.window().findChild(Form)


def test_a_contradiction_appears_shows_its_records_and_is_acknowledged(
    view: JudgementsView, qtbot: QtBot
) -> None:
    dossier = view.context.dossier
    contradict(dossier)
    rest(view, qtbot)
    page = view.page
    assert isinstance(page, ContradictionsPage)
    assert page.rows.rowCount() == 1
    assert view.tools[0].isEnabled()
    links = [each.accessibleName() for each in page.findChildren(Link)]
    assert [each.partition("  ")[0] for each in links] == ["Claim: C-0002", "Claim: C-0009"]

    view.acknowledge()
    form = view.window().findChild(Form)
    assert isinstance(form, Form)
    form.rows["reason"].editor.set_value("Two different events.")
    form.save()
    rest(view, qtbot)

    (found,) = dossier.contradictions.read()
    assert found.acknowledgement is not None
    assert found.acknowledgement.reason == "Two different events."
    assert "Acknowledged" in str(page.rows.index(0, 3).data())


def test_a_list_that_is_read_again_while_shift_is_held_has_a_chosen_row(
    view: JudgementsView, qtbot: QtBot
) -> None:
    QTest.keyPress(view, Qt.Key.Key_Shift, Qt.KeyboardModifier.ShiftModifier)
    contradict(view.context.dossier)
    rest(view, qtbot)
    QTest.keyRelease(view, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)
    assert len(view.page.findChildren(Link)) == 2


def test_a_record_that_clashes_shows_its_sentence_in_the_inspector(
    view: JudgementsView, qtbot: QtBot
) -> None:
    contradict(view.context.dossier)
    rest(view, qtbot)
    second = view.page.findChildren(Link)[1]

    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    rest(view, qtbot)

    assert view.inspector is not None
    quotes = [each.accessibleName() for each in view.inspector.findChildren(Quote)]
    assert any("different logic prevailed" in each for each in quotes)


def test_a_rating_is_typed_with_one_key_and_the_cursor_goes_down(
    view: JudgementsView, qtbot: QtBot
) -> None:
    page = part(view, "hypothesis_set", qtbot)
    assert isinstance(page, AchPage)
    page.grid.setCurrentIndex(page.cells.index(0, 1))
    page.grid.setFocus()

    QTest.keyClick(page.grid, Qt.Key.Key_1)
    rest(view, qtbot)
    QTest.keyClick(page.grid, Qt.Key.Key_4)
    rest(view, qtbot)

    grades = sorted(each.grade for each in view.context.dossier.ach_ratings)
    assert grades == [AchGrade.CONSISTENT, AchGrade.VERY_INCONSISTENT]
    assert page.grid.currentIndex().row() == 2
    assert "against: 2" in str(page.cells.headerData(1, Qt.Orientation.Horizontal))
    told = [each.head.accessibleName() for each in page.figures.findChildren(Computed)]
    assert any(each.startswith("Least inconsistent") for each in told)
    assert not any("probab" in each and "%" in each for each in told)


def test_what_a_row_tells_apart_and_every_word_of_the_hypotheses_are_seen_on_a_laptop(
    view: JudgementsView, qtbot: QtBot
) -> None:
    view.window().resize(1366, 768)
    page = part(view, "hypothesis_set", qtbot)
    assert isinstance(page, AchPage)
    rest(view, qtbot)
    grid, last = page.grid, page.cells.columnCount() - 1
    assert last == 5, "four hypotheses"
    assert grid.columnViewportPosition(last) + grid.columnWidth(last) <= grid.viewport().width()
    assert not grid.horizontalScrollBar().isVisible()
    for column in range(1, last):
        words = str(page.cells.headerData(column, Qt.Orientation.Horizontal))
        assert head_height(words, grid.columnWidth(column)) <= grid.horizontalHeader().height()
    for row in range(page.cells.rowCount()):
        words = str(page.cells.index(row, 0).data())
        assert words_height(words, grid.columnWidth(0)) <= grid.rowHeight(row)


def test_taking_a_rating_back_empties_the_cell(view: JudgementsView, qtbot: QtBot) -> None:
    view.context.dossier.hypothesis_sets.rate("HY-0001", "C-0017", "consistent")
    page = part(view, "hypothesis_set", qtbot)
    assert isinstance(page, AchPage)
    page.grid.setCurrentIndex(page.cells.index(0, 1))

    view.rate_nothing()
    rest(view, qtbot)

    assert not view.context.dossier.ach_ratings


def test_other_analysts_stand_beside_and_the_tip_says_how_far_they_agree(
    view: JudgementsView, qtbot: QtBot
) -> None:
    sets = view.context.dossier.hypothesis_sets
    sets.rate("HY-0001", "C-0017", "very_inconsistent")
    sets.rate("HY-0001", "C-0017", "very_consistent", analyst="Bea")
    page = part(view, "hypothesis_set", qtbot)
    assert isinstance(page, AchPage)

    tip = str(page.cells.index(0, 1).data(Qt.ItemDataRole.ToolTipRole))
    assert "Bea: Very consistent" in tip
    assert "Extreme disagreement" in tip


def test_a_column_is_chosen_by_its_heading_and_can_be_removed_with_its_ratings(
    view: JudgementsView, qtbot: QtBot
) -> None:
    view.context.dossier.hypothesis_sets.rate("HY-0002", "C-0017", "consistent")
    page = part(view, "hypothesis_set", qtbot)
    assert isinstance(page, AchPage)
    page.grid.horizontalHeader().sectionClicked.emit(2)
    assert view.context.selection.kind == "hypothesis"

    view.remove_record()
    rest(view, qtbot)

    assert len(view.context.dossier.hypotheses) == 5
    assert page.cells.columnCount() == 5
    assert not view.context.dossier.ach_ratings


def test_forecasts_are_empty_then_scored_with_a_calibration_plot(
    view: JudgementsView, qtbot: QtBot
) -> None:
    page = part(view, "forecast", qtbot)
    assert isinstance(page, ForecastsPage)
    assert page.empty.isVisible()
    assert page.plot.height() == 0

    forecasts = view.context.dossier.forecasts
    made = forecasts.add(Forecast(question="More approvals?", criteria="Reported", due=PAST))
    forecasts.estimate(made, "likely", at=BEFORE)
    forecasts.resolve(made, "yes", PAST, decided_by="C-0012")
    rest(view, qtbot)

    assert page.rows.rowCount() == 1
    assert page.plot.height() > 0
    assert page.plot.bins[0].banded
    told = [each.head.accessibleName() for each in page.figures.findChildren(Computed)]
    assert any("Brier 0.040 to 0.202" in each for each in told)

    page.table.clearSelection()
    place = page.plot.dots()[0].toPoint()
    QTest.mouseClick(page.plot, Qt.MouseButton.LeftButton, pos=place)
    assert view.context.selection.ids == (made.id,)
    page.table.clearSelection()
    QTest.keyClick(page.plot, Qt.Key.Key_Right)
    assert view.context.selection.ids == (made.id,)


def figure_of(page: KindPage, name: str) -> Computed:
    """The figure above a page's table whose words begin with a name."""
    found = page.figures.findChildren(Computed)
    return next(each for each in found if each.head.accessibleName().startswith(name))


def test_a_figure_with_very_many_inputs_scrolls_and_leaves_room_for_the_table(
    view: JudgementsView, qtbot: QtBot
) -> None:
    view.resize(900, 600)
    hopes = view.context.dossier.expectations
    hopes.add_all(Expectation(statement=f"Rule {n}", window=BEFORE) for n in range(60))
    page = part(view, "expectation", qtbot)
    assert isinstance(page, KindPage)
    overdue = figure_of(page, "Overdue")

    overdue.head.pressed.emit()
    links = overdue.how.findChildren(Link)
    assert len(links) == 60
    qtbot.waitUntil(lambda: links[0].height() >= 16)
    assert page.table.height() > 100


def test_a_figure_shows_how_it_was_computed_and_leads_to_its_inputs(
    view: JudgementsView, qtbot: QtBot
) -> None:
    view.context.dossier.expectations.add(Expectation(statement="A rule", window=BEFORE))
    page = part(view, "expectation", qtbot)
    assert isinstance(page, KindPage)
    overdue = figure_of(page, "Overdue")

    overdue.head.pressed.emit()
    assert overdue.how.isVisible()
    link = overdue.how.findChildren(Link)[0]
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)

    chosen = view.context.selection
    assert view.context.dossier.expectations.get(chosen.last).statement == "A rule"


def test_assumptions_that_are_due_come_first(view: JudgementsView, qtbot: QtBot) -> None:
    add = view.context.dossier.assumptions.add
    add(Assumption(statement="Never"))
    add(Assumption(statement="Due", review=BEFORE))
    page = part(view, "assumption", qtbot)
    assert isinstance(page, KindPage)

    assert page.rows.index(0, 1).data() == "Due"
    assert page.figures.isVisible()


def test_open_questions_come_before_answered_ones(view: JudgementsView, qtbot: QtBot) -> None:
    dossier = view.context.dossier
    dossier.questions.change("Q-0001", answer=dossier.claims["C-0026"].id)
    page = part(view, "question", qtbot)
    assert isinstance(page, KindPage)

    assert page.rows.rowCount() == 20
    assert page.rows.index(19, 0).data() == "Q-0001"


def test_the_view_opens_a_record_where_it_belongs(view: JudgementsView, qtbot: QtBot) -> None:
    hypothesis = view.context.dossier.hypotheses["HY-0005"]
    view.context.open("hypothesis", hypothesis.id)
    rest(view, qtbot)
    assert isinstance(view.page, AchPage)
    assert view.page.set_shown is not None
    assert view.page.set_shown.ref == "HS-0002"

    view.context.open("question", view.context.dossier.questions["Q-0003"].id)
    rest(view, qtbot)
    current = view.chosen()
    assert current is not None
    assert current.ref == "Q-0003"


def test_a_new_assumption_is_written_in_a_form(view: JudgementsView, qtbot: QtBot) -> None:
    part(view, "assumption", qtbot)
    view.new_record()
    form = view.window().findChild(Form)
    assert isinstance(form, Form)
    form.rows["statement"].editor.set_value("Sources know first hand")
    form.save()
    rest(view, qtbot)

    assert [each.statement for each in view.context.dossier.assumptions] == [
        "Sources know first hand"
    ]
