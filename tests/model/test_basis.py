from __future__ import annotations

from workbench.model.basis import Basis
from workbench.model.plot_choice import PlotMeasure
from workbench.model.specification import SpecFigure


def test_every_basis_is_a_measure_of_plots_and_units_and_shares_have_none() -> None:
    bases = {each: each.basis for each in PlotMeasure if each.basis is not None}
    assert list(bases.values()) == list(Basis)
    assert all(basis.word in measure.word for measure, basis in bases.items())
    assert PlotMeasure.UNITS.basis is None
    assert PlotMeasure.SHARE.basis is None


def test_an_eight_bit_basis_reads_either_eight_bit_figure() -> None:
    assert Basis.EIGHT_BIT.figures == (SpecFigure.FP8, SpecFigure.INT8)
    assert Basis.TPP.of_h100 == Basis.EIGHT_BIT.of_h100 * 8
