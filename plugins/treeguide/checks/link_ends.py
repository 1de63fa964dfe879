"""Whether every link in a text leads to a page, and to a part that is there."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping

from treeguide.addresses.links import Target, find_target
from treeguide.library.values import Text
from treeguide.project import Project, held_back
from treeguide.reading import markdown_text
from treeguide.reading.markdown_code import can_be_shown
from treeguide.values.problem import Problem, closest, problem, warning
from treeguide.words import interface

_OUR_HEADINGS = (
    "body",
    "first-step",
    "ask",
    "opposite",
    "related",
    "sources",
    "lead-here",
    "lead-here-lesson",
    "go-on",
)


def broken_link(project: Project) -> Iterator[Problem]:
    """A link to a file that does not exist."""
    library = project.library
    paths = sorted({*library.pages, *(document.path for document in library.documents)})
    known = {posixpath.basename(path): path for path in paths}
    for text, link, target in _links(project):
        if target.sort == "nothing":
            near = _near_file(link.target.split("#")[0], text.document.path, known)
            yield problem(text.place(link.start, len(link.target)), "broken-link", target=link.target, near=near)


def _near_file(target: str, document: str, known: Mapping[str, str]) -> str:
    """The file that was most likely meant, as a link from that document."""
    stem, ending = posixpath.splitext(posixpath.basename(target))
    stems = {posixpath.splitext(name)[0]: path for name, path in known.items() if name.endswith(ending)}
    near = closest(stem, stems)
    return posixpath.relpath(stems[near], posixpath.dirname(document)) if near else ""


def link_to_draft(project: Project) -> Iterator[Problem]:
    """A link to a lesson that is held back: on the site there is only its text. Drafts may link to each other."""
    held = held_back(project)
    for text, link, target in _links(project) if held else ():
        if target.sort == "lesson" and target.id in held and not (text.owner[0] == "lesson" and text.owner[1] in held):
            yield warning(text.place(link.start, len(link.target)), "link-to-draft", id=target.id)


def broken_anchor(project: Project) -> Iterator[Problem]:
    """A link to a part of a page that is not there."""
    for text, link, target in _links(project):
        known = _anchors(project, text, target) if target.fragment else None
        if known is not None and target.fragment not in known:
            place = text.place(link.start, len(link.target))
            yield warning(place, "broken-anchor", anchor=target.fragment, near=closest(target.fragment, known))


def _links(project: Project) -> Iterator[tuple[Text, markdown_text.Link, Target]]:
    """Every link that is safe to follow and every picture of the site itself, with what it means."""
    for text in project.texts:
        for link in markdown_text.links(text.text):
            if not markdown_text.is_unsafe(link.target) and not markdown_text.picture_from(link):
                yield text, link, find_target(project.library, project.folders, text.document, link.target)


def _anchors(project: Project, text: Text, target: Target) -> Iterable[str] | None:
    """The parts of the page a link leads to; None when they are not known here."""
    sort, name = (target.sort, target.id) if target.sort != "anchor" else text.owner
    library = project.library
    if sort == "lesson" and name in library.lessons:
        lesson = library.lessons[name]
        return _headings(project, lesson.front.title, lesson.body)
    if sort == "situation" and target.sort == "anchor":
        outcome = library.situations[name].outcome
        return _headings(project, outcome.title, f"{outcome.body}\n\n{outcome.first_step}")
    if sort == "guide" and name in library.trees:
        tree = library.trees[name]
        graph = project.graph(tree)
        full = (section.full_name for section in graph.sections)
        return {*tree.file.questions, *tree.file.aliases, *graph.names, *full}
    if sort == "outcomes":
        return [one.id for one in library.situations.values() if one.document.path == target.id]
    return None


def _headings(project: Project, title: str, body: str) -> list[str] | None:
    """The ids of the headings of a page: its title, those of its text, and those that every such page may have.

    None where its text cannot be shown, which another check reports.
    """
    if not can_be_shown(body):
        return None
    words = interface(project.settings.language)
    ours = "\n\n".join(f"## {words[key]}" for key in _OUR_HEADINGS)
    return markdown_text.heading_ids(f"{body}\n\n{ours}", above=[title])
