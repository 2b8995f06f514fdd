"""Ids sort by the time they were made, and parts have the same id on every laptop."""

from __future__ import annotations

from hypothesis import given, strategies as st

from workbench.model import Decision
from workbench.model.identity import new_id, part_id
from workbench.model.kinds import Action, Direction, Stance
from workbench.model.when import When


def test_ids_rise_and_never_repeat() -> None:
    made = [new_id() for _ in range(5_000)]
    assert made == sorted(set(made))
    assert {len(each) for each in made} == {26}


@given(st.text(max_size=10), st.lists(st.text(max_size=10), max_size=3))
def test_a_part_has_the_same_id_wherever_it_is_made(owner: str, key: list[str]) -> None:
    assert part_id(owner, *key) == part_id(owner, *key)
    assert part_id(owner, *key) != part_id(owner, *key, "")


def test_parts_stand_in_the_order_in_which_their_records_were_made() -> None:
    early, late = "01m8b9wd6r" + "z" * 16, "01m8b9wd6s" + "0" * 16
    assert part_id(early, "parties", "p") < part_id(late, "parties", "p")
    assert len(part_id(early, "parties", "p")) == 26


def test_a_record_is_named_by_its_number_and_its_title() -> None:
    decision = Decision(title="Approval", number=3)
    assert (decision.ref, decision.name) == ("D-0003", "Approval")


def test_a_decision_stands_on_the_axis_where_it_was_first_known() -> None:
    published, effective = When("2026-01-15"), When("2026-02-01")
    assert Decision(title="Rule", published=published, effective=effective).when == published
    assert Decision(title="Rule", effective=effective).when == effective
    assert not Decision(title="Rule").when


def test_a_stance_follows_the_action_else_the_direction() -> None:
    assert Decision(title="R", action=Action.PROHIBIT).stance is Stance.DENY
    assert Decision(title="R", direction=Direction.LIBERALISING).stance is Stance.RELAX
    assert Decision(title="R").stance is Stance.UNCLEAR
