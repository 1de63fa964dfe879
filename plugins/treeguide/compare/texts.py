"""Texts that readers see and that read differently now."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from treeguide.compare.matching import SameTree
from treeguide.library import Lesson
from treeguide.values.model import Outcome, Question, Source, Term

Sort = Literal["tree", "question", "option", "outcome", "lesson", "source", "term"]


ASKED = ("text", "help")
LESSON = (
    *("title", "kind", "summary", "caution", "ask", "themes", "phases", "roles", "sources", "related", "opposite"),
    "search_words",
)


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
    fields = ("title", "summary", "audience", "sources", "facts")
    yield from _changed("tree", same.after.id, new.title, _fields(old, *fields), _fields(new, *fields))
    for one, other in same.questions.items():
        yield from _question(other, old.questions[one], new.questions[other], same.options[one])


def _question(name: str, old: Question, new: Question, known: Mapping[str, str]) -> Iterator[TextChange]:
    """The texts of a question and its options, and the order of the options that were there before."""
    yield from _changed("question", name, new.text, _fields(old, *ASKED, "sources"), _fields(new, *ASKED, "sources"))
    for was, now in known.items():
        one, other = old.options[was], new.options[now]
        yield from _changed("option", f"{name}.{now}", other.text, _fields(one, *ASKED), _fields(other, *ASKED))
    both = {now: was for was, now in known.items()}
    before, after = [known[was] for was in old.options if was in known], [now for now in new.options if now in both]
    if before != after:
        order = [" / ".join(new.options[option].text for option in options) for options in (before, after)]
        yield TextChange("question", name, " ".join(new.text.split()), "order", *order)


def outcome_texts(outcomes: Iterable[tuple[str, Outcome, Outcome]]) -> Iterator[TextChange]:
    """The texts of situations; each with its id, and how it was and is."""
    for name, old, new in outcomes:
        fields = ("title", "summary", "body", "first_step", "guides")
        yield from _changed("outcome", name, new.title, _fields(old, *fields), _fields(new, *fields))


def lesson_texts(lessons: Iterable[tuple[Lesson, Lesson]]) -> Iterator[TextChange]:
    """The texts of lessons, how each was and is."""
    for old, new in lessons:
        was, now = ({**_fields(one.front, *LESSON), "body": one.body} for one in (old, new))
        yield from _changed("lesson", new.id, new.front.title, was, now)


def source_texts(old: Mapping[str, Source], new: Mapping[str, Source]) -> Iterator[TextChange]:
    """What the list of sources says of each source in both versions."""
    fields = ("author", "title", "publisher", "year", "url", "note")
    for name in (name for name in new if name in old):
        yield from _changed("source", name, new[name].title, _fields(old[name], *fields), _fields(new[name], *fields))


def term_texts(old: Mapping[str, Term], new: Mapping[str, Term]) -> Iterator[TextChange]:
    """What the glossary says of each term in both versions."""
    fields = ("term", "also", "text")
    for name in (name for name in new if name in old):
        yield from _changed("term", name, new[name].term, _fields(old[name], *fields), _fields(new[name], *fields))


def _fields(thing: object, *names: str) -> dict[str, str]:
    return {name: _plain(getattr(thing, name)) for name in names}


def _plain(value: object) -> str:
    """A text as it is; a list on one line."""
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {text}" for name, text in value.items())
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value or "")


def _changed(sort: Sort, name: str, label: str, old: dict[str, str], new: dict[str, str]) -> Iterator[TextChange]:
    for field, was in old.items():
        now = new[field]
        if was.split() != now.split():
            yield TextChange(sort, name, " ".join(label.split()), field, " ".join(was.split()), " ".join(now.split()))
