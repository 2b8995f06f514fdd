from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from workbench.charts import export, lanes, legend
from workbench.charts.frame import frame
from workbench.charts.picture import hiding, picture
from workbench.model.kinds import Stage
from workbench.model.plot_choice import PlotChoice, PlotForm

if TYPE_CHECKING:
    from tests.charts.conftest import Shown
    from workbench.charts.picture import Picture
    from workbench.dossier.dossier import Dossier


def on_screen(shown: Picture, width: float = 900.0) -> Picture:
    return replace(shown, controls=True).on(width=width, height=600.0)


def keys(shown: Picture) -> list[str]:
    return [chip.entry.key for chip in legend.chips(shown, frame(shown))]


def test_each_stance_that_occurs_has_a_chip(dated: Shown) -> None:
    assert keys(on_screen(picture(*dated))) == ["conditional", "relax", "deny"]


def test_a_stack_names_its_parts_in_a_window_and_not_in_a_file(filled: Dossier) -> None:
    made = filled.trends.of("", form="stacked")
    shown = picture(made.timeline, made.trends, choice=made.choice)
    assert keys(on_screen(shown)) == ["approve", "ByteDance", "Alibaba", "ByteDance and Alibaba"]
    assert keys(shown) == ["approve"]


def test_chips_wrap_where_the_room_is_narrow(dated: Shown) -> None:
    shown = on_screen(picture(*dated), 240.0)
    rects = [chip.rect for chip in legend.chips(shown, frame(shown))]
    assert all(rect.right() <= 240 for rect in rects)
    assert len({rect.top() for rect in rects}) > 1


def test_hiding_the_last_one_shows_all(dated: Shown) -> None:
    shown = on_screen(picture(*dated))
    for key in ("conditional", "relax"):
        shown = hiding(shown, legend.toggled(shown, key))
    assert shown.choice.hidden == {"conditional", "relax"}
    assert legend.toggled(shown, "deny") == frozenset()


def test_alone_and_alone_again_shows_all(dated: Shown) -> None:
    shown = on_screen(picture(*dated))
    shown = hiding(shown, legend.alone(shown, "deny"))
    assert shown.choice.hidden == {"conditional", "relax"}
    assert legend.alone(shown, "deny") == frozenset()


def test_a_hidden_stance_is_not_drawn_and_the_foot_of_a_file_says_so(dated: Shown) -> None:
    timeline, trends, caption = dated
    choice = PlotChoice().changed(hidden="deny")
    shown = picture(timeline, trends, caption, choice=choice)
    assert lanes.hidden(shown).sum() == 2
    words = export.to_svg(shown).decode()
    assert "Not shown: Deny" in words


def test_a_trend_of_several_stages_can_be_shown_alone(filled: Dossier) -> None:
    first = filled.allocations.find()[0]
    filled.allocations.add(replace(first, id="", number=0, stage=Stage.SHIPPED))
    made = filled.trends.of("")
    shown = picture(made.timeline, made.trends, choice=made.choice)
    assert len(shown.trends) == 2
    alone = hiding(shown, legend.alone(on_screen(shown), "H200 shipped"))
    assert [trend.stage.value for trend in alone.trends] == ["shipped"]
    assert "authorised" in shown.title
    assert "authorised" not in alone.title
    assert "shipped" in alone.title
    again = hiding(alone, frozenset())
    assert (again.title, again.subtitle) == (shown.title, shown.subtitle)
    drawn = picture(made.timeline, made.trends, choice=alone.choice)
    assert (drawn.title, drawn.subtitle) == (alone.title, alone.subtitle)
    own = replace(shown, choice=replace(shown.choice, title="Mine"), title="Mine")
    assert hiding(own, alone.choice.hidden).title == "Mine"


def test_the_same_part_has_the_same_colour_in_every_plot(filled: Dossier) -> None:
    alibaba = next(each for each in filled.allocations.find() if len(each.recipients) == 1)
    filled.allocations.add(replace(alibaba, id="", number=0, stage=Stage.SHIPPED))
    made = filled.trends.of("", form="stacked")
    shown = picture(made.timeline, made.trends, choice=made.choice)
    assert len(made.trends[1].parts) == 1
    colours = shown.part_colours()
    assert colours["Alibaba"] != colours["ByteDance"]
    assert not colours["ByteDance and Alibaba"]


@pytest.mark.parametrize("form", [PlotForm.MULTIPLES, PlotForm.STEPS, PlotForm.STACKED])
def test_names_that_do_not_occur_hide_nothing(filled: Dossier, form: PlotForm) -> None:
    made = filled.trends.of("", form=form, hidden=("Nobody",))
    shown = picture(made.timeline, made.trends, choice=made.choice)
    assert shown.trends == shown.every
