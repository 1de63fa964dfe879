"""Whether the Markdown that authors write is safe, and its links lead somewhere."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from treeguide import markdown_text
from treeguide.checks.project import Project
from treeguide.library import Lesson
from treeguide.links import find_target
from treeguide.place import Document, Place
from treeguide.problem import Problem, closest, problem
from treeguide.yaml_nodes import Node


def _markdown(project: Project) -> Iterator[tuple[Document, str, Callable[[int], Place]]]:
    """Every Markdown text: its document, itself, and the place of a position in it."""
    for lesson in project.library.lessons.values():
        yield lesson.document, lesson.body, _body_place(lesson)
    for tree in project.trees:
        for question, content in tree.file.questions.items():
            if content.help:
                yield (
                    tree.document,
                    content.help,
                    _scalar_place(tree.node, ("questions", question, "help"), content.help),
                )
            for option, chosen in content.options.items():
                if chosen.help:
                    path = ("questions", question, "options", option, "help")
                    yield tree.document, chosen.help, _scalar_place(tree.node, path, chosen.help)
    for situation in project.library.situations.values():
        for key in ("body", "first_step"):
            text = getattr(situation.outcome, key)
            yield situation.document, text, _scalar_place(situation.node, (key,), text)


def _body_place(lesson: Lesson) -> Callable[[int], Place]:
    def place(position: int) -> Place:
        line = lesson.body.count("\n", 0, position)
        column = position - (lesson.body.rfind("\n", 0, position) + 1)
        return Place(lesson.document, lesson.body_line + line + 1, column + 1)

    return place


def _scalar_place(node: Node, path: tuple[str | int, ...], text: str) -> Callable[[int], Place]:
    """The place of a position in a YAML text: found back by the words on its line."""
    start = node.at(path)

    def place(position: int) -> Place:
        begin = text.rfind("\n", 0, position) + 1
        stretch = text[position : position + 20].split("\n")[0]
        lines = start.document.lines
        for number in range(start.line - 1, min(start.line + text.count("\n") + 40, len(lines))):
            column = lines[number].find(stretch)
            if stretch and column >= 0 and text[begin:position].strip()[:10] in lines[number]:
                return Place(start.document, number + 1, column + 1, max(1, len(stretch.rstrip())))
        return start

    return place


def raw_html(project: Project) -> Iterator[Problem]:
    """HTML in a text: it would be shown as text, so it is refused."""
    for _, text, place in _markdown(project):
        for found in markdown_text.raw_html(text):
            at = place(found.start())
            yield problem(Place(at.document, at.line, at.column, len(found[0])), "raw-html", tag=found[0])


def attribute_list(project: Project) -> Iterator[Problem]:
    """Attributes behind a word: only the editorial mark of a heading means something here."""
    for _, text, place in _markdown(project):
        for found in markdown_text.attribute_lists(text):
            at = place(found.start())
            yield problem(Place(at.document, at.line, at.column, len(found[0])), "attribute-list", text=found[0])


def unsafe_address(project: Project) -> Iterator[Problem]:
    """An address that runs something instead of leading somewhere."""
    for _, text, place in _markdown(project):
        for link in markdown_text.links(text):
            if markdown_text.is_unsafe(link.target):
                at = place(link.start)
                yield problem(
                    Place(at.document, at.line, at.column, len(link.target)), "unsafe-address", target=link.target
                )


def broken_link(project: Project) -> Iterator[Problem]:
    """A link to a file that does not exist."""
    known = [lesson.document.path for lesson in project.library.lessons.values()]
    for document, text, place in _markdown(project):
        for link in markdown_text.links(text):
            if markdown_text.is_unsafe(link.target):
                continue
            if find_target(project.library, project.folders, document, link.target).sort == "nothing":
                at = place(link.start)
                near = _near_file(link.target, known)
                yield problem(
                    Place(at.document, at.line, at.column, len(link.target)),
                    "broken-link",
                    target=link.target,
                    near=near,
                )


def _near_file(target: str, known: Iterable[str]) -> str:
    names: Mapping[str, str] = {path.rsplit("/", 1)[-1]: path for path in known}
    near = closest(target.split("#")[0].rsplit("/", 1)[-1], names)
    return names.get(near, "")


def top_heading(project: Project) -> Iterator[Problem]:
    """A heading of the highest level in a text: the title already is one."""
    for _, text, place in _markdown(project):
        plain = markdown_text.blank_code(text)
        position = 0
        for line in plain.split("\n"):
            if line.startswith("# "):
                yield problem(place(position), "top-heading")
            position += len(line) + 1
