"""Boxes and lines: nothing overlaps, lines run from left to right, and the same input gives the same drawing."""

import time
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from profiles import tries
from treeguide.drawing.layout import Drawn, Link, Place, Size, back_links, lay_out, rank
from treeguide.drawing.layout.network import make_network
from treeguide.drawing.layout.ordering import crossings, order_layers

SIZES = st.builds(Size, st.integers(20, 200).map(float), st.integers(14, 80).map(float))


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[Size], list[Link]]:
    """Boxes with links between any two of them, also to themselves and twice between the same two."""
    boxes = draw(st.lists(SIZES, min_size=1, max_size=12))
    ends = st.integers(0, len(boxes) - 1)
    return boxes, draw(st.lists(st.builds(Link, ends, ends, SIZES), max_size=25))


def without_rings(boxes: list[Size], links: list[Link]) -> list[Link]:
    back = back_links(len(boxes), links)
    return [link for number, link in enumerate(links) if number not in back]


def overlap(one: Place, other: Place) -> bool:
    beside = one.right <= other.x or other.right <= one.x
    below = one.y + one.height <= other.y or other.y + other.height <= one.y
    return not (beside or below)


def things(drawn: Drawn) -> list[Place]:
    return [*drawn.boxes, *drawn.labels]


@tries(150)
@given(graphs())
def test_nothing_overlaps_and_everything_keeps_its_size(graph: tuple[list[Size], list[Link]]) -> None:
    boxes, links = graph[0], without_rings(*graph)
    drawn = lay_out(boxes, links)
    assert [(one, other) for one, other in combinations(things(drawn), 2) if overlap(one, other)] == []
    assert [(place.width, place.height) for place in drawn.boxes] == [(box.width, box.height) for box in boxes]
    assert [(place.width, place.height) for place in drawn.labels] == [(x.label.width, x.label.height) for x in links]
    assert min(place.y for place in things(drawn)) >= -0.1
    assert max(place.y + place.height for place in things(drawn)) <= drawn.height + 0.1
    assert max(place.right for place in things(drawn)) <= drawn.width + 0.1


@tries(150)
@given(graphs())
def test_every_line_runs_to_the_right_and_through_no_text(graph: tuple[list[Size], list[Link]]) -> None:
    boxes, links = graph[0], without_rings(*graph)
    drawn = lay_out(boxes, links)
    for number, (link, curve) in enumerate(zip(links, drawn.curves, strict=True)):
        source, target, label = drawn.boxes[link.source], drawn.boxes[link.target], drawn.labels[number]
        points = [*curve.before, *curve.after]
        assert points == sorted(points, key=lambda point: point[0])
        assert points[0] == (source.right, source.middle)
        assert points[-1] == (target.x, target.middle)
        others = [thing for thing in things(drawn) if thing not in (source, target, label)]
        for (left, upper), (right, lower) in zip(curve.after, curve.after[1:], strict=False):
            if upper == lower:  # where a line climbs it is between two columns
                level = Place(left, upper - 0.1, right - left, 0.2)
                assert [thing for thing in others if overlap(level, thing)] == []


@tries(150)
@given(graphs())
def test_the_labels_of_a_box_stand_together_in_the_order_given(graph: tuple[list[Size], list[Link]]) -> None:
    boxes, links = graph[0], without_rings(*graph)
    drawn = lay_out(boxes, links)
    assert drawn == lay_out(boxes, links)
    own: dict[int, list[Place]] = {}
    for link, label in zip(links, drawn.labels, strict=True):
        own.setdefault(link.source, []).append(label)
    for source, labels in own.items():
        assert labels == sorted(labels, key=lambda label: label.y)
        between = [label for other, mine in own.items() if other != source for label in mine if label.x == labels[0].x]
        assert [label for label in between if labels[0].y < label.y < labels[-1].y] == []


@tries(150)
@given(graphs())
def test_only_links_that_close_a_ring_are_left_out(graph: tuple[list[Size], list[Link]]) -> None:
    boxes, links = graph
    back = back_links(len(boxes), links)
    layers = rank(len(boxes), without_rings(boxes, links))
    assert all(layers[link.source] < layers[link.target] for link in without_rings(boxes, links))
    for number in back:
        assert leads_to(links[number].target, links[number].source, without_rings(boxes, links))


def leads_to(start: int, end: int, links: list[Link]) -> bool:
    seen = [start]
    for box in seen:
        seen += [link.target for link in links if link.source == box and link.target not in seen]
    return end in seen


@tries(150)
@given(graphs())
def test_crossings_are_counted_right(graph: tuple[list[Size], list[Link]]) -> None:
    boxes, links = graph[0], without_rings(*graph)
    network = make_network(boxes, links, rank(len(boxes), links))
    order = order_layers(network)
    place = {vertex: number for layer in order for number, vertex in enumerate(layer)}
    lines = [
        (network.vertices[one].layer, place[one], place[other])
        for one, others in enumerate(network.after)
        for other in others
    ]
    crossed = [
        (one, other)
        for one, other in combinations(lines, 2)
        if one[0] == other[0] and (one[1] - other[1]) * (one[2] - other[2]) < 0
    ]
    assert crossings(network, order) == len(crossed)


def test_a_tree_has_no_crossings_and_its_leaves_stand_in_the_row_of_their_label() -> None:
    box, label = Size(100, 20), Size(50, 12)
    links = [Link(parent, 3 * parent + child, label) for parent in range(13) for child in (1, 2, 3)]
    boxes = [box] * 40
    network = make_network(boxes, links, rank(40, links))
    assert crossings(network, order_layers(network)) == 0
    drawn = lay_out(boxes, links)
    rows = [(drawn.labels[number].middle, drawn.boxes[link.target].middle) for number, link in enumerate(links)]
    assert [row for row in rows if abs(row[0] - row[1]) > 0.2] == []
    assert drawn.boxes[1].middle == (drawn.boxes[4].middle + drawn.boxes[6].middle) / 2


def test_one_begins_to_read_in_the_upper_left_corner() -> None:
    box, label = Size(100, 20), Size(50, 12)
    links = [Link(parent, 9 * parent + child, label) for parent in range(10) for child in range(1, 10)]
    for few in (links[:9], links):
        drawn = lay_out([box] * (len(few) + 1), few)
        assert drawn.boxes[0].y <= 70
        assert drawn.boxes[0].middle <= drawn.labels[0].middle
    short = lay_out([box] * 10, links[:9])
    assert short.boxes[0].middle == short.labels[0].middle


def test_a_box_with_more_lines_out_than_in_moves_towards_them() -> None:
    links = [Link(0, 1, Size(5, 5)), Link(0, 2, Size(5, 5)), Link(2, 3, Size(5, 5)), Link(3, 4, Size(5, 5))]
    links += [Link(1, 4, Size(5, 5)), Link(1, 4, Size(5, 5))]
    assert rank(5, links) == [0, 2, 1, 2, 3]


def test_a_long_chain_is_laid_out_without_recursion() -> None:
    count = 3_000
    links = [Link(number, number + 1, Size(10, 10)) for number in range(count - 1)]
    began = time.process_time()
    drawn = lay_out([Size(10, 10)] * count, links)
    assert {place.y for place in drawn.boxes} == {0.0}
    assert time.process_time() - began < 20
