from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from workbench.analysis.compute import bandwidth, conflicts, equivalent, rate
from workbench.errors import FigureNotKnown, FigureNotVerified
from workbench.model import Item
from workbench.model.basis import Basis
from workbench.model.kinds import QuantityKind
from workbench.model.quantity import Quantity
from workbench.model.specification import ItemSpec, SpecFigure, SpecStatus


def spec(
    figure: SpecFigure, value: str, cited: str = "", status: SpecStatus = SpecStatus.SECONDARY,
    vintage: str = "",
) -> ItemSpec:  # fmt: skip
    return ItemSpec(
        figure=figure, value=Quantity.exact(value), cited=cited, status=status, vintage=vintage
    )


H20 = Item(title="H20", specs=(spec(SpecFigure.TPP, "2368"), spec(SpecFigure.FP8, "296")))
B300 = Item(
    title="B300",
    specs=(
        spec(SpecFigure.TPP, "56000"),
        spec(SpecFigure.FP8, "4500", "datasheet"),
        spec(SpecFigure.FP8, "5000", "Epoch AI"),
        spec(SpecFigure.MEMORY_BANDWIDTH, "7700", "one"),
        spec(SpecFigure.MEMORY_BANDWIDTH, "8000", "none", SpecStatus.UNVERIFIED),
    ),
)


def test_equivalents_name_their_basis_and_the_bases_differ() -> None:
    by_tpp, by_bits = rate(B300, Basis.TPP), rate(B300, Basis.EIGHT_BIT)
    assert by_tpp.words == "3.5371 (TPP)"
    assert by_bits.words == "2.2739 – 2.5265 (8-bit)"


def test_a_lower_bound_stays_one() -> None:
    made = equivalent(Quantity.more_than(400_000, "chip"), H20, rate(H20))
    assert made.quantity.sign_text() == "> 59,828"
    assert made.quantity.high is None
    assert made.quantity.unit == "H100e"


def test_disagreeing_figures_make_an_interval_of_an_exact_number() -> None:
    made = equivalent(Quantity.exact(1_000, "chip"), B300, rate(B300, Basis.EIGHT_BIT))
    assert made.quantity.sign_text() == "2,273 – 2,527"
    assert made.bandwidth.sign_text() == "7,700"
    assert bandwidth(H20).sign_text() == "not stated"


def test_estimates_and_unverified_figures_are_refused_unless_asked_for() -> None:
    rumour = Item(title="B30A", specs=(spec(SpecFigure.TPP, "28000", "IFP", SpecStatus.ESTIMATE),))
    with pytest.raises(FigureNotVerified, match=r"estimate \(IFP\)"):
        rate(rumour)
    assert rate(rumour, unverified=True).words == "1.7686 (TPP)"


def test_a_figure_that_nobody_gives_is_asked_for() -> None:
    with pytest.raises(FigureNotKnown, match="8-bit"):
        rate(Item(title="Ascend"), Basis.EIGHT_BIT)


def test_only_figures_of_the_edition_that_is_asked_for_count() -> None:
    item = Item(
        title="Some",
        specs=(
            spec(SpecFigure.TPP, "1000", vintage="2022-10-07"),
            spec(SpecFigure.TPP, "15832", vintage="2023-10-17"),
        ),
    )
    assert rate(item, vintage="2023-10-17").words == "1 (TPP, rule of 2023-10-17)"
    assert conflicts(item.specs) == {}


def test_conflicts_list_what_each_source_says() -> None:
    found = conflicts(B300.specs)
    assert set(found) == {SpecFigure.FP8, SpecFigure.MEMORY_BANDWIDTH}
    assert [each.cited for each in found[SpecFigure.FP8]] == ["datasheet", "Epoch AI"]


def test_vague_and_unstated_quantities_stay_so() -> None:
    by = rate(H20)
    assert equivalent(Quantity.vague("hundreds", "chip"), H20, by).quantity.low is None
    assert not equivalent(Quantity(unit="chip"), H20, by).quantity


def test_an_estimate_keeps_its_centre_only_where_the_figure_is_one_number() -> None:
    stated = Quantity.parse("about 1,000", "chip")
    by_one = equivalent(stated, H20, rate(H20)).quantity
    by_two = equivalent(stated, B300, rate(B300, Basis.EIGHT_BIT)).quantity
    assert by_one.sign_text() == "≈ 149.5705"
    assert by_two.sign_text() == "≈ 2,273 – 2,527"


def test_an_interval_of_an_estimate_keeps_its_level() -> None:
    stated = Quantity(
        kind=QuantityKind.ESTIMATE_CI, low=Decimal(800), high=Decimal(1300), level=Decimal(90)
    )
    assert equivalent(stated, H20, rate(H20)).quantity.level == Decimal(90)
    assert equivalent(stated, B300, rate(B300, Basis.EIGHT_BIT)).quantity.level is None


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_every_number_within_the_bounds_gives_equivalents_within_the_bounds(
    one: int, other: int
) -> None:
    low, high = sorted((one, other))
    by = rate(B300, Basis.EIGHT_BIT)
    made = equivalent(Quantity.between(low, high, "chip"), B300, by).quantity
    least, most = made.bounds()
    middle = Decimal(low + high) / 2
    for factor in (by.low, by.high):
        assert (least or Decimal(0)) <= middle * factor
        assert most is None or middle * factor <= most
