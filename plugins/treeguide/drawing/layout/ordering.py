"""The order of the vertices in each layer: few crossings, and the labels of a box in the order they were given."""

from collections.abc import Sequence
from itertools import pairwise

from treeguide.drawing.layout.network import Network

SWEEPS = 24
PATIENCE = 4


def order_layers(network: Network) -> list[list[int]]:
    """The vertices of every layer, from top to bottom.

    Starts from the order in which a walk meets them, which has no crossing where the boxes form a tree, then sweeps to
    and fro and puts each vertex at the mean position of its neighbours (the barycentre of Sugiyama et al. 1981); the
    best order seen is kept. The labels of one box move as one block.
    """
    best = _as_walked(network)
    fewest = crossings(network, best)
    order, idle = best, 0
    for sweep in range(SWEEPS):
        if not fewest or idle == PATIENCE:
            break
        order = _swept(network, order, to_right=sweep % 2 == 1)
        now = crossings(network, order)
        idle = 0 if now < fewest else idle + 1
        if now < fewest:
            best, fewest = order, now
    return best


def crossings(network: Network, order: Sequence[Sequence[int]]) -> int:
    """How many pairs of lines cross, layer by layer (the accumulator tree of Barth, Jünger and Mutzel 2002)."""
    return sum(_crossings_between(network, left, right) for left, right in pairwise(order))


def _crossings_between(network: Network, left: Sequence[int], right: Sequence[int]) -> int:
    position = {vertex: number for number, vertex in enumerate(right)}
    size = len(right)
    counts = [0] * (size + 1)
    total = seen = 0
    for vertex in left:
        ends = [position[target] for target in network.after[vertex]]
        for end in ends:
            total += seen - _sum(counts, end + 1)
        for end in ends:
            _add(counts, end + 1)
        seen += len(ends)
    return total


def _add(counts: list[int], at: int) -> None:
    while at < len(counts):
        counts[at] += 1
        at += at & -at


def _sum(counts: list[int], upto: int) -> int:
    total = 0
    while upto:
        total += counts[upto]
        upto -= upto & -upto
    return total


def _as_walked(network: Network) -> list[list[int]]:
    """Each layer in the order of a walk depth first, links as given."""
    layers: list[list[int]] = [[] for _ in range(network.depth)]
    met = [False] * len(network.vertices)
    roots = [number for number in range(len(network.vertices)) if not network.before[number]]
    waiting = roots[::-1]
    while waiting:
        vertex = waiting.pop()
        if met[vertex]:
            continue
        met[vertex] = True
        layers[network.vertices[vertex].layer].append(vertex)
        waiting += reversed(network.after[vertex])
    return layers


def _swept(network: Network, order: Sequence[Sequence[int]], *, to_right: bool) -> list[list[int]]:
    """Every layer ordered anew by the one next to it, from the left or from the right."""
    result = [list(layer) for layer in order]
    neighbours = network.before if to_right else network.after
    numbers = range(1, len(result)) if to_right else range(len(result) - 2, -1, -1)
    for number in numbers:
        beside = result[number - 1 if to_right else number + 1]
        position = {vertex: place for place, vertex in enumerate(beside)}
        blocks: dict[tuple[str, int], list[int]] = {}
        for vertex in result[number]:
            found = network.vertices[vertex]
            key = found.family if found.kind == "label" else ("alone", vertex)
            blocks.setdefault(key, []).append(vertex)
        means = []
        for place, members in enumerate(blocks.values()):
            ends = [position[end] for vertex in members for end in neighbours[vertex]]
            means.append((sum(ends) / len(ends) if ends else position_share(place, len(blocks), len(beside)), place))
        listed = list(blocks.values())
        result[number] = [vertex for _, place in sorted(means) for vertex in listed[place]]
    return result


def position_share(place: int, of: int, among: int) -> float:
    """Where a block without neighbours stays: as far down its layer as it was."""
    return place / of * among
