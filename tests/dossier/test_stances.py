from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.analysis.stance import StanceChange
from workbench.dossier.stances import line_stance
from workbench.errors import NoSuchRecord

if TYPE_CHECKING:
    from workbench import Dossier


def change(id: str, day: int | None, level: int | None) -> StanceChange:
    return StanceChange(id=id, first=day, last=day, level=level, general=True)


def test_the_undated_reversal_of_the_article_is_counted_and_never_placed(sample: Dossier) -> None:
    controls, purchases = sample.stance.all()

    assert controls.title == "US controls on chip exports to China"
    assert len(controls.reversals) == 1
    assert controls.undated_reversals == controls.reversals
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
    assert found.windows[-1].whiplash.reversals == 1


def test_overlapping_dates_are_said_to_leave_the_order_open() -> None:
    imprecise = StanceChange(id="b", first=5, last=40, level=5, general=True)

    assert not line_stance("l", "Line", [change("a", 10, 0), imprecise], ()).order_sure
