from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from workbench.store.pages import Pages, varint

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.store.pages import Value

VALUES = st.one_of(
    st.none(),
    st.integers(min_value=-(2**63), max_value=2**63 - 1),
    st.floats(allow_nan=False),
    st.text(max_size=40),
    st.binary(max_size=12_000),
)


def rows_of(data: bytes) -> list[tuple[int, tuple[Value, ...]]]:
    pages = Pages(data)
    found = [row for number in range(2, pages.count + 1) for row in pages.rows(number)]
    return sorted((row.rowid, row.values) for row in found)


@given(st.lists(st.tuples(VALUES, VALUES), max_size=30), st.sampled_from([512, 4096, 65536]))
def test_every_row_is_read_as_sqlite_wrote_it(rows: list[tuple[Value, Value]], size: int) -> None:
    database = sqlite3.connect(":memory:")
    database.execute(f"PRAGMA page_size = {size}")
    database.execute("CREATE TABLE held (one, other)")
    database.executemany("INSERT INTO held VALUES (?, ?)", rows)
    database.commit()

    found = rows_of(database.serialize())

    assert [values for _, values in found] == rows
    assert [rowid for rowid, _ in found] == list(range(1, len(rows) + 1))
    database.close()


@given(st.binary(max_size=20_000))
def test_no_bytes_at_all_make_it_fail(data: bytes) -> None:
    pages = Pages(data, data)
    for number in range(pages.count + 2):
        list(pages.rows(number))
        list(pages.tree(number))


def test_what_only_the_write_ahead_log_holds_is_read(tmp_path: Path) -> None:
    path = tmp_path / "live.db"
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("CREATE TABLE held (word)")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.execute("INSERT INTO held VALUES ('committed')")
    database.commit()
    database.execute("INSERT INTO held VALUES ('never committed')")
    wal = path.with_name("live.db-wal").read_bytes()
    pages = Pages(path.read_bytes(), wal)
    database.close()

    found = {row.values for number in range(1, pages.count + 1) for row in pages.rows(number)}

    assert ("committed",) in found
    assert ("never committed",) not in found


def test_a_log_with_a_flipped_bit_is_read_up_to_there(tmp_path: Path) -> None:
    path = tmp_path / "live.db"
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("CREATE TABLE held (word)")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for word in ("first", "second"):
        database.execute("INSERT INTO held VALUES (?)", (word,))
        database.commit()
    wal = bytearray(path.with_name("live.db-wal").read_bytes())
    wal[-1] ^= 1
    pages = Pages(path.read_bytes(), bytes(wal))
    database.close()

    found = {row.values for number in range(1, pages.count + 1) for row in pages.rows(number)}

    assert ("first",) in found
    assert ("second",) not in found


def test_a_number_that_runs_out_of_its_page_is_an_error() -> None:
    with pytest.raises(IndexError):
        varint(b"\xff\xff", 0)


def test_the_pages_that_are_free_are_those_that_sqlite_counts() -> None:
    database = sqlite3.connect(":memory:")
    database.execute("PRAGMA page_size = 512")
    database.execute("CREATE TABLE held (one)")
    database.executemany("INSERT INTO held VALUES (?)", [("x" * 400,)] * 300)
    database.execute("DELETE FROM held")
    database.commit()
    [(count,)] = database.execute("PRAGMA freelist_count")
    data = database.serialize()

    assert len(Pages(data).unused()) == count > 200
    assert Pages(bytes(512) + data[512:]).unused() == set()
