"""A large graph is cut into parts that hold every section once, and in which a reader mostly stays."""

from hypothesis import given
from hypothesis import strategies as st

from profiles import tries
from random_trees import Raw, trees
from test_drawing import project_of
from treeguide.graph import Edge, Graph, Section, cut


def graph_of(onward: dict[int, list[int]]) -> Graph:
    """A graph of numbered sections, each with those that follow it."""
    sections = tuple(
        Section(f"v{number}", (), tuple(Edge(f"o{target}", target) for target in targets))
        for number, targets in sorted(onward.items())
    )
    return Graph(sections, tuple(section.question for section in sections))


@tries(200)
@given(trees(), st.integers(1, 6))
def test_every_section_is_in_one_part_and_no_part_is_too_large(tree: Raw, size: int) -> None:
    project, found = project_of(tree)
    graph = project.graph(found)
    parts = cut(graph, size)
    assert sorted(number for part in parts for number in part) == list(range(len(graph.sections)))
    assert all(0 < len(part) <= size for part in parts)
    assert not parts or parts[0][0] == 0
    assert all(part == sorted(part) for part in parts)
    assert len(parts) <= 2 * len(graph.sections) / size + 1


def test_a_row_is_cut_in_stretches() -> None:
    row = graph_of({number: [number + 1] if number < 9 else [] for number in range(10)})
    assert cut(row, 4) == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]
    assert cut(row, 20) == [list(range(10))]
    assert cut(Graph((), ()), 4) == []


def test_what_lies_behind_one_entrance_stays_together() -> None:
    """Three branches of three below the start: what follows one question stands beside it."""
    branches = {0: [1, 2, 3], **{top: [top + 3, top + 6] for top in (1, 2, 3)}, **{low: [] for low in range(4, 10)}}
    assert cut(graph_of(branches), 4) == [[0, 1, 2, 3], [4, 5, 7, 8], [6, 9]]
    chains = {0: [1, 2], 1: [3], 2: [4], 3: [5], 4: [6], 5: [], 6: []}
    assert cut(graph_of(chains), 3) == [[0, 1, 2], [3, 5], [4, 6]]
