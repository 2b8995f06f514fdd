from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.model import Party, Question
from workbench.store.between import differences

if TYPE_CHECKING:
    from workbench.model.change import FieldChange
    from workbench.store.store import Store


def _between(store: Store, since: int, until: int) -> list[FieldChange]:
    with store.reading() as connection:
        return list(differences(connection, since, until))


def test_what_differs_is_told_by_field_with_the_first_and_the_last_value(store: Store) -> None:
    with store.operation("Ask") as op:
        asked = op.put(Question(question="Who?"))
    for words in ("When?", "Where?"):
        with store.operation("Ask again") as op:
            op.put(replace(asked, question=words))

    (told,) = _between(store, 1, 3)
    assert (told.action, told.field, told.before, told.after) == (
        "change",
        "question",
        "Who?",
        "Where?",
    )
    assert told.operation.seq == 3
    (told,) = _between(store, 1, 2)
    assert told.after == "When?"


def test_what_was_changed_back_or_added_and_removed_is_no_difference(store: Store) -> None:
    with store.operation("Ask") as op:
        asked = op.put(Question(question="Who?"))
    with store.operation("Ask again") as op:
        op.put(replace(asked, question="When?"))
    store.undo()
    with store.operation("Remove") as op:
        op.remove(asked)
    store.undo()
    with store.operation("Add") as op:
        party = op.put(Party(title="ByteDance"))
    store.undo()

    assert _between(store, 1, 7) == []
    assert [each.record for each in _between(store, 1, 6)] == [party.id]


def test_a_record_that_came_or_went_is_one_difference(store: Store) -> None:
    with store.operation("Ask") as op:
        asked = op.put(Question(question="Who?"))
    with store.operation("Ask again") as op:
        op.put(replace(asked, question="When?"))
    with store.operation("Remove") as op:
        op.remove(replace(asked, question="When?"))

    (added,) = _between(store, 0, 2)
    assert added.action == "add"
    assert json.loads(added.after)["question"] == "When?"
    (removed,) = _between(store, 1, 3)
    assert removed.action == "remove"
    assert json.loads(removed.before)["question"] == "Who?"
