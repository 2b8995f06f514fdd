"""Stance scales: shipped ones are adopted, used ones revised and never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.errors import InvalidField, NoSuchCodebook, NoSuchRecord
from workbench.model import Decision, PolicyLine
from workbench.model.decision import StanceCoding
from workbench.model.kinds import Scope
from workbench.model.stance_scale import ScaleLevel

if TYPE_CHECKING:
    from workbench import Dossier
    from workbench.model import StanceScale

LEVELS = (ScaleLevel(value=0, words="free"), ScaleLevel(value=1, words="banned"))


@pytest.fixture
def scale(dossier: Dossier) -> StanceScale:
    return dossier.stance_scales.adopt("export-licence-review")


def code(dossier: Dossier, scale: StanceScale, value: int) -> Decision:
    """A decision that is coded on a scale."""
    coding = StanceCoding(scale=scale.id, value=value, reach=Scope.GENERAL)
    return dossier.decisions.add(Decision(title="Rule", stances=(coding,)))


def test_the_licence_review_scale_runs_from_no_licence_to_a_ban(scale: StanceScale) -> None:
    assert [each.value for each in scale.levels] == [0, 1, 2, 3, 4, 5]
    assert scale.words_of(3).startswith("Case by case")
    assert scale.version == 1


def test_a_shipped_scale_that_is_not_adopted_yet_says_so(dossier: Dossier) -> None:
    with pytest.raises(NoSuchRecord, match="adopt it first"):
        dossier.policy_lines.add(PolicyLine(title="Chips", scale="export-licence-review"))
    with pytest.raises(NoSuchRecord, match="List them"):
        dossier.stance_scales.get("no-such-scale")


def test_a_scale_is_adopted_once(dossier: Dossier, scale: StanceScale) -> None:
    assert dossier.stance_scales.adopt("export-licence-review") == scale
    with pytest.raises(NoSuchCodebook, match="export-licence-review"):
        dossier.stance_scales.adopt("tariffs")


def test_a_decision_is_coded_only_on_levels_that_the_scale_has(
    dossier: Dossier, scale: StanceScale
) -> None:
    assert code(dossier, scale, 5).stances[0].value == 5
    with pytest.raises(InvalidField, match="no such level"):
        code(dossier, scale, 6)


def test_levels_that_are_coded_on_never_change_but_are_revised(
    dossier: Dossier, scale: StanceScale
) -> None:
    line = dossier.policy_lines.add(PolicyLine(title="H200 to China", scale=scale.id))
    coded = code(dossier, scale, 3)
    with pytest.raises(InvalidField, match="Revise"):
        dossier.stance_scales.change(scale, levels=LEVELS)
    revised = dossier.stance_scales.revise(scale, levels=LEVELS)
    assert (revised.version, revised.supersedes) == (2, scale.id)
    assert dossier.policy_lines.get(line).scale == revised.id
    assert dossier.decisions.get(coded).stances[0].scale == scale.id
    dossier.undo()
    assert dossier.policy_lines.get(line).scale == scale.id


def test_levels_that_nothing_is_coded_on_may_change(dossier: Dossier, scale: StanceScale) -> None:
    assert dossier.stance_scales.change(scale, levels=LEVELS).highest == 1
