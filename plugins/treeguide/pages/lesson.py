"""Turns a lesson into its page: its text, the questions to ask, where it comes from, and who is sent here."""

from dataclasses import dataclass, replace

from treeguide.addresses import address_of
from treeguide.library import Lesson, Situation
from treeguide.pages.situation import condition_text
from treeguide.project import Project
from treeguide.values.model import Source
from treeguide.values.shown import one_line
from treeguide.values.vocabulary import chosen, lists_of
from treeguide.writing import Writer
from treeguide.writing.page import Page

FOR_THEME = ("tags", "hide", "icon", "status", "subtitle")


@dataclass(frozen=True)
class OtherView:
    """Another lesson, as a card."""

    title: str
    path: str
    kind: str
    summary: str


@dataclass(frozen=True)
class FromView:
    """A situation that leads to a lesson: why, when, the how manyth of its lessons this is, and the next one."""

    id: str
    title: str
    path: str
    why: str
    condition: str
    number: int
    count: int
    after: tuple[str, str] | None


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
    for situation in project.met:
        for number, use in enumerate(situation.outcome.lessons):
            situations.setdefault(use.lesson, []).append((situation.id, number))
    return Connections(_both_ways(project, "related"), _both_ways(project, "opposite"), situations)


def _both_ways(project: Project, key: str) -> dict[str, list[str]]:
    lessons = project.library.lessons
    found: dict[str, list[str]] = {name: list(getattr(lesson.front, key)) for name, lesson in lessons.items()}
    for name, lesson in lessons.items():
        for other in getattr(lesson.front, key):
            if other in found and name not in found[other]:
                found[other].append(name)
    return found


def lesson_page(lesson: Lesson, writer: Writer, links: Connections) -> Page:
    """The page of one lesson."""
    path, front = writer.addresses.lesson(lesson.id), lesson.front
    sources = writer.project.library.sources
    html = writer.on(path).fill(
        "lesson.html.jinja",
        front=front,
        id=lesson.id,
        body=lesson.body,
        document=lesson.document,
        kind=writer.kind(front.kind),
        all_lessons=writer.addresses.lessons,
        kind_page=writer.addresses.facet("kinds", front.kind) if writer.project.library.facets.kinds else "",
        shared=address_of(path) in writer.project.codes.of_address,
        opposite=_others(writer, links.opposite[lesson.id]),
        related=_others(writer, links.related[lesson.id]),
        situations=_situations(writer, links.situations.get(lesson.id, [])),
        sources=[(name, sources[name], source_line(sources[name])) for name in front.sources if name in sources],
        sources_page=writer.addresses.sources,
        facets=_facets(lesson, writer),
        reviewed=writer.date(front.reviewed) if front.reviewed else "",
    )
    summary, source = one_line(front.summary), lesson.document.path
    page = Page(path, front.title, html, summary, source, sort="lesson", id=lesson.id, documents=(source,))
    return replace(page, for_theme={key: getattr(front, key) for key in FOR_THEME})


def _others(writer: Writer, names: list[str]) -> list[OtherView]:
    shown, path, kind = writer.project.shown, writer.addresses.lesson, writer.kind_shown
    fronts = [(name, shown[name].front) for name in names if name in shown]
    return [OtherView(front.title, path(name), kind(front.kind), front.summary) for name, front in fronts]


def _situations(writer: Writer, places: list[tuple[str, int]]) -> list[FromView]:
    """Each situation that leads here."""
    return [_from(writer, writer.project.library.situations[name], number) for name, number in places]


def _from(writer: Writer, situation: Situation, number: int) -> FromView:
    use, shown = situation.outcome.lessons[number], writer.project.shown
    condition = condition_text(situation.id, use.when, writer) if use.when else ""
    on_route = [one.lesson for one in situation.outcome.lessons if one.lesson in shown]
    at = on_route.index(use.lesson) if use.lesson in on_route else 0
    after = shown[on_route[at + 1]] if at + 1 < len(on_route) else None
    return FromView(
        situation.id,
        situation.outcome.title,
        writer.addresses.outcome(situation.id),
        use.why,
        condition,
        at + 1,
        len(on_route),
        (after.front.title, writer.addresses.lesson(after.id)) if after else None,
    )


def _facets(lesson: Lesson, writer: Writer) -> list[tuple[str, list[tuple[str, str]]]]:
    found = []
    for sort, known in lists_of(writer.project.library.facets).items():
        names = [name for name in chosen(lesson.front, sort) if name in known]
        rows = [(known[name].label, writer.addresses.facet(sort, name)) for name in names]
        found += [(writer.list_label(sort), rows)] if rows else []
    return found


def source_line(source: Source) -> str:
    """Author, publisher and year on one line, as far as they are known."""
    return ", ".join(one_line(part) for part in (source.author, source.publisher, source.year) if part)
