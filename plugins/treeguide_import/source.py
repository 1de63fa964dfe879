"""Reads a decision tree in the schema of the Dutch AI-act decision aid: questionId, labels, redirects, conclusions.

The schema is that of https://github.com/MinBZK/ai-verordening-beslishulp. What cannot be read is left out and told.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from treeguide.reading.node import Node
from treeguide.values import Place
from treeguide_import.expression import Expression, UnreadableError, parse
from treeguide_import.notice import Notice
from treeguide_import.typed_lists import runs_on, with_lists

_KNOWN = {
    "tree": ("name", "version", "questions", "conclusions"),
    "question": ("questionId", "question", "explanation", "subcategory", "sources", "answers"),
    "answer": ("answer", "labels", "subresult", "nextQuestionId", "nextConclusionId", "redirects"),
    "redirect": ("if", "nextQuestionId", "nextConclusionId"),
    "conclusion": ("conclusionId", "conclusion", "obligation", "sources"),
    "source": ("source", "url"),
}


@dataclass(frozen=True)
class Target:
    """Where an answer leads: a question, or a conclusion."""

    id: str
    is_question: bool
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True)
class Redirect:
    """A way on under a condition. `condition` is None when it could not be read; `text` is what was typed."""

    target: Target | None
    condition: Expression | None
    text: str
    place: Place = field(repr=False)


@dataclass(frozen=True)
class Cited:
    """A source as named in the file."""

    text: str
    url: str
    place: Place = field(repr=False)


@dataclass(frozen=True)
class Answer:
    """Something a reader can choose. With redirects those decide; else `target` does."""

    text: str
    labels: tuple[str, ...]
    subresult: str
    target: Target | None
    redirects: tuple[Redirect, ...]
    place: Place = field(repr=False)


@dataclass(frozen=True)
class Question:
    """A question of the file."""

    id: str
    text: str
    explanation: str
    topic: str
    sources: tuple[Cited, ...]
    answers: tuple[Answer, ...]
    place: Place = field(repr=False)


@dataclass(frozen=True)
class Conclusion:
    """A conclusion of the file."""

    id: str
    text: str
    obligation: str
    sources: tuple[Cited, ...]
    place: Place = field(repr=False)


Step = TypeVar("Step", Question, Conclusion)


@dataclass(frozen=True)
class Source:
    """The whole file. The first question is where it begins."""

    name: str
    version: str
    questions: dict[str, Question]
    conclusions: dict[str, Conclusion]
    place: Place = field(repr=False)

    @property
    def labels(self) -> dict[str, Place]:
        """Every label that an answer gives, with the first answer that gives it."""
        found: dict[str, Place] = {}
        for question in self.questions.values():
            for answer in question.answers:
                for label in answer.labels:
                    found.setdefault(label, answer.place)
        return found

    def knows(self, target: Target) -> bool:
        return target.id in (self.questions if target.is_question else self.conclusions)


def read_source(node: Node) -> tuple[Source, list[Notice]]:
    """The file, and what of it could not be read or has no place in our format."""
    reader = _Reader()
    source = reader.tree(node)
    return source, [*reader.notices, *_lost_ways(source, reader.empty)]


@dataclass
class _Reader:
    """Reads nodes whatever their shape; collects what it could not use."""

    notices: list[Notice] = field(default_factory=list)
    empty: set[str] = field(default_factory=set)

    def tell(self, place: Place, what: str, *, changes: bool = False, **words: str) -> None:
        self.notices.append(Notice(place, what, words, changes))

    def text(self, node: Node, key: str) -> str:
        """The text at that key; empty when there is none."""
        inner = node.child(key)
        if inner is None:
            return ""
        if inner.text is None:
            self.tell(inner.place, "not-text", key=key)
        return (inner.text or "").strip()

    def prose(self, node: Node, key: str) -> str:
        """The text at that key with lists that were typed as HTML; a list that runs on is told."""
        inner = node.child(key)
        if inner is not None and inner.text and runs_on(inner):
            self.tell(inner.place, "running-list")
        return with_lists(inner)[0] if inner is not None and inner.text else self.text(node, key)

    def line(self, node: Node, key: str) -> str:
        """The text at that key, which has one line with us; a list that was typed in it is told."""
        inner = node.child(key)
        if inner is not None and inner.text and with_lists(inner)[1]:
            self.tell(inner.place, "list-line")
        return self.text(node, key)

    def items(self, node: Node, key: str) -> list[Node]:
        """The items of the list at that key."""
        inner = node.child(key)
        if inner is None or inner.text == "":
            return []
        if inner.items is None:
            self.tell(inner.place, "not-list", key=key, changes=key in ("questions", "answers", "redirects"))
        return inner.items or []

    def known(self, node: Node, sort: str) -> bool:
        """Whether the node is a mapping; keys that mean nothing to us are told."""
        if node.entries is None:
            self.tell(node.place, "not-mapping", changes=sort != "source")
            return False
        for key, (place, _) in node.entries.items():
            if key not in _KNOWN[sort]:
                self.tell(place, "key", key=key)
        return True

    def tree(self, node: Node) -> Source:
        usable = self.known(node, "tree")
        questions = [self.question(item) for item in self.items(node, "questions")] if usable else []
        conclusions = [self.conclusion(item) for item in self.items(node, "conclusions")] if usable else []
        return Source(
            self.text(node, "name"),
            self.text(node, "version"),
            {one.id: one for one in self.once([one for one in questions if one])},
            {one.id: one for one in self.once([one for one in conclusions if one])},
            node.place,
        )

    def once(self, steps: list[Step]) -> Iterator[Step]:
        """Each id once: the first, as in the original program."""
        seen: dict[str, Step] = {}
        for step in steps:
            if step.id in seen:
                self.tell(step.place, "twice", id=step.id, line=str(seen[step.id].place.line))
            else:
                seen[step.id] = step
                yield step

    def question(self, node: Node) -> Question | None:
        if not self.known(node, "question"):
            return None
        name = self.text(node, "questionId")
        if not name:
            self.tell(node.place, "no-id", changes=True)
            return None
        answers = [answer for item in self.items(node, "answers") if (answer := self.answer(item))]
        if not answers:
            self.empty.add(name)
            self.tell(node.at(("questionId",)), "no-answers", changes=True, id=name)
            return None
        return Question(
            name,
            self.line(node, "question"),
            self.prose(node, "explanation"),
            self.text(node, "subcategory"),
            self.sources(node),
            tuple(answers),
            node.at(("questionId",)),
        )

    def conclusion(self, node: Node) -> Conclusion | None:
        if not self.known(node, "conclusion"):
            return None
        name = self.text(node, "conclusionId")
        if not name:
            self.tell(node.place, "no-id", changes=True)
            return None
        return Conclusion(
            name,
            self.prose(node, "conclusion"),
            self.prose(node, "obligation"),
            self.sources(node),
            node.at(("conclusionId",)),
        )

    def sources(self, node: Node) -> tuple[Cited, ...]:
        items = [item for item in self.items(node, "sources") if self.known(item, "source")]
        cited = [Cited(self.text(item, "source"), self.text(item, "url"), item.place) for item in items]
        return tuple(one for one in cited if one.text or one.url)

    def answer(self, node: Node) -> Answer | None:
        if not self.known(node, "answer"):
            return None
        labels = [item for item in self.items(node, "labels") if item.text]
        redirects = [self.redirect(item) for item in self.items(node, "redirects")]
        target = self.target(node)
        if redirects and target:
            self.tell(target.place, "next-beside-redirects", id=target.id)
        return Answer(
            self.line(node, "answer"),
            tuple(dict.fromkeys((label.text or "").strip() for label in labels)),
            self.prose(node, "subresult"),
            target,
            tuple(redirect for redirect in redirects if redirect),
            node.at(("answer",)),
        )

    def target(self, node: Node) -> Target | None:
        question, conclusion = self.text(node, "nextQuestionId"), self.text(node, "nextConclusionId")
        if question and conclusion:
            self.tell(node.place, "both-next", changes=True, id=question, other=conclusion)
        if question:
            return Target(question, True, node.at(("nextQuestionId",)))
        return Target(conclusion, False, node.at(("nextConclusionId",))) if conclusion else None

    def redirect(self, node: Node) -> Redirect | None:
        if not self.known(node, "redirect"):
            return None
        text, condition = self.text(node, "if"), None
        place = node.at(("if",)) if node.child("if") else node.place
        if not text:
            self.tell(place, "no-condition")
        try:
            condition, mixed = parse(text or "true")
            if mixed:
                self.tell(place, "mixed", condition=text)
        except UnreadableError as error:
            self.tell(place, "unreadable", changes=True, condition=text, part=str(error) or "…")
        return Redirect(self.target(node), condition, text, place)


def _lost_ways(source: Source, empty: set[str]) -> Iterator[Notice]:
    """Answers that lead nowhere, or to a step that is not in the file. `empty` are questions already told about."""
    for question in source.questions.values():
        for answer in question.answers:
            targets = [redirect.target for redirect in answer.redirects] or [answer.target]
            for target in targets:
                if target is None:
                    yield Notice(answer.place, "no-next", {"answer": answer.text}, changes=True)
                elif not source.knows(target) and not (target.is_question and target.id in empty):
                    yield Notice(target.place, "unknown-step", {"id": target.id}, changes=True)
