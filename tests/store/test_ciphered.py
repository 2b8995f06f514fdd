"""Pages of an encrypted file are read as SQLCipher wrote them, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlcipher3 import dbapi2

from workbench.store.keys import KEY_BYTES, pragma_of
from workbench.store.pages import Pages

if TYPE_CHECKING:
    from pathlib import Path

PAGE = 4096
KEY = bytes(range(KEY_BYTES))
TEXTS = ["short", "x" * 9_000, "y" * 4_000]


@pytest.fixture
def secret(path: Path) -> bytes:
    """The bytes of an encrypted file with a row on its own page, and rows that run over."""
    made = dbapi2.connect(path)
    made.execute(pragma_of(KEY))
    made.execute("CREATE TABLE held (one)")
    made.executemany("INSERT INTO held VALUES (?)", [(each,) for each in TEXTS])
    made.commit()
    made.close()
    return path.read_bytes()


def texts(data: bytes, key: bytes) -> list[object]:
    pages = Pages(data, key=key)
    return [row.values[0] for n in range(2, pages.count + 1) for row in pages.rows(n)]


def test_rows_are_read_also_where_they_run_over_several_pages(secret: bytes) -> None:
    assert b"short" not in secret
    assert texts(secret, KEY) == TEXTS


def test_a_page_that_was_altered_or_another_key_gives_nothing(secret: bytes) -> None:
    altered = bytearray(secret)
    altered[PAGE + 9] ^= 1
    assert texts(bytes(altered), KEY) == []
    assert texts(secret, bytes(KEY_BYTES)) == []
