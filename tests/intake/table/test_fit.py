"""Rows are fitted without losing a cell: what maps nowhere or does not fit goes to the note."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from workbench.errors import MappingError
from workbench.intake.table.dates import NONE_STATED
from workbench.intake.table.fit import fitted
from workbench.intake.table.mapping import ColumnMapping, Mapping
from workbench.intake.table.read import Table
from workbench.model.kinds import EventAction, QuantityKind
from workbench.model.when import When

if TYPE_CHECKING:
    from workbench.intake.table.fit import FittedRow

COLUMNS = ("Title", "Date", "Colour", "Units", "Low", "High", "Other")


def fit(cells: dict[str, str], mapping: dict[str, str], kind: str = "decision") -> FittedRow:
    """One row, fitted."""
    table = Table(name="t.csv", columns=tuple(cells), rows=(tuple(cells.values()),), numbers=(7,))
    columns = {name: ColumnMapping(field=field) for name, field in mapping.items()}
    return next(fitted(table, Mapping(kind=kind, columns=columns)))


def test_a_column_without_a_field_is_kept_in_the_note() -> None:
    row = fit({"Title": "Rule", "Other": " kept ", "Blank": " "}, {"Title": "title"})
    assert row.values["title"] == "Rule"
    assert row.notes == ["Other: kept"]
    assert not row.misfits


def test_a_cell_that_does_not_fit_is_told_and_kept() -> None:
    row = fit({"Title": "Rule", "Date": "someday"}, {"Title": "title", "Date": "announced"})
    assert "announced" not in row.values
    assert row.notes == ["Date: someday"]
    (misfit,) = row.misfits
    assert (misfit.row, misfit.column, misfit.words) == (7, "Date", "someday")
    assert misfit.told.startswith("Row 7, Date 'someday'")


def test_a_marker_and_a_time_of_day_are_not_lost() -> None:
    mapping = {"Title": "title", "Date": "ended"}
    assert fit({"Title": "Rule", "Date": "ongoing"}, mapping).notes == ["Date: ongoing"]
    timed = fit({"Title": "Rule", "Date": "2026-01-28 14:30"}, mapping)
    assert timed.values["ended"] == When("2026-01-28")
    assert timed.notes == ["Date: 2026-01-28 14:30"]
    assert fit({"Title": "Rule", "Date": "n/a"}, mapping).notes == []


def test_several_columns_make_one_field() -> None:
    row = fit(
        {"Name": "Microsoft A100", "From": "2022-01-01", "To": "2022-03-31", "Units": "46839"}
        | {"Low": "27,647", "High": "79068", "Owner": "Microsoft; Meta"},
        {"Name": "title", "From": "period.start", "To": "period.end", "Units": "quantity.median"}
        | {"Low": "quantity.low", "High": "quantity.high", "Owner": "parties.recipient"},
        "allocation",
    )
    assert row.values["period"] == When("2022-33")
    quantity = row.values["quantity"]
    assert (quantity.kind, quantity.low) == (QuantityKind.ESTIMATE_CI, Decimal(27647))
    assert row.parties == [("recipient", "Microsoft"), ("recipient", "Meta")]


def test_a_second_column_for_one_field_goes_to_the_note() -> None:
    row = fit(
        {"Title": "Rule", "Date": "2025", "Other": "2026"},
        {"Title": "title", "Date": "announced", "Other": "announced"},
    )
    assert row.values["announced"] == When("2025")
    assert row.notes == ["Other: 2026"]


def test_bounds_that_cross_go_back_to_the_note() -> None:
    row = fit(
        {"Low": "9", "High": "3"}, {"Low": "quantity.low", "High": "quantity.high"}, "allocation"
    )
    assert "quantity" not in row.values
    assert row.notes == ["Low: 9", "High: 3"]
    assert len(row.misfits) == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Quota; testing", ["quota", "testing"]),
        ("revenue-share", ["revenue share"]),
        ("KYC; kyc; quota | Quota", ["KYC", "quota"]),
        ("KYC; only until 2027", ["KYC", "only until 2027"]),
        ("ask first; then sell", ["ask first; then sell"]),
        ("Unspecified", ["conditions not stated"]),
    ],
)
def test_conditions_listed_by_their_kind_are_of_that_kind(words: str, told: list[str]) -> None:
    row = fit(
        {"Title": "Rule", "Terms": words},
        {"Title": "title", "Terms": "conditions.unspecified"},
    )
    assert [each.told for each in row.values["conditions"]] == told


def test_dates_of_steps_become_events_and_words_conditions() -> None:
    row = fit(
        {"Title": "Rule", "Adopted": "2025-01", "Terms": "KYC in\nthe US"},
        {"Title": "title", "Adopted": "events.adoption", "Terms": "conditions.kyc"},
    )
    (event,) = row.values["events"]
    assert (event.action, event.when) == (EventAction.ADOPTION, When("2025-01"))
    assert row.values["conditions"][0].words == "KYC in the US"


def test_a_row_without_a_title_is_called_by_its_place() -> None:
    assert fit({"Title": "", "Other": "x"}, {"Title": "title"}).values["title"] == "t.csv, row 7"


def test_a_mapping_of_columns_that_are_not_there_is_refused() -> None:
    with pytest.raises(MappingError, match="'Gone'"):
        fit({"Title": "Rule"}, {"Gone": "title"})


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
FIELDS = st.sampled_from(["title", "announced", "direction", "affected", "authority", "note", ""])


@given(st.dictionaries(st.sampled_from(COLUMNS), st.tuples(CELL, FIELDS), min_size=1))
def test_no_cell_is_lost(told: dict[str, tuple[str, str]]) -> None:
    cells = {name: words for name, (words, _) in told.items()}
    row = fit(cells, {name: field for name, (_, field) in told.items() if field})
    said = [*row.notes, *row.names.values()]
    for name, (words, field) in told.items():
        plain = words.strip()
        kept = any(plain in each for each in said)
        typed = field in row.values and field != "title"
        titled = " ".join(plain.split()) in row.values["title"]
        nothing = plain.casefold() in NONE_STATED
        named = " ".join(plain.split()) in row.names.get("authority", "")
        assert kept or typed or titled or nothing or named, name
