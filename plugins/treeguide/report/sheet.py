"""Turns routes into a sheet: one row for each route, for experts who review on paper."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from treeguide.graph.routes import each_route, measure
from treeguide.library import Tree
from treeguide.project import Project, option_text
from treeguide.values.one_line import shown


@dataclass(frozen=True)
class Part:
    """The routes of one tree that go into the sheet: at most `room`. `total` is None where there is no end of them."""

    tree: Tree
    total: int | None
    longest: int
    room: int


def parts(project: Project, trees: Sequence[Tree], limit: int) -> list[Part]:
    """What goes into a sheet of at most so many routes, tree after tree. Trees without a graph are left out."""
    found = []
    for tree in trees:
        graph = project.graph(tree)
        if not graph.sections:
            continue
        known = measure(graph)
        if known.total is None or known.longest is None:
            lengths = [len(route.steps) for route in islice(each_route(graph), limit)]
            found.append(Part(tree, None, max(lengths, default=0), limit))
            limit -= len(lengths)
        else:
            found.append(Part(tree, known.total, known.longest, limit))
            limit -= min(limit, known.total)
    return found


def header(found: Sequence[Part], words: Mapping[str, str]) -> list[str]:
    """The names of the columns: tree, number, every question with its answer, outcome."""
    longest = max((part.longest for part in found), default=0)
    asked = [
        words[word].format(number=number + 1)
        for number in range(longest)
        for word in ("sheet-question", "sheet-answer")
    ]
    return [words["sheet-tree"], words["sheet-number"], *asked, words["sheet-outcome"]]


def rows(project: Project, part: Part, columns: int) -> Iterator[list[str]]:
    """The rows of one tree, each with so many cells; one at a time, so that their number costs no memory."""
    graph, title = project.graph(part.tree), harmless(part.tree.file.title)
    said = _texts(project, part.tree)
    for number, route in enumerate(islice(each_route(graph), part.room), 1):
        cells = [title, str(number)]
        for step in route.steps:
            cells += said[step]
        end = project.library.situations.get(route.end)
        empty = [""] * (columns - len(cells) - 1)
        yield [*cells, *empty, harmless(end.outcome.title if end else route.end)]


def _texts(project: Project, tree: Tree) -> dict[tuple[int, str], tuple[str, str]]:
    """The question and the answer of every step, as they go into the sheet."""
    return {
        (number, edge.option): (
            harmless(tree.file.questions[section.question].text),
            harmless(option_text(tree, section.question, edge.option)),
        )
        for number, section in enumerate(project.graph(tree).sections)
        for edge in section.edges
    }


def harmless(text: str) -> str:
    """The text on one line, as a cell that no spreadsheet takes for a formula (OWASP, CSV injection).

    Nor what stands behind a comma or semicolon in it: in some countries that begins the next cell.
    """
    line = shown(" ".join(text.split()))
    line = re.sub(r"(?<=[;,])(?=[=@]|[+-][\w(])", "'", line)
    return f"'{line}" if line.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")) else line
