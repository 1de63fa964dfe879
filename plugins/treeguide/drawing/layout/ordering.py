"""The layer of each box, and the order of the vertices in each layer: few crossings, and the labels of a box in the
order they were given.
"""

from collections import deque
from collections.abc import Sequence
from itertools import pairwise

from treeguide.drawing.layout.network import Link, Network

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


def back_links(count: int, links: Sequence[Link]) -> frozenset[int]:
    """The numbers of the links that lead back to where a reader came from; without them no ring is left.

    Found by walking depth first from box 0 on (Gansner et al. 1993, section 2.1), each link in the order given.
    """
    onward = _by_source(count, links)
    found: set[int] = set()
    state = [0] * count  # 0 not seen, 1 being walked, 2 done
    for root in range(count):
        if state[root]:
            continue
        state[root] = 1
        walk = [(root, iter(onward[root]))]
        while walk:
            box, rest = walk[-1]
            for number in rest:
                target = links[number].target
                if state[target] == 1:
                    found.add(number)
                elif state[target] == 0:
                    state[target] = 1
                    walk.append((target, iter(onward[target])))
                    break
            else:
                state[box] = 2
                walk.pop()
    return frozenset(found)


def rank(count: int, links: Sequence[Link]) -> list[int]:
    """The layer of every box; a link always leads to a later layer.

    First the longest path from a box nothing leads to (Kahn 1962). Then, from the right, boxes with more links out than
    in move right as far as their links allow, which makes the links together shorter: node promotion, a stand-in for
    the network simplex of Gansner et al. (Nikolov and Tarassov 2006). Raises ValueError when the links form a ring.
    """
    onward = _by_source(count, links)
    entering = [0] * count
    for link in links:
        entering[link.target] += 1
    waiting = deque(box for box in range(count) if not entering[box])
    left, layers, order = list(entering), [0] * count, []
    while waiting:
        box = waiting.popleft()
        order.append(box)
        for number in onward[box]:
            target = links[number].target
            layers[target] = max(layers[target], layers[box] + 1)
            left[target] -= 1
            if not left[target]:
                waiting.append(target)
    if len(order) < count:
        raise ValueError("links that form a ring cannot be put in layers")
    for box in reversed(order):
        if len(onward[box]) > entering[box] > 0:
            layers[box] = min(layers[links[number].target] for number in onward[box]) - 1
    return layers


def _by_source(count: int, links: Sequence[Link]) -> list[list[int]]:
    """The numbers of the links that leave each box, in the order given."""
    found: list[list[int]] = [[] for _ in range(count)]
    for number, link in enumerate(links):
        found[link.source].append(number)
    return found
