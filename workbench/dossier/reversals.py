"""Before and after a reversal: the two decisions, field by field."""

from __future__ import annotations

from dataclasses import dataclass, fields

from workbench.model.decision import Decision
from workbench.model.kinds import DecisionRelation

_APART = frozenset({"id", "number", "title", "links", "status", "note"})
"""What differs between any two decisions and says nothing about the policy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reversal:
    """The decision `after` takes `before` back; `changed` are the fields in which they differ."""

    before: Decision
    after: Decision
    relation: DecisionRelation
    changed: tuple[str, ...]


def reversal(before: Decision, after: Decision, relation: DecisionRelation) -> Reversal:
    """Two decisions side by side."""
    names = [each.name for each in fields(Decision) if each.name not in _APART]
    changed = tuple(name for name in names if getattr(before, name) != getattr(after, name))
    return Reversal(before=before, after=after, relation=relation, changed=changed)
