from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.analysis.timeline import Timeline, timeline
from workbench.charts.numbers import rows, tsv
from workbench.model.decision import Decision

if TYPE_CHECKING:
    from tests.charts.conftest import Shown


def test_an_open_upper_bound_stays_empty(dated: Shown) -> None:
    found = [line.split("\t") for line in tsv(*dated[:2]).splitlines()]
    label = "Nvidia H200 authorised, cumulative"
    assert [label, "2025-08-01", "60000", "90000", "0"] in found
    assert [label, "2026-01-28", "460001", "", "400001"] in found


def test_what_stands_apart_says_why(dated: Shown) -> None:
    told = tsv(*dated[:2])
    assert "A-0003\thundreds of thousands\t\t\tto ByteDance\tno bounds stated, not added" in told
    assert "A-0004\t30,000\t30000\t30000\tto ByteDance\tno date stated" in told


def test_decisions_keep_the_precision_of_their_dates(dated: Shown) -> None:
    told = tsv(*dated[:2])
    assert "United States\t2025-07\tD-0002\tWith conditions\tDecision 2" in told
    assert "China\tno date stated\tD-0004\tRelax\tDecision 4" in told


def test_text_that_looks_like_a_formula_stays_text() -> None:
    told = tsv(timeline([Decision(title="=1+1", jurisdiction="USA")]), ())
    assert "\t'=1+1" in told


def test_nothing_makes_no_rows() -> None:
    assert tsv(Timeline(), ()) == ""


def test_the_numbers_are_read_with_thousands_separators_and_copied_without(dated: Shown) -> None:
    copied = tsv(*dated[:2])
    read = rows(copied)
    bounds = next(row for row in read if "460,001" in row)
    assert bounds[read[0].index("Upper bound")] == ""
    assert "460001" in copied
    assert [row[0] for row in read if row[:1] == ["Jurisdiction"]] == ["Jurisdiction"]


def test_words_in_a_column_of_bounds_of_a_plugin_s_chart_are_read_as_they_are() -> None:
    read = rows("Port\tOutbound\nBusan\tby ship, 1200 a day\nTaipei\t1200\n")
    assert read[1:] == [["Busan", "by ship, 1200 a day"], ["Taipei", "1,200"]]
