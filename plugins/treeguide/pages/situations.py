"""The page of all situations: by guide, those of the largest by the first answer there."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from treeguide.library import Situation, Tree
from treeguide.pages.plan import Plan
from treeguide.project import Project, option_text
from treeguide.writing import Writer
from treeguide.writing.page import Page

_BARE = frozenset({"true", "false", "waar", "onwaar", "niet waar", "weet ik niet", "weet niet", "don't know", "maybe"})


@dataclass(frozen=True)
class Group:
    """Situations that belong together. `name` is its anchor; without an `answer` the guide is one group."""

    name: str
    guide: str
    answer: str
    situations: tuple[Situation, ...]

    @property
    def heading(self) -> str:
        """What readers see above it."""
        return self.answer or self.guide


@dataclass(frozen=True)
class Met:
    """A situation as shown: with the last question and answer of the shortest route there."""

    title: str
    path: str
    summary: str
    question: str
    answer: str


def situations_plans(writer: Writer) -> Iterator[Plan]:
    """The page of all situations, where there are some."""
    if writer.project.library.situations:
        yield Plan(writer.addresses.outcomes, partial(_page, writer))


def situation_groups(writer: Writer) -> list[Group]:
    """The situations of each first answer of the largest guide, in the order of those; then of each further guide."""
    project, found = writer.project, list[Group]()
    left = {one.id: one for one in project.met}
    for number, tree in enumerate(project.guides):
        answers = _answers(project, tree) if number == 0 else {"": ""}
        for option, answer in answers.items():
            own = tuple(one for one in left.values() if _leads(project, tree, one.id, option))
            for one in own:
                del left[one.id]
            name = f"{tree.id}-{option}" if option else tree.id
            found += [Group(name, " ".join(tree.file.title.split()), answer, own)] if own else []
    rest = [Group("-", writer.words["other-outcomes"], "", tuple(left.values()))] if left else []
    return found + rest


def _answers(project: Project, tree: Tree) -> dict[str, str]:
    """The options of a guide's first question, by id; one without a name where it cannot be unfolded."""
    graph = project.graph(tree)
    question = graph.sections[0].question if graph.sections else ""
    options = tree.file.questions[question].options if question else ()
    return {option: _chosen(tree, question, option) for option in options} or {"": ""}


def _chosen(tree: Tree, question: str, option: str) -> str:
    """An answer as a heading; with its question before it where that has an answer that says nothing by itself."""
    asked, text = tree.file.questions[question], option_text(tree, question, option)
    is_bare = any(_is_bare(one.text) for one in asked.options.values())
    return f"{' '.join(asked.text.split())} {text}" if is_bare else text


def _is_bare(text: str) -> bool:
    """Whether an answer is a yes, a no, or as short as a letter or a number."""
    word = text.strip(" .,:;!?").casefold()
    return len(word) <= 3 or word in _BARE


def _leads(project: Project, tree: Tree, outcome: str, option: str) -> bool:
    """Whether the tree's shortest route to an outcome begins with that option; any route where no option is given."""
    graph = project.graph(tree)
    end = graph.outcomes.get(outcome)
    return end is not None and (not option or (graph.route(end[0]) or [end])[0][1] == option)


def _page(writer: Writer) -> Page:
    words, path, groups = writer.words, writer.addresses.outcomes, situation_groups(writer)
    rows = [(group, [_met(writer, one) for one in group.situations]) for group in groups]
    html = writer.on(path).fill("situations.html.jinja", groups=rows)
    return Page(path, words["all-outcomes"], html, " ".join(words["outcomes-lead"].split()), sort="overview")


def _met(writer: Writer, situation: Situation) -> Met:
    outcome, path = situation.outcome, writer.addresses.outcome(situation.id)
    question, answer = _before(writer.project, situation.id)
    return Met(outcome.title, path, outcome.summary, question, answer)


def _before(project: Project, outcome: str) -> tuple[str, str]:
    """The question and the answer that lead to an outcome, in the first guide that does; empty where none does."""
    for tree in project.guides:
        graph = project.graph(tree)
        if outcome in graph.outcomes:
            section, option = graph.outcomes[outcome]
            question = graph.sections[section].question
            return " ".join(tree.file.questions[question].text.split()), option_text(tree, question, option)
    return "", ""
