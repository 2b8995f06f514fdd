from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from workbench.analysis.rule_vintages import classify, in_force, is_memory, parse_rules
from workbench.dossier.items import _catalogue
from workbench.model.quantity import Quantity
from workbench.model.specification import ItemSpec, SpecFigure, SpecStatus
from workbench.model.when import When
from workbench.places import resource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.analysis.rule_vintages import Rule

RULES = parse_rules(resource("codebooks/rule_vintages.toml").read_text("utf-8"))


def rule(key: str) -> Rule:
    return next(each for each in RULES if each.id == key)


def chip(name: str) -> Sequence[ItemSpec]:
    return next(item.specs for item, _ in _catalogue() if item.title == name)


def spec(
    figure: SpecFigure, value: float, status: SpecStatus = SpecStatus.VERIFIED, basis: str = ""
) -> ItemSpec:
    return ItemSpec(
        figure=figure, value=Quantity.exact(str(value), figure.unit), status=status, basis=basis
    )


@pytest.mark.parametrize(
    ("item", "key", "result", "prong"),
    [
        ("A100 SXM 40GB", "2022-10", "3A090", "3A090"),
        ("A800 SXM", "2022-10", "not controlled as 3A090", ""),
        ("H800 SXM", "2022-10", "not controlled as 3A090", ""),
        ("A800 SXM", "2023-10", "3A090.a", "3A090.a.1"),
        ("H200 SXM", "2023-10", "3A090.a", "3A090.a.1"),
        ("H20 SXM", "2023-10", "not controlled as 3A090", ""),
        ("H200 SXM", "2026-01-review", "case by case", "case by case"),
        ("B200", "2026-01-review", "presumption of denial", ""),
        ("H200 SXM", "2026-01-tariff", "25 percent", "band 1"),
        ("MI325X", "2026-01-tariff", "25 percent", "band 2"),
        ("MI300X", "2026-01-tariff", "not within a tariff band", ""),
        ("H20 SXM", "2026-01-tariff", "not within a tariff band", ""),
    ],
)
def test_a_chip_is_classified_under_a_vintage(item: str, key: str, result: str, prong: str) -> None:
    found = classify(chip(item), rule(key))

    assert found.result == result
    assert (found.prongs[0].name if found.prongs else "") == prong


def test_unverified_figures_and_estimates_are_refused_until_told_otherwise() -> None:
    refused = classify(chip("MI308"), rule("2023-10"))

    assert not refused.result
    assert refused.refused == ("TPP is not verified", "performance density is not verified")
    assert "estimate" in classify(chip("B30A"), rule("2023-10")).words
    told = classify(chip("MI308"), rule("2023-10"), accept_unverified=True)
    assert told.result == "not controlled as 3A090"


def test_an_estimate_that_cannot_matter_is_not_complained_of() -> None:
    found = classify(chip("B200"), rule("2023-10"))

    assert found.result == "3A090.a"
    assert found.because == "3A090.a.1: TPP ≥ 4,800"


def test_sparse_figures_are_refused_even_when_told() -> None:
    sparse = [spec(SpecFigure.TPP, 31664, basis="fp8 x 8, sparse")]

    assert "sparse" in classify(sparse, rule("2023-10"), accept_unverified=True).words


def test_a_missing_figure_leaves_the_result_open_and_is_named() -> None:
    found = classify([spec(SpecFigure.TPP, 2000)], rule("2023-10"))

    assert not found.result
    assert [each.name for each in found.open] == ["3A090.a.2", "3A090.b.2"]
    assert found.missing == (SpecFigure.PD,)
    assert found.words == "open: needs performance density"


def test_a_missing_figure_that_cannot_matter_is_not_asked_for() -> None:
    found = classify([spec(SpecFigure.TPP, 12800)], rule("2023-10"))

    assert found.result == "3A090.a"
    assert not found.open


def test_sources_that_disagree_across_a_threshold_leave_it_open() -> None:
    disputed = [spec(SpecFigure.TPP, 4790), spec(SpecFigure.TPP, 4810), spec(SpecFigure.PD, 1)]
    agreeing = [spec(SpecFigure.TPP, 4801), spec(SpecFigure.TPP, 4810)]

    assert classify(disputed, rule("2023-10")).words == "open: sources disagree about a figure"
    assert classify(agreeing, rule("2023-10")).result == "3A090.a"


def test_a_span_around_a_band_may_lie_in_it() -> None:
    around = [spec(SpecFigure.TPP, 13000), spec(SpecFigure.TPP, 18000)]
    (band, _) = rule("2026-01-tariff").prongs

    assert band.bounds[0].holds({SpecFigure.TPP: (Decimal(13000), Decimal(18000))}) is None
    assert not classify(around, rule("2026-01-tariff")).result


@pytest.mark.parametrize(
    ("density", "result"), [(2, "not controlled as 3A090"), (2.01, "3A090.c"), (9, "3A090.c")]
)
def test_memory_is_controlled_above_its_threshold(density: float, result: str) -> None:
    found = classify([spec(SpecFigure.MEMORY_BANDWIDTH_DENSITY, density)], rule("2024-12"))

    assert found.result == result
    assert found.because in {"", "3A090.c: memory bandwidth density (GB/s/mm²) > 2"}


def test_a_density_that_nobody_verified_or_that_sources_dispute_decides_nothing() -> None:
    figure = SpecFigure.MEMORY_BANDWIDTH_DENSITY
    guessed = [spec(figure, 9, SpecStatus.UNVERIFIED)]

    assert "not verified" in classify(guessed, rule("2024-12")).words
    assert classify(guessed, rule("2024-12"), accept_unverified=True).result == "3A090.c"
    disputed = classify([spec(figure, 1.9), spec(figure, 2.1)], rule("2024-12"))
    assert disputed.words == "open: sources disagree about a figure"


def test_a_processor_with_memory_in_its_package_is_no_memory() -> None:
    density = spec(SpecFigure.MEMORY_BANDWIDTH_DENSITY, 9)

    assert is_memory([density])
    assert not is_memory([density, spec(SpecFigure.TPP, 2368)])
    assert not is_memory(chip("H200 SXM"))


def test_the_latest_rule_that_began_by_the_day_is_in_force() -> None:
    processors = [each for each in RULES if not each.memory]
    ids = [each.id for each in in_force(processors, "control", When("2025-06-01"))]

    assert ids == ["2023-10"]
    assert [each.id for each in in_force(RULES, "control", When("2023-11-16"))] == ["2022-10"]
    assert not in_force(RULES, "control", When("2021"))


def test_a_day_around_the_change_may_fall_under_either_vintage() -> None:
    found = in_force(RULES, "control", When("2023-11"))

    assert [each.id for each in found] == ["2023-10", "2022-10"]


def test_a_prong_is_written_as_a_person_writes_it() -> None:
    words = {each.name: each.words() for each in rule("2023-10").prongs}

    assert words["3A090.a.1"] == "TPP ≥ 4,800"
    assert words["3A090.b.2"] == "TPP ≥ 1,600 and 3.2 ≤ performance density < 5.92"
    assert rule("2026-01-tariff").prongs[0].words().startswith("14,000 ≤ TPP ≤ 17,500")
