from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.errors import QuerySyntaxError
from workbench.model import Claim, Decision, Source
from workbench.model.query import Query
from workbench.store.everywhere import search

if TYPE_CHECKING:
    from workbench.store.store import Store


@pytest.fixture
def filled(store: Store) -> Store:
    with store.operation("Add") as op:
        held = op.put(Source(title="Wire", language="en", text=op.keep(b"A quota for chips")))
        op.put(Claim(statement="A quota for chips is set", source=held.id))
        op.put(Decision(title="Quota for chips", jurisdiction="CHN"))
        op.put(Decision(title="Quota for wafers", jurisdiction="USA"))
    return store


def found(store: Store, line: str) -> set[str]:
    with store.reading() as connection:
        return {hit.ref for hit in search(connection, Query.parse(line))}


def test_words_are_found_in_every_kind(filled: Store) -> None:
    assert found(filled, "quota chips") == {"S-0001", "C-0001", "D-0001"}


def test_a_field_leaves_out_the_kinds_that_do_not_have_it(filled: Store) -> None:
    assert found(filled, "quota jurisdiction:CHN") == {"D-0001"}
    assert found(filled, "quota language:en") == {"S-0001", "C-0001"}, "a claim has its source's"


def test_a_field_that_no_kind_has_is_refused_with_the_nearest_of_any(filled: Store) -> None:
    with pytest.raises(QuerySyntaxError, match=r"No field 'jurisdicton'.*'jurisdiction'"):
        found(filled, "quota jurisdicton:CHN")
    with pytest.raises(QuerySyntaxError, match=r"No value 'nonsense' for stance: here. Known"):
        found(filled, "quota stance:nonsense")
    with pytest.raises(QuerySyntaxError, match=r"No field 'publishr'.*'publisher'"):
        found(filled, "quota publishr:Wire")


def test_words_that_must_not_be_there_are_left_out(filled: Store) -> None:
    assert found(filled, "quota -chips") == {"D-0002"}


def test_filters_alone_list_what_they_show(filled: Store) -> None:
    assert found(filled, "jurisdiction:CHN,USA") == {"D-0001", "D-0002"}
    assert found(filled, "") == set()


def test_kinds_are_chosen_and_left_out(filled: Store) -> None:
    assert found(filled, "quota kind:claim,source") == {"S-0001", "C-0001"}
    assert found(filled, "quota -kind:decision") == {"S-0001", "C-0001"}
