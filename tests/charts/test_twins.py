from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from workbench.analysis.pairs import Pairs
from workbench.charts.twins import patches

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier


def test_each_row_tells_both_bounds(filled: Dossier) -> None:
    off = filled.trends.of("", form="before-after").off
    assert isinstance(off, Pairs)
    last = patches(off, QRectF(0, 0, 900, 400))[-1]
    assert last.lines == ("All together", "before: 100 – 130", "after: > 500")
    assert len(last.ids) == 3
