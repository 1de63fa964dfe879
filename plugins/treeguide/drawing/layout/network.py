"""The values a layout takes and gives (lengths in pixels, y grows downwards), and links cut into pieces
that go from one layer to the next, so that every layer can be ordered and placed alone.

Box layers have even numbers. The odd ones between them hold the labels of the boxes on their left, and every layer a
link passes holds a bend of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["box", "label", "bend"]


@dataclass(frozen=True, slots=True)
class Size:
    """How much room something takes."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Link:
    """A line from one box to another, with a label at its beginning."""

    source: int
    target: int
    label: Size


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: its left upper corner, and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Curve:
    """A link as drawn: through `before` from the box to its label, and through `after` from the label to the target."""

    before: tuple[tuple[float, float], ...]
    after: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Spacing:
    """The room left between things.

    `near` is between what belongs to the same box, `far` between what does not, `line` between lines that pass by;
    `fan` is the least room between a box and its labels, `gap` that between a label and what it leads to.
    """

    near: float = 5
    far: float = 15
    line: float = 8
    fan: float = 30
    gap: float = 26


@dataclass(frozen=True, slots=True)
class Drawn:
    """The whole drawing, from (0, 0) to (width, height)."""

    boxes: tuple[Place, ...]
    labels: tuple[Place, ...]
    curves: tuple[Curve, ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Vertex:
    """A box, a label or a bend.

    `owner` is the number of the box, or of the link; `family` what it stands close to. A label and the box it alone
    leads to stand in one `row`.
    """

    kind: Kind
    owner: int
    layer: int
    height: float
    family: tuple[str, int]
    row: bool = False


@dataclass(slots=True)
class Network:
    """Vertices with the neighbours each has in the layers before and after. Box n is vertex n.

    `boxes` and `links` are what it was made of.
    """

    boxes: Sequence[Size] = ()
    links: Sequence[Link] = ()
    vertices: list[Vertex] = field(default_factory=list)
    before: list[list[int]] = field(default_factory=list)
    after: list[list[int]] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)

    def add(self, vertex: Vertex) -> int:
        self.vertices.append(vertex)
        self.before.append([])
        self.after.append([])
        return len(self.vertices) - 1

    def join(self, left: int, right: int) -> None:
        self.after[left].append(right)
        self.before[right].append(left)

    @property
    def depth(self) -> int:
        """How many layers there are."""
        return 1 + max((vertex.layer for vertex in self.vertices), default=-1)


def make_network(boxes: Sequence[Size], links: Sequence[Link], layers: Sequence[int]) -> Network:
    """The network of boxes in those layers. A label and the box it alone leads to take the same height, so that they
    can stand in one row."""
    entering = [0] * len(boxes)
    source = [0] * len(boxes)
    tallest = [box.height for box in boxes]
    for link in links:
        entering[link.target] += 1
        source[link.target] = link.source
    for link in links:
        if entering[link.target] == 1:
            tallest[link.target] = max(tallest[link.target], link.label.height)
    network = Network(boxes, links)
    for number, layer in enumerate(layers):
        row = entering[number] == 1 and layer == layers[source[number]] + 1
        family = ("from", source[number]) if entering[number] == 1 else ("own", number)
        network.add(Vertex("box", number, 2 * layer, tallest[number], family, row))
    for number, link in enumerate(links):
        row = network.vertices[link.target].row
        height = tallest[link.target] if row else link.label.height
        first = 2 * layers[link.source] + 1
        last = network.add(Vertex("label", number, first, height, ("from", link.source), row))
        network.labels.append(last)
        network.join(link.source, last)
        for layer in range(first + 1, 2 * layers[link.target]):
            bend = network.add(Vertex("bend", number, layer, 1, ("line", number)))
            network.join(last, bend)
            last = bend
        network.join(last, link.target)
    return network
