from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.errors import InvalidField
from workbench.model import Source
from workbench.store import content

if TYPE_CHECKING:
    from workbench.store.store import Store


def test_the_same_bytes_are_kept_once(store: Store) -> None:
    with store.operation("Keep") as op:
        keys = {op.keep(b"words"), op.keep(b"words"), op.keep(b"")}

    with store.reading() as connection:
        assert {content.read(connection, key) for key in keys} == {b"words", b""}
        assert content.read(connection, "nothing") is None
    assert content.hash_of(b"words") in keys


def test_content_goes_with_the_operation_that_failed(store: Store) -> None:
    with pytest.raises(InvalidField), store.operation("Keep") as op:
        op.put(Source(title="", text=op.keep(b"words")))

    with store.reading() as connection:
        assert content.read(connection, content.hash_of(b"words")) is None


def test_content_outlives_the_undo_of_its_source(store: Store) -> None:
    with store.operation("Add") as op:
        key = op.keep(b"words")
        op.put(Source(title="Article", text=key))
    store.undo()

    with store.reading() as connection:
        assert content.read(connection, key) == b"words"


def test_many_bytes_are_kept_at_once(store: Store) -> None:
    blobs = {content.hash_of(data): data for data in (b"one", b"two")}
    with store.operation("Keep") as op:
        op.keep(b"one")
        op.keep_all(blobs)
        op.keep_all({})
    with store.reading() as connection:
        assert {content.read(connection, key) for key in blobs} == {b"one", b"two"}


def test_many_are_read_in_the_order_asked_for_with_their_sizes(store: Store) -> None:
    with store.operation("Keep") as operation:
        one, two = operation.keep(b"one"), operation.keep(b"three")
        found = list(content.read_all(operation.connection, [two, "gone", one]))
        assert found == [(two, b"three"), (one, b"one")]
        assert content.sizes(operation.connection, [one, two]) == {one: 3, two: 5}
