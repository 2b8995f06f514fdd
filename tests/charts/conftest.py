"""Pictures that the tests draw: the article's undated case, and one with days and bounds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from workbench.analysis.timeline import Timeline, timeline
from workbench.analysis.trend import Trend, trends
from workbench.charts.linked import LinkedChart
from workbench.charts.picture import Caption
from workbench.model import Item, Party
from workbench.model.allocation import Allocation, AllocationParty
from workbench.model.decision import Decision, DecisionLink
from workbench.model.kinds import Action, AllocationRole, DecisionRelation, Split
from workbench.model.quantity import Quantity
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier

Shown = tuple[Timeline, tuple[Trend, ...], Caption]
NAMES = {"h200": "Nvidia H200", "a": "ByteDance", "b": "Alibaba", "c": "Tencent"}
THREE = tuple(AllocationParty(party=name) for name in "abc")


def allotted(number: int, amount: str, when: str = "", split: Split = Split.SINGLE) -> Allocation:
    """An invented allocation."""
    return Allocation(
        id=f"a{number}",
        number=number,
        title="H200",
        item="h200",
        quantity=Quantity.parse(amount, "chip"),
        as_of=When(when),
        split=split,
        parties=THREE if split is Split.JOINT_UNSPECIFIED else THREE[:1],
    )


def decided(number: int, when: str = "", code: str = "USA", **fields: object) -> Decision:
    """An invented decision."""
    return Decision(
        id=f"d{number}",
        number=number,
        title=f"Decision {number}",
        jurisdiction=code,
        announced=When(when),
        **fields,  # type: ignore[arg-type]  # short test rows
    )


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    """Words are measured with fonts, which need an application."""
    return qapp


@pytest.fixture
def undated() -> Shown:
    """Three undated decisions, one a reversal, and one undated joint allocation."""
    back = DecisionLink(relation=DecisionRelation.PARTIALLY_REVERSES, decision="d2")
    decisions = [
        decided(1, code="CHN", action=Action.APPROVE_CONDITIONALLY),
        decided(2, action=Action.RESTRICT),
        decided(3, action=Action.RELAX, links=(back,)),
    ]
    joint = allotted(1, "more than 400,000", split=Split.JOINT_UNSPECIFIED)
    caption = Caption(source="One article", marking="TLP:CLEAR")
    return timeline(decisions), trends([joint], names=NAMES), caption


@pytest.fixture
def dated() -> Shown:
    """Dated decisions with a reversal, bounded and open allocations, and one vague one."""
    back = DecisionLink(relation=DecisionRelation.REVERSES, decision="d1")
    decisions = [
        decided(1, "2025-04-15", action=Action.DENY),
        decided(2, "2025-07", action=Action.APPROVE_CONDITIONALLY, links=(back,)),
        decided(3, "2025-09-17", code="CHN", action=Action.PROHIBIT),
        decided(4, code="CHN", action=Action.RELAX),
    ]
    allocations = [
        allotted(1, "between 60,000 and 90,000", "2025-08-01"),
        allotted(2, "more than 400,000", "2026-01-28", Split.JOINT_UNSPECIFIED),
        allotted(3, "hundreds of thousands", "2026-02-01"),
        allotted(4, "30,000"),
    ]
    caption = Caption(source="Invented rows", as_of=date(2026, 2, 13), marking="TLP:AMBER")
    return timeline(decisions), trends(allocations, names=NAMES), caption


@pytest.fixture
def filled(dossier: Dossier) -> Dossier:
    names = ("ByteDance", "Alibaba", "Nvidia")
    a, b, maker = (dossier.parties.add(Party(title=name)).id for name in names)
    item = dossier.items.add(Item(title="H200", unit="chip"))
    decision = dossier.decisions.add(
        Decision(
            title="Go", jurisdiction="CHN", action=Action.APPROVE, announced=When("2026-01-28")
        )
    )
    supplier = AllocationParty(party=maker, role=AllocationRole.SUPPLIER)
    for amount, when, to in (
        (Quantity.between(60, 90, "chip"), "2025-08-01", (a,)),
        (Quantity.exact(40, "chip"), "2025-11", (b,)),
        (Quantity.more_than(400, "chip"), "2026-01-28", (a, b)),
    ):
        dossier.allocations.add(
            Allocation(
                title="H200",
                item=item.id,
                quantity=amount,
                as_of=When(when),
                decision=decision.id,
                split=Split.JOINT_UNSPECIFIED if len(to) > 1 else Split.SINGLE,
                parties=(*(AllocationParty(party=each) for each in to), supplier),
            )
        )
    return dossier


@pytest.fixture
def chart(qtbot: QtBot, dated: Shown) -> Iterator[LinkedChart]:
    """A chart of the dated case, 1,000 by 640 pixels."""
    made = LinkedChart()
    qtbot.addWidget(made)
    made.resize(1000, 640)
    made.present(*dated)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
