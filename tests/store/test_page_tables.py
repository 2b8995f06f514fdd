"""Rows of a page tell its table; where they might be of another one, none is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.store.page_tables import columns_of, table_like, tables_of
from workbench.store.pages import Pages
from workbench.store.schema import LOGGED, METADATA

if TYPE_CHECKING:
    from pathlib import Path

PAGE = 4096
_LOGGED = {table.name for table in LOGGED}


@pytest.fixture(scope="module")
def whole(sample_file: Path) -> bytes:
    return sample_file.read_bytes()


def test_the_tables_are_found_without_the_page_that_leads_to_them(whole: bytes) -> None:
    named, columns = tables_of(Pages(whole))
    assert columns.keys() == METADATA.tables.keys()
    assert tables_of(Pages(bytes(PAGE) + whole[PAGE:])) == (named, columns)


def test_what_the_file_does_not_tell_of_a_table_is_as_we_make_it(whole: bytes) -> None:
    _, columns = tables_of(Pages(whole))
    assert columns_of("party", {}) == columns_of("party", columns)
    assert columns_of("party", {"party": ("id", "number")}) == ("id", "number")


def test_a_page_that_nothing_leads_to_is_known_by_its_rows(whole: bytes) -> None:
    pages = Pages(whole)
    named, columns = tables_of(pages)
    told = {name: {table_like(list(pages.rows(n)), {})} for n, name in named.items()}
    for number, name in named.items():
        told[name].add(table_like(list(pages.rows(number)), columns))
    sure = {name for name, guessed in told.items() if guessed >= {name}}
    assert {"party", "passage", "claim", "decision", "allocation", "support"} <= sure
    assert all(guessed <= {name, ""} for name, guessed in told.items())
    assert sure <= _LOGGED
