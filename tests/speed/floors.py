"""What something took, in CPU time, beside the least that it could take."""

from __future__ import annotations

import time
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def milliseconds(work: Callable[[], object], repeats: int = 5) -> float:
    """The median CPU time of `work`."""
    spent = []
    for _ in range(repeats):
        begin = time.process_time()
        work()
        spent.append((time.process_time() - begin) * 1_000)
    return median(spent)


def report(what: str, took: float, floor: float) -> None:
    """Prints both, and their ratio."""
    ratio = took / max(floor, 0.001)
    print(f"\n{what}: {took:.2f} ms, floor {floor:.2f} ms, ratio {ratio:.1f}")  # noqa: T201 - the result
