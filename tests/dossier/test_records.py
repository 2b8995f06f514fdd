"""What can be done to every kind of record, and queries over them."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from workbench.errors import InvalidField, NoSuchRecord, QuerySyntaxError
from workbench.model import Allocation, Party
from workbench.model.kinds import Stage
from workbench.model.quantity import Quantity

if TYPE_CHECKING:
    from workbench import Dossier


def test_a_record_gets_a_running_number(dossier: Dossier) -> None:
    names = [dossier.parties.add(Party(title=name)).ref for name in ("One", "Two")]
    assert names == ["P-0001", "P-0002"]
    assert dossier.parties["P-0002"].title == "Two"


def test_changing_a_field_that_does_not_exist_names_those_that_do(dossier: Dossier) -> None:
    party = dossier.parties.add(Party(title="One"))
    with pytest.raises(InvalidField, match="jurisdiction"):
        dossier.parties.change(party, colour="red")


def test_a_wrong_value_names_its_field(dossier: Dossier) -> None:
    with pytest.raises(InvalidField) as refused:
        dossier.parties.add(Party(title="One", jurisdiction="China"))
    assert refused.value.field == "jurisdiction"


def test_a_record_that_is_gone_is_said_to_be(dossier: Dossier) -> None:
    party = dossier.parties.add(Party(title="One"))
    dossier.parties.remove(party)
    with pytest.raises(NoSuchRecord):
        dossier.parties.get(party)


@pytest.mark.parametrize(
    ("line", "refs"),
    [
        ("", ["D-0001", "D-0002", "D-0003"]),
        ("h200", ["D-0001"]),
        ("stance:restrict", ["D-0002"]),
        ("-stance:restrict", ["D-0001", "D-0003"]),
        ("stance:restrict,relax", ["D-0002", "D-0003"]),
        ("jurisdiction:chn", ["D-0001"]),
        ("authority:beijing", ["D-0001"]),
        ("is:reversal", ["D-0003"]),
        ("is:undated", ["D-0001", "D-0002", "D-0003"]),
        ("stage:authorised", ["D-0001"]),
        ("recipient:alibaba", ["D-0001"]),
        ("since:2020", []),
        ("order:-number", ["D-0003", "D-0002", "D-0001"]),
        ("order:stance", ["D-0001", "D-0003", "D-0002"]),
        ("ref:D-0002", ["D-0002"]),
    ],
)
def test_a_search_line_chooses_decisions(sample: Dossier, line: str, refs: list[str]) -> None:
    assert [each.ref for each in sample.decisions.find(line)] == refs


def test_allocations_follow_a_filter_on_their_decision(sample: Dossier) -> None:
    assert sample.allocations.count("jurisdiction:CHN stance:conditional") == 1
    assert sample.allocations.count("stance:restrict") == 0


@pytest.mark.parametrize("line", ["colour:red", "is:blue", 'an "open quote', "since:soon"])
def test_a_search_line_that_says_nothing_is_refused(sample: Dossier, line: str) -> None:
    with pytest.raises(QuerySyntaxError):
        sample.decisions.find(line)


def test_facets_count_what_choosing_a_value_would_show(sample: Dossier) -> None:
    facets = sample.decisions.facets("jurisdiction:USA", "stance", "jurisdiction")
    assert facets["stance"] == [("relax", 1), ("restrict", 1)]
    assert facets["jurisdiction"] == [("USA", 2), ("CHN", 1)]


def test_the_sum_of_a_query_keeps_its_bounds(sample: Dossier) -> None:
    ((stage, total),) = sample.allocations.totals()
    assert (stage, total.sign_text()) == (Stage.AUTHORISED, "> 400,000")


def test_what_is_superseded_or_part_of_another_is_not_counted_twice(dossier: Dossier) -> None:
    def log(number: int, **fields: str) -> Allocation:
        quantity = Quantity.exact(number, "chip")
        return dossier.allocations.add(Allocation(title="x", quantity=quantity, **fields))  # type: ignore[arg-type] # links only

    old, whole = log(10), log(100)
    log(20, supersedes=old.id)
    log(30, part_of=whole.id)
    ((_, total),) = dossier.allocations.totals()
    assert total.sign_text() == "120"


def test_search_finds_words_in_sources_claims_decisions_and_other_names(sample: Dossier) -> None:
    kinds = {hit.kind for hit in sample.search("h200")}
    assert {"source", "claim", "decision", "item"} <= kinds
    washington = {hit.title for hit in sample.search("washing", kinds=("party",))}
    assert washington == {"Government of the United States", "policymakers (Washington)"}


def test_search_finds_chinese_words_inside_a_sentence(dossier: Dossier) -> None:
    dossier.sources.add_text("北京批准购买四十万枚芯片。\n\n没有日期。", title="快讯")
    (hit,) = dossier.search("芯片")
    assert "芯片" in hit.excerpt


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=30))
def test_every_search_text_is_answered_or_its_mistake_is_explained(
    sample: Dossier, words: str
) -> None:
    with suppress(QuerySyntaxError):
        sample.search(words)


def test_a_quantity_comes_back_exactly(dossier: Dossier) -> None:
    quantity = Quantity.parse("between 17,000.5 and 35,000", "t")
    made = dossier.allocations.add(Allocation(title="x", quantity=quantity))
    assert dossier.allocations.get(made).quantity == quantity


def test_an_order_that_allocations_do_not_know_still_draws_and_briefs(sample: Dossier) -> None:
    line = "order:-stance"
    assert sample.trends.read(line)
    assert sample.timeline.read(line).lanes
    shown = sample.briefings.preview(line)
    assert [row.ref for row in shown.decisions] == [d.ref for d in sample.decisions.find(line)]
    assert len(shown.allocations) == 1


def test_a_negative_quantity_cannot_be_allotted(dossier: Dossier) -> None:
    with pytest.raises(InvalidField) as refused:
        dossier.allocations.add(Allocation(title="x", quantity=Quantity.exact(-5, "chip")))
    assert refused.value.field == "quantity"
