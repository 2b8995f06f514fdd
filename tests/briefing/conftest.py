"""Two briefings to write: one undated with a joint grant, one dated with ranges.

Both small and made for the test.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from workbench.briefing.data import (
    AllocationRow,
    BriefingData,
    Cite,
    CommentRow,
    DecisionRow,
    EvidenceRow,
    ExpectationRow,
    QuestionRow,
    SourceRow,
    Step,
)
from workbench.briefing.recipe import Recipe
from workbench.model.kinds import Marking, Stage, Stance, Voice
from workbench.model.quantity import Quantity
from workbench.model.when import When

MOMENT = datetime(2026, 2, 13, 17, 0, tzinfo=UTC)


@pytest.fixture
def minister() -> Recipe:
    return Recipe.shipped("minister")


@pytest.fixture
def undated() -> BriefingData:
    """What one article says: a joint lower bound, a vague number, a reversal, no date."""
    quantity = Quantity.parse("more than 400,000 of the chips in total", unit="chip")
    return BriefingData(
        title="H200 chips: who may buy",
        subtitle="One article, read sentence by sentence",
        as_of=MOMENT,
        number="B-0001",
        prepared_for="The minister",
        prepared_by="Export Control Analysis Unit",
        marking=Marking.AMBER,
        query="h200",
        bottom_line="China has conditionally approved purchases of more than 400,000 Nvidia H200"
        " chips by ByteDance, Alibaba and Tencent together. How they are split is not stated.",
        operation=42,
        head="9f2c" * 16,
        decisions=(
            DecisionRow(
                ref="D-0001",
                title="Approval of H200 purchases",
                jurisdiction="CHN",
                body="Government of the PRC",
                stance=Stance.CONDITIONAL,
                policy_line="PRC approval of purchases of Nvidia H200 chips",
                conditions=("conditional licenses",),
                grade="F6",
                cites=(Cite(claim="C-0001"), Cite(claim="C-0002", field="action")),
            ),
            DecisionRow(
                ref="D-0002",
                title="Efforts to restrict US chip exports to China",
                jurisdiction="USA",
                body="Biden administration",
                stance=Stance.RESTRICT,
                policy_line="US controls on chip exports to China",
            ),
            DecisionRow(
                ref="D-0003",
                title="Allow China access to some American AI chips",
                jurisdiction="USA",
                body="Trump administration",
                stance=Stance.RELAX,
                policy_line="US controls on chip exports to China",
                in_part=("D-0002",),
                cites=(Cite(claim="C-0003"),),
            ),
        ),
        allocations=(
            AllocationRow(
                ref="A-0001",
                decision="D-0001",
                item="Nvidia H200",
                suppliers=("Nvidia",),
                recipients=("ByteDance", "Alibaba", "Tencent"),
                joint=True,
                quantity=quantity,
                cites=(Cite(claim="C-0002", field="quantity"),),
            ),
        ),
        evidence=(
            EvidenceRow(
                ref="C-0001",
                statement="Beijing approved the sale of hundreds of thousands of H200 chips",
                quote="Beijing has approved the sale",
                source="S-0001",
                paragraph=1,
            ),
            EvidenceRow(
                ref="C-0002",
                statement="ByteDance, Alibaba and Tencent may buy more than 400,000 in total",
                quote="more than 400,000 of the chips in total under conditional licenses",
                source="S-0001",
                paragraph=3,
                voice=Voice.ATTRIBUTED,
                attribution="Reuters",
            ),
            EvidenceRow(
                ref="C-0003",
                statement="Under Trump a different logic prevailed",
                quote="Under President Trump, however, a different logic prevailed",
                source="S-0001",
                paragraph=2,
                hedge="however",
            ),
        ),
        sources=(
            SourceRow(ref="S-0001", title="(unidentified outlet)", genre="press", role="read here"),
            SourceRow(
                ref="S-0002",
                title="Reuters",
                genre="wire",
                role="primary origin",
                address="https://www.reuters.com/",
            ),
        ),
        questions=(
            QuestionRow(
                ref="Q-0001",
                question="End users of the H200 chips",
                kind="Intelligence gap",
                cites=(Cite(claim="C-0002"),),
            ),
        ),
        expectations=(
            ExpectationRow(ref="E-0001", statement="More approvals", words="in the coming weeks"),
        ),
        comments=(CommentRow(ref="R-0001", party="Nvidia", outcome="No immediate response"),),
    )


@pytest.fixture
def dated() -> BriefingData:
    """Dated rows with ranges, bounds of both kinds, two items, two stages.

    One row that does not count.
    """
    rows = (
        ("A-0001", "H20", ("ByteDance",), Quantity.between(60_000, 90_000, "chip"), "2025-07-31"),
        ("A-0002", "H20", ("Alibaba",), Quantity.exact(40_000, "chip"), "2025-08"),
        ("A-0003", "H200", ("Tencent",), Quantity.at_least(12_000, "chip"), "2025-12-22"),
        ("A-0004", "H200", ("Alibaba",), Quantity.parse("less than 15,000", "chip"), "2026-01-09~"),
    )
    allocations = tuple(
        AllocationRow(
            ref=ref,
            item=item,
            recipients=who,
            quantity=quantity,
            when=When(day),
            decision="D-0001",
            cites=(Cite(claim="C-0001", field="quantity"),),
        )
        for ref, item, who, quantity, day in rows
    )
    joint = AllocationRow(
        ref="A-0005",
        item="H200",
        recipients=("ByteDance", "Alibaba", "Tencent"),
        joint=True,
        quantity=Quantity.more_than(400_000, "chip"),
        when=When("2026-01-28"),
    )
    others = (
        AllocationRow(
            ref="A-0006",
            item="H20",
            recipients=("Tencent",),
            when=When("2025"),
            stage=Stage.DELIVERED,
            quantity=Quantity.exact("2500.5", "chip"),
        ),
        AllocationRow(
            ref="A-0007",
            item="H20",
            recipients=("Tencent",),
            when=When("2025-33"),
            quantity=Quantity.exact(999, "chip"),
            counted=False,
            why_not="part of A-0002",
        ),
    )
    steps = (
        (date(2025, 7, 31), 60_000, 90_000, 0),
        (date(2025, 8, 31), 100_000, 130_000, 0),
        (date(2025, 12, 22), 112_000, None, 0),
        (date(2026, 1, 9), 112_000, None, 0),
        (date(2026, 1, 28), 512_000, None, 400_000),
    )
    return BriefingData(
        title="Advanced chips: dated rows",
        as_of=MOMENT,
        number="B-0002",
        marking=Marking.GREEN,
        stage=Stage.AUTHORISED,
        decisions=(
            DecisionRow(
                ref="D-0001",
                title="Reduced chips licensed again",
                when=When("2025-07-14"),
                stance=Stance.CONDITIONAL,
                jurisdiction="USA",
                body="Commerce",
            ),
            DecisionRow(
                ref="D-0002",
                title="Told to stop buying",
                when=When("2025-09"),
                stance=Stance.DENY,
                jurisdiction="CHN",
                undoes=("D-0001",),
            ),
        ),
        allocations=(*allocations, joint, *others),
        evidence=(EvidenceRow(ref="C-0001", statement="As reported", quote="as reported"),),
        steps=tuple(
            Step(
                day=day,
                low=Decimal(low),
                high=None if high is None else Decimal(high),
                joint=Decimal(part),
            )
            for day, low, high, part in steps
        ),
    )
