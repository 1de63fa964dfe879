"""What a drawing of a guide shows, before anyone decides how: questions, situations, and the answers between."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

from treeguide.graph.unfold import Graph
from treeguide.library import Tree
from treeguide.project import Project
from treeguide.words import interface

Sort = Literal["question", "outcome"]


@dataclass(frozen=True, slots=True)
class Node:
    """A question or a situation.

    `id` is that of the step; `name` of a question is its section's, which has the facts behind it; `number` is the one
    the guide page gives it, `note` says for which readers it is. An empty `href` leads nowhere. A question that
    `is_elsewhere` is in another drawing: here it is only named.
    """

    sort: Sort
    id: str
    name: str
    text: str
    number: int = 0
    note: str = ""
    href: str = ""
    is_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Arrow:
    """An answer: from the question at position `source` to the node at position `target`."""

    source: int
    target: int
    option: str
    text: str


@dataclass(frozen=True)
class Picture:
    """Nodes in reading order, the start first, and arrows in the order of the questions and their options.

    `focus` is the situation that everything leads to, where the picture was made for one.
    """

    id: str
    title: str
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    language: str
    words: Mapping[str, str] = field(repr=False)
    focus: str = ""

    @property
    def questions(self) -> int:
        return sum(node.sort == "question" and not node.is_elsewhere for node in self.nodes)

    @property
    def outcomes(self) -> int:
        return sum(node.sort == "outcome" for node in self.nodes)


@dataclass(frozen=True)
class Hrefs:
    """Where a question, by the name of its section, and a situation, by its id, are to be found.

    `elsewhere` is where a question that is in another drawing leads, by the number of its section.
    """

    question: Callable[[str], str] = lambda name: ""
    outcome: Callable[[str], str] = lambda id_: ""
    elsewhere: Callable[[int], str] = lambda number: ""


def picture(
    project: Project,
    tree: Tree,
    hrefs: Hrefs | None = None,
    language: str = "nl",
    outcome: str = "",
    sections: Collection[int] | None = None,
) -> Picture:
    """The picture of a whole guide; with an outcome given, of every route to that one and nothing else.

    With sections given it holds only those; where an answer leads on to another, that one is named.
    """
    graph, words = project.graph(tree), interface(language)
    to = hrefs or Hrefs()
    shown = (
        _leading_to(graph, outcome) if outcome else set(range(len(graph.sections)) if sections is None else sections)
    )
    position: dict[int | str, int] = {}
    nodes: list[Node] = []
    for number, section in enumerate(graph.sections):
        if number in shown:
            position[number] = len(nodes)
            name = graph.names[number]
            text = _one_line(tree.file.questions[section.question].text)
            note = readers_note(tree, section.facts, words)
            nodes.append(Node("question", section.question, name, text, number + 1, note, to.question(name)))
    arrows: list[Arrow] = []
    for number, section in enumerate(graph.sections):
        for edge in section.edges if number in shown else ():
            target = edge.target
            if outcome and target != outcome and target not in shown:
                continue
            if isinstance(target, int) and target not in position:
                position[target] = len(nodes)
                asked, name = graph.sections[target].question, graph.names[target]
                text = _one_line(tree.file.questions[asked].text)
                href = to.elsewhere(target)
                nodes.append(Node("question", asked, name, text, target + 1, href=href, is_elsewhere=True))
            if isinstance(target, str) and target not in position:
                position[target] = len(nodes)
                situation = project.library.situations.get(target)
                text = _one_line(situation.outcome.title) if situation else target
                nodes.append(Node("outcome", target, target, text, href=to.outcome(target)))
            text = _one_line(tree.file.questions[section.question].options[edge.option].text)
            arrows.append(Arrow(position[number], position[target], edge.option, text))
    return Picture(tree.id, _one_line(tree.file.title), tuple(nodes), tuple(arrows), language, words, outcome)


def _leading_to(graph: Graph, outcome: str) -> set[int]:
    """The sections from which that outcome can be reached."""
    before: dict[int | str, list[int]] = {}
    for number, section in enumerate(graph.sections):
        for edge in section.edges:
            before.setdefault(edge.target, []).append(number)
    found: set[int] = set()
    waiting: list[int | str] = [outcome]
    while waiting:
        for number in before.get(waiting.pop(), ()):
            if number not in found:
                found.add(number)
                waiting.append(number)
    return found


def readers_note(tree: Tree, facts: tuple[str, ...], words: Mapping[str, str]) -> str:
    """For which readers a question is, as one says it; nothing when it is for all."""
    spoken = [_one_line(tree.file.facts.get(fact, fact)) for fact in facts]
    return words["if-condition"].replace("{facts}", words["if-and"].join(spoken)) if spoken else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())
