"""A revert is told field by field before it is done, and what stands in its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings, strategies as st

from workbench import new_dossier, open_dossier
from workbench.errors import DossierReadOnly, NoSuchRecord, WorkbenchError
from workbench.model import Item

if TYPE_CHECKING:
    from pathlib import Path

    from workbench import Dossier


def told(dossier: Dossier, seq: int) -> list[tuple[str, str, str, str]]:
    """What reverting an operation would change: record, field, now, then."""
    changes = dossier.log.preview(seq).changes
    return [(each.ref, each.what, each.before, each.after) for each in changes]


def test_what_a_revert_would_change_is_told_in_words_and_nothing_is_written(
    dossier: Dossier,
) -> None:
    maker = dossier.parties.add(dossier.parties.kind(title="NVIDIA"))
    item = dossier.items.add(Item(title="H200", maker=maker.id))
    dossier.items.change(item, title="H20", maker=None)

    assert sorted(told(dossier, 4)) == [
        ("I-0001", "Maker", "", "P-0001 NVIDIA"),
        ("I-0001", "Name", "H20", "H200"),
    ]
    assert len(dossier.operations()) == 4
    dossier.revert(4)
    assert dossier.items.get(item.id).title == "H200"


def test_an_added_record_is_removed_and_a_removed_one_comes_back(dossier: Dossier) -> None:
    item = dossier.items.add(Item(title="H200"))
    assert told(dossier, 2) == [("I-0001", "is removed", "", "")]
    dossier.items.remove(item)
    assert told(dossier, 3) == [("I-0001", "comes back", "", "")]


def test_what_stands_in_the_way_is_told_with_who_did_it(dossier: Dossier) -> None:
    item = dossier.items.add(Item(title="a"))
    dossier.items.change(item, title="b")
    dossier.items.change(item, title="c")

    preview = dossier.log.preview(3)

    assert not preview.possible
    (standing,) = preview.conflicts
    assert (standing.ref, standing.what, standing.left, standing.now) == (
        "I-0001", "Name", "b", "c"
    )  # fmt: skip
    assert standing.later is not None
    assert standing.later.seq == 4
    assert "since operation #4" in standing.words


def test_a_revert_that_would_leave_a_link_without_its_end_is_refused_beforehand(
    dossier: Dossier,
) -> None:
    maker = dossier.parties.add(dossier.parties.kind(title="NVIDIA"))
    dossier.items.add(Item(title="H200", maker=maker.id))

    preview = dossier.log.preview(2)

    assert "I-0001" in preview.refusal
    with pytest.raises(WorkbenchError) as refused:
        dossier.revert(2)
    assert str(refused.value) == preview.refusal


def test_going_back_to_a_backup_is_told_before_it_is_done(dossier: Dossier) -> None:
    item = dossier.items.add(Item(title="a"))
    backup = dossier.backups.make()
    dossier.items.change(item, title="b")
    dossier.items.change(item, title="c")
    dossier.items.add(Item(title="new"))

    preview = dossier.log.preview_return(backup)

    assert preview.operations == 3
    assert [(each.what, each.before, each.after) for each in preview.changes] == [
        ("Name", "c", "a"),
        ("is removed", "", ""),
    ]
    assert len(dossier.items) == 2


def test_nothing_is_told_of_what_cannot_be_reverted(dossier: Dossier) -> None:
    with pytest.raises(NoSuchRecord):
        dossier.log.preview(99)
    path = dossier.path
    dossier.close()
    with open_dossier(path, read_only=True) as reading, pytest.raises(DossierReadOnly):
        reading.log.preview(1)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from("xyz")), min_size=1, max_size=8))
def test_a_preview_tells_exactly_what_the_revert_does(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, str]]
) -> None:
    path: Path = tmp_path_factory.mktemp("preview") / "a.dossier"
    with new_dossier(path, title="A") as dossier:
        with dossier.operation("Add") as op:
            items = [op.put(Item(title=f"{n}")) for n in range(4)]
        for which, title in steps:
            dossier.items.change(items[which].id, title=title)
        for operation in dossier.operations()[:-2]:
            preview = dossier.log.preview(operation)
            before = {each.ref: each.title for each in dossier.items}
            if not preview.possible:
                with pytest.raises(WorkbenchError):
                    dossier.revert(operation)
                continue
            dossier.revert(operation)
            after = {each.ref: each.title for each in dossier.items}
            changed = {ref: (before[ref], after[ref]) for ref in after if before[ref] != after[ref]}
            assert changed == {each.ref: (each.before, each.after) for each in preview.changes}
            dossier.undo()
