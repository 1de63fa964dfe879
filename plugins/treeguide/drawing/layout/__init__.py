"""Turns boxes and the links between them into a layered drawing: places for boxes and labels, and curves between.

The method is that of Sugiyama, Tagawa and Toda (1981) as worked out by Gansner, Koutsofios, North and Vo, "A Technique
for Drawing Directed Graphs" (1993): leave out links that close a ring, give every box a layer, order each layer so
that few lines cross, then find coordinates. Layers run from left to right. A label is a vertex of its own between two
layers, so nothing ever lies on a text. No randomness and no recursion: the same boxes give the same drawing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import sub

from treeguide.drawing.layout.network import Curve, Drawn, Link, Network, Place, Size, Spacing, Vertex, make_network
from treeguide.drawing.layout.ordering import back_links, order_layers, rank

__all__ = ["Curve", "Drawn", "Link", "Place", "Size", "Spacing", "back_links", "lay_out", "rank"]

SPREADING, PULLING = 1, 40
WORK = 400_000
NEARBY, STILL = 40.0, 0.5
CLIMB = 30.0
LOWEST_START = 80.0  # below the top of the drawing


def lay_out(boxes: list[Size], links: list[Link], spacing: Spacing | None = None) -> Drawn:
    """The drawing of these boxes and links, which must not form a ring (see `back_links`).

    Boxes and labels never overlap, every link runs from left to right, and the labels of one box stand together in the
    order its links were given in.
    """
    network = make_network(boxes, links, rank(len(boxes), links))
    return _place(network, order_layers(network), spacing or Spacing())


@dataclass(frozen=True)
class _Grid:
    """Where everything stands: the height of every vertex, and the left side and the width of every layer."""

    network: Network
    middles: Sequence[float]
    columns: Sequence[tuple[float, float]]

    def place(self, vertex: int, size: Size) -> Place:
        """The place of a box or label of that size."""
        left, _ = self.column(vertex)
        return Place(left, round(self.middles[vertex] - size.height / 2, 1), size.width, size.height)

    def column(self, vertex: int) -> tuple[float, float]:
        """The left and the right side of the column it stands in."""
        left, width = self.columns[self.network.vertices[vertex].layer]
        return left, left + width


def _place(network: Network, order: Sequence[Sequence[int]], spacing: Spacing) -> Drawn:
    """The drawing of a network in that order."""
    middles = _middles(network, order, spacing)
    columns, top = _columns(network, order, middles, spacing), _top(network, middles)
    grid = _Grid(network, [round(middle - top, 1) for middle in middles], columns)
    placed = [grid.place(number, size) for number, size in enumerate(network.boxes)]
    labels = [grid.place(vertex, link.label) for vertex, link in zip(network.labels, network.links, strict=True)]
    curves = [
        _curve(grid, vertex, label, (placed[link.source], placed[link.target]))
        for vertex, label, link in zip(network.labels, labels, network.links, strict=True)
    ]
    bottom = max((thing.y + thing.height for thing in (*placed, *labels)), default=0.0)
    right = max((thing.right for thing in (*placed, *labels)), default=0.0)
    return Drawn(tuple(placed), tuple(labels), tuple(curves), right, bottom)


def _middles(network: Network, order: Sequence[Sequence[int]], spacing: Spacing) -> list[float]:
    """The height of every vertex.

    Each layer in turn takes the place nearest to what it hangs on. Within a layer that is exact: least squares under a
    least distance between neighbours, an isotonic regression (pool adjacent violators, Barlow et al. 1972). The first
    rounds look to one side at a time (the pendulum of Sander 1996), which spreads everything out. The next look to both
    sides and weigh long pulls down, so that lengths are made small rather than their squares, as Gansner et al. do. The
    last round puts boxes halfway their labels, and boxes that nothing follows in the row of theirs. The box that
    everything begins with goes where one starts to read: beside its first label, or higher.
    """
    rooms = [_room(network, layer, spacing) for layer in order]
    hangs = [
        [(one, _pull(network, vertex, one)) for one in (*network.before[vertex], *network.after[vertex])]
        for vertex in range(len(network.vertices))
    ]
    middles = [0.0] * len(network.vertices)

    def settle(number: int, wish: Callable[[int], tuple[float, float]]) -> None:
        _settle(order[number], rooms[number], [wish(vertex) for vertex in order[number]], middles)

    for layer, room in zip(order, rooms, strict=True):
        for vertex, offset in zip(layer, room, strict=True):
            middles[vertex] = offset - room[-1] / 2
    for _ in range(SPREADING):
        for number in range(len(order)):
            settle(number, lambda vertex: _wish_of_one_side(network, vertex, network.before[vertex], middles))
        for number in reversed(range(len(order))):
            settle(number, lambda vertex: _wish_of_one_side(network, vertex, network.after[vertex], middles))
    for _ in range(min(PULLING, 4 + WORK // (1 + len(network.vertices)))):
        before = list(middles)
        for number in (*range(len(order)), *reversed(range(len(order)))):
            settle(number, lambda vertex: _wish(hangs[vertex], middles[vertex], middles))
        if max(map(abs, map(sub, before, middles)), default=0.0) < STILL:
            break
    for number in reversed(range(len(order))):
        settle(number, lambda vertex: _wish_in_the_end(network, vertex, middles))
    for number in range(len(order)):
        settle(number, lambda vertex: _wish_for_a_row(network, vertex, middles))
    _raise_start(network, order, middles)
    return middles


def _raise_start(network: Network, order: Sequence[Sequence[int]], middles: list[float]) -> None:
    """Put the box that everything begins with beside its first label, or higher."""
    if order and len(order[0]) == 1:
        (start,) = order[0]
        for label in network.after[start][:1]:
            middles[start] = min(middles[label], _top(network, middles) + LOWEST_START)


def _top(network: Network, middles: Sequence[float]) -> float:
    """The upper side of the highest box or label."""
    seen = zip(network.vertices, middles, strict=True)
    return min((middle - vertex.height / 2 for vertex, middle in seen if vertex.kind != "bend"), default=0.0)


def _wish_of_one_side(
    network: Network, vertex: int, neighbours: Sequence[int], middles: Sequence[float]
) -> tuple[float, float]:
    """Where a vertex wants to be, seen from one side, and how much."""
    if not neighbours:
        return middles[vertex], 0.05
    ends = [middles[one] for one in neighbours]
    return (min(ends) + max(ends)) / 2, max(_pull(network, vertex, one) for one in neighbours)


def _wish(hangs: Sequence[tuple[int, float]], here: float, middles: Sequence[float]) -> tuple[float, float]:
    """Where a vertex wants to be, between everything it hangs on (and how strongly), and how much."""
    total, weights = 0.0, 0.0
    for one, pull in hangs:
        there = middles[one]
        far = there - here if there > here else here - there
        weight = pull / far if far > NEARBY else pull / NEARBY
        total += there * weight
        weights += weight
    return (total / weights, weights) if weights else (here, 0.01)


def _wish_in_the_end(network: Network, vertex: int, middles: Sequence[float]) -> tuple[float, float]:
    """A box halfway its labels, a label beside its box, all else where it is."""
    own, ends = network.vertices[vertex], [middles[one] for one in network.after[vertex]]
    if ends and (own.kind == "box" or own.row):
        return (min(ends) + max(ends)) / 2, 2.0
    return middles[vertex], 0.5


def _wish_for_a_row(network: Network, vertex: int, middles: Sequence[float]) -> tuple[float, float]:
    """A box that nothing follows in the row of its label, all else where it is."""
    in_row = network.vertices[vertex].row and network.before[vertex] and not network.after[vertex]
    return middles[network.before[vertex][0] if in_row else vertex], 1.0


def _pull(network: Network, one: int, other: int) -> float:
    """How strongly two neighbours want to be level: lines that pass most, then rows; a shared target hardly."""
    vertices = sorted((network.vertices[one], network.vertices[other]), key=lambda vertex: vertex.layer)
    kinds = [vertex.kind for vertex in vertices]
    if kinds == ["bend", "bend"]:
        return 8.0
    if kinds == ["box", "label"]:
        return 1.0
    return 2.0 if vertices[1].row else 0.2


def _room(network: Network, layer: Sequence[int], spacing: Spacing) -> list[float]:
    """How far below the first of its layer each vertex must at least be."""
    steps = [_distance(network.vertices[upper], network.vertices[lower], spacing) for upper, lower in pairwise(layer)]
    return list(accumulate(steps, initial=0.0))[: len(layer)]


def _distance(upper: Vertex, lower: Vertex, spacing: Spacing) -> float:
    if upper.family == lower.family:
        gap = spacing.near
    elif "bend" in (upper.kind, lower.kind):
        gap = spacing.line
    else:
        gap = spacing.far
    return (upper.height + lower.height) / 2 + gap


def _settle(
    layer: Sequence[int], room: Sequence[float], wishes: Sequence[tuple[float, float]], middles: list[float]
) -> None:
    """Put a layer as near to its wishes as its order and room allow."""
    pools: list[tuple[float, float, int]] = []  # mean, weight, how many
    for (wish, weight), offset in zip(wishes, room, strict=True):
        mean, total, count = wish - offset, weight, 1
        while pools and pools[-1][0] > mean:
            earlier, heavy, many = pools.pop()
            mean = (mean * total + earlier * heavy) / (total + heavy)
            total, count = total + heavy, count + many
        pools.append((mean, total, count))
    number = 0
    for mean, _, count in pools:
        for _ in range(count):
            middles[layer[number]] = mean + room[number]
            number += 1


def _columns(
    network: Network, order: Sequence[Sequence[int]], middles: Sequence[float], spacing: Spacing
) -> list[tuple[float, float]]:
    """The left side and the width of every layer. Where lines climb far, more room is left for them."""
    columns, left = [], 0.0
    for number, layer in enumerate(order):
        width = 0.0
        for vertex in layer:
            found = network.vertices[vertex]
            if found.kind != "bend":
                size = network.boxes[found.owner] if found.kind == "box" else network.links[found.owner].label
                width = max(width, size.width)
        climb = max(
            (abs(middles[end] - middles[vertex]) for vertex in layer for end in network.after[vertex]), default=0
        )
        columns.append((left, width))
        left = round(left + width + (spacing.gap if number % 2 else spacing.fan) + min(CLIMB, climb / 12), 1)
    return columns


def _curve(grid: _Grid, label_vertex: int, label: Place, ends: tuple[Place, Place]) -> Curve:
    """The points a link runs through. A bend crosses its whole column level, so it stays clear of what stands there."""
    source, target = ends
    before = ((source.right, source.middle), (label.x, label.middle))
    points = [(label.right, label.middle)]
    left, right = grid.column(label_vertex)
    if right - left > label.width:
        points.append((right, label.middle))
    network = grid.network
    vertex = network.after[label_vertex][0]
    while network.vertices[vertex].kind == "bend":
        points += [(side, grid.middles[vertex]) for side in grid.column(vertex)]
        vertex = network.after[vertex][0]
    points.append((target.x, target.middle))
    return Curve(before, tuple(points))
