from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from workbench.console.names import EXAMPLES, GREETING, Selection, names
from workbench.console.tables import Table
from workbench.errors import NoSuchRecord
from workbench.model import RECORDS
from workbench.model.decision import Decision
from workbench.model.query import Query

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier


class Window:
    """A window that keeps what it was asked to show."""

    def __init__(self) -> None:
        self.selected: tuple[str, tuple[str, ...]] | None = None
        self.query = Query()
        self.dark = False
        self.shown: list[Any] = []

    def show(self, kind: str, ids: tuple[str, ...]) -> None:
        self.shown.append((kind, ids))

    def show_query(self, query: Query) -> None:
        self.shown.append(query)


@pytest.fixture
def two(dossier: Dossier) -> list[Decision]:
    titles = ("Purchase approved", "Purchase stopped")
    return [dossier.decisions.add(Decision(title=title)) for title in titles]


def test_the_names_hold_the_dossier_the_values_and_every_kind_of_record(dossier: Dossier) -> None:
    given = names(dossier)

    assert given["dossier"] is dossier
    assert {"Query", "Quantity", "When", "selection", "query", "show", "table", "plot"} <= set(
        given
    )
    assert {kind.__name__ for kind in RECORDS.values()} <= set(given)


def test_the_greeting_names_three_examples_that_run(sample: Dossier) -> None:
    given = names(sample)

    assert len(EXAMPLES) == 3
    for example in EXAMPLES:
        assert example in GREETING
        assert repr(eval(example, given))  # noqa: S307 - our own words


def test_show_moves_the_window_to_a_record_by_its_name(
    dossier: Dossier, two: list[Decision]
) -> None:
    window = Window()
    names(dossier, window)["show"]("D-0002")

    assert window.shown == [("decision", (two[1].id,))]


def test_show_moves_the_window_to_several_records_at_once(
    dossier: Dossier, two: list[Decision]
) -> None:
    window = Window()
    names(dossier, window)["show"](two)

    assert window.shown == [("decision", (two[0].id, two[1].id))]


def test_show_hands_a_query_to_the_window(dossier: Dossier) -> None:
    window = Window()
    names(dossier, window)["show"](Query.parse("h200"))

    assert window.shown == [Query.parse("h200")]


def test_show_gives_a_table_where_there_is_no_window(dossier: Dossier, two: list[Decision]) -> None:
    show = names(dossier)["show"]

    assert isinstance(show(two[0]), Table)
    assert len(show(Query.parse("stopped"))) == 1


def test_show_refuses_a_name_that_nothing_has(dossier: Dossier) -> None:
    with pytest.raises(NoSuchRecord):
        names(dossier, Window())["show"]("D-0099")


def test_the_selection_is_read_when_it_is_asked_for(dossier: Dossier, two: list[Decision]) -> None:
    window = Window()
    selection = Selection(dossier, window)
    assert not selection

    window.selected = ("decision", (two[1].id, two[0].id))

    assert list(selection) == [two[1], two[0]]
    assert selection[0] == two[1]
    dossier.decisions.change(two[1], title="Purchase delayed")
    assert selection()[0].name == "Purchase delayed"


def test_a_selected_record_that_is_gone_is_left_out(dossier: Dossier, two: list[Decision]) -> None:
    window = Window()
    window.selected = ("decision", (two[0].id, two[1].id))
    dossier.decisions.remove(two[0])

    assert Selection(dossier, window)() == [two[1]]


def test_without_a_window_nothing_is_selected(dossier: Dossier) -> None:
    assert repr(Selection(dossier, None)) == "Nothing is selected in the window."


def test_table_takes_the_columns_that_it_is_asked_for(
    dossier: Dossier, two: list[Decision]
) -> None:
    table = names(dossier)["table"](two, "title")

    assert table.cells()[0] == ["D-0001", "Purchase approved"]


def test_plot_draws_what_the_window_shows(sample: Dossier) -> None:
    window = Window()
    window.query = Query.parse("nothing-is-called-so")
    plot = names(sample, window)["plot"]

    assert not plot().trends
    assert plot("").trends
