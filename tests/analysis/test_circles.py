from __future__ import annotations

import itertools

from hypothesis import given, strategies as st

from workbench.analysis.circles import components, joined

NODES = "abcdef"
GRAPHS = st.dictionaries(
    st.sampled_from(NODES), st.lists(st.sampled_from(NODES), max_size=4), max_size=6
)


def reached(edges: dict[str, list[str]], start: str) -> set[str]:
    seen: set[str] = set()
    ahead = [start]
    while ahead:
        for each in edges.get(ahead.pop(), ()):
            if each not in seen:
                seen.add(each)
                ahead.append(each)
    return seen


@given(GRAPHS)
def test_two_nodes_share_a_group_exactly_where_each_reaches_the_other(
    edges: dict[str, list[str]],
) -> None:
    groups = list(components(NODES, edges))
    assert sorted(node for group in groups for node in group) == list(NODES)
    of = {node: n for n, group in enumerate(groups) for node in group}
    for one in NODES:
        for other in reached(edges, one):
            assert (of[one] == of[other]) == (one == other or one in reached(edges, other))


@given(GRAPHS)
def test_what_is_pointed_at_comes_first(edges: dict[str, list[str]]) -> None:
    of = {node: n for n, group in enumerate(components(NODES, edges)) for node in group}
    assert all(of[each] <= of[node] for node in edges for each in edges[node])


def test_a_chain_of_ten_thousand_is_followed() -> None:
    names = [str(n) for n in range(10_000)]
    edges = {one: [other] for one, other in itertools.pairwise(names)}
    assert len(list(components(names, edges))) == len(names)


def test_pairs_join_into_groups() -> None:
    found = joined([("a", "b"), ("c", "d"), ("b", "e"), ("f", "f")])
    assert sorted(sorted(group) for group in found) == [["a", "b", "e"], ["c", "d"], ["f"]]
