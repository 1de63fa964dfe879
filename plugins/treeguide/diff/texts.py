"""Texts that readers see and that read differently now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from treeguide.diff.matching import SameTree
from treeguide.library import Lesson
from treeguide.model import Option, Outcome, Question

Sort = Literal["tree", "question", "option", "outcome", "lesson"]


@dataclass(frozen=True)
class TextChange:
    """A text of something: its field, and the text then and now; empty where there was none.

    `label` is how readers know the thing now: its title, or what it asks or answers.
    """

    sort: Sort
    id: str
    label: str
    field: str
    was: str
    now: str


def tree_texts(same: SameTree) -> Iterator[TextChange]:
    """The texts of a tree, its questions and its options."""
    old, new = same.before.file, same.after.file
    yield from _changed(
        "tree", same.after.id, new.title, _fields(old, "title", "summary"), _fields(new, "title", "summary")
    )
    for one, other in same.questions.items():
        yield from _step("question", other, old.questions[one], new.questions[other])
        for was, now in same.options[one].items():
            options = old.questions[one].options[was], new.questions[other].options[now]
            yield from _step("option", f"{other}.{now}", *options)


def outcome_texts(outcomes: Iterable[tuple[str, Outcome, Outcome]]) -> Iterator[TextChange]:
    """The texts of situations; each with its id, and how it was and is."""
    for name, old, new in outcomes:
        fields = ("title", "summary", "body", "first_step")
        yield from _changed("outcome", name, new.title, _fields(old, *fields), _fields(new, *fields))


def lesson_texts(lessons: Iterable[tuple[Lesson, Lesson]]) -> Iterator[TextChange]:
    """The texts of lessons, how each was and is."""
    for old, new in lessons:
        fields = ("title", "summary", "caution")
        was = {**_fields(old.front, *fields), "ask": "\n".join(old.front.ask), "body": old.body}
        now = {**_fields(new.front, *fields), "ask": "\n".join(new.front.ask), "body": new.body}
        yield from _changed("lesson", new.id, new.front.title, was, now)


def _step(sort: Sort, name: str, old: Question | Option, new: Question | Option) -> Iterator[TextChange]:
    yield from _changed(sort, name, new.text, _fields(old, "text", "help"), _fields(new, "text", "help"))


def _fields(thing: object, *names: str) -> dict[str, str]:
    return {name: getattr(thing, name) or "" for name in names}


def _changed(sort: Sort, name: str, label: str, old: dict[str, str], new: dict[str, str]) -> Iterator[TextChange]:
    for field, was in old.items():
        now = new[field]
        if was.split() != now.split():
            yield TextChange(sort, name, " ".join(label.split()), field, " ".join(was.split()), " ".join(now.split()))
