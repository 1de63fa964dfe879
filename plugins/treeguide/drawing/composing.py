"""Decides how a picture is laid out: texts in lines, boxes in columns, and a pointer in place of a long line."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from treeguide.drawing import Arrow, Node, Picture
from treeguide.drawing.layout import Drawn, Link, Size, back_links, lay_out
from treeguide.drawing.lettering import Style

STEEPEST = 240.0
LARGE = 400
WIDTHS = (0.95, 1.15, 0.8, 0.64)
LANDSCAPE = 2**0.5
BESIDE, ABOVE, SHEET = 32, 88, 740
BADGE = 22
QUESTION = Style(13, 16, 176, 200, 6, 11, 7, bold=True)
OUTCOME = Style(12, 15, 216, 230, 4, 9, 4)
OPTION = Style(11.5, 13.5, 172, 200, 5, 5, 1)
NOTE = Style(10.5, 13, 176, 200, 4, 11, 0)


@dataclass(frozen=True, slots=True)
class Styles:
    """How each sort of text is set."""

    question: Style = QUESTION
    outcome: Style = OUTCOME
    option: Style = OPTION
    note: Style = NOTE

    def narrowed(self, share: float) -> "Styles":
        """The same with less room for each line."""
        return Styles(*(replace(one, room=one.room * share) for one in self.each()))

    def each(self) -> Iterator[Style]:
        yield from (self.question, self.outcome, self.option, self.note)


@dataclass(frozen=True, slots=True)
class Box:
    """A node with its lines. A pointer is a small stand-in for a node that is drawn elsewhere."""

    node: Node
    style: Style
    lines: tuple[str, ...]
    note: Style
    notes: tuple[str, ...] = ()
    pointer: str = ""

    @property
    def badge(self) -> float:
        """How far the text makes room for the number of a question."""
        if self.node.sort != "question" or self.pointer:
            return 0
        return max(BADGE, self.style.width(str(self.node.number)) + 8)

    @property
    def size(self) -> Size:
        widest = max([*map(self.style.width, self.lines), *map(self.note.width, self.notes)])
        height = len(self.lines) * self.style.line + len(self.notes) * self.note.line + 2 * self.style.down
        return Size(round(widest + self.badge + 2 * self.style.across), height)


@dataclass(frozen=True)
class Composition:
    """Everything with its place: boxes, and arrows with the lines of their text."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    labels: tuple[tuple[str, ...], ...]
    drawn: Drawn
    styles: Styles

    @property
    def fit(self) -> float:
        """How large this comes out on a sheet of paper on its side, up to where it is as large as on the screen."""
        return min(LANDSCAPE / (self.drawn.width + BESIDE), 1 / (self.drawn.height + ABOVE), 1 / SHEET)


def compose(picture: Picture) -> Composition:
    """The composition that reads best on a sheet on its side: of some widths of lines, the one that comes out largest.

    A large picture is composed once, in the plainest way.
    """
    pointers = _pointers(picture)
    if len(picture.nodes) > LARGE:
        return _composed(picture, Styles(), pointers)
    found = [_composed(picture, Styles().narrowed(share), pointers) for share in WIDTHS]
    return _with_short_lines(picture, max(found, key=lambda one: one.fit), pointers)


def _with_short_lines(picture: Picture, composed: Composition, pointers: dict[int, str]) -> Composition:
    """The same in which no line climbs past much of the drawing: such an arrow ends in a pointer.

    The first arrow to each node stays as it is, and so do all those to a node in focus.
    """
    climbs: dict[int, list[tuple[int, float]]] = {}
    for number, arrow in enumerate(composed.arrows):
        source, target = composed.drawn.boxes[arrow.source], composed.drawn.boxes[arrow.target]
        if not composed.boxes[arrow.target].pointer and picture.nodes[arrow.target].id != picture.focus:
            climb = abs(target.middle - source.middle)
            climbs.setdefault(arrow.target, []).append((number, climb))
    steep = {number for every in climbs.values() for number, climb in every[1:] if climb > STEEPEST}
    return _composed(picture, composed.styles, {**pointers, **dict.fromkeys(steep, "ahead")}) if steep else composed


def _pointers(picture: Picture) -> dict[int, str]:
    """Arrows that do not lead on to the next column; only a node in focus may be reached from any column.

    The column of a node says after how many answers one can be there.
    """
    links = [Link(arrow.source, arrow.target, Size(0, 0)) for arrow in picture.arrows]
    back = back_links(len(picture.nodes), links)
    far = _answers_needed(picture)
    found: dict[int, str] = {}
    for number, link in enumerate(links):
        if far.get(link.target, 0) != far.get(link.source, 0) + 1 and picture.nodes[link.target].id != picture.focus:
            found[number] = "back" if number in back else "ahead"
    return found


def _answers_needed(picture: Picture) -> dict[int, int]:
    """For each node, the fewest answers after which one can be there, from where one enters the picture."""
    onward: dict[int, list[int]] = {}
    for arrow in picture.arrows:
        onward.setdefault(arrow.source, []).append(arrow.target)
    far: dict[int, int] = {}
    for entrance in range(len(picture.nodes)):
        waiting = deque([] if entrance in far else [entrance])
        far.setdefault(entrance, 0)
        while waiting:
            node = waiting.popleft()
            for target in onward.get(node, ()):
                if target not in far:
                    far[target] = far[node] + 1
                    waiting.append(target)
    return far


def _composed(picture: Picture, styles: Styles, pointers: dict[int, str]) -> Composition:
    boxes = [
        _pointer(picture, one, styles, "ahead") if one.is_elsewhere else _box(one, styles) for one in picture.nodes
    ]
    arrows = []
    for number, arrow in enumerate(picture.arrows):
        if number in pointers:
            boxes.append(_pointer(picture, picture.nodes[arrow.target], styles, pointers[number]))
            arrow = replace(arrow, target=len(boxes) - 1)
        arrows.append(arrow)
    labels = tuple(tuple(styles.option.wrap(arrow.text)) for arrow in arrows)
    links = [
        Link(arrow.source, arrow.target, _label_size(lines, styles.option))
        for arrow, lines in zip(arrows, labels, strict=True)
    ]
    return Composition(tuple(boxes), tuple(arrows), labels, lay_out([box.size for box in boxes], links), styles)


def _box(node: Node, styles: Styles) -> Box:
    style = styles.question if node.sort == "question" else styles.outcome
    notes = tuple(styles.note.wrap(node.note)) if node.note else ()
    return Box(node, style, tuple(style.wrap(node.text)), styles.note, notes)


def _pointer(picture: Picture, node: Node, styles: Styles, way: str) -> Box:
    said = picture.words["question-number"].format(number=node.number) + ": " if node.number else ""
    sign = "↩ " if way == "back" else "→ " if node.number else ""
    return Box(node, styles.outcome, tuple(styles.outcome.wrap(f"{sign}{said}{node.text}")), styles.note, (), way)


def _label_size(lines: Sequence[str], style: Style) -> Size:
    widest = max(map(style.width, lines))
    return Size(round(widest + 2 * style.across), len(lines) * style.line + 2 * style.down)
