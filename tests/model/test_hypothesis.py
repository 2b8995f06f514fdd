from __future__ import annotations

import pytest

from workbench.errors import InvalidField
from workbench.model import AchRating, HypothesisSet
from workbench.model.hypothesis import EvidenceRow
from workbench.model.kinds import AchGrade
from workbench.model.rules import check


def test_a_rating_is_signed_and_is_called_by_its_grade() -> None:
    rating = AchRating(hypothesis="h", claim="c", analyst="Ada", grade=AchGrade.VERY_INCONSISTENT)

    check(rating)
    assert rating.name == "Very inconsistent"
    with pytest.raises(InvalidField, match="Analyst"):
        check(AchRating(hypothesis="h", claim="c", analyst=""))


def test_a_claim_stands_once_in_a_matrix() -> None:
    twice = (EvidenceRow(claim="c"), EvidenceRow(claim="c"))

    with pytest.raises(InvalidField, match="twice"):
        check(HypothesisSet(question="Why?", evidence=twice))
