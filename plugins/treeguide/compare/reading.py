"""What a reader sees of a tree's steps and answers, in the version that has them."""

from collections.abc import Sequence
from dataclasses import dataclass

from treeguide.compare.changes import TreeChange
from treeguide.compare.matching import GONE
from treeguide.compare.turns import Turn, Walks
from treeguide.library import Tree
from treeguide.project import Project


@dataclass(frozen=True)
class Texts:
    """The texts of a tree that is in both versions, by the names that its walks use."""

    before: Project
    after: Project
    change: TreeChange

    def step(self, name: tuple[str, str]) -> str:
        """The text of a question or the title of a situation."""
        sort, key = name
        return self.question(key) if sort == "question" else outcome_title(self.before, self.after, key)

    def question(self, name: str) -> str:
        """The text of a question, as it is now where it still is."""
        if not name.startswith(GONE):
            return self.change.same.after.file.questions[name].text
        return self.change.same.before.file.questions[name.removeprefix(GONE)].text

    def answers(self, route: Sequence[tuple[int, str]], *, was: bool) -> list[str]:
        """The texts of the answers on a route through the old version or the new one."""
        return [self._answer(number, option, was=was) for number, option in route]

    def _answer(self, number: int, option: str, *, was: bool) -> str:
        same = self.change.same
        if not was:
            question = self.after.graph(same.after).sections[number].question
            return same.after.file.questions[question].options[option].text
        question = self.before.graph(same.before).sections[number].question
        old = next((one for one, other in same.options.get(question, {}).items() if other == option), option)
        return same.before.file.questions[question].options[old.removeprefix(GONE)].text


def outcome_title(before: Project, after: Project, name: str) -> str:
    """The title of a situation, as it is now where it still is; its id where it has none."""
    project = before if name.startswith(GONE) else after
    found = project.library.situations.get(name.removeprefix(GONE))
    return found.outcome.title if found else name.removeprefix(GONE)


def step_title(project: Project, tree: Tree, step: str) -> tuple[str, str]:
    """The sort of a step of a version, and its text."""
    if step in tree.file.questions:
        return "question", tree.file.questions[step].text
    found = project.library.situations.get(step)
    return "end", found.outcome.title if found else step


def turn_names(turn: Turn, walked: Walks, other: Walks) -> tuple[tuple[str, str], tuple[str, str] | None]:
    """The names of what an answer led to, and of what it leads to in the other version."""
    return walked.name(turn.was), None if turn.now is None else other.name(turn.now)
