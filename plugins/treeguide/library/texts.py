"""Every Markdown text of a library, and where its characters stand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from treeguide.library.values import Lesson, Library
from treeguide.reading.node import Node
from treeguide.values.place import Document, Place


@dataclass(slots=True)
class Text:
    """A Markdown text: where it stands, and where each of its characters does. `owner` is the thing it belongs to."""

    document: Document
    text: str
    owner: tuple[str, str]
    find: Callable[[int], Place] = field(repr=False)

    def place(self, position: int, length: int = 0) -> Place:
        """That stretch of the text; without a length, to the end of the line."""
        at = self.find(position)
        rest = len(at.text.rstrip()) - at.column + 1
        return Place(at.document, at.line, at.column, max(1, min(length or rest, rest)))


def markdown_texts(library: Library) -> Iterator[Text]:
    """Every Markdown text of a library."""
    for lesson in library.lessons.values():
        yield Text(lesson.document, lesson.body, ("lesson", lesson.id), _in_body(lesson))
    for tree in library.trees.values():
        owner = ("guide", tree.id)
        for question, content in tree.file.questions.items():
            path = ("questions", question)
            if content.help:
                yield Text(tree.document, content.help, owner, _in_yaml(tree.node, (*path, "help")))
            for option, chosen in content.options.items():
                if chosen.help:
                    find = _in_yaml(tree.node, (*path, "options", option, "help"))
                    yield Text(tree.document, chosen.help, owner, find)
    for situation in library.situations.values():
        owner, outcome = ("situation", situation.id), situation.outcome
        for key, text in (("body", outcome.body), ("first_step", outcome.first_step)):
            yield Text(situation.document, text, owner, _in_yaml(situation.node, (key,)))


def _in_body(lesson: Lesson) -> Callable[[int], Place]:
    def place(position: int) -> Place:
        line = lesson.body.count("\n", 0, position)
        column = position - (lesson.body.rfind("\n", 0, position) + 1)
        return Place(lesson.document, lesson.body_line + line + 1, column + 1)

    return place


def _in_yaml(node: Node, path: tuple[str, ...]) -> Callable[[int], Place]:
    return lambda position: (node.find(path) or node).character(position)
