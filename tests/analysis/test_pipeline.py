from __future__ import annotations

from datetime import date

from hypothesis import given, strategies as st

from workbench.analysis.pipeline import conversion, funnel, share_words, since, visibility
from workbench.model.kinds import Stage
from workbench.model.quantity import Quantity
from workbench.model.when import When

AUTHORISED = (Stage.AUTHORISED, Quantity.more_than(400_000, "chip"))
DELIVERED = (Stage.DELIVERED, Quantity.between(40_000, 60_000, "chip"))
LOCATED = (Stage.LOCATED, Quantity.exact(3_000, "chip"))


def test_stages_follow_one_another_with_bounded_shares_and_are_never_added() -> None:
    steps = funnel([LOCATED, DELIVERED, AUTHORISED])
    assert [step.stage for step in steps] == [Stage.AUTHORISED, Stage.DELIVERED, Stage.LOCATED]
    assert steps[0].share_words == ""
    low, high = steps[1].share or (1.0, 0.0)
    assert low == 0
    assert round(high, 3) == 0.15
    assert steps[2].share_words == "5 – 7.5 %"


def test_what_leaves_the_pipeline_is_no_step_of_it() -> None:
    assert funnel([(Stage.DIVERTED, Quantity.exact(5, "chip"))]) == ()


def test_the_gap_is_what_is_not_located_of_the_furthest_stage() -> None:
    made = visibility([AUTHORISED, DELIVERED, LOCATED])
    assert made is not None
    assert made.of is Stage.DELIVERED
    assert made.gap_words == "92.5 – 95 %"


def test_where_nothing_is_located_nothing_is_known_of_the_gap() -> None:
    made = visibility([AUTHORISED])
    assert made is not None
    assert (made.seen, made.gap) == ((0.0, 1.0), (0.0, 1.0))
    assert share_words(made.gap) == "not known, 0 – 100 %"
    assert visibility([LOCATED]) is None


def test_days_since_the_last_evidence_keep_the_precision_of_its_date() -> None:
    today = date(2026, 3, 1)
    assert since([When("2026-02-12"), When("2025-01-01")], today) == (17, 17)
    assert since([When("2026-01")], today) == (29, 59)
    assert since([When("")], today) is None


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))
def test_the_true_share_lies_within_the_bounds(a: int, b: int, c: int, d: int) -> None:
    (low, high), (least, most) = sorted((a, b)), sorted((c, d))
    found = conversion(Quantity.between(low, high, "chip"), Quantity.between(least, most, "chip"))
    for whole in (low, high):
        for part in (least, most):
            if whole and part <= whole:
                assert found[0] <= part / whole <= found[1]
