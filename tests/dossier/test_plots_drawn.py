"""A briefing shows the plots that its recipe names, of its own records and of no other."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from workbench.charts.painted import painted
from workbench.charts.paper import printed
from workbench.dossier.plots_drawn import with_plots
from workbench.errors import RecipeError, TemplateError

if TYPE_CHECKING:
    from pathlib import Path

    from workbench import Dossier
    from workbench.model import SavedRecipe


@pytest.fixture
def recipe(sample: Dossier, qapp: object) -> SavedRecipe:
    assert qapp
    sample.saved_recipes.add_plot("minister", "h200", form="flow")
    return sample.saved_recipes.add_plot("minister", form="heat", title="Who decides")


def test_the_workbook_holds_each_picture_with_its_words_and_numbers(
    sample: Dossier, recipe: SavedRecipe, tmp_path: Path
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "b.xlsx"
    sample.briefings.write(path, recipe=recipe.title, painter=painted)
    with ZipFile(path) as archive:
        pictures = [archive.read(f"xl/media/image{number}.png") for number in (1, 2)]
        drawing = archive.read("xl/drawings/drawing2.xml").decode()
    assert all(each.startswith(b"\x89PNG") for each in pictures)
    assert 'name="Plot 2" descr="Who decides' in drawing
    sheet = openpyxl.load_workbook(path)["Plots"]
    cells = {str(cell.value): cell for row in sheet.iter_rows() for cell in row if cell.value}
    assert {"Plot 1", "Plot 2", "Supplier", "Nvidia", "United States"} <= set(cells)
    assert cells["→ Allocations"].hyperlink.location == "Allocations!A1"


def test_web_page_paper_and_markdown_show_the_plots_too(
    sample: Dossier, recipe: SavedRecipe, tmp_path: Path
) -> None:
    texts = {}
    for ending in ("html", "md", "pdf"):
        path = tmp_path / f"b.{ending}"
        sample.briefings.write(path, recipe=recipe.title, painter=painted, printer=printed)
        texts[ending] = path.read_bytes()
    assert texts["html"].count(b'src="data:image/png;base64,') == 2
    assert b"*Who decides. " in texts["md"]
    assert sample.briefings.printout("", recipe.text, painter=painted).charts[3:]


def test_a_plot_shows_nothing_that_its_briefing_does_not(
    sample: Dossier, recipe: SavedRecipe
) -> None:
    chosen = sample.saved_recipes.read(recipe.title)
    narrow = with_plots(sample, sample.briefings.preview("jurisdiction:CHN"), chosen, painted)
    assert [row[0] for row in narrow.plots[1].rows] == ["Jurisdiction", "China"]
    whole = with_plots(sample, sample.briefings.preview(), chosen, painted)
    assert [row[0] for row in whole.plots[1].rows] == ["Jurisdiction", "United States", "China"]
    source = sample.sources.find()[0]
    bare = with_plots(sample, sample.briefings.preview(), chosen, painted, (source.ref,))
    assert bare.plots[0].rows == ()


def test_without_a_painter_it_says_what_to_give(
    sample: Dossier, recipe: SavedRecipe, tmp_path: Path
) -> None:
    with pytest.raises(RecipeError, match="painter=painted"):
        sample.briefings.write(tmp_path / "b.xlsx", recipe=recipe.title)
    assert not list(tmp_path.glob("b.xlsx"))


def test_a_briefing_with_plots_is_no_template_and_says_why(
    sample: Dossier, recipe: SavedRecipe, tmp_path: Path
) -> None:
    path = tmp_path / "b.xlsx"
    sample.briefings.write(path, recipe=recipe.title, painter=painted)
    with pytest.raises(TemplateError, match="drawn anew"):
        sample.briefings.write(tmp_path / "c.xlsx", recipe=recipe.title, template=path)
