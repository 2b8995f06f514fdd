from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from workbench.console.frames import made_of, rows_of
from workbench.console.names import names
from workbench.errors import InvalidField

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


def test_a_library_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(InvalidField, match="not installed"):
        made_of([], "polars")
    with pytest.raises(InvalidField, match="none of"):
        made_of([], "excel")
