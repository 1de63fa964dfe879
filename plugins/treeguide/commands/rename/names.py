"""Every place where something is called by its id: in sources, in links, in pages of the site and its navigation."""

import posixpath
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from treeguide.addresses import address_of, addresses_in, find_target, tidy
from treeguide.commands.rename.edits import Edit, at, end_of, with_entry
from treeguide.library import Checklist
from treeguide.project import Project
from treeguide.reading import markdown_text, own_site, read_yaml
from treeguide.reading.node import Node
from treeguide.values import Document, Place
from treeguide.values.vocabulary import SHORT

EACH, KEY = "*", "="
Pattern: TypeAlias = tuple[str, ...]
_WAYS: tuple[Pattern, ...] = (
    ("questions", EACH, "options", EACH, "next"),
    ("questions", EACH, "options", EACH, "next", EACH, "to"),
    ("questions", EACH, "options", EACH, "next", EACH, "otherwise"),
    ("aliases", EACH),
)
_STARTS: tuple[Pattern, ...] = (
    *((sort, EACH, "start_here", EACH) for sort in SHORT),
    ("facets", EACH, "values", EACH, "start_here", EACH),
)
_EXPECTED: Pattern = ("scenarios", EACH, "expect")
_IN_GUIDES: dict[str, tuple[Pattern, ...]] = {
    "lesson": (
        ("outcomes", EACH, "lessons", EACH, "lesson"),
        ("items", EACH, "talk", EACH, "lessons", EACH),
        ("advice", EACH, "lesson"),
    ),
    "outcome": (*_WAYS, _EXPECTED, ("outcomes", KEY), ("advice", EACH, "outcome")),
    "question": (*_WAYS, ("questions", KEY), ("start",), ("scenarios", EACH, "answers", KEY)),
    "tree": (("outcomes", EACH, "guides", EACH),),
    "source": (("sources", EACH), ("questions", EACH, "sources", EACH)),
}
_IN_LESSONS: dict[str, tuple[Pattern, ...]] = {
    "lesson": (("related", EACH), ("opposite", EACH)),
    "source": (("sources", EACH),),
}
SORTS = tuple(_IN_GUIDES)


class Renaming(NamedTuple):
    """What is renamed; of a question also the tree that it is in."""

    sort: str
    old: str
    new: str
    tree: str = ""


def edits(project: Project, wanted: Renaming, documents: Iterable[Document]) -> Iterator[Edit]:
    """Every change that the renaming asks for, but for the name of a file. `documents` are the trees and lists."""
    places = [*_in_guides(project, wanted, documents), *_in_lessons(project, wanted), *_in_facets(project, wanted)]
    yield from (at(place, wanted.old, wanted.new) for place in places)
    yield from _in_links(project, wanted)
    yield from _in_pages(project, wanted)
    yield from _in_register(project, wanted)
    yield from _former(project, wanted)


def _matches(node: Node | None, pattern: Pattern, name: str) -> Iterator[Place]:
    """Every place in a value where the pattern leads to that name."""
    if node is None:
        return
    if not pattern:
        if node.text == name:
            yield node.place
        return
    step, rest = pattern[0], pattern[1:]
    if step == KEY:
        yield from (place for key, (place, _) in (node.entries or {}).items() if key == name)
    elif step == EACH:
        for child in [*(node.items or ()), *(one for _, one in (node.entries or {}).values())]:
            yield from _matches(child, rest, name)
    else:
        yield from _matches(node.child(step), rest, name)


def _in_guides(project: Project, wanted: Renaming, documents: Iterable[Document]) -> Iterator[Place]:
    """Where a file with a tree, a scan, a checklist or outcomes names it."""
    for document in documents:
        node = read_yaml(document)[0]
        stem = posixpath.basename(document.path).rsplit(".", 1)[0]
        if node is None or (wanted.sort == "question" and stem != wanted.tree):
            continue
        is_question_here = wanted.sort == "outcome" and wanted.old in (node.child("questions") or node).keys()  # noqa: SIM118 (a node)
        for pattern in () if is_question_here else _IN_GUIDES[wanted.sort]:
            yield from _matches(node, pattern, wanted.old)
        sheet = project.library.checklists.get(stem)
        if sheet and sheet.document.path == document.path and _advises(sheet, wanted):
            yield from _matches(node, (*_EXPECTED, EACH), wanted.old)
    if wanted.sort == "source":
        yield from _matches(project.library.source_node, (KEY,), wanted.old)


