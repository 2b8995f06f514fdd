from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.model.question import Question
from workbench.store.watch import Watch

if TYPE_CHECKING:
    from workbench.model.change import Changes
    from workbench.store.store import Store


def _fail(_notice: Changes) -> None:
    raise ZeroDivisionError


def test_all_listeners_are_told_whatever_one_of_them_raises(store: Store) -> None:
    watch = Watch()
    told: list[Changes] = []
    watch.listen(told.append)
    watch.listen(_fail)
    end = watch.listen(told.append)
    end()
    kept: list[Changes] = []
    store.listen(kept.append)
    with store.operation("Ask") as op:
        op.put(Question(question="Who told them?"))
    with pytest.raises(ZeroDivisionError):
        watch.tell(kept[0])
    assert told == kept
