from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.analysis.origins import corroboration, origins_of, source_graph
from workbench.model.claim import Attribution, Claim
from workbench.model.kinds import Anonymity, SourceRelation
from workbench.model.source import Source, SourceLink

if TYPE_CHECKING:
    from workbench.analysis.origins import SourceGraph

PRIMARY = SourceRelation.HAD_PRIMARY_SOURCE
QUOTED = SourceRelation.WAS_QUOTED_FROM
REVISED = SourceRelation.WAS_REVISION_OF
ALTERNATE = SourceRelation.ALTERNATE_OF


def source(name: str, **links: SourceRelation) -> Source:
    """A source whose id is its title, published by the party of that name in capitals."""
    return Source(
        id=name,
        title=name,
        publisher=name.upper(),
        links=tuple(SourceLink(relation=how, source=to) for to, how in links.items()),
    )


def claim(key: str, said_in: str, *steps: Attribution) -> Claim:
    return Claim(id=key, statement="It was approved", source=said_in, attribution=steps)


def names(graph: SourceGraph, key: str) -> list[str]:
    return [each.name for each in graph.origins[key]]


def test_a_source_goes_back_through_others_to_its_primary_origin() -> None:
    graph = source_graph(
        [source("blog", paper=QUOTED), source("paper", wire=PRIMARY), source("wire")]
    )
    assert names(graph, "blog") == ["wire"]
    assert names(graph, "wire") == ["wire"]


def test_a_source_with_two_primary_sources_has_two_origins() -> None:
    graph = source_graph(
        [source("paper", wire=PRIMARY, ministry=PRIMARY), source("wire"), source("ministry")]
    )
    assert names(graph, "paper") == ["ministry", "wire"]


def test_a_revision_is_no_origin_of_its_own() -> None:
    graph = source_graph([source("first"), source("second", first=REVISED)])
    assert names(graph, "second") == ["first"]


def test_alternates_and_wire_copies_are_one_document() -> None:
    sources = [source("one"), source("two", one=ALTERNATE), source("copy"), source("other")]
    graph = source_graph(sources, copies=[("copy", "one")])
    assert [names(graph, each)[0] for each in ("one", "two", "copy")] == ["one"] * 3
    assert graph.same == {"one": "one", "two": "one", "copy": "one", "other": "other"}
    assert names(graph, "other") == ["other"]


def test_a_copy_goes_back_to_what_its_twin_cites() -> None:
    sources = [source("silent copy"), source("honest copy", wire=PRIMARY), source("wire")]
    graph = source_graph(sources, copies=[("silent copy", "honest copy")])
    assert names(graph, "silent copy") == ["wire"]


def test_documents_that_cite_one_another_are_one_flagged_origin() -> None:
    sources = [source("a", b=PRIMARY), source("b", c=QUOTED), source("c", a=PRIMARY)]
    graph = source_graph(sources)
    assert [sorted(each) for each in graph.circles] == [["a", "b", "c"]]
    assert {graph.origins[each] for each in "abc"} == {graph.origins["a"]}
    (origin,) = graph.origins["b"]
    assert origin.circular
    found = corroboration([claim("1", "a"), claim("2", "b")], graph)
    assert (found.sources, len(found.origins), found.independent) == (2, 1, False)
    assert found.circular == graph.circles


def test_a_circle_may_close_through_attribution() -> None:
    told = Attribution(step=1, source="blog")
    graph = source_graph(
        [source("blog", paper=PRIMARY), source("paper")], [claim("1", "paper", told)]
    )
    assert [sorted(each) for each in graph.circles] == [["blog", "paper"]]
    assert [each.claims for each in graph.citations if each.how is None] == [("1",)]


def test_a_claim_goes_back_to_the_last_document_of_its_chain() -> None:
    graph = source_graph([source("article"), source("paper", wire=PRIMARY), source("wire")])
    chain = (Attribution(step=1, source="article"), Attribution(step=2, source="paper"))
    assert [each.id for each in origins_of(claim("1", "article", *chain), graph)] == ["wire"]


def test_a_named_party_is_an_origin_and_an_unnamed_one_is_not() -> None:
    graph = source_graph([source("article", wire=PRIMARY), source("wire")])
    named = Attribution(step=2, party="ministry", anonymity=Anonymity.NAMED)
    people = Attribution(step=2, party="people", anonymity=Anonymity.UNNAMED_GROUP)
    (said,) = origins_of(claim("1", "article", named), graph, {"ministry": "MOFCOM"})
    assert (said.kind, said.name) == ("party", "MOFCOM")
    (behind,) = origins_of(claim("2", "article", people), graph)
    assert (behind.kind, behind.id) == ("source", "wire")


def test_seven_articles_on_one_story_are_one_origin() -> None:
    papers = [source(f"paper {n}", wire=PRIMARY) for n in range(7)]
    graph = source_graph([*papers, source("wire")])
    found = corroboration([claim(str(n), each.id) for n, each in enumerate(papers)], graph)
    assert found.words == "7 sources, 1 origin: wire"


def test_two_ministries_that_are_quoted_are_independent() -> None:
    graph = source_graph([source("article")])
    said = [
        claim(name, "article", Attribution(step=1, party=name, anonymity=Anonymity.NAMED))
        for name in ("MOFCOM", "BIS")
    ]
    assert corroboration(said, graph).independent


def test_nothing_known_is_said_to_be_so() -> None:
    assert corroboration([Claim(statement="x")], source_graph([])).words.endswith("not known")
