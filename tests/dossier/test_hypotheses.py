from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.analysis.ach import Consensus
from workbench.errors import InvalidField
from workbench.model.kinds import AchGrade

if TYPE_CHECKING:
    from workbench import Dossier

SET = "HS-0001"


def test_the_article_offers_four_readings_and_two_goals_and_rates_none(sample: Dossier) -> None:
    sets = sample.hypothesis_sets.find()
    assert [len(sample.hypotheses.of(each)) for each in sets] == [4, 2]
    assert not any(each.exclusive for each in sets)
    assert all(each.claim for each in sample.hypotheses)
    assert not sample.ach_ratings
    assert sample.hypothesis_sets.matrix(SET).matrix.least == ()


def test_ratings_of_one_cell_replace_one_another_and_are_signed(sample: Dossier) -> None:
    sets = sample.hypothesis_sets
    sets.rate("HY-0001", "C-0017", AchGrade.INCONSISTENT)
    sets.rate("HY-0001", "C-0017", "very_inconsistent")

    (rating,) = sample.ach_ratings.find()
    assert rating.grade is AchGrade.VERY_INCONSISTENT
    assert rating.analyst == sample.analyst
    found = sets.matrix(SET)
    assert found.matrix.scores[rating.hypothesis] == 2
    assert len(found.matrix.least) == 3
    bare = next(each for each in sets.figures(found) if each.label == "Not rated")
    assert len(bare.inputs) == len(found.evidence)


def test_taking_a_rating_back_leaves_the_cell_empty(sample: Dossier) -> None:
    sample.hypothesis_sets.rate("HY-0001", "C-0017", "consistent")
    sample.hypothesis_sets.rate("HY-0001", "C-0017", None)

    assert not sample.ach_ratings


def test_several_analysts_stand_side_by_side(sample: Dossier) -> None:
    sets = sample.hypothesis_sets
    sets.rate("HY-0001", "C-0017", "very_inconsistent", analyst="Ada")
    sets.rate("HY-0001", "C-0017", "very_consistent", analyst="Bea")
    found = sets.matrix(SET)
    hypothesis, claim = found.hypotheses[0].id, found.evidence[0].id

    assert found.analysts == ("Ada", "Bea")
    assert found.consensus(hypothesis, claim) is Consensus.EXTREME
    assert found.by_analyst["Ada"].scores[hypothesis] == 2
    assert found.by_analyst["Bea"].scores[hypothesis] == 0
    assert sets.matrix(SET, analysts=["Bea"]).matrix.scores[hypothesis] == 0


def test_weights_come_from_the_credibility_of_the_claim(sample: Dossier) -> None:
    sample.claims.rate("C-0017", "4")
    sample.hypothesis_sets.rate("HY-0001", "C-0017", "very_inconsistent")
    found = sample.hypothesis_sets.matrix(SET, weighted=True)

    assert found.matrix.scores[found.hypotheses[0].id] == pytest.approx(0.8)


def test_only_evidence_of_the_set_is_rated_and_only_by_known_grades(sample: Dossier) -> None:
    with pytest.raises(InvalidField, match="no evidence of this set"):
        sample.hypothesis_sets.rate("HY-0001", "C-0001", "consistent")
    with pytest.raises(InvalidField, match="very_inconsistent"):
        sample.hypothesis_sets.rate("HY-0001", "C-0017", "so-so")


def test_dropping_evidence_takes_its_ratings_of_this_set_along_and_undo_brings_all_back(
    sample: Dossier,
) -> None:
    sets = sample.hypothesis_sets
    sets.rate("HY-0001", "C-0030", "consistent")
    sets.rate("HY-0005", "C-0030", "consistent")

    sets.drop(SET, "C-0030")
    assert len(sample.ach_ratings) == 1
    sample.undo()
    assert len(sample.ach_ratings) == 2


def test_a_set_goes_with_its_hypotheses_and_ratings_in_one_step(sample: Dossier) -> None:
    sample.hypothesis_sets.rate("HY-0001", "C-0017", "consistent")
    sample.hypothesis_sets.remove(SET)

    assert len(sample.hypotheses) == 2
    assert not sample.ach_ratings
    sample.undo()
    assert len(sample.hypotheses) == 6
    assert len(sample.ach_ratings) == 1


def test_a_claim_weighs_once_however_often_it_is_added(sample: Dossier) -> None:
    assert len(sample.hypothesis_sets.weigh(SET, "C-0017", "C-0001").evidence) == 8
