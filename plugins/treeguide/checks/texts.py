"""Whether the Markdown that authors write is safe, reads as it was meant, and its links lead somewhere."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from treeguide import markdown_text
from treeguide.checks.project import Project
from treeguide.library import Lesson
from treeguide.place import Document, Place
from treeguide.problem import Problem, problem
from treeguide.reading.node import Node


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


def markdown_texts(project: Project) -> Iterator[Text]:
    """Every Markdown text of a project."""
    for lesson in project.library.lessons.values():
        yield Text(lesson.document, lesson.body, ("lesson", lesson.id), _in_body(lesson))
    for tree in project.trees:
        owner = ("guide", tree.id)
        for question, content in tree.file.questions.items():
            path = ("questions", question)
            if content.help:
                yield Text(tree.document, content.help, owner, _in_yaml(tree.node, (*path, "help")))
            for option, chosen in content.options.items():
                if chosen.help:
                    find = _in_yaml(tree.node, (*path, "options", option, "help"))
                    yield Text(tree.document, chosen.help, owner, find)
    for situation in project.library.situations.values():
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


def raw_html(project: Project) -> Iterator[Problem]:
    """HTML in a text: it would be shown as text, so it is refused. A closing tag comes along with its opening one."""
    for text in markdown_texts(project):
        opened: set[str] = set()
        for found in markdown_text.raw_html(text.text):
            name = found[0].strip("</>").split(" ")[0].lower()
            if not (found[0].startswith("</") and name in opened):
                yield problem(text.place(found.start(), len(found[0])), "raw-html", tag=found[0])
            opened.add(name)


def attribute_list(project: Project) -> Iterator[Problem]:
    """Attributes behind a word: only the editorial mark of a heading means something here."""
    for text in markdown_texts(project):
        for found in markdown_text.attribute_lists(text.text):
            yield problem(text.place(found.start(), len(found[0])), "attribute-list", text=found[0])


def unsafe_address(project: Project) -> Iterator[Problem]:
    """An address that runs something instead of leading somewhere."""
    for text in markdown_texts(project):
        for link in markdown_text.links(text.text):
            if markdown_text.is_unsafe(link.target):
                yield problem(text.place(link.start, len(link.target)), "unsafe-address", target=link.target)


def top_heading(project: Project) -> Iterator[Problem]:
    """A heading of the highest level in a text: the title already is one."""
    for text in markdown_texts(project):
        for position in markdown_text.top_headings(text.text):
            yield problem(text.place(position), "top-heading")


def glued_list(project: Project) -> Iterator[Problem]:
    """A list without an empty line above it: it comes out as part of the paragraph."""
    for text in markdown_texts(project):
        for position in markdown_text.glued_lists(text.text):
            yield problem(text.place(position), "glued-list")
