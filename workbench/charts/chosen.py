"""Which marks and steps the selection means: looked for once a selection, not in every frame."""

from __future__ import annotations

from collections import deque
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from workbench.analysis.trend import Trend
    from workbench.charts.columns import Columns

What = TypeVar("What")
Found = TypeVar("Found")
MOST = 20_000
"""Where more records are selected, single steps are not told apart from the others."""


def remembered(
    most: int,
) -> Callable[[Callable[[What, frozenset[str]], Found]], Callable[[What, frozenset[str]], Found]]:
    """Keeps what was found last, by identity: comparing a million ids takes longer than a frame."""

    def keeping(
        find: Callable[[What, frozenset[str]], Found],
    ) -> Callable[[What, frozenset[str]], Found]:
        kept: deque[tuple[What, frozenset[str], Found]] = deque(maxlen=most)

        @wraps(find)
        def found(what: What, selected: frozenset[str]) -> Found:
            for one, other, result in tuple(kept):  # a file may be drawn meanwhile
                if one is what and other is selected:
                    return result
            result = find(what, selected)
            kept.append((what, selected, result))
            return result

        return found

    return keeping


@remembered(4)
def marks(columns: Columns, selected: frozenset[str]) -> NDArray[np.bool_]:
    """For each mark whether it is selected."""
    if len(selected) > len(columns.marks):
        return np.array([each.id in selected for each in columns.marks], dtype=bool)
    found = np.zeros(len(columns.marks), dtype=bool)
    found[[columns.place[each] for each in selected if each in columns.place]] = True
    return found


def steps(trend: Trend, selected: frozenset[str]) -> NDArray[np.int64]:
    """The steps of a trend that selected allocations surely make, each once."""
    if not selected or len(selected) > MOST:
        return np.empty(0, dtype=np.int64)
    return _steps(trend, selected)


@remembered(32)
def _steps(trend: Trend, selected: frozenset[str]) -> NDArray[np.int64]:
    return np.unique(np.searchsorted(trend.days, trend.last[trend.places(selected)]))
