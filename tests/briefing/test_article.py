"""The founding article as a briefing: three decisions, one joint grant, no date, 31 claims."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

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
)
from workbench.briefing.recipe import Recipe
from workbench.briefing.write import write
from workbench.model.kinds import Action, Direction, Marking, Stance, Voice
from workbench.model.quantity import Quantity

openpyxl = pytest.importorskip("openpyxl")
RECORDS = Path(__file__).parents[3] / "shared/data/h200/records.json"
pytestmark = pytest.mark.skipif(not RECORDS.exists(), reason="the article's records are not here")
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def cites(rows: Rows, entity: str, number: int) -> tuple[Cite, ...]:
    fields = {"authority_id": "authority", "quantity_id": "quantity"}
    supports = [
        Cite(
            claim=f"C-{each['claim_id']:04d}",
            field=fields.get(str(each["field"]), str(each["field"])),
        )
        for each in rows["field_support"]
        if (each["entity"], each["entity_id"]) == (entity, number) and each["claim_id"]
    ]
    about = [
        Cite(claim=f"C-{each['claim_id']:04d}")
        for each in rows["claim_about"]
        if (each["entity"], each["entity_id"]) == (entity, number)
    ]
    return (*supports, *about)


def stance(row: Mapping[str, Any]) -> Stance:
    if Action(row["action"]) is Action.APPROVE_CONDITIONALLY:
        return Stance.CONDITIONAL
    liberal = Direction(row["direction"]) is Direction.LIBERALISING
    return Stance.RELAX if liberal else Stance.RESTRICT


def article() -> BriefingData:
    rows: Rows = json.loads(RECORDS.read_text(encoding="utf-8"))
    names = {row["id"]: row["name"] for row in rows["agent"]}
    lines = {row["id"]: row["title"] for row in rows["policy_line"]}
    decisions = tuple(
        DecisionRow(
            ref=f"D-{row['id']:04d}",
            title=row["title"],
            body=names[row["authority_id"]],
            stance=stance(row),
            policy_line=lines[row["policy_line_id"]],
            conditions=tuple(
                each["text"] for each in rows["condition"] if each["decision_id"] == row["id"]
            ),
            in_part=tuple(
                f"D-{each['to_id']:04d}"
                for each in rows["decision_link"]
                if each["from_id"] == row["id"]
            ),
            grade="F6",
            cites=cites(rows, "decision", row["id"]),
        )
        for row in rows["decision"]
    )
    evidence = tuple(
        EvidenceRow(
            ref=f"C-{row['id']:04d}",
            statement=row["statement"],
            quote=row["quote"],
            source="S-0001",
            paragraph=row["segment_id"],
            voice=Voice(row["voice"]),
            hedge=row["hedge"] or "",
        )
        for row in rows["claim"]
    )
    grant = AllocationRow(
        ref="A-0001",
        item="Nvidia H200",
        decision="D-0001",
        suppliers=("Nvidia",),
        recipients=("ByteDance", "Alibaba", "Tencent"),
        joint=True,
        quantity=Quantity.parse("more than 400,000 of the chips in total", "chip"),
        cites=(Cite(claim="C-0011", field="quantity"), *cites(rows, "allocation", 1)),
    )
    return BriefingData(
        title="H200 chips: who may buy, and what is not known",
        subtitle="What one article says, sentence by sentence",
        as_of=datetime(2026, 2, 13, 17, tzinfo=UTC),
        number="B-0001",
        prepared_for="Minister for Trade and Technology",
        prepared_by="Export Control Analysis Unit",
        marking=Marking.AMBER,
        query="h200",
        bottom_line="According to Reuters, China has agreed to let ByteDance, Alibaba and Tencent"
        " buy more than 400,000 H200 chips in total under conditional licences. How they are split,"
        " the conditions and the dates are not stated. More approvals are expected.",
        operation=118,
        head="3b1f" * 16,
        decisions=decisions,
        allocations=(grant,),
        evidence=evidence,
        sources=(
            SourceRow(ref="S-0001", title="(unidentified outlet)", genre="press", role="read here"),
            SourceRow(ref="S-0002", title="Reuters", genre="wire", role="primary origin"),
        ),
        questions=tuple(
            QuestionRow(
                ref=f"Q-{row['id']:04d}",
                question=row["text"],
                kind=row["kind"].replace("_", " ").capitalize(),
                cites=(Cite(claim=f"C-{row['claim_id']:04d}"),) if row["claim_id"] else (),
            )
            for row in rows["question"]
        ),
        expectations=(
            ExpectationRow(
                ref="E-0001",
                statement="More approvals",
                words="in the coming weeks",
                cites=(Cite(claim="C-0012"),),
            ),
        ),
        comments=tuple(
            CommentRow(
                ref=f"R-{row['id']:04d}",
                party=names[row["agent_id"]],
                outcome="No immediate response",
                cites=(Cite(claim="C-0027"),),
            )
            for row in rows["comment_request"]
        ),
    )


def test_the_article_becomes_a_briefing_that_invents_nothing(tmp_path: Path) -> None:
    result = write(article(), Recipe.shipped("minister"), tmp_path / "b.xlsx")
    counts = {line.tab: line.rows for line in result.sheets}
    assert (counts["Decisions"], counts["Allocations"], counts["Evidence"]) == (3, 1, 31)
    assert counts["Gaps"] == 1 + 20 + 4
    shown = openpyxl.load_workbook(result.path, data_only=True)
    assert [cell.value for cell in shown["Summary"][5]] == [400_000, 400_000, 3, 1]
    assert shown["Totals"]["J10"].value == "not bounded"
    assert {row[1] for row in shown["Decisions"].iter_rows(min_row=6, values_only=True)} == {
        "not stated"
    }
    assert shown["Allocations"]["K6"].hyperlink.location == "Evidence!A16"
    assert shown["Evidence"]["A16"].value == "C-0011"
    assert shown["Evidence"]["J16"].hyperlink.location == "Allocations!A6"
