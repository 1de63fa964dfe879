"""Where each answer leads in our format: conditions in our words, and only those that some reader meets."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from treeguide.graph import Graph, unfold
from treeguide.values.model import Condition, Next, Option, Otherwise, Question, TreeFile, When
from treeguide_import.expression import (
    NEVER,
    Clause,
    Every,
    Expression,
    Has,
    Not,
    Some,
    TooManyError,
    clauses,
)
from treeguide_import.notice import Notice
from treeguide_import.source import Answer, Redirect, Source, Target

Key = tuple[str, int]


@dataclass(frozen=True)
class Ids:
    """Our ids: of questions and conclusions by the original's, of facts by label, of options by question in order.

    `nowhere` is the outcome for readers whom the original leaves without a next step.
    """

    questions: Mapping[str, str]
    conclusions: Mapping[str, str]
    facts: Mapping[str, str]
    options: Mapping[str, Sequence[str]]
    nowhere: str

    def step(self, target: Target) -> str:
        return (self.questions if target.is_question else self.conclusions).get(target.id, self.nowhere)


@dataclass(frozen=True)
class Arm:
    """A way on under one condition, and the redirect it comes from."""

    condition: Condition
    target: str
    redirect: Redirect | None = None


@dataclass(frozen=True)
class Way:
    """Where an answer leads at last. `replaced` are the original conditions that became its `otherwise`."""

    next: Next
    replaced: tuple[str, ...] = ()


@dataclass
class Routes:
    """The ways of every answer by question and position, and what of the source some reader meets."""

    ways: dict[Key, Way] = field(default_factory=dict)
    questions: frozenset[str] = frozenset()
    conclusions: frozenset[str] = frozenset()
    has_nowhere: bool = False
    notices: list[Notice] = field(default_factory=list)


def find_routes(source: Source, ids: Ids, limit: int) -> Routes:
    """The ways of the whole source. Steps that no reader can meet are left out, and told."""
    whole = _find(source, ids, limit)
    left_out = replace(
        source,
        questions={name: one for name, one in source.questions.items() if name in whole.questions},
        conclusions={name: one for name, one in source.conclusions.items() if name in whole.conclusions},
    )
    found = whole if left_out == source else _find(left_out, ids, limit)
    for steps in (source.questions, source.conclusions):
        for name, step in steps.items():
            if name not in found.questions and name not in found.conclusions:
                found.notices.append(Notice(step.place, "unreachable", {"id": name}))
    return found


def _find(source: Source, ids: Ids, limit: int) -> Routes:
    """The ways of a source, found by unfolding a first draft in which every way stands."""
    routes = Routes()
    given = source.labels
    arms = {
        (name, number): list(_arms(answer, ids, given, routes.notices))
        for name, question in source.questions.items()
        for number, answer in enumerate(question.answers)
    }
    graph = unfold(_draft(source, ids, arms), limit)
    if not graph.is_whole or not source.questions:
        return _all_ways(source, ids, routes, arms)
    taken = _taken(graph)
    reached = graph.of_question()
    outcomes = graph.outcomes
    routes.questions = frozenset(name for name in source.questions if ids.questions[name] in reached)
    routes.conclusions = frozenset(name for name in source.conclusions if ids.conclusions[name] in outcomes)
    routes.has_nowhere = ids.nowhere in outcomes
    for (name, number), own in arms.items():
        used = taken.get((ids.questions[name], ids.options[name][number]))
        if used is None:
            continue
        answer = source.questions[name].answers[number]
        routes.ways[name, number] = _way(own, used, ids.nowhere)
        routes.notices += _unused(answer, own, used)
        if len(own) in used and answer.redirects and not _is_told(answer, routes.notices):
            routes.notices.append(Notice(answer.place, "stuck", {"answer": answer.text}, changes=True))
    return routes


def _arms(answer: Answer, ids: Ids, given: Mapping[str, object], notices: list[Notice]) -> Iterator[Arm]:
    """Every way of an answer, in order."""
    if not answer.redirects:
        yield Arm(Condition(), ids.step(answer.target) if answer.target else ids.nowhere)
    for redirect in answer.redirects:
        if redirect.condition is None:
            continue
        for label in _tested(redirect.condition):
            if label not in given:
                notices.append(Notice(redirect.place, "ghost-label", {"label": label}))
        try:
            found = clauses(_without(redirect.condition, given))
        except TooManyError:
            notices.append(Notice(redirect.place, "too-many", {"condition": redirect.text}, changes=True))
            continue
        target = ids.step(redirect.target) if redirect.target else ids.nowhere
        for clause in found:
            yield Arm(_condition(clause, ids.facts), target, redirect)


def _tested(expression: Expression) -> Iterator[str]:
    if isinstance(expression, Has):
        yield expression.label
    elif isinstance(expression, Not):
        yield from _tested(expression.inner)
    else:
        for part in expression.parts:
            yield from _tested(part)


def _without(expression: Expression, given: Mapping[str, object]) -> Expression:
    """The condition with every label that no answer gives taken for what it is: never there."""
    if isinstance(expression, Has):
        return expression if expression.label in given else NEVER
    if isinstance(expression, Not):
        return Not(_without(expression.inner, given))
    parts = tuple(_without(part, given) for part in expression.parts)
    return Every(parts) if isinstance(expression, Every) else Some(parts)


def _condition(clause: Clause, facts: Mapping[str, str]) -> Condition:
    return Condition(
        all_of=tuple(facts[label] for label in clause.all_of),
        any_of=tuple(facts[label] for label in clause.any_of),
        none_of=tuple(facts[label] for label in clause.none_of),
    )


def _draft(source: Source, ids: Ids, arms: Mapping[Key, Sequence[Arm]]) -> TreeFile:
    """A tree with every way in it and no words, to find out which ways readers take."""
    questions = {}
    for name, question in source.questions.items():
        options = {}
        for number, answer in enumerate(question.answers):
            ways = tuple(When(when=arm.condition, to=arm.target) for arm in arms[name, number])
            options[ids.options[name][number]] = Option.model_construct(
                text="-", sets=_sets(answer, ids), next=(*ways, Otherwise(otherwise=ids.nowhere))
            )
        questions[ids.questions[name]] = Question.model_construct(text="-", options=options)
    start = next(iter(questions), ids.nowhere)
    return TreeFile.model_construct(title="-", summary="-", start=start, questions=questions)


def _sets(answer: Answer, ids: Ids) -> tuple[str, ...]:
    return tuple(ids.facts[label] for label in answer.labels)


def _taken(graph: Graph) -> dict[tuple[str, str], set[int]]:
    """For each option, by question, the positions of the ways that some reader takes."""
    found: dict[tuple[str, str], set[int]] = {}
    for section in graph.sections:
        for edge in section.edges:
            found.setdefault((section.question, edge.option), set()).add(edge.arm)
    return found


def _way(arms: Sequence[Arm], used: set[int], nowhere: str) -> Way:
    """The ways that are taken. Where one of them always holds, the last becomes `otherwise`."""
    kept = [arm for number, arm in enumerate(arms) if number in used]
    last = nowhere
    replaced: list[str] = []
    if len(arms) not in used:
        last = kept[-1].target
        while kept and kept[-1].target == last:
            redirect = kept.pop().redirect
            if redirect and redirect.text not in ("", *replaced):
                replaced.insert(0, redirect.text)
    if not kept:
        return Way(last, tuple(replaced))
    return Way((*(When(when=arm.condition, to=arm.target) for arm in kept), Otherwise(otherwise=last)), tuple(replaced))


def _unused(answer: Answer, arms: Sequence[Arm], used: set[int]) -> Iterator[Notice]:
    """Redirects that no reader takes."""
    taken = [arm.redirect for number, arm in enumerate(arms) if number in used]
    for redirect in answer.redirects:
        if redirect.condition is not None and not any(redirect is one for one in taken):
            words = {"condition": redirect.text, "id": redirect.target.id if redirect.target else "-"}
            yield Notice(redirect.place, "never-taken", words)


def _is_told(answer: Answer, notices: Sequence[Notice]) -> bool:
    """Whether a way of this answer was lost for a reason that is told already."""
    lost = {notice.place for notice in notices if notice.changes}
    return any(redirect.condition is None or redirect.place in lost for redirect in answer.redirects)


def _all_ways(source: Source, ids: Ids, routes: Routes, arms: Mapping[Key, Sequence[Arm]]) -> Routes:
    """Every way as it stands, for a source with more situations than can be walked."""
    routes.questions, routes.conclusions = frozenset(source.questions), frozenset(source.conclusions)
    routes.has_nowhere = True
    for key, own in arms.items():
        routes.ways[key] = _way(own, {*range(len(own) + 1)}, ids.nowhere)
    routes.notices.append(Notice(source.place, "not-walked"))
    return routes
