"""What a drawing of a guide shows, before anyone decides how: questions, situations, and the answers between."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

from treeguide.graph import Edge, Graph
from treeguide.library import Tree
from treeguide.project import Project
from treeguide.values.shown import one_line

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
    project: Project, tree: Tree, hrefs: Hrefs | None = None, only: str | Collection[int] | None = None
) -> Picture:
    """The picture of a whole guide; with the id of an outcome, `only` of every route to that one.

    With sections it holds those; where an answer leads on to another, that one is named.
    """
    graph, outcome = project.graph(tree), only if isinstance(only, str) else ""
    chosen = range(len(graph.sections)) if only is None or isinstance(only, str) else only
    shown = _leading_to(graph, outcome) if outcome else set(chosen)
    sketch = _Sketch(project, tree, hrefs or Hrefs(), project.settings.interface)
    for number in sorted(shown):
        sketch.question(number)
    for number in sorted(shown):
        for edge in graph.sections[number].edges:
            if not outcome or edge.target == outcome or edge.target in shown:
                sketch.arrow(number, edge)
    nodes, arrows = tuple(sketch.nodes), tuple(sketch.arrows)
    return Picture(tree.id, one_line(tree.file.title), nodes, arrows, project.settings.language, sketch.words, outcome)


@dataclass
class _Sketch:
    """Nodes and arrows so far, and where each node is: a question by the number of its section."""

    project: Project
    tree: Tree
    to: Hrefs
    words: Mapping[str, str]
    nodes: list[Node] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)
    position: dict[int | str, int] = field(default_factory=dict)

    @property
    def graph(self) -> Graph:
        return self.project.graph(self.tree)

    def question(self, number: int, *, is_elsewhere: bool = False) -> None:
        """A question of this drawing, or the name of one that is in another."""
        section, name = self.graph.sections[number], self.graph.names[number]
        note = "" if is_elsewhere else readers_note(self.tree, section.facts, self.words)
        href = self.to.elsewhere(number) if is_elsewhere else self.to.question(name)
        text = one_line(self.tree.file.questions[section.question].text)
        self.add(number, Node("question", section.question, name, text, number + 1, note, href, is_elsewhere))

    def outcome(self, name: str) -> None:
        situation = self.project.library.situations.get(name)
        text = one_line(situation.outcome.title) if situation else name
        self.add(name, Node("outcome", name, name, text, href=self.to.outcome(name)))

    def arrow(self, number: int, edge: Edge) -> None:
        """An answer, with what it leads to where that is not there yet."""
        target = edge.target
        if target not in self.position:
            self.question(target, is_elsewhere=True) if isinstance(target, int) else self.outcome(target)
        asked = self.tree.file.questions[self.graph.sections[number].question]
        text = one_line(asked.options[edge.option].text)
        self.arrows.append(Arrow(self.position[number], self.position[target], edge.option, text))

    def add(self, key: int | str, node: Node) -> None:
        self.position[key] = len(self.nodes)
        self.nodes.append(node)


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
    spoken = [one_line(tree.file.facts.get(fact, fact)) for fact in facts]
    return words["if-condition"].replace("{facts}", words["if-and"].join(spoken)) if spoken else ""
