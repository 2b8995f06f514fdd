"""Outlets that quote one another, as documents or as parties, and what their claims go back to."""

from __future__ import annotations

from tests.analysis.test_origins import claim, source
from workbench.analysis.citation_map import citation_map
from workbench.analysis.origins import corroboration, source_graph
from workbench.model.claim import Attribution
from workbench.model.kinds import Anonymity


def told_by(name: str) -> Attribution:
    return Attribution(step=2, source=name, anonymity=Anonymity.NAMED)


def test_three_outlets_whose_claims_only_quote_one_another_are_one_flagged_origin() -> None:
    graph_of = [source(each) for each in "abc"]
    claims = [claim(key, key, told_by(other)) for key, other in ("ab", "bc", "ca")]
    found = corroboration(claims, source_graph(graph_of, claims))
    (origin,) = found.origins
    assert origin.circular
    assert found.words == "3 sources, 1 origin: a and others, circular reporting"
    assert found.circular


def said_by(name: str) -> Attribution:
    return Attribution(step=2, party=name, anonymity=Anonymity.NAMED)


def test_an_outlet_that_is_named_as_a_party_stands_for_what_it_published() -> None:
    graph_of = [source(each) for each in "abc"]
    claims = [claim(key, key, said_by(other)) for key, other in ("aB", "bC", "cA")]
    graph = source_graph(graph_of, claims)
    found = corroboration(claims, graph)
    (origin,) = found.origins
    assert origin.circular
    assert [sorted(each) for each in graph.circles] == [["a", "b", "c"]]
    assert citation_map(graph, claims).circles == 1
    own = [*claims[:2], claim("c", "c")]
    assert [each.id for each in corroboration(own, source_graph(graph_of, own)).origins] == ["c"]


def test_an_outlet_that_names_itself_goes_round_in_no_circle() -> None:
    claims = [claim("1", "a", said_by("A")), claim("2", "b", said_by("A"))]
    graph = source_graph([source("a"), source("b")], claims)
    found = corroboration(claims, graph)
    assert len(found.origins) == 1
    assert not found.origins[0].circular
    assert not graph.circles


def test_an_outlet_that_only_passes_on_what_was_said_is_no_origin() -> None:
    minister = Attribution(step=2, party="MOFCOM", anonymity=Anonymity.NAMED)
    claims = [claim("1", "paper", minister), claim("2", "blog", told_by("paper"))]
    graph = source_graph([source("paper"), source("blog")], claims)
    assert [each.id for each in corroboration(claims, graph).origins] == ["MOFCOM"]
    own = claim("3", "paper")
    assert [each.id for each in corroboration([*claims, own], graph).origins] == ["MOFCOM", "paper"]
