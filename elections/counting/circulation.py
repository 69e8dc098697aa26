"""Circulations with lower bounds: does one exist, and if not, which nodes prove it?

Hoffman (1960): one exists unless for some set of nodes the lower bounds of what enters it exceed
the upper bounds of what leaves it. Such a set is the proof that `Circulation.obstacle` holds.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

Node = Hashable


class Edge(NamedTuple):
    """From `tail` to `head` flows a whole number, at least `lower` and at most `upper`."""

    tail: Node
    head: Node
    lower: int
    upper: int


class Circulation:
    """Whole numbers on the edges, what enters every node leaving it again, within all bounds.

    `obstacle` is empty when that succeeded. Else it is a set of nodes into which more must flow
    than can leave it.
    """

    def __init__(self, edges: Sequence[Edge]) -> None:
        self.edges = edges
        self.flow = [edge.lower for edge in edges]
        self._at: dict[Node, list[int]] = defaultdict(list)
        self._excess: dict[Node, int] = defaultdict(int)
        for index, edge in enumerate(edges):
            self._at[edge.tail].append(index)
            self._at[edge.head].append(index)
            self._excess[edge.head] += edge.lower
            self._excess[edge.tail] -= edge.lower
        self.obstacle = self._settle()

    def reach(self, node: Node) -> frozenset[Node]:
        """Return every node to which one more could be led from this one, itself included."""
        return frozenset(self._paths([node]))

    def _settle(self) -> frozenset[Node]:
        """Lead what is too much at some nodes to those that have too little; shortest paths first."""
        while full := [node for node, excess in self._excess.items() if excess > 0]:
            paths = self._paths(full)
            short = next((node for node in paths if self._excess[node] < 0), None)
            if short is None:
                return frozenset(paths)
            self._lead(paths, short)
        return frozenset()

    def _paths(self, nodes: Iterable[Node]) -> dict[Node, int | None]:
        """For every node within reach, nearest first, the edge by which it was reached."""
        paths: dict[Node, int | None] = dict.fromkeys(nodes)
        queue = deque(paths)
        while queue:
            node = queue.popleft()
            for index in self._at[node]:
                if self._slack(index, node) > 0:
                    other = self._other_end(index, node)
                    if other not in paths:
                        paths[other] = index
                        queue.append(other)
        return paths

    def _lead(self, paths: dict[Node, int | None], end: Node) -> None:
        steps: list[tuple[int, Node]] = []
        node = end
        while (index := paths[node]) is not None:
            node = self._other_end(index, node)
            steps.append((index, node))
        amount = min(
            self._excess[node],
            -self._excess[end],
            *(self._slack(index, tail) for index, tail in steps),
        )
        for index, tail in steps:
            self.flow[index] += amount if self.edges[index].tail == tail else -amount
        self._excess[node] -= amount
        self._excess[end] += amount

    def _slack(self, index: int, node: Node) -> int:
        """How much more may leave `node` by an edge: forwards up to its upper bound, backwards to its lower."""
        edge = self.edges[index]
        if edge.tail == node:
            return edge.upper - self.flow[index]
        return self.flow[index] - edge.lower

    def _other_end(self, index: int, node: Node) -> Node:
        edge = self.edges[index]
        return edge.head if edge.tail == node else edge.tail
