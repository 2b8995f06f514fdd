"""What the inspector shows of a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.gui.decisions.life import (
    affected_words,
    effective_words,
    events_words,
    scales_of,
    stances_words,
)
from workbench.gui.decisions.rows import authority_words, date_note
from workbench.gui.inspector.past import read_past
from workbench.gui.inspector.sheet import Card, ChainLine, Sheet, computed_lines, fact_lines
from workbench.gui.table.words import not_bounded, not_split
from workbench.gui.widgets.facts import linked_names
from workbench.model.jurisdiction import name_of
from workbench.model.kinds import DecisionRelation, QuantityKind, Scope
from workbench.model.query import Filter, Query

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.dossier.dossier import Dossier
    from workbench.model.allocation import Allocation
    from workbench.model.decision import Decision

FACTS = (
    "action",
    "authority",
    "instrument",
    "conditions",
    "announced",
    "published",
    "effective",
    "ended",
    "events",
    "stances",
    "parties",
    "line",
    "scope",
    "affected",
    "citation",
    "status",
    "note",
)
MANY = 2
MOST_CARDS = 12
"""How many allocations of a decision have a card of their own."""


def read_sheet(dossier: Dossier, key: str) -> Sheet | None:
    """Reads a decision with what stands around it; None when it is gone."""
    found = dossier.decisions.page([key])
    if not found:
        return None
    decision = found[0]
    allocations = dossier.decisions.allocations(decision)
    more = [_rest(decision, rest)] if (rest := allocations[MOST_CARDS:]) else []
    names = linked_names(dossier, [decision, *allocations[:MOST_CARDS]])
    evidence = dossier.evidence(decision)
    own = {
        "action": f"{decision.stance.glyph} {decision.action.value.replace('_', ' ').capitalize()}",
        "authority": authority_words(decision, names) if decision.authority else "",
        "conditions": "\n".join(each.told for each in decision.conditions),
        "effective": effective_words(decision),
        "events": events_words(decision),
        "affected": affected_words(decision),
        "stances": stances_words(decision, scales_of(dossier, decision)),
    }
    if decision.scope is Scope.UNSTATED:
        own["scope"] = ""
    return Sheet(
        record=decision,
        subline=_subline(decision, names),
        cards=(*(card_of(each, names) for each in allocations[:MOST_CARDS]), *more),
        facts=fact_lines(decision, names, FACTS, evidence, own),
        computed=computed_lines(dossier, decision),
        evidence=evidence,
        chain=(*_earlier(dossier, decision), *_later(dossier, decision)),
        past=read_past(dossier, decision),
    )


def _rest(decision: Decision, rest: Sequence[Allocation]) -> Card:
    """The card of those that have none: hundreds would hold the window up."""
    return Card(
        figure=f"{len(rest):,} more",
        lines=(f"Search the allocations for decision:{decision.ref} to see them all",),
        kind="allocation",
        key=rest[0].id,
    )


def card_of(allocation: Allocation, names: Mapping[str, str]) -> Card:
    """The card of an allocation: the figure, what is not known, the item, the recipients."""
    quantity = allocation.quantity
    buyers = [names.get(each, "") for each in allocation.recipients]
    item = names.get(allocation.item or "", "item not stated")
    figure, interval = quantity.sign_text(), ""
    if quantity.kind is QuantityKind.ESTIMATE_CI:  # its interval is too long for large figures
        figure, _, interval = figure.partition(" (")
    return Card(
        figure=figure,
        note="split not known" if not_split(allocation) and len(buyers) >= MANY else "",
        lines=tuple(
            each
            for each in (
                interval.removesuffix(")"),
                f"{item}, {_whom(allocation, len(buyers))}",
                ", ".join(each for each in buyers if each),
                " · ".join(x for x in (allocation.stage.value, not_bounded(quantity)) if x),
            )
            if each
        ),
        kind="allocation",
        key=allocation.id,
    )


def _whom(allocation: Allocation, buyers: int) -> str:
    if not buyers:
        return "recipients not stated"
    if buyers == 1:
        return "to 1 buyer"
    joint = "jointly " if allocation.split.value.startswith("joint") else ""
    return f"{joint}to {buyers} buyers"


def _subline(decision: Decision, names: Mapping[str, str]) -> str:
    place = name_of(decision.jurisdiction)
    note = date_note(decision)
    date = f"{decision.when} ({note})" if note else str(decision.when)
    return " · ".join(
        (place, authority_words(decision, names), date if decision.when else "no date stated")
    )


def _earlier(dossier: Dossier, decision: Decision) -> list[ChainLine]:
    held = {each.id: each for each in dossier.decisions.page([x.decision for x in decision.links])}
    return [
        ChainLine(
            label=_relation_words(link.relation),
            kind="decision",
            key=link.decision,
            words=f"{held[link.decision].ref}  {held[link.decision].title}",
        )
        for link in decision.links
        if link.decision in held
    ]


def _later(dossier: Dossier, decision: Decision) -> list[ChainLine]:
    later = dossier.decisions.find(Query(filters=(Filter("decision", (decision.id,)),)))
    lines = []
    for each in later:
        relations = [link.relation for link in each.links if link.decision == decision.id]
        if relations and each.id != decision.id:
            undone = any(relation.undoes for relation in relations)
            lines.append(
                ChainLine(
                    label="Undone by" if undone else "Leads to",
                    kind="decision",
                    key=each.id,
                    words=f"{each.ref}  {each.title}",
                    later=True,
                )
            )
    return lines


def _relation_words(relation: DecisionRelation) -> str:
    if relation is DecisionRelation.PARTIALLY_REVERSES:
        return "Undoes in part"
    return "Undoes" if relation.undoes else relation.value.replace("_", " ").capitalize()


def chain_keys(lines: Sequence[ChainLine], *, later: bool) -> list[str]:
    """The ids of the earlier, or the later, decisions of a chain."""
    return [each.key for each in lines if each.later is later]
