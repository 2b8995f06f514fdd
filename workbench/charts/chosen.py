"""Which marks and steps the selection means: looked for once a selection, not in every frame."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from workbench.analysis.trend import Trend
    from workbench.charts.columns import Columns

MOST = 20_000
"""Where more records are selected, single steps are not told apart from the others."""


@lru_cache(maxsize=16)
def marks(columns: Columns, selected: frozenset[str]) -> NDArray[np.bool_]:
    """For each mark whether it is selected."""
    if len(selected) > len(columns.marks):
        return np.array([each.id in selected for each in columns.marks], dtype=bool)
    found = np.zeros(len(columns.marks), dtype=bool)
    found[[columns.place[each] for each in selected if each in columns.place]] = True
    return found


@lru_cache(maxsize=32)
def steps(trend: Trend, selected: frozenset[str]) -> NDArray[np.int64]:
    """The steps of a trend that selected allocations surely make, each once."""
    if not selected or len(selected) > MOST:
        return np.empty(0, dtype=np.int64)
    return np.unique(np.searchsorted(trend.days, trend.last[trend.places(selected)]))
