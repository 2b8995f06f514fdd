from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.store.steps import end_logging
from workbench.model import Claim, Item, Memo, Passage, Source
from workbench.model.progress import Silent
from workbench.model.support import Support
from workbench.store.baseline import drop_history
from workbench.store.check import LEFT_OVER, check
from workbench.store.content import read
from workbench.store.orphans import named_by_nothing

if TYPE_CHECKING:
    from workbench.store.store import Store


@pytest.mark.parametrize(
    ("damage", "where", "words"),
    [
        ("UPDATE memo SET about = 'gone'", "ME-0001", "it is about a record that is not there"),
        ("UPDATE support SET record = 'gone'", "U-0001", "it backs a record that is not there"),
        ("UPDATE passage SET text = 'x'", "M-0001", "in a text that is no version of its source"),
    ],
)
def test_what_belongs_to_nothing_is_named_with_what_to_do(
    store: Store, damage: str, where: str, words: str
) -> None:
    with store.operation("Fill") as op:
        text = op.keep(b"They approved it.")
        source = op.put(Source(title="Article", text=text))
        item = op.put(Item(title="H200"))
        op.put(Passage(source=source.id, text=text, start=0, stop=4, quote="They"))
        claim = op.put(Claim(statement="They approved it."))
        op.put(Support(record=item.id, record_kind="item", claim=claim.id))
        op.put(Memo(words="Ask.", about=item.id, about_kind="item"))
    with store._connections.lend(immediate=True) as connection:  # noqa: SLF001 - damage
        connection.begin()
        assert check(connection, Silent()) == []
        end_logging(connection)
        connection.exec_driver_sql(damage)
        (found,) = [each for each in check(connection, Silent()) if each.where == where]
    assert words in found.message
    assert found.remedy == LEFT_OVER


def test_what_only_the_history_names_goes_when_that_is_dropped(store: Store) -> None:
    with store.operation("Add") as op:
        text = op.keep(b"They approved it.")
        source = op.put(Source(title="Article", text=text))
    with store.operation("Remove") as op:
        op.remove(source)
    with store.reading() as connection:
        assert named_by_nothing(connection) == {}
        assert read(connection, text) is not None
    drop_history(store, 2, "Drop")
    with store.reading() as connection:
        assert read(connection, text) is None
        assert check(connection, Silent()) == []


def test_what_only_later_records_name_is_not_told_of_in_the_past(store: Store) -> None:
    with store.operation("Begin") as op:
        op.put(Item(title="H200"))
    with store.operation("Add") as op:
        op.put(Source(title="Article", text=op.keep(b"They approved it.")))
    past = store.at(1)
    with past.reading() as connection:
        assert check(connection, Silent()) == []
    past.close()
