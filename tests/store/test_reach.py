from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.model.decision import Affected, Condition, Decision, DecisionEvent
from workbench.model.kinds import ConditionKind, EventAction, Scope
from workbench.model.query import Query
from workbench.store import find
from workbench.store.facets import facets

if TYPE_CHECKING:
    from workbench.store.store import Store


def shown(store: Store, line: str) -> list[int]:
    """The numbers of the decisions that a search line shows, lowest first."""
    with store.reading() as connection:
        found = find.ids(connection, "decision", Query.parse(line))
        return sorted(each.number for each in find.page(connection, Decision, found))


def test_decisions_are_found_by_whom_they_reach_their_conditions_and_their_steps(
    store: Store,
) -> None:
    kyc = Condition(kind=ConditionKind.KYC, words="know your customer")
    adopted = DecisionEvent(action=EventAction.ADOPTION)
    with store.operation("Add") as op:
        op.put(Decision(title="China", affected=(Affected(jurisdiction="CHN"),), events=(adopted,)))
        op.put(Decision(title="All", affected=(Affected(jurisdiction="ALL"),), conditions=(kyc,)))
        spared = (Affected(jurisdiction="ALL"), Affected(jurisdiction="CHN", excluded=True))
        op.put(Decision(title="All but China", affected=spared, scope=Scope.GENERAL))
        op.put(Decision(title="Not stated", never_in_force=True))

    assert shown(store, "affected:China") == [1, 2]
    assert shown(store, "affected:JPN") == [2, 3]
    assert shown(store, "affected:all") == [2, 3]
    assert shown(store, "-affected:CHN") == [3, 4]
    assert shown(store, "condition:KYC") == [2]
    assert shown(store, "event:adoption,veto") == [1]
    assert shown(store, "scope:general") == [3]
    assert shown(store, "never_in_force:yes") == [4]
    assert shown(store, "never_in_force:no") == [1, 2, 3]


def test_kinds_of_condition_are_counted_as_choosing_one_would_show(store: Store) -> None:
    kyc = Condition(kind=ConditionKind.KYC)
    with store.operation("Add") as op:
        op.put(Decision(title="One", conditions=(kyc, Condition(kind=kyc.kind, words="again"))))
        op.put(Decision(title="Other", conditions=(Condition(kind=ConditionKind.QUOTA), kyc)))

    with store.reading() as connection:
        counted = facets(connection, "decision", Query(), "condition")
        assert counted == {"condition": [("kyc", 2), ("quota", 1)]}
        some = facets(connection, "decision", Query.parse("condition:quota other"), "condition")
        assert dict(some["condition"]) == {"kyc": 1, "quota": 1}
