from __future__ import annotations

import pytest

from workbench.errors import InvalidField
from workbench.model.plot_choice import PlotBy, PlotChoice, PlotForm


def test_words_choose_terms() -> None:
    made = PlotChoice().changed(form="stacked", by="supplier")
    assert (made.form, made.by, made.parted) == (PlotForm.STACKED, PlotBy.SUPPLIER, "supplier")


def test_unknown_words_and_fields_are_refused_with_what_there_is() -> None:
    with pytest.raises(InvalidField, match="steps, stacked"):
        PlotChoice().changed(form="pie")
    with pytest.raises(InvalidField, match="measure"):
        PlotChoice().changed(colour="red")


def test_a_choice_is_told_as_one_types_it() -> None:
    assert repr(PlotChoice()) == "PlotChoice()"
    made = PlotChoice(form=PlotForm.FLOW, day=3, hidden=frozenset({"deny"}))
    assert repr(made).startswith("PlotChoice().changed(form='flow', day=3, hidden=")
    assert eval(repr(made), {"PlotChoice": PlotChoice}) == made  # noqa: S307 - our own words


def test_every_form_has_a_word_and_a_question() -> None:
    assert all(each.word and each.question.endswith("?") for each in PlotForm)


def test_forms_that_are_whole_are_not_parted() -> None:
    assert PlotChoice(form=PlotForm.HEAT).parted == ""
