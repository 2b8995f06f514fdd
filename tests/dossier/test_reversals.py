from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.model import Decision
from workbench.model.decision import DecisionLink
from workbench.model.kinds import Action, DecisionRelation

if TYPE_CHECKING:
    from workbench import Dossier


def test_before_and_after_is_the_same_from_both_sides(dossier: Dossier) -> None:
    deny = dossier.decisions.add(Decision(title="Stop", action=Action.DENY, jurisdiction="CHN"))
    link = DecisionLink(relation=DecisionRelation.REVERSES, decision=deny.id)
    allow = dossier.decisions.add(
        Decision(title="Go", action=Action.APPROVE, jurisdiction="CHN", links=(link,))
    )
    (from_later,) = dossier.decisions.reversals(allow)
    assert [from_later] == dossier.decisions.reversals(deny.id)
    assert (from_later.before, from_later.after) == (deny, allow)
    assert from_later.changed == ("action",)
    assert dossier.decisions.undoes("D-0002") == [deny]
    assert dossier.decisions.undone_by("D-0001") == [allow]
    other = dossier.decisions.add(Decision(title="Alone"))
    assert dossier.decisions.reversals(other) == []
