from __future__ import annotations

from pathlib import Path

import pytest

from workbench.intake.table.dates import DateFormat
from workbench.intake.table.propose import propose
from workbench.intake.table.read import Table, read_table

EPOCH = Path(__file__).parents[4] / "shared/data/epoch/nvidia_owners_quarters_by_chip.csv"


def table(*columns: str, rows: tuple[tuple[str, ...], ...]) -> Table:
    return Table(name="t", columns=columns, rows=rows, numbers=tuple(range(2, 2 + len(rows))))


def test_headings_and_cells_say_where_columns_go() -> None:
    held = table(
        "State Act Title", "Title", "date_announced", "Evaluation", "Country", "Comment",
        rows=(
            ("a", "Rule", "1/31/2026", "Red", "chn", "x"),
            ("b", "R", "1/2/2026", "Green", "USA", ""),
        ),
    )  # fmt: skip
    mapping = propose(held, "decision")
    fields = {name: each.field for name, each in mapping.columns.items()}
    assert fields == {
        "Title": "title",
        "date_announced": "announced",
        "Evaluation": "direction",
        "Country": "jurisdiction",
        "Comment": "note",
    }
    assert mapping.columns["date_announced"].dates is DateFormat.US
    assert mapping.columns["Evaluation"].values["Red"] == "restrictive"


def test_the_headings_of_a_tracker_of_acts_are_known() -> None:
    held = table(
        "State act title", "Implementing authority", "Intervention type", "Instrument",
        "Licence review level", "Adopted on", "Reverses",
        rows=(("Act", "BIS", "Export ban", "Rule", "5", "2026-01-02", "A1"),),
    )  # fmt: skip
    fields = {name: each.field for name, each in propose(held, "decision").columns.items()}
    assert fields == {
        "State act title": "title",
        "Implementing authority": "authority",
        "Instrument": "instrument",
        "Licence review level": "stances.level",
        "Adopted on": "events.adoption",
        "Reverses": "links.reverses",
    }


def test_the_plain_headings_of_a_tracker_go_where_their_cells_fit() -> None:
    held = table(
        "Measure title", "Type", "Stance", "In force", "Removed", "Legal citation", "Level",
        rows=(
            ("Rule", "DENY", "deny", "2024-07-01", "", "88 FR 73458", "Targeted"),
            ("R", "approve conditionally", "relax", "Q1 2026", "2026", "", "GENERAL"),
        ),
    )  # fmt: skip
    fields = {name: each.field for name, each in propose(held, "decision").columns.items()}
    assert fields == {
        "Measure title": "title",
        "Type": "action",
        "In force": "effective",
        "Removed": "ended",
        "Legal citation": "citation",
        "Level": "scope",
    }


@pytest.mark.parametrize("heading", ["Name of measure", "Title of the act", "Rule name"])
def test_what_is_named_after_the_record_is_its_title(heading: str) -> None:
    columns = propose(table(heading, rows=(("H200 sale",),)), "decision").columns
    assert columns[heading].field == "title"


@pytest.mark.parametrize(
    ("cell", "field"),
    [("restrict", "action"), ("liberalising", "direction"), ("5", "stances.level")],
)
def test_a_stance_is_an_action_a_direction_or_a_level_as_its_cells_say(
    cell: str, field: str
) -> None:
    held = table("Title", "Stance", rows=(("Rule", cell),))
    assert propose(held, "decision").columns["Stance"].field == field


def test_a_column_whose_cells_do_not_fit_is_left_to_the_note() -> None:
    held = table("Title", "Effective date", rows=(("Rule", "soon"), ("R", "later")))
    assert set(propose(held, "decision").columns) == {"Title"}


def test_a_single_amount_is_read_in_words() -> None:
    held = table("Name", "Quantity", rows=(("Lot", "more than 400,000"),))
    assert propose(held, "allocation").columns["Quantity"].field == "quantity"


def test_plain_headings_of_a_table_of_estimates_are_known() -> None:
    held = table(
        "Title", "Suppliers", "Recipients", "Low", "Median", "High", "Confidence level", "Remark",
        rows=(("Lot", "Nvidia", "ByteDance; Alibaba", "10,000", "", "15,000", "90%", "x"),),
    )  # fmt: skip
    mapping = propose(held, "allocation")
    assert {name: each.field for name, each in mapping.columns.items()} == {
        "Title": "title",
        "Suppliers": "parties.supplier",
        "Recipients": "parties.recipient",
        "Low": "quantity.low",
        "Median": "quantity.median",
        "High": "quantity.high",
        "Confidence level": "quantity.level",
        "Remark": "note",
    }


@pytest.mark.parametrize("heads", [("Lower bound", "Upper bound"), ("p5", "p95"), ("min", "max")])
def test_bounds_are_known_by_their_heads_alone(heads: tuple[str, str]) -> None:
    mapping = propose(table("Name", *heads, rows=(("Lot", "5", "7"),)), "allocation")
    assert [mapping.columns[each].field for each in heads] == ["quantity.low", "quantity.high"]


def test_levels_in_words_are_no_amounts() -> None:
    held = table("Name", "High", rows=(("Lot", "yes"), ("B", "no")))
    assert set(propose(held, "allocation").columns) == {"Name"}


@pytest.mark.skipif(not EPOCH.is_file(), reason="the Epoch data set lies beside the project")
def test_the_estimates_of_epoch_are_understood_with_their_level() -> None:
    mapping = propose(read_table(EPOCH), "allocation")
    fields = {name: each.field for name, each in mapping.columns.items()}
    assert fields["Number of Units"] == "quantity.median"
    assert fields["Number of Units (5th percentile)"] == "quantity.low"
    assert fields["Start date"] == "period.start"
    assert mapping.columns["Start date"].dates is DateFormat.US
    assert mapping.constants["quantity.level"] == "90"
    assert "Total TDP (W)" not in fields
