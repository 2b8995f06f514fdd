"""What allocations amount to, on the command line."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from workbench import open_dossier
from workbench.__main__ import main
from workbench.gui.allocations.sums import read_sums
from workbench.model import Allocation, Decision
from workbench.model.decision import Condition, DecisionLink
from workbench.model.kinds import ConditionKind, DecisionRelation, QuantityKind, Stage
from workbench.model.quantity import Quantity
from workbench.model.query import Query
from workbench.model.when import When

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_shares_pipeline_and_equivalents_are_listed(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["allocations", "shares", "-d", str(file)]) == 0
    told = capsys.readouterr().out
    assert "ByteDance" in told
    assert "all together\t≥ 400,001" in told
    assert main(["allocations", "pipeline", "-d", str(file), "--json"]) == 0
    assert "never located" in capsys.readouterr().out
    assert main(["allocations", "equivalents", "-d", str(file)]) == 0
    without = capsys.readouterr()
    assert "Nothing can be counted" in without.out
    assert "has no TPP figure" in without.err
    assert main(["items", "add-shipped", "H200", "-d", str(file)]) == 0
    assert main(["allocations", "equivalents", "-d", str(file)]) == 0
    assert "> 400,000" in capsys.readouterr().out


def test_intervals_of_estimates_that_are_added_up_are_called_outer_wherever_sums_are_listed(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    estimate = Quantity(
        kind=QuantityKind.ESTIMATE_CI, low=Decimal(80), high=Decimal(120), level=Decimal(90)
    )
    with open_dossier(file) as dossier:
        for day in ("2026-01-05", "2026-02-05"):
            dossier.allocations.add(
                Allocation(
                    title="Estimate", stage=Stage.LOCATED, quantity=estimate, as_of=When(day)
                )
            )
        dossier.allocations.add(Allocation(title="No figure", stage=Stage.LOCATED))
        shown = {row.words[0]: row.words[1] for row in read_sums(dossier, Query())}
    assert shown["Located"] == "160 – 240 (outer: intervals of estimates added); 1 not stated"
    assert main(["allocations", "pipeline", "-d", str(file)]) == 0
    assert "160 – 240 (outer: intervals of estimates added)" in capsys.readouterr().out
    assert main(["trends", "list", "-q", "stage:located", "-d", str(file)]) == 0
    assert "160 – 240 (outer" in capsys.readouterr().out


def test_steps_are_listed_in_the_words_of_the_plot(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_dossier(file) as dossier:
        for amount in ("1.5", "more than 400,000", "hundreds of thousands"):
            unit = "GW" if amount == "1.5" else "chip"
            quantity = Quantity.parse(amount, unit)
            dossier.allocations.add(
                Allocation(
                    title=amount, stage=Stage.ORDERED, quantity=quantity, as_of=When("2026-02")
                )
            )
    assert main(["trends", "list", "-q", "stage:ordered", "-d", str(file)]) == 0
    listed = [line.split("\t")[1:3] for line in capsys.readouterr().out.splitlines()]
    assert ["2026-02-28", "1.5"] in listed
    assert ["2026-02-28", "> 400,000, no upper bound stated"] in listed
    assert ["Feb 2026", "not added, no bounds stated: hundreds of thousands"] in listed


def test_a_basis_that_is_none_is_refused(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["allocations", "equivalents", "--basis", "share", "-d", str(file)]) == 2
    assert "8-bit" in capsys.readouterr().err


def test_only_what_is_a_basis_is_offered_as_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["allocations", "equivalents", "--help"]) == 0
    told = capsys.readouterr().out
    assert "tpp" in told
    assert "8-bit" in told
    assert "share" not in told


def test_two_keys_that_leave_nothing_are_told_with_the_set_that_clashes(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_dossier(file) as dossier:
        cap = Condition(
            kind=ConditionKind.PER_CLIENT_CAP, quantity=Quantity.at_most(75_000, "chip")
        )
        export = dossier.decisions.add(
            Decision(title="Export licence", jurisdiction="USA", conditions=(cap,))
        )
        approval = dossier.decisions.get("D-0001")
        gate = DecisionLink(relation=DecisionRelation.GATED_BY, decision=export.id)
        dossier.decisions.change(approval.id, links=(*approval.links, gate))
        if not dossier.allocations.get("A-0001").decision:
            dossier.allocations.change("A-0001", decision=approval.id)
    assert main(["allocations", "shares", "-d", str(file)]) == 0
    told = capsys.readouterr().out
    assert "cannot all hold" in told
    assert told.count("75,000") == 1
    assert "Export licence, for each client: ≤ 75,000" in told


def test_what_a_part_gives_to_nobody_who_is_named_is_no_share_of_anybody(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_dossier(file) as dossier:
        part = dossier.allocations.add(
            Allocation(
                title="First lot",
                quantity=Quantity.exact(5_000, "chip"),
                part_of=dossier.allocations.get("A-0001").id,
            )
        )
    assert main(["allocations", "shares", "-d", str(file)]) == 0
    told = capsys.readouterr().out
    assert part.id not in told
    assert "ByteDance" in told
