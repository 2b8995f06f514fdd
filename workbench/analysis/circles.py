"""Circles in a directed graph, and its parts in an order in which each stands after what it needs.

Strongly connected components by Tarjan, Depth-first search and linear graph algorithms, SIAM
Journal on Computing 1 (1972), without recursion, so that no chain is too long.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def components(
    nodes: Iterable[str], edges: Mapping[str, Iterable[str]]
) -> Iterator[tuple[str, ...]]:
    """Yield the nodes grouped by who reaches whom both ways; targets come before their sources.

    A group of one is no circle; each group is in the order in which it was met.
    """
    search = _Search(edges)
    for node in nodes:
        if node not in search.met:
            yield from search.from_node(node)


def joined(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Return the groups of nodes that pairs join, however indirectly; no node is in two."""
    edges: dict[str, list[str]] = {}
    for one, other in pairs:
        edges.setdefault(one, []).append(other)
        edges.setdefault(other, []).append(one)
    return list(components(edges, edges))


@dataclass(slots=True)
class _Search:
    edges: Mapping[str, Iterable[str]]
    met: dict[str, int] = field(default_factory=dict)
    low: dict[str, int] = field(default_factory=dict)
    waiting: dict[str, None] = field(default_factory=dict)

    def from_node(self, root: str) -> Iterator[tuple[str, ...]]:
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

    def _meet(self, node: str) -> tuple[str, Iterator[str]]:
        self.met[node] = self.low[node] = len(self.met)
        self.waiting[node] = None
        return node, iter(self.edges.get(node, ()))

    def _lower(self, node: str, to: int) -> None:
        self.low[node] = min(self.low[node], to)

    def _taken_from(self, node: str) -> tuple[str, ...]:
        taken = []
        while node in self.waiting:
            last, _ = self.waiting.popitem()
            taken.append(last)
        return tuple(reversed(taken))
