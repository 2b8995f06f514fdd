"""The chronology sample through the window: lanes, reversals, bounds."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, cast

import pytest

from workbench import open_dossier
from workbench.dossier.sample import build
from workbench.model.query import Query

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.flows.conftest import Desk
    from workbench.gui.decisions.view import DecisionsView
    from workbench.gui.trends.view import TimelineView


@pytest.fixture(scope="module")
def chronology_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the chronology once; copy it before opening it."""
    path = tmp_path_factory.mktemp("chronology") / "chronology.dossier"
    build(path, which="chronology")
    return path


@pytest.fixture
def desk(start: Callable[[], Desk], chronology_file: Path, tmp_path: Path) -> Desk:
    """Return a window on a copy of the chronology."""
    desk = start()
    desk.window.take(open_dossier(shutil.copy(chronology_file, tmp_path / "c.dossier")))
    desk.settle()
    return desk


def timeline(desk: Desk) -> TimelineView:
    """Show the timeline."""
    desk.do("go.timeline")
    return cast("TimelineView", desk.window.view)


def test_lanes_reversals_and_bounds_are_drawn_as_the_records_say(desk: Desk) -> None:
    chart = timeline(desk).chart
    assert chart is not None
    shown = chart.picture
    dossier = desk.dossier
    assert shown.timeline.decisions == dossier.decisions.count()
    assert {lane.key for lane in shown.timeline.lanes} == {
        each.jurisdiction for each in dossier.decisions.find()
    }
    undoing = [
        link for each in dossier.decisions.find() for link in each.links if link.relation.undoes
    ]
    assert undoing
    assert len(shown.timeline.arcs) == len(undoing)
    for trend in shown.trends:
        assert all(low <= high for low, high in zip(trend.low, trend.high, strict=True))
        assert list(trend.low) == sorted(trend.low)


def test_what_is_chosen_in_one_view_is_chosen_in_the_others(desk: Desk) -> None:
    view = timeline(desk)
    reversal = desk.dossier.decisions.find("is:reversal")[0]
    assert view.chart is not None
    view.chart.selected.emit(frozenset({reversal.id}))
    desk.settle()
    assert desk.window.context is not None
    assert desk.window.context.selection.last == reversal.id
    view.acts.show_in_table()
    desk.settle()
    table = cast("DecisionsView", desk.window.view)
    assert table.chosen_ids() == [reversal.id]
    desk.do("decisions_view.earlier_in_chain")
    undone = desk.dossier.decisions.undoes(reversal)[0]
    assert desk.window.context.selection.last == undone.id


def test_one_search_feeds_table_plot_and_briefing(desk: Desk, tmp_path: Path) -> None:
    context = desk.window.context
    assert context is not None
    query = Query.parse("jurisdiction:CHN")
    context.set_query(query)
    count = desk.dossier.decisions.count(query)
    assert 0 < count < desk.dossier.decisions.count()
    desk.do("go.decisions")
    assert len(cast("DecisionsView", desk.window.view).rows.ids) == count
    chart = timeline(desk).chart
    assert chart is not None
    assert chart.picture.timeline.decisions == count
    desk.do("go.new_briefing")
    sheets = {each.tab: each.rows for each in desk.dossier.briefings.contents(query)}
    assert sheets["Decisions"] == count
    written = desk.dossier.briefings.write(tmp_path / "china.xlsx", query=query)
    assert written is not None
    assert written.query == "jurisdiction:CHN"


def test_a_removed_decision_leaves_the_lanes_and_undo_draws_it_again(desk: Desk) -> None:
    view = timeline(desk)
    assert view.chart is not None
    before = view.chart.picture.timeline
    gone = next(
        each
        for each in desk.dossier.decisions.find("is:reversal")
        if not desk.dossier.decisions.allocations(each)
        and not desk.dossier.decisions.undone_by(each)
    )
    desk.dossier.decisions.remove(gone)
    desk.settle()
    assert view.chart.picture.timeline.decisions == before.decisions - 1
    assert len(view.chart.picture.timeline.arcs) < len(before.arcs)
    desk.do("dossier.undo")
    assert view.chart.picture.timeline == before
