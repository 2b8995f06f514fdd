"""Decisions as rows of the table; free of Qt, read off the window's thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.gui.decisions.life import affected_words
from workbench.gui.table.columns import Cell, Column, Row
from workbench.gui.table.grades import read_grades
from workbench.gui.table.sums import too_many, total_words
from workbench.gui.table.words import date_cell, not_split, quantity_cell, tip_of
from workbench.gui.widgets.editors import words_of
from workbench.model.allocation import Allocation
from workbench.model.jurisdiction import name_of
from workbench.model.kinds import AuthorityPrecision, RecordStatus, Scope
from workbench.model.query import Filter, Query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.dossier.dossier import Dossier
    from workbench.model.decision import Decision

COLUMNS = (
    Column(name="ref", title="No.", width=74, priority=7, order="number", shown=False),
    Column(name="date", title="Date", width=108, priority=1, order="date", right=True),
    Column(
        name="jurisdiction",
        title="Jurisdiction",
        width=116,
        most=220,
        priority=3,
        order="jurisdiction",
    ),
    Column(name="stance", title="Stance", width=142, priority=2, order="stance"),
    Column(name="title", title="Decision", width=196, order="title", stretch=True),
    Column(name="quantity", title="Quantity", width=118, most=170, priority=4, right=True),
    Column(name="evidence", title="Evidence", width=78, priority=5),
    Column(name="action", title="Action", width=140, priority=8, order="action", shown=False),
    Column(name="line", title="Policy line", width=150, most=240, priority=9, shown=False),
    Column(name="reaches", title="Reaches", width=130, most=220, priority=10, shown=False),
    Column(name="status", title="Status", width=92, priority=6, order="status", shown=False),
)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around some decisions, looked up at once."""

    parties: Mapping[str, str]
    lines: Mapping[str, str]
    refs: Mapping[str, str]
    allocations: Mapping[str, list[Allocation]]
    grades: Mapping[str, tuple[str, ...]]


def read_rows(dossier: Dossier, ids: Sequence[str]) -> list[Row]:
    """The rows of some decisions, in this order."""
    decisions = dossier.decisions.page(ids)
    around = _look_around(dossier, decisions)
    return [_row(each, around) for each in decisions]


def sum_words(dossier: Dossier, ids: Sequence[str], query: Query | None) -> str:
    """What the allocations of some decisions add up to, with bounds."""
    count = f"{len(ids):,} selected"
    if too_many(len(ids)):
        return count
    if query is None:
        query = Query(filters=(Filter("decision", tuple(ids)),))
    words = total_words(dossier, query)
    return f"{count}:  {words}" if words else f"{count}: no quantity"


def authority_words(decision: Decision, parties: Mapping[str, str]) -> str:
    """The deciding body as exactly as it is known."""
    name = parties.get(decision.authority or "", "")
    if not name:
        return "authority not stated"
    note = {
        AuthorityPrecision.GOVERNMENT_ONLY: " (authority not named)",
        AuthorityPrecision.INFERRED: " (inferred)",
        AuthorityPrecision.NAMED_BODY: "",
    }[decision.authority_precision]
    return name + note


def conditions_words(decision: Decision) -> str:
    """The conditions in one line, each with its kind."""
    return "; ".join(each.told for each in decision.conditions)


def date_note(decision: Decision) -> str:
    """Which date it is, where it is not the one of the announcement; or that it never held."""
    if decision.never_in_force and decision.when:
        return "never in force"
    if decision.announced or not decision.when:
        return ""
    return "published" if decision.published else "in effect"


def _look_around(dossier: Dossier, decisions: Sequence[Decision]) -> Around:
    authorities = sorted({each.authority for each in decisions if each.authority})
    lines = sorted({each.line for each in decisions if each.line})
    linked = sorted({link.decision for each in decisions for link in each.links})
    ids = tuple(each.id for each in decisions)
    allotted: dict[str, list[Allocation]] = {}
    if ids:
        for each in dossier.allocations.find(Query(filters=(Filter("decision", ids),))):
            allotted.setdefault(each.decision or "", []).append(each)
    return Around(
        parties={each.id: each.title for each in dossier.parties.page(authorities)},
        lines={each.id: each.title for each in dossier.policy_lines.page(lines)},
        refs={each.id: each.ref for each in dossier.decisions.page(linked)},
        allocations=allotted,
        grades=read_grades(dossier, ids),
    )


def _row(decision: Decision, around: Around) -> Row:
    authority = authority_words(decision, around.parties)
    undone = [around.refs.get(x.decision, "") for x in decision.links if x.relation.undoes]
    below = (decision.instrument, conditions_words(decision), _undoes(undone))
    allocations = around.allocations.get(decision.id, [])
    date = date_cell(decision.when, note=date_note(decision))
    jurisdiction = name_of(decision.jurisdiction) if decision.jurisdiction else "not stated"
    return Row(
        id=decision.id,
        name=decision.title,
        cells={
            "ref": Cell(upper=decision.ref, quiet=True),
            "date": date,
            "jurisdiction": Cell(upper=jurisdiction, lower=authority),
            "stance": Cell(stance=decision.stance),
            "title": Cell(
                upper=decision.title,
                lower="  ·  ".join(dict.fromkeys(each for each in below if each)),
                strong=True,
            ),
            "quantity": _quantity(allocations),
            "evidence": Cell(chips=around.grades.get(decision.id, ())),
            "action": Cell(upper=decision.action.value.replace("_", " ").capitalize()),
            "line": Cell(upper=around.lines.get(decision.line or "", "")),
            "reaches": _reaches(decision),
            "status": Cell(
                upper=decision.status.value.capitalize(),
                quiet=decision.status is RecordStatus.DRAFT,
            ),
        },
        tip=tip_of(
            (
                f"{decision.ref}  {decision.title}",
                f"{jurisdiction} · {authority} · {date.words}",
                " · ".join(dict.fromkeys(each for each in below if each)),
                *(_tip_of(each) for each in allocations[:4]),
            )
        ),
    )


def _undoes(refs: Sequence[str]) -> str:
    named = [each for each in refs if each]
    return f"undoes {', '.join(named)}" if named else ""


def _reaches(decision: Decision) -> Cell:
    """The jurisdictions that it reaches, and whether it is general or targeted."""
    scope = "" if decision.scope is Scope.UNSTATED else words_of(decision.scope).lower()
    places = affected_words(decision)
    return Cell(upper=places, lower=scope) if places else Cell(upper=scope.capitalize())


def _quantity(allocations: Sequence[Allocation]) -> Cell:
    """The quantity of the one allocation; several are counted, as they may stand at any stage."""
    if not allocations:
        return Cell()
    if len(allocations) == 1:
        return quantity_cell(allocations[0])
    stages = {each.stage.value for each in allocations}
    lower = stages.pop() if len(stages) == 1 else f"at {len(stages)} stages"
    return Cell(upper=f"{len(allocations)} quantities", lower=lower, figure=True)


def _tip_of(allocation: Allocation) -> str:
    cell = quantity_cell(allocation)
    open_split = not_split(allocation) and "split not known"
    notes = dict.fromkeys(each for each in (cell.lower, open_split) if each)
    return ", ".join((f"{allocation.stage.value} {cell.upper}", *notes))
