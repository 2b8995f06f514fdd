from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import UTC, datetime
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from workbench.console.frames import made_of, records_from, rows_of
from workbench.console.names import names
from workbench.errors import InvalidField
from workbench.model.allocation import Allocation
from workbench.model.decision import Decision

if TYPE_CHECKING:
    from workbench import Dossier


def test_records_become_plain_rows_with_their_bounds(sample: Dossier) -> None:
    (row,) = rows_of(sample.allocations.find())
    assert (row["ref"], row["quantity_low"], row["quantity_high"]) == ("A-0001", 400001.0, None)
    assert row["stage"] == "authorised"
    assert [each["role"] for each in row["parties"]] == [*["recipient"] * 3, "supplier"]
    assert rows_of(sample.sql("select 1 as n")) == [{"n": 1}]


def test_a_frame_is_of_the_library_that_is_there(
    sample: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    pandas = ModuleType("pandas")
    pandas.DataFrame = lambda rows: ("frame", len(rows))  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pandas", pandas)
    given: dict[str, Any] = names(sample)
    assert given["frame"](sample.decisions) == ("frame", 3)


def test_a_frame_of_polars_looks_at_all_rows_for_what_a_column_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    polars = ModuleType("polars")
    polars.DataFrame = lambda _rows, infer_schema_length=100: infer_schema_length  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "polars", polars)
    assert made_of([], "polars") is None


def test_a_library_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(InvalidField, match="not installed"):
        made_of([], "polars")
    with pytest.raises(InvalidField, match="none of"):
        made_of([], "excel")


class Frame:
    """A frame of a library that need not be installed."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.rows = rows


class Polars(Frame):
    """Gives its rows as polars does."""

    def to_dicts(self) -> list[dict[str, Any]]:
        json.dumps(self.rows)  # it takes plain values only, however deep they lie
        return self.rows


class Pandas(Frame):
    """Gives its rows as pandas does, with NaN for what is empty."""

    def to_dict(self, orient: str) -> list[dict[str, Any]]:
        assert orient == "records"
        return [{n: float("nan") if v is None else v for n, v in row.items()} for row in self.rows]


@pytest.mark.parametrize("library", [Polars, Pandas])
@pytest.mark.parametrize("noun", ["decisions", "allocations", "parties", "items", "claims"])
def test_records_come_back_from_a_frame_as_they_were(
    sample: Dossier, library: type[Frame], noun: str
) -> None:
    held = getattr(sample, noun).find()
    frame = library(rows_of(held))
    made = records_from(frame, type(held[0]))
    again = [
        replace(each, id=old.id, number=old.number) for each, old in zip(made, held, strict=True)
    ]
    assert again == held


def test_a_cell_that_cannot_be_read_names_its_row(sample: Dossier) -> None:
    given: dict[str, Any] = names(sample)
    rows = [{"title": "A"}, {"title": "B", "action": "forbid"}]
    with pytest.raises(InvalidField, match=r"row 2.*forbid"):
        given["records"](rows, Decision)
    with pytest.raises(InvalidField, match=r"is not one of: .*deny"):
        given["records"](rows[1:], Decision)
    [made] = given["records"]([{"title": "A", "of no field": 1, "note": None}], Decision)
    assert (made.title, made.note) == ("A", "")


def test_cells_are_read_as_the_libraries_have_them(sample: Dossier) -> None:
    given: dict[str, Any] = names(sample)
    day = datetime(2026, 1, 5, tzinfo=UTC)
    rows = [
        {"title": "A", "announced": day, "note": float("nan")},
        {"title": "B", "announced": "Jan 2026"},
    ]
    made = given["records"](rows, Decision)
    assert [each.announced.text for each in made] == ["2026-01-05", "2026-01"]
    assert made[0].note == ""
    row = {"title": "A", "quantity": 4e5, "quantity_unit": "chip"}
    [made] = given["records"]([row], Allocation)
    assert (str(made.quantity), made.quantity.unit) == ("400000", "chip")
    [made] = given["records"]([{"title": "A", "quantity": "more than 400 chips"}], Allocation)
    assert made.quantity.unit == "chip", "its words name what is counted"
