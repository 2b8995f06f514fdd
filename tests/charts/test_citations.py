from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

from workbench.charts.citations import CitationChart
from workbench.charts.export import ready, save_picture
from workbench.charts.palette import DARK

if TYPE_CHECKING:
    from pathlib import Path

    from workbench import Dossier


@pytest.fixture
def chart(sample: Dossier) -> CitationChart:
    ready()
    return CitationChart.of(sample.sources.citation_map())


def test_no_two_places_lie_on_one_another(chart: CitationChart) -> None:
    boxes = list(chart.boxes.values())
    assert len(boxes) >= 3
    assert not any(one.intersects(other) for one, other in combinations(boxes, 2))
    assert all(box.left() > 0 and box.right() < chart.width for box in boxes)


def test_a_point_in_a_box_means_its_place(chart: CitationChart) -> None:
    key, box = next(iter(chart.boxes.items()))
    found = chart.at(box.center())
    assert found is not None
    assert found.key == key
    assert chart.at(box.topLeft() / 100) is None


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_it_is_written_in_each_format(chart: CitationChart, tmp_path: Path, ending: str) -> None:
    made = save_picture(chart.plate(), tmp_path / f"graph.{ending}")
    data = made.read_bytes()
    assert len(data) > 1_000
    if ending == "svg":
        assert b"Reuters" in data
        assert b"primary origin" in data


def test_the_dark_one_is_dark(sample: Dossier, tmp_path: Path) -> None:
    ready()
    chart = CitationChart.of(sample.sources.citation_map(), DARK)
    made = save_picture(chart.plate(), tmp_path / "graph.png", sharp=1)
    assert QImage(str(made)).pixelColor(2, 2).name() == DARK.ground