def _advises(sheet: Checklist, wanted: Renaming) -> bool:
    return any(wanted.old == getattr(one, wanted.sort, None) for one in sheet.file.advice)


def _in_lessons(project: Project, wanted: Renaming) -> Iterator[Place]:
    for lesson in project.library.lessons.values():
        for pattern in _IN_LESSONS.get(wanted.sort, ()):
            yield from _matches(lesson.node, pattern, wanted.old)


def _in_facets(project: Project, wanted: Renaming) -> Iterator[Place]:
    """Where a theme, a phase or a role says to begin with it."""
    key = "guide" if wanted.sort == "tree" else wanted.sort
    for pattern in _STARTS if wanted.sort != "source" else ():
        for start in _nodes(project.library.facet_node, pattern):
            guide = start.child("guide")
            if wanted.sort != "question" or (guide and guide.text == wanted.tree):
                yield from _matches(start, (key,), wanted.old)


def _nodes(node: Node | None, pattern: Pattern) -> Iterator[Node]:
    if node is None or not pattern:
        yield from [node] if node else ()
        return
    inner = [*(node.items or ()), *(one for _, one in (node.entries or {}).values())]
    for child in inner if pattern[0] == EACH else [node.child(pattern[0])]:
        yield from _nodes(child, pattern[1:])


def _in_links(project: Project, wanted: Renaming) -> Iterator[Edit]:
    """Links in the texts of authors and in pages of the site."""
    for text in project.texts:
        for link in markdown_text.links(text.text):
            found = _in_target(project, wanted, text.document, link.target)
            if found >= 0:
                yield at(text.place(link.start + found, len(wanted.old)), wanted.old, wanted.new)
    for page in project.library.own_pages:
        for link in markdown_text.links(page.body):
            found = _in_target(project, wanted, page.document, link.target)
            if found >= 0:
                yield at(page.place(link.start + found, len(wanted.old)), wanted.old, wanted.new)


def _in_target(project: Project, wanted: Renaming, document: Document, target: str) -> int:
    """Where in the address of a link the id stands; -1 where it is not about that."""
    path, _, fragment = target.partition("#")
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(document.path), path))
    docs = f"{project.folders.docs}/"
    if whole.startswith(docs):
        return _in_page(project, wanted, target, whole.removeprefix(docs))
    found = find_target(project.library, project.folders, document, target)
    if wanted.sort == "tree" and path and whole == _path_of(project, wanted):
        return path.rfind(wanted.old)
    if wanted.sort == "lesson" and (found.sort, found.id) == ("lesson", wanted.old):
        return path.rfind(wanted.old)
    is_outcome = wanted.sort == "outcome" and (found.sort, found.id) == ("outcome", wanted.old)
    is_question = wanted.sort == "question" and (found.sort, found.id) == ("guide", wanted.tree)
    return len(path) + 1 if is_outcome or (is_question and fragment == wanted.old) else -1


def _in_page(project: Project, wanted: Renaming, target: str, page: str) -> int:
    """The same for the page that the site makes, as pages in docs/ and the navigation name it."""
    path, _, fragment = target.partition("#")
    paths = addresses_in(project.settings, project.library.facets)
    if wanted.sort in ("question", "source"):
        own = paths.guide(wanted.tree) if wanted.sort == "question" else paths.sources
        return len(path) + 1 if page == own and fragment == wanted.old else -1
    make = {"lesson": paths.lesson, "outcome": paths.outcome, "tree": paths.guide}[wanted.sort]
    own = make(wanted.old)
    if page.startswith(f"{own.removesuffix('.md')}/"):
        return path.rfind(f"{wanted.old}/")
    return path.rfind(f"{wanted.old}.md") if page == own else -1


