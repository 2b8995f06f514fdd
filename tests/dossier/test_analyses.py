"""Analyses give tables; those that come with the program are run over the samples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.errors import NoSuchPart, QuerySyntaxError

if TYPE_CHECKING:
    from workbench import Dossier


def test_every_analysis_gives_rows_as_wide_as_its_columns(sample: Dossier) -> None:
    for each in sample.analyses.every():
        table = sample.analyses.run(each.name)
        assert table.method
        assert all(len(row) == len(table.columns) for row in table.rows)


def test_stance_tells_turns_of_the_stance_from_linked_reversals(sample: Dossier) -> None:
    table = sample.analyses.run("stance")
    assert table.columns[3:] == ("Turns", "Linked reversals", "Of them undated")
    assert {row[0]: row[3:] for row in table.rows} == {
        "US controls on chip exports to China": (0, 1, 1),
        "PRC approval of purchases of Nvidia H200 chips": (0, 0, 0),
    }


def test_the_time_to_effect_is_an_interval_of_days_of_which_an_end_may_be_open(
    dossier: Dossier,
) -> None:
    dossier.decisions.log(title="Month", announced="2026-01-10", effective="2026-02")
    dossier.decisions.log(title="After", announced="2026-01-10", effective="2026-02-01/..")
    table = dossier.analyses.run("time-to-effect")
    assert sorted(table.rows, key=str) == [
        ("D-0001", 22, 49, "Month"),
        ("D-0002", 22, None, "After"),
    ]
    assert ("D-0002", "22", "", "After") in table.words


def test_decisions_that_fewer_origins_speak_for_come_first(sample: Dossier) -> None:
    sample.decisions.log(title="Rumour", jurisdiction="CHN")
    rows = sample.analyses.run("corroboration", "jurisdiction:CHN").rows
    assert [row[:2] for row in rows] == [("D-0004", 0), ("D-0001", 1)]


def test_what_is_asked_wrongly_is_told(dossier: Dossier) -> None:
    with pytest.raises(NoSuchPart, match="There are: stance, track-records"):
        dossier.analyses.run("stances")
    with pytest.raises(QuerySyntaxError):
        dossier.analyses.run("stance", '"open')
