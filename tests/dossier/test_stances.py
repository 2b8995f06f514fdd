from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.analysis.interval import Interval
from workbench.analysis.stance import StanceChange
from workbench.dossier.stances import line_stance
from workbench.errors import NoSuchRecord
from workbench.model import PolicyLine
from workbench.model.decision import StanceCoding
from workbench.model.kinds import Scope
from workbench.model.stance_scale import ScaleLevel, StanceScale
from workbench.model.when import When

if TYPE_CHECKING:
    from workbench import Dossier


def change(id: str, day: int | None, level: int | None) -> StanceChange:
    return StanceChange(id=id, first=day, last=day, level=level, general=True)


def test_the_undated_reversal_of_the_article_is_counted_and_never_placed(sample: Dossier) -> None:
    controls, purchases = sample.stance.all()

    assert controls.title == "US controls on chip exports to China"
    assert len(controls.reversals) == 1
    assert controls.undated_reversals == controls.reversals
    computed = {each.label: each.words for each in sample.policy_lines.computed(controls.line)}
    assert computed["Linked reversals"] == "1, without a date"
    assert controls.stance.steps == ()
    assert controls.whiplash.index is None
    assert controls.whiplash.why
    assert not purchases.reversals


def test_a_line_is_asked_for_by_name(sample: Dossier) -> None:
    assert sample.stance.of("L-0001").line == sample.policy_lines["L-0001"].id
    with pytest.raises(NoSuchRecord):
        sample.stance.of("L-0099")


def test_a_composite_of_lines_that_nobody_coded_is_refused(sample: Dossier) -> None:
    found = sample.stance.composite()

    assert found.index is None
    assert found.refusal.startswith("0 of 2")


def test_levels_in_the_order_of_their_days_make_the_whiplash() -> None:
    given = [change("c", 30, 0), change("a", 10, 0), change("b", 20, 5), change("u", None, 3)]
    found = line_stance("l", "Line", given, ())

    assert found.whiplash.index == 1.0
    assert [each.id for each in found.changes] == ["a", "b", "c", "u"]
    assert found.order_sure
    assert found.windows()[-1].whiplash.reversals == 1


def test_overlapping_dates_are_said_to_leave_the_order_open() -> None:
    imprecise = StanceChange(id="b", first=5, last=40, level=5, general=True)

    assert not line_stance("l", "Line", [change("a", 10, 0), imprecise], ()).order_sure


def test_coded_stances_make_the_index_the_whiplash_and_its_words(dossier: Dossier) -> None:
    scale = dossier.stance_scales.add(
        StanceScale(title="Review", levels=tuple(ScaleLevel(value=n) for n in range(6)))
    )
    line = dossier.policy_lines.add(PolicyLine(title="Exports", scale=scale.id))
    for day, value in (("2025-01-01", 3), ("2025-04-09", 5), ("2025-08", 3)):
        coding = StanceCoding(scale=scale.id, value=value, reach=Scope.GENERAL)
        dossier.decisions.log(title=day, line=line.id, effective=When(day), stances=(coding,))
    dossier.decisions.log(title="Not coded", line=line.id)

    found = dossier.stance.of(line)
    assert found.stance.now == Interval(60, 60)
    assert found.whiplash.index == 1.0
    assert found.whiplash.retraced == 40
    assert dossier.stance.composite(line).index == Interval(60, 60)
    told = {each.label: each for each in dossier.policy_lines.computed(line)}
    assert told["Stance index"].words == "60 of 100"
    assert "Of 4 decisions, not coded: 1" in told["Stance index"].how
    assert told["Whiplash"].words.startswith("1.00, 1 turn, 40 points")
    assert len(told["Whiplash"].inputs) == 3
    (composite,) = dossier.stance.figures()
    (last,) = dossier.decisions.find("2025-08")
    assert composite.inputs == (("policy_line", line.id), ("decision", last.id))


def test_the_timeline_carries_the_stance_of_lines_that_are_coded(dossier: Dossier) -> None:
    scale = dossier.stance_scales.add(
        StanceScale(title="Review", levels=tuple(ScaleLevel(value=n) for n in range(6)))
    )
    line = dossier.policy_lines.add(PolicyLine(title="Exports"))
    coding = StanceCoding(scale=scale.id, value=5, reach=Scope.TARGETED)
    dossier.decisions.log(
        title="Ban", line=line.id, effective=When("2025-01-01"), stances=(coding,)
    )
    dossier.decisions.log(title="Not coded", announced=When("2025-02-01"))

    (shown,) = dossier.timeline.read().strictness
    assert shown.title == "Exports"
    assert shown.line.now == Interval(90, 90)
    assert not dossier.timeline.read("not coded").strictness


def test_an_edit_is_seen_in_its_own_line_also_when_a_decision_moves(dossier: Dossier) -> None:
    scale = dossier.stance_scales.add(
        StanceScale(title="Review", levels=tuple(ScaleLevel(value=n) for n in range(6)))
    )
    one, other = (dossier.policy_lines.add(PolicyLine(title=name)) for name in ("One", "Two"))

    def code(value: int) -> tuple[StanceCoding, ...]:
        return (StanceCoding(scale=scale.id, value=value, reach=Scope.GENERAL),)

    def now() -> list[Interval | None]:
        return [each.stance.now for each in dossier.stance.all()]

    rule = dossier.decisions.log(
        title="Rule", line=one.id, effective=When("2025-01-01"), stances=code(5)
    )
    assert now() == [Interval(100, 100), None]
    dossier.decisions.change(rule, stances=code(1))
    assert now() == [Interval(20, 20), None]
    dossier.decisions.change(rule, line=other.id)
    assert now() == [None, Interval(20, 20)]
    dossier.undo()
    assert now() == [Interval(20, 20), None]
    dossier.decisions.remove(rule)
    assert now() == [None, None]
    dossier.policy_lines.remove(other)
    assert now() == [None]
