"""What a trend costs beside the shortest way in numpy over the same rows; only printed.

Target: 1,000,000 allocations, read and added up, in 1.5 of what plain SQL into numpy takes, and
once read in 1.5 of one bincount: the trends are kept until something changes.
`WORKBENCH_SPEED_ROWS=1000000` measures that size.
"""

from __future__ import annotations

import os
import time
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from workbench.analysis.trend import cumulate
from workbench.model import Allocation
from workbench.model.quantity import Quantity
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.dossier.dossier import Dossier

ROWS = int(os.environ.get("WORKBENCH_SPEED_ROWS", "20000"))
_PLAIN = """
SELECT id, as_of_first, as_of_last, quantity_unit, stage, quantity_kind,
  CAST(COALESCE(quantity_low, quantity_point) AS REAL),
  CAST(COALESCE(quantity_high, quantity_point, -1) AS REAL)
FROM allocation
"""


def cost(act: Callable[[], object], times: int = 5) -> float:
    taken = []
    for _ in range(times):
        begun = time.process_time()
        act()
        taken.append((time.process_time() - begun) * 1000)
    return median(taken)


def test_bounded_sums_beside_as_many_plain_ones(capsys: pytest.CaptureFixture[str]) -> None:
    on = np.sort(np.random.default_rng(1).integers(730_000, 740_000, ROWS))
    low = np.random.default_rng(2).integers(1, 100, ROWS).astype(np.float64)
    ours = cost(lambda: cumulate(first=on, last=on, lows=low, highs=low * 2, joints=low))
    plain = cost(lambda: [np.cumsum(np.bincount(on - on[0], weights=low)) for _ in range(3)])
    with capsys.disabled():
        print(  # noqa: T201 - the figure is the point
            f"\n{ROWS:,} allocations: low, high and joint {ours:.1f} ms, "
            f"three plain sums {plain:.1f} ms, ratio {ours / plain:.2f}"
        )


@pytest.mark.timeout(1_800)  # a million takes minutes to write
def test_reading_a_trend_beside_plain_sql_into_numpy(
    dossier: Dossier, capsys: pytest.CaptureFixture[str]
) -> None:
    start = When("2020-01-01").earliest
    assert start is not None
    chance = np.random.default_rng(3).integers(0, 2000, ROWS).tolist()
    days = {n: When.of(start.fromordinal(start.toordinal() + n)) for n in range(2000)}
    dossier.allocations.add_all(
        Allocation(title="A", quantity=Quantity.at_least(n % 97 + 1, "chip"), as_of=days[day])
        for n, day in enumerate(chance)
    )

    def plain() -> Any:
        """Days and lower bounds of every row in numpy, added up by day."""
        with dossier.store.reading() as connection:
            found = connection.exec_driver_sql(_PLAIN)
            rows = np.array([(r[1], r[2], r[6], r[7]) for r in found], dtype=np.float64)
        on = rows[:, 0].astype(np.int64)
        return np.cumsum(np.bincount(on - on.min(), weights=rows[:, 2]))

    def ours() -> Any:
        dossier.trends._kept.clear()  # noqa: SLF001 - as after a change
        return dossier.trends.read()

    first, again, other = cost(ours, 3), cost(dossier.trends.read, 3), cost(plain, 3)
    (trend,) = dossier.trends.read()
    assert trend.low[-1] == plain()[-1]
    with capsys.disabled():
        print(  # noqa: T201 - the figure is the point
            f"\n{ROWS:,} allocations: trend {first:.0f} ms, kept columns {again:.1f} ms, "
            f"plain SQL into numpy {other:.0f} ms, ratio {first / other:.2f}"
        )
