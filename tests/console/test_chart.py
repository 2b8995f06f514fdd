from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.printed import printed
from workbench.console.chart import SIZE, Chart
from workbench.console.names import names
from workbench.errors import NoPages

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


def test_a_page_of_a_pdf_shows_as_a_picture(dossier: Dossier, tmp_path: Path) -> None:
    path = printed(tmp_path / "a.pdf", "China has agreed to allow three firms.", "No more.")
    source = dossier.sources.add_file(path)
    passage = dossier.passages.mark_quote(source, "three firms")
    page = names(dossier)["page"]

    shown = page(passage.ref)
    assert repr(shown) == "a, page 1 of 2\n1 passage boxed"
    drawn, size = shown._repr_png_()
    assert drawn.startswith(b"\x89PNG")
    assert size["width"] == 800
    plain = page(source, 1).save(tmp_path / "page.svg").read_text("utf-8")
    assert "a, page 1 of 2" in plain
    assert repr(page(source, 2)).endswith("0 passages boxed")
    with pytest.raises(NoPages, match="has 2 pages"):
        page(passage, 9)


def test_a_chart_follows_the_theme(sample: Dossier) -> None:
    read = sample.timeline.read(), sample.trends.read()
    light, dark = Chart(*read), Chart(*read, dark=True)

    assert light._repr_png_() != dark._repr_png_()


def test_a_chart_says_its_finding_where_no_picture_can_be_shown(sample: Dossier) -> None:
    assert "400,000" in repr(Chart(sample.timeline.read(), sample.trends.read()))


def test_a_chart_is_saved_as_a_file(sample: Dossier, tmp_path: Path) -> None:
    chart = Chart(sample.timeline.read(), sample.trends.read())

    assert chart.save(tmp_path / "trend.svg").read_bytes().startswith(b"<?xml")
