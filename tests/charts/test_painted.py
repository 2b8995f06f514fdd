"""A plot for a briefing: the same picture as on the screen, with its words and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.charts.painted import HEIGHT, WIDTH, painted
from workbench.model.plot_choice import PlotForm

if TYPE_CHECKING:
    from workbench import Dossier


@pytest.mark.parametrize("form", PlotForm)
def test_every_form_is_painted_with_the_words_and_numbers_behind_it(
    sample: Dossier, qapp: object, form: PlotForm
) -> None:
    assert qapp
    plot = sample.trends.of(form=form, title="A finding")
    found = painted(plot, sample.about, None)
    sizes = [int.from_bytes(found.png[at : at + 4]) for at in (16, 20)]
    assert sizes == [2 * WIDTH, 2 * HEIGHT]
    assert found.svg.startswith("<?xml")
    assert "A finding" in found.words
    assert len(found.rows) > 1


def test_who_does_not_see_a_heat_map_is_told_its_counts(sample: Dossier, qapp: object) -> None:
    assert qapp
    found = painted(sample.trends.of(form="heat"), sample.about, None)
    assert "Jurisdiction: United States, No quarter: 2" in found.words
