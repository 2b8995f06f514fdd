"""Rows in columns, and packed as the log keeps them."""

from __future__ import annotations

import json
import zlib
from typing import Any

import pytest
from hypothesis import given, strategies

from workbench.store import packing
from workbench.store.packing import (
    columns_from,
    columns_in,
    count_of,
    in_batches,
    rows_in,
    unpacked,
)

VALUES = strategies.one_of(
    strategies.none(),
    strategies.integers(-(2**63), 2**63 - 1),
    strategies.text(strategies.characters(exclude_categories=["Cs"])),
)
ROWS = strategies.lists(
    strategies.tuples(strategies.uuids().map(str), VALUES, VALUES), min_size=1, max_size=20
)


def objects(rows: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    return [dict(zip(("id", "a", "b"), row, strict=True)) for row in rows]


@given(rows=ROWS)
def test_what_was_packed_is_unpacked(rows: list[tuple[Any, ...]]) -> None:
    columns = columns_from(("id", "a", "b"), rows)
    data = packing.packed(columns)

    assert columns_in(data) == columns
    assert rows_in(data) == json.loads(unpacked(data) or "") == objects(rows)


@given(rows=ROWS)
def test_rows_are_packed_as_the_json_that_every_version_reads(rows: list[tuple[Any, ...]]) -> None:
    columns = columns_from(("id", "a", "b"), rows)
    told = json.dumps(columns, ensure_ascii=False, separators=(",", ":"))

    assert zlib.decompress(packing.packed(columns)).decode() == told


@given(rows=ROWS)
def test_what_an_older_version_packed_row_by_row_is_unpacked(rows: list[tuple[Any, ...]]) -> None:
    data = zlib.compress(json.dumps(objects(rows)).encode(), 1)

    assert columns_in(data) == columns_from(("id", "a", "b"), rows)
    assert rows_in(data) == objects(rows)


@pytest.mark.parametrize(
    "told",
    ["", "[", "{}", "7", '{"a": 1}', '{"id": "x"}', '{"id": ["x"], "a": [1, 2]}', '[{"a": 1}, 2]'],
)
def test_what_was_not_packed_here_holds_no_rows(told: str) -> None:
    for data in (told, told.encode(), zlib.compress(told.encode())):
        assert columns_in(data) == {}
        assert unpacked(data) is None
    assert unpacked(None) is None


@given(rows=ROWS, size=strategies.integers(1, 7))
def test_batches_hold_all_rows_in_order_and_none_is_too_long(
    rows: list[tuple[Any, ...]], size: int
) -> None:
    columns = columns_from(("id", "a", "b"), rows)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(packing, "_LONGEST", 200)
        batches = list(in_batches(columns, size))

    assert [row for _, data in batches for row in rows_in(data)] == objects(rows)
    for some, data in batches:
        assert count_of(some) == 1 or len(zlib.decompress(data).decode()) <= 200
        assert columns_in(data) == some
