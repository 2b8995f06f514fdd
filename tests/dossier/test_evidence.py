"""What speaks for and against a field, and how a passage is linked to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.errors import InvalidField
from workbench.model.decision import Decision
from workbench.model.kinds import SupportRole

if TYPE_CHECKING:
    from workbench import Dossier
    from workbench.model.passage import Passage

TEXT = "Beijing approved the sale in January. Officials said that it was never approved."


@pytest.fixture
def passages(dossier: Dossier) -> list[Passage]:
    """Return a passage that states a decision, and one that denies it."""
    source = dossier.sources.add_text(TEXT, title="Report")
    return [dossier.passages.mark(source, 0, 37), dossier.passages.mark(source, 38, len(TEXT))]


def test_a_passage_is_linked_to_a_field_for_or_against_it(
    dossier: Dossier, passages: list[Passage]
) -> None:
    decision = dossier.decisions.add(Decision(title="Approval"))
    dossier.supports.link(passages[0], decision, "action")
    dossier.supports.link(passages[1], decision, "action", role=SupportRole.CONTRADICTS)
    both = dossier.evidence(decision, "action")
    assert [(each.claim.quote, each.role.value) for each in both] == [
        (TEXT[:37], "supports"),
        (TEXT[38:], "contradicts"),
    ]
    assert dossier.evidence(decision.ref, "action") == both
    assert dossier.corroboration(decision.ref) == dossier.corroboration(decision)
    assert dossier.evidence(decision, "announced") == []
    assert dossier.decisions.count("is:disputed") == 1


def test_one_claim_may_speak_for_one_field_and_against_another(
    dossier: Dossier, passages: list[Passage]
) -> None:
    decision = dossier.decisions.add(Decision(title="Approval"))
    dossier.supports.link(passages[0], decision, "announced")
    dossier.supports.link(passages[0], decision, "action", role=SupportRole.CONTRADICTS)
    found = {each.role: each.fields for each in dossier.evidence(decision)}
    assert found == {SupportRole.SUPPORTS: ("announced",), SupportRole.CONTRADICTS: ("action",)}
    assert dossier.claims.count() == 1


def test_linking_again_the_other_way_turns_the_support(
    dossier: Dossier, passages: list[Passage]
) -> None:
    decision = dossier.decisions.add(Decision(title="Approval"))
    first = dossier.supports.link(passages[0], decision, "action")
    again = dossier.supports.link(passages[0].ref, "D-0001", "action", role="contradicts")
    assert again.id == first.id
    with pytest.raises(InvalidField, match="'denies' is not one of: supports"):
        dossier.supports.link(passages[0], decision, "action", role="denies")
    assert [each.role for each in dossier.evidence(decision)] == [SupportRole.CONTRADICTS]
    dossier.undo()
    assert [each.role for each in dossier.evidence(decision)] == [SupportRole.SUPPORTS]


def test_a_field_that_the_record_lacks_is_refused_and_nothing_is_kept(
    dossier: Dossier, passages: list[Passage]
) -> None:
    decision = dossier.decisions.add(Decision(title="Approval"))
    with pytest.raises(InvalidField):
        dossier.supports.link(passages[0], decision, "colour")
    assert not dossier.claims.count()
