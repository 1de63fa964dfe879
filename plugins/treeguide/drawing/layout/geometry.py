"""The values a layout takes and gives: sizes in, places and curves out. Lengths are in pixels, y grows downwards."""

from dataclasses import dataclass


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
