"""Cuts a graph into parts of a limited size, so that readers seldom go from one to another."""

from collections import deque

from treeguide.graph.unfold import Graph


def cut(graph: Graph, size: int) -> list[list[int]]:
    """The sections in parts of at most `size`, each part in order; the first begins with the start.

    A part is what lies nearest behind where one enters it. What lies behind two entrances goes with the first; small
    parts that follow each other are one. The work grows with the number of edges.
    """
    parts: list[list[int]] = []
    placed: set[int] = set()
    entrances = deque([0] if graph.sections else [])
    while entrances:
        entrance = entrances.popleft()
        if entrance in placed:
            continue
        room = size - len(parts[-1]) if parts else 0
        region = _nearest(graph, entrance, placed, size)
        if len(region) > room:
            if not parts or room < size / 2:
                parts.append([])
                room = size
            region = region[:room]
        parts[-1] += region
        placed.update(region)
        for number in region:
            entrances.extend(_onward(graph, number, placed))
    return [sorted(part) for part in parts]


def _nearest(graph: Graph, entrance: int, placed: set[int], most: int) -> list[int]:
    """Sections that have no place yet, the nearest to an entrance first; no more than so many."""
    found = [entrance]
    known = {entrance}
    for number in found:
        for target in _onward(graph, number, placed):
            if target not in known and len(found) < most:
                known.add(target)
                found.append(target)
    return found


def _onward(graph: Graph, number: int, placed: set[int]) -> list[int]:
    return [
        edge.target
        for edge in graph.sections[number].edges
        if isinstance(edge.target, int)
        if edge.target not in placed
    ]
