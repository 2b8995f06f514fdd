"""Fields are typed in the console as on the command line: terms, dates, quantities, names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from workbench.dossier.spelling import quantity, read_as_typed
from workbench.errors import InvalidField, NoSuchRecord
from workbench.model import Claim, Decision, HypothesisSet, PolicyLine
from workbench.model.decision import Condition, DecisionLink
from workbench.model.kinds import Action, ConditionKind, DecisionRelation
from workbench.model.quantity import Quantity
from workbench.model.when import When

if TYPE_CHECKING:
    from workbench import Dossier


def typed(value: Any) -> Any:
    """A text where a term, a date, a quantity or an id is declared: what an analyst types."""
    return value


def test_a_change_takes_terms_dates_quantities_and_names_as_they_are_typed(
    dossier: Dossier,
) -> None:
    line = dossier.policy_lines.add(PolicyLine(title="Chips to China"))
    dossier.decisions.add(Decision(title="Ban"))
    changed = dossier.decisions.change("D-0001", action="relax", announced="2026-01", line="L-0001")
    assert (changed.action, changed.announced) == (Action.RELAX, When("2026-01"))
    assert changed.line == line.id
    assert dossier.decisions.change(changed, line=line) == changed
    claim = dossier.claims.add(Claim(statement="Many", quantity=typed("more than 400,000")))
    assert claim.quantity.low == Quantity.more_than(400_000).low
    assert claim.quantity.unit == ""


def test_words_of_a_quantity_may_name_its_unit(dossier: Dossier) -> None:
    claim = dossier.claims.add(Claim(statement="Many", quantity=typed("80,000 to 120,000 chips")))
    assert claim.quantity == Quantity.parse("80,000 to 120,000 chips", "chip")
    assert quantity("5 % of the chips").unit == "%"
    assert quantity("400 chips", "rack").unit == "rack"


def test_parts_are_read_as_well_and_what_is_right_stays_the_same_record(dossier: Dossier) -> None:
    ban = dossier.decisions.add(Decision(title="Ban"))
    link = DecisionLink(relation=typed("reverses"), decision="D-0001")
    cap = Condition(kind=typed("quota"), quantity=typed("at most 50 %"))
    made = dossier.decisions.add(Decision(title="Sale", links=(link,), conditions=(cap,)))
    assert made.links == (DecisionLink(relation=DecisionRelation.REVERSES, decision=ban.id),)
    assert made.conditions[0].kind is ConditionKind.QUOTA
    assert read_as_typed(made, dossier) is made


def test_what_cannot_be_read_is_refused_by_field(dossier: Dossier) -> None:
    dossier.decisions.add(Decision(title="Ban"))
    with pytest.raises(InvalidField, match="action: 'relaxx' is not one of: approve"):
        dossier.decisions.change("D-0001", action="relaxx")
    with pytest.raises(InvalidField, match="announced"):
        dossier.decisions.change("D-0001", announced="soon")
    with pytest.raises(NoSuchRecord):
        dossier.decisions.change("D-0001", line="L-0009")


def test_a_decision_is_logged_and_backed_by_the_names_of_claims(sample: Dossier) -> None:
    made = sample.decisions.log(title="Sale", action="approve", cite="C-0002")
    assert {each.claim.ref for each in sample.evidence(made)} == {"C-0002"}
    sample.supports.back(made.ref, "C-0003", ["action"])
    assert [each.claim.ref for each in sample.evidence(made, "action")] == ["C-0003"]
    licence = sample.codes.create("Licence")
    marked = sample.passages.mark_quote("S-0001", "seeks to achieve")
    sample.passages.code(marked.ref, [licence.ref])
    assert [each.code for each in sample.passages.get(marked).codes] == [licence.id]
    assert len(sample.passages.of("S-0001")) == len(sample.passages.of(sample.sources["S-0001"]))
    with pytest.raises(InvalidField, match="neither a claim nor a passage"):
        sample.decisions.log(title="Sale", cite="D-0001")


def test_verbs_take_names_of_records_and_fields_as_they_are_typed(dossier: Dossier) -> None:
    source = dossier.sources.add_text("Two chips were sold.", title="Report")
    passage = dossier.passages.mark(source, 0, 20)
    claim = dossier.claims.claim(passage.ref, kind="quantity", quantity="2 chips")
    assert (claim.quote, claim.kind.value) == ("Two chips were sold.", "quantity")
    assert str(claim.quantity) == "2 chips"
    dossier.hypothesis_sets.add(HypothesisSet(question="Why?"))
    assert dossier.hypothesis_sets.propose("HS-0001", "Because", claim="C-0001").claim == claim.id