def _path_of(project: Project, wanted: Renaming) -> str:
    """The file that is called by its id."""
    library = project.library
    guide, lesson = library.guides.get(wanted.old), library.lessons.get(wanted.old)
    found = guide if wanted.sort == "tree" else lesson if wanted.sort == "lesson" else None
    return found.document.path if found else ""


def moves(project: Project, wanted: Renaming) -> dict[str, str]:
    """The file that gets another name, with that name; none for what is only a part of one."""
    path = _path_of(project, wanted)
    folder, name = posixpath.split(path)
    return {path: posixpath.join(folder, name.replace(wanted.old, wanted.new, 1))} if path else {}


def _in_pages(project: Project, wanted: Renaming) -> Iterator[Edit]:
    """Marks in the site's own pages, and its navigation."""
    for page in project.library.own_pages if wanted.sort == "tree" else ():
        for mark in own_site.marks(page.body):
            if mark.id == wanted.old:
                start = mark.start + page.body[mark.start : mark.end].rfind(wanted.old)
                yield at(page.place(start, len(wanted.old)), wanted.old, wanted.new)
    for place, path in own_site.nav_pages(project.library.site_config):
        found = _in_page(project, wanted, path, posixpath.normpath(path))
        if found >= 0:
            column = place.text.index(path, place.column - 1) + found + 1
            yield at(Place(place.document, place.line, column), wanted.old, wanted.new)


def _in_register(project: Project, wanted: Renaming) -> Iterator[Edit]:
    """Where the register sends a reader on to it; what was published stays as it was."""
    paths = addresses_in(project.settings, project.library.facets)
    node, old = project.library.register_node, wanted.old
    address = {
        "lesson": address_of(paths.lesson(old)),
        "outcome": address_of(paths.outcome(old)),
        "tree": address_of(paths.guide(old)),
        "question": f"{address_of(paths.guide(wanted.tree))}#{old}",
        "source": f"{address_of(paths.sources)}#{old}",
    }[wanted.sort]
    for one in [*_nodes(node, ("removed", EACH, "instead")), *_nodes(node, ("moved", EACH))]:
        if one.text and tidy(one.text) == address:
            start = one.place.text.index(one.text, one.place.column - 1) + one.text.rindex(old)
            yield at(Place(one.place.document, one.place.line, start + 1), old, wanted.new)


def _former(project: Project, wanted: Renaming) -> Iterator[Edit]:
    """The old id, where the new name keeps those."""
    library, old = project.library, wanted.old
    if wanted.sort == "lesson":
        lesson = library.lessons[old]
        lines, line = lesson.document.lines, lesson.body_line
        is_end = lines[line - 1].startswith(("---", "..."))
        yield with_entry(lesson.node, "aliases", old, line if is_end else line + 1)
    elif wanted.sort == "source":
        node, inner = library.source_node, library.source_node and library.source_node.child(old)
        if node and inner:
            start, lines = node.key_at((old,)).line, node.place.document.lines
            later = [place.line for place, _ in (node.entries or {}).values() if place.line > start]
            yield with_entry(inner, "aliases", old, end_of(lines, min(later, default=len(lines) + 1)))
    else:
        node = _home(project, wanted)
        lines = node.place.document.lines
        key, entry = ("former_ids", old) if wanted.sort == "tree" else ("aliases", f"{old}: {wanted.new}")
        yield with_entry(node, key, entry, end_of(lines, len(lines) + 1))


def _home(project: Project, wanted: Renaming) -> Node:
    """The whole of the file where a guide, a question or an outcome stands."""
    library = project.library
    if wanted.sort == "outcome":
        node = read_yaml(library.situations[wanted.old].document)[0]
        if node is None:
            raise ValueError(wanted.old)
        return node
    return library.guides[wanted.tree if wanted.sort == "question" else wanted.old].node
