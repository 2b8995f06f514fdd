"""Circles in a directed graph, and its parts in an order in which each stands after what it needs.

Strongly connected components by Tarjan, Depth-first search and linear graph algorithms, SIAM
Journal on Computing 1 (1972), without recursion, so that no chain is too long.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

Node = TypeVar("Node", bound=Hashable)


def components(
    nodes: Iterable[Node], edges: Mapping[Node, Iterable[Node]]
) -> Iterator[tuple[Node, ...]]:
    """Yield the nodes grouped by who reaches whom both ways; targets come before their sources.

    A group of one is no circle; each group is in the order in which it was met.
    """
    search = _Search(edges)
    for node in nodes:
        if node not in search.met:
            yield from search.from_node(node) if node in edges else search.alone(node)


def joined(pairs: Iterable[tuple[Node, Node]]) -> list[tuple[Node, ...]]:
    """Return the groups of nodes that pairs join, however indirectly; no node is in two."""
    group_of: dict[Node, list[Node]] = {}
    for one, other in pairs:
        some, rest = (group_of.setdefault(each, [each]) for each in (one, other))
        if some is not rest:
            if len(some) < len(rest):
                some, rest = rest, some
            some += rest
            group_of |= dict.fromkeys(rest, some)
    return [tuple(each) for each in {id(group): group for group in group_of.values()}.values()]


@dataclass(slots=True)
class _Search(Generic[Node]):
    edges: Mapping[Node, Iterable[Node]]
    met: dict[Node, int] = field(default_factory=dict)
    low: dict[Node, int] = field(default_factory=dict)
    waiting: dict[Node, None] = field(default_factory=dict)

    def alone(self, node: Node) -> Iterator[tuple[Node, ...]]:
        self.met[node] = len(self.met)
        yield (node,)

    def from_node(self, root: Node) -> Iterator[tuple[Node, ...]]:
        path = [self._meet(root)]
        while path:
            node, ahead = path[-1]
            following = next(ahead, None)
            if following is None:
                path.pop()
                if path:
                    self._lower(path[-1][0], self.low[node])
                if self.low[node] == self.met[node]:
                    yield self._taken_from(node)
            elif following not in self.met:
                path.append(self._meet(following))
            elif following in self.waiting:
                self._lower(node, self.met[following])

    def _meet(self, node: Node) -> tuple[Node, Iterator[Node]]:
        self.met[node] = self.low[node] = len(self.met)
        self.waiting[node] = None
        return node, iter(self.edges.get(node, ()))

    def _lower(self, node: Node, to: int) -> None:
        self.low[node] = min(self.low[node], to)

    def _taken_from(self, node: Node) -> tuple[Node, ...]:
        taken = []
        while node in self.waiting:
            last, _ = self.waiting.popitem()
            taken.append(last)
        return tuple(reversed(taken))
