"""What an operation that takes back would do: it is done, looked at, and rolled back."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from workbench.store import past, revert

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.model.change import Operation
    from workbench.store.store import Store

Result = TypeVar("Result")


def rehearse(store: Store, target: Operation | int, look: Callable[[], Result]) -> Result:
    """What `look` finds where an operation is reverted; then all is as it was.

    A number stands for all operations after it, as `Store.return_to` takes them back.

    Raises:
        WorkbenchError: why it cannot be done.
    """
    store.expect_idle()
    with store.operation("Rehearse", kept=False) as running:
        if isinstance(target, int):
            past.put_back(running, target)
        else:
            revert.take_back(running, target)
        return look()
