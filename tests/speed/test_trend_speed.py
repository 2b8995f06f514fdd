"""What bounded sums cost beside one plain numpy sum over the same columns; only printed."""

from __future__ import annotations

import os
import time
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from workbench.analysis.trend import cumulate

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

ROWS = int(os.environ.get("WORKBENCH_SPEED_ROWS", "100000"))


def cost(act: Callable[[], object]) -> float:
    taken = []
    for _ in range(5):
        begun = time.process_time()
        act()
        taken.append((time.process_time() - begun) * 1000)
    return median(taken)


def test_bounded_sums_beside_one_plain_sum(capsys: pytest.CaptureFixture[str]) -> None:
    on = np.sort(np.random.default_rng(1).integers(730_000, 740_000, ROWS))
    low = np.random.default_rng(2).integers(1, 100, ROWS).astype(np.float64)
    ours = cost(lambda: cumulate(first=on, last=on, lows=low, highs=low * 2, joints=low))
    plain = cost(lambda: np.cumsum(np.bincount(on - on[0], weights=low)))
    with capsys.disabled():
        print(  # noqa: T201 - the figure is the point
            f"\n{ROWS:,} allocations: low, high and joint {ours:.1f} ms, "
            f"one plain sum {plain:.1f} ms, ratio {ours / plain:.1f}"
        )
