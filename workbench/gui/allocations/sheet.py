"""What the inspector shows of an allocation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.gui.allocations.rows import suppliers_of
from workbench.gui.decisions.sheet import card_of
from workbench.gui.inspector.past import read_past
from workbench.gui.inspector.sheet import ChainLine, Sheet, computed_lines, fact_lines
from workbench.gui.widgets.facts import linked_names

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.model.allocation import Allocation

FACTS = (
    "quantity",
    "item",
    "stage",
    "split",
    "parties",
    "decision",
    "as_of",
    "period",
    "part_of",
    "supersedes",
    "note",
)
_SPLITS = {
    "single": "one recipient",
    "joint_unspecified": "joint, split not known",
    "joint_specified": "joint, split stated",
}


def read_sheet(dossier: Dossier, key: str) -> Sheet | None:
    """Reads an allocation with what stands around it; None when it is gone."""
    found = dossier.allocations.page([key])
    if not found:
        return None
    allocation = found[0]
    names = linked_names(dossier, [allocation])
    evidence = dossier.evidence(allocation)
    own = {
        "quantity": str(allocation.quantity) if allocation.quantity else "",
        "split": _SPLITS[allocation.split.value] if allocation.recipients else "",
    }
    date = dossier.allocations.dates([allocation])[allocation.id]
    supplied = ", ".join(names.get(each, "") for each in suppliers_of(allocation))
    parts = (
        allocation.stage.value.capitalize(),
        f"from {supplied}" if supplied else "",
        str(date) if date else "no date stated",
    )
    return Sheet(
        record=allocation,
        subline=" · ".join(each for each in parts if each),
        cards=(card_of(allocation, names),),
        facts=fact_lines(allocation, names, FACTS, evidence, own),
        computed=computed_lines(dossier, allocation),
        evidence=evidence,
        chain=_chain(dossier, allocation),
        past=read_past(dossier, allocation),
    )


def _chain(dossier: Dossier, allocation: Allocation) -> tuple[ChainLine, ...]:
    lines = []
    for decision in dossier.decisions.page([allocation.decision] if allocation.decision else []):
        words = f"{decision.ref}  {decision.title}"
        lines.append(ChainLine(label="Decided by", kind="decision", key=decision.id, words=words))
    held = {"Part of": allocation.part_of, "Supersedes": allocation.supersedes}
    for label, key in held.items():
        for other in dossier.allocations.page([key] if key else []):
            words = f"{other.ref}  {other.title}"
            lines.append(ChainLine(label=label, kind="allocation", key=other.id, words=words))
    return tuple(lines)
