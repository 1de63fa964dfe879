"""Turns a lesson into its page: its text, the questions to ask, where it comes from, and who is sent here."""

from dataclasses import dataclass

from treeguide.addresses.register import address_of
from treeguide.library import Lesson, lesson_facets
from treeguide.pages.situation import condition_text
from treeguide.project import Project
from treeguide.values.model import Source
from treeguide.writing import Writer
from treeguide.writing.page import Page


@dataclass(frozen=True)
class OtherView:
    """Another lesson, as a card."""

    title: str
    path: str
    kind: str
    summary: str


@dataclass(frozen=True)
class Connections:
    """What points at what, computed once for all lessons.

    `situations` holds for each lesson the (situation id, position in its list) that name it.
    """

    related: dict[str, list[str]]
    opposite: dict[str, list[str]]
    situations: dict[str, list[tuple[str, int]]]


def connections(project: Project) -> Connections:
    """Related and opposite both ways round, and the situations that lead to each lesson."""
    situations: dict[str, list[tuple[str, int]]] = {}
    for situation in project.library.situations.values():
        for number, use in enumerate(situation.outcome.lessons):
            situations.setdefault(use.lesson, []).append((situation.id, number))
    return Connections(_both_ways(project, "related"), _both_ways(project, "opposite"), situations)


def _both_ways(project: Project, key: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {
        name: list(getattr(lesson.front, key)) for name, lesson in project.library.lessons.items()
    }
    for name, lesson in project.library.lessons.items():
        for other in getattr(lesson.front, key):
            if other in found and name not in found[other]:
                found[other].append(name)
    return found


def lesson_page(project: Project, lesson: Lesson, writer: Writer, links: Connections, *, drafts: bool) -> Page:
    """The page of one lesson."""
    path = writer.addresses.lesson(lesson.id)
    front, library = lesson.front, project.library
    explained: set[str] = set()
    body = writer.explained(lesson.body, lesson.document, path, explained)
    markdown = writer.fill(
        "lesson.md.jinja",
        path,
        front=front,
        id=lesson.id,
        kind=writer.kind(front.kind),
        kind_page=writer.addresses.facet("kinds", front.kind),
        body=body,
        shared=address_of(path) in project.codes.of_address,
        terms=writer.terms(explained, path),
        opposite=_others(project, writer, links.opposite[lesson.id], drafts),
        related=_others(project, writer, links.related[lesson.id], drafts),
        situations=_situations(project, writer, links.situations.get(lesson.id, [])),
        sources=[
            (name, library.sources[name], source_line(library.sources[name]))
            for name in front.sources
            if name in library.sources
        ],
        sources_page=writer.addresses.sources,
        facets=_facets(project, lesson, writer),
        reviewed=writer.date(front.reviewed) if front.reviewed else "",
    )
    return Page(
        path,
        front.title,
        markdown,
        " ".join(front.summary.split()),
        lesson.document.path,
        sort="lesson",
        id=lesson.id,
        documents=(lesson.document.path,),
    )


def _others(project: Project, writer: Writer, names: list[str], drafts: bool) -> list[OtherView]:
    found = [project.library.lessons[name] for name in names if name in project.library.lessons]
    return [
        OtherView(
            other.front.title, writer.addresses.lesson(other.id), writer.kind(other.front.kind), other.front.summary
        )
        for other in found
        if drafts or not other.is_draft
    ]


def _situations(project: Project, writer: Writer, places: list[tuple[str, int]]) -> list[tuple[str, str, str, str]]:
    """Each situation that leads here: its title, path, why, and the condition where there is one."""
    found = []
    for name, number in places:
        outcome = project.library.situations[name].outcome
        use = outcome.lessons[number]
        condition = condition_text(project, name, use.when, writer) if use.when else ""
        found.append((outcome.title, writer.addresses.outcome(name), use.why, condition))
    return found


def _facets(project: Project, lesson: Lesson, writer: Writer) -> list[tuple[str, list[tuple[str, str]]]]:
    lists = lesson_facets(project.library.facets)
    found = []
    for sort, known in lists.items():
        names = [name for name in getattr(lesson.front, sort) if name in known]
        if names:
            found.append(
                (writer.words[sort], [(known[name].label, writer.addresses.facet(sort, name)) for name in names])
            )
    return found


def source_line(source: Source) -> str:
    """Author, publisher and year on one line, as far as they are known."""
    return ", ".join(" ".join(part.split()) for part in (source.author, source.publisher, source.year) if part)
