from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.console.chart import SIZE, Chart
from workbench.console.names import names

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.dossier.dossier import Dossier


pytestmark = pytest.mark.usefixtures("qapp")


def test_a_chart_shows_as_a_picture_at_its_size(sample: Dossier) -> None:
    chart = Chart(sample.timeline.read(), sample.trends.read())
    drawn, size = chart._repr_png_()

    assert drawn.startswith(b"\x89PNG")
    assert (size["width"], size["height"]) == SIZE


def test_the_source_graph_shows_as_a_picture_and_says_its_finding(
    sample: Dossier, tmp_path: Path
) -> None:
    graph = names(sample)["source_graph"]()
    drawn, size = graph._repr_png_()

    assert drawn.startswith(b"\x89PNG")
    assert size["width"] >= 720
    assert "primary origin" in repr(graph)
    assert graph.save(tmp_path / "graph.pdf").read_bytes().startswith(b"%PDF")


def test_a_chart_follows_the_theme(sample: Dossier) -> None:
    read = sample.timeline.read(), sample.trends.read()
    light, dark = Chart(*read), Chart(*read, dark=True)

    assert light._repr_png_() != dark._repr_png_()


def test_a_chart_says_its_finding_where_no_picture_can_be_shown(sample: Dossier) -> None:
    assert "400,000" in repr(Chart(sample.timeline.read(), sample.trends.read()))


def test_a_chart_is_saved_as_a_file(sample: Dossier, tmp_path: Path) -> None:
    chart = Chart(sample.timeline.read(), sample.trends.read())

    assert chart.save(tmp_path / "trend.svg").read_bytes().startswith(b"<?xml")
