from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

from workbench.charts.export import save_picture
from workbench.charts.page import PageChart

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")


def test_a_page_is_written_dot_for_dot_with_its_boxes(tmp_path: Path) -> None:
    white = b"\xff" * 4 * 200 * 100
    chart = PageChart(200, 100, white, (((40, 20, 100, 30), "#cc0000"),), "A page")
    held = QImage(str(save_picture(chart.plate(), tmp_path / "a.png")))
    assert (held.width(), held.height()) == (200, 100)
    assert held.pixelColor(5, 5).name() == "#ffffff"
    assert held.pixelColor(37, 35).red() > 180, "the frame"
    assert held.pixelColor(37, 35).green() < 80
    inside = held.pixelColor(90, 35)
    assert inside.red() > inside.green() > 150, "the wash lets the print through"
    assert held.text("Title") == "A page"
