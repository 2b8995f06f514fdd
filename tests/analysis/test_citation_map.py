from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, strategies as st

from tests.analysis.test_origins import ALTERNATE, PRIMARY, QUOTED, claim, source
from workbench.analysis.citation_map import citation_map
from workbench.analysis.origins import source_graph
from workbench.model.claim import Attribution
from workbench.model.kinds import Anonymity

if TYPE_CHECKING:
    from workbench.analysis.citation_map import CitationMap


def layers(shown: CitationMap) -> list[set[str]]:
    return [{each.name for each in layer if not each.bends} for layer in shown.layers]


def test_documents_stand_in_layers_above_their_primary_origins() -> None:
    some = [source("blog", paper=QUOTED), source("paper", wire=PRIMARY), source("wire")]
    shown = citation_map(source_graph([*some, source("alone")]))
    assert layers(shown) == [{"wire"}, {"paper"}, {"blog"}]
    assert [each.name for layer in shown.layers for each in layer if each.primary] == ["wire"]
    assert shown.title == "2 documents go back to 1 primary origin"
    assert shown.subtitle == "1 document stands alone and is not drawn"


def test_a_citation_that_passes_a_layer_keeps_a_place_free_in_it() -> None:
    some = [source("blog", paper=QUOTED, wire=QUOTED), source("paper", wire=PRIMARY)]
    shown = citation_map(source_graph([*some, source("wire")]))
    (far,) = [each for each in shown.ways if len(each.keys) > 2]
    assert (far.citing, far.cited) == ("blog", "wire")
    assert shown.places[far.keys[1]].bends
    assert shown.places[far.keys[1]].layer == 1


def test_documents_that_are_one_are_one_place() -> None:
    some = [source("one", wire=PRIMARY), source("two", one=ALTERNATE), source("wire")]
    shown = citation_map(source_graph(some), held=["two"])
    assert shown.places["one"].copies == ("one", "two")
    assert shown.places["one"].held
    assert not shown.places["wire"].held


def test_those_that_cite_one_another_share_a_layer_and_are_flagged() -> None:
    some = [source("a", b=QUOTED), source("b", a=QUOTED), source("c", a=QUOTED)]
    shown = citation_map(source_graph(some))
    assert layers(shown) == [{"a", "b"}, {"c"}]
    assert {each.name for each in shown.places.values() if each.circle} == {"a", "b"}
    assert sum(each.circular for each in shown.ways) == 2
    assert not any(each.primary for each in shown.places.values())
    assert shown.title == "3 documents go back only to one another"
    assert shown.subtitle == "Circular reporting: 1 circle"


def test_a_circle_beside_primary_origins_is_counted_in_the_title() -> None:
    some = [source("a", b=QUOTED), source("b", a=QUOTED), source("d", wire=PRIMARY), source("wire")]
    title = citation_map(source_graph(some)).title
    assert title == "3 documents go back to 1 primary origin and 1 circle of reports"


def test_parties_that_claims_name_are_origins_and_the_unnamed_are_told_apart_from_none() -> None:
    named = Attribution(step=2, party="p", anonymity=Anonymity.NAMED)
    nobody = Attribution(step=2, anonymity=Anonymity.UNNAMED_PERSON)
    claims = [claim("1", "paper", named), claim("2", "paper", named), claim("3", "blog", nobody)]
    shown = citation_map(
        source_graph([source("paper"), source("blog")], claims), claims, {"p": "A"}
    )
    assert {(way.citing, way.cited): way.claims for way in shown.ways} == {
        ("paper", "p"): ("1", "2"),
        ("blog", "blog/unnamed person"): ("3",),
    }
    assert shown.places["p"].kind == "party"
    assert shown.places["p"].primary
    assert shown.places["blog"].primary  # nobody who is named stands behind it
    assert not shown.places["paper"].primary


def test_only_what_touches_one_place_is_left() -> None:
    some = [source("a", x=QUOTED), source("b", x=QUOTED), source("c", a=QUOTED), source("x")]
    shown = citation_map(source_graph(some), around="a")
    assert layers(shown) == [{"x"}, {"a"}, {"c"}]


def test_without_citations_nothing_is_drawn() -> None:
    shown = citation_map(source_graph([source("a")]))
    assert shown.layers == ()
    assert shown.title == "No source goes back to another"


NAMES = "abcdef"
LINKS = st.dictionaries(
    st.sampled_from(NAMES), st.sets(st.sampled_from(NAMES), max_size=3), min_size=1
)


@given(LINKS)
def test_every_way_leads_one_layer_further_down_or_round_a_circle(
    links: dict[str, set[str]],
) -> None:
    some = [
        source(name, **dict.fromkeys(sorted(links.get(name, set()) - {name}), QUOTED))
        for name in NAMES
    ]
    shown = citation_map(source_graph(some))
    for way in shown.ways:
        steps = [shown.places[key].layer for key in way.keys]
        if way.circular:
            assert len(set(steps)) == 1
            assert shown.places[way.citing].circle == shown.places[way.cited].circle > 0
        else:
            assert steps == list(range(steps[0], steps[-1] - 1, -1))
            assert len(steps) > 1
    drawn = {each.key for layer in shown.layers for each in layer}
    assert drawn == shown.places.keys()
