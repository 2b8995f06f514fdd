from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from workbench.charts.patch import Patch


def test_a_patch_holds_the_points_of_its_rectangle() -> None:
    patch = Patch.of(QRectF(10, 10, 20, 20), ("One",), frozenset({"a"}))
    assert patch.path.contains(QPointF(15, 15))
    assert not patch.path.contains(QPointF(35, 15))
