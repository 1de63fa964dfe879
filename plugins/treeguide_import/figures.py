"""Walks the original as its own program does, counts what it finds, and holds the imported tree against it."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from treeguide.graph import ways
from treeguide.values.model import TreeFile
from treeguide_import.expression import holds
from treeguide_import.routes import Ids
from treeguide_import.source import Answer, Source, Target

MOST_STATES = 20_000


@dataclass(frozen=True)
class Figures:
    """A state is a question with the labels a reader has there; a transition is an answer in a state.

    In `order_dependent` transitions conditions with different targets hold at once. `same` transitions lead to the
    same step in the imported tree.
    """

    questions: int
    conclusions: int
    conditions: int
    states: int = 0
    transitions: int = 0
    order_dependent: int = 0
    same: int = 0
    is_whole: bool = False


def figures(source: Source, tree: TreeFile, ids: Ids) -> Figures:
    """What a walk through every state of the original finds; only the plain counts when there are too many states."""
    conditions = sum(
        bool(redirect.text)
        for question in source.questions.values()
        for answer in question.answers
        for redirect in answer.redirects
    )
    plain = Figures(len(source.questions), len(source.conclusions), conditions)
    if not source.questions:
        return plain
    start = (next(iter(source.questions)), frozenset[str]())
    seen, waiting = {start}, deque([start])
    transitions = order_dependent = same = 0
    while waiting:
        name, labels = waiting.popleft()
        for number, answer in enumerate(source.questions[name].answers):
            now = labels | frozenset(answer.labels)
            targets = _targets(answer, now)
            transitions += 1
            order_dependent += len({target for target in targets if target}) > 1
            first = targets[0] if targets else None
            same += first is not None and ids.step(first) == _ours(tree, ids, (name, number), now) != ids.nowhere
            if first and first.is_question and first.id in source.questions and (first.id, now) not in seen:
                seen.add((first.id, now))
                waiting.append((first.id, now))
        if len(seen) > MOST_STATES:
            return plain
    return Figures(plain.questions, plain.conclusions, conditions, len(seen), transitions, order_dependent, same, True)


def _targets(answer: Answer, labels: frozenset[str]) -> list[Target | None]:
    """Where the answer can lead, in order: None where the condition or the target cannot be read."""
    if not answer.redirects:
        return [answer.target]
    return [
        redirect.target if redirect.condition is not None else None
        for redirect in answer.redirects
        if redirect.condition is None or holds(redirect.condition, labels)
    ]


def _ours(tree: TreeFile, ids: Ids, answer: tuple[str, int], labels: frozenset[str]) -> str:
    """Where the same answer leads in the imported tree; an empty text when the question is not in it."""
    name, number = answer
    question = tree.questions.get(ids.questions[name])
    if question is None:
        return ""
    facts = frozenset(_facts(labels, ids.facts))
    next_ = question.options[ids.options[name][number]].next
    return next((target for condition, target in ways(next_) if condition.holds(facts)), "")


def _facts(labels: frozenset[str], facts: Mapping[str, str]) -> set[str]:
    return {facts[label] for label in labels}
