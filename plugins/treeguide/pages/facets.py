"""The page of each kind, theme, phase and role: what to begin with, then the rest; and the lists of those."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

from treeguide.library import Lesson
from treeguide.pages.overview import Entry, Listed, entry, grouped, kinds, labels, list_of, list_page
from treeguide.values.shown import one_line
from treeguide.values.vocabulary import Facet, KindOf, Start, lists_of
from treeguide.writing import Writer
from treeguide.writing.page import Page, Plan

MOST_QUESTIONS = 5


@dataclass(frozen=True)
class StartView:
    """Something to begin with, as shown: its title and path, what it is, and why."""

    title: str
    path: str
    sign: str
    kind: str
    why: str


@dataclass(frozen=True)
class Rest:
    """All lessons of a kind that a facet has."""

    kind: str
    label: str
    entries: Sequence[Entry]


def facet_plans(writer: Writer) -> Iterator[Plan]:
    """One page for each kind, theme, phase and role that has lessons, and one with all of each sort."""
    lessons, edit, facets = writer.project.listed, list_of(writer, "facets"), writer.project.library.facets
    by_kind = grouped(lessons, "kinds")
    for kind, named in facets.kinds.items():
        if kind in by_kind:
            make = partial(_kind_page, writer, kind, named, by_kind[kind])
            yield Plan(writer.addresses.facet("kinds", kind), make, edit)
    for sort, known in lists_of(facets).items():
        groups = grouped(lessons, sort)
        for name, facet in known.items():
            if name in groups:
                make = partial(_facet_page, writer, (sort, name), facet, groups[name])
                yield Plan(writer.addresses.facet(sort, name), make, edit)
    for sort, values in {"kinds": facets.kinds, **lists_of(facets)}.items():
        if any(name in values for name in grouped(lessons, sort)):
            yield Plan(writer.addresses.facets(sort), partial(_list, writer, sort), edit)


def _kind_page(writer: Writer, kind: str, named: KindOf, lessons: Sequence[Lesson]) -> Page:
    blocks, edit = [("", [entry(writer, lesson, mark=False) for lesson in lessons])], list_of(writer, "facets")
    path, title = writer.addresses.facet("kinds", kind), named.plural or named.label
    return list_page(writer, Listed(path, title, named.description or "", blocks, _up(writer, "kinds"), edit))


def _facet_page(writer: Writer, at: tuple[str, str], facet: Facet, lessons: Sequence[Lesson]) -> Page:
    """A theme, phase or role."""
    path, starts = writer.addresses.facet(*at), list(_starts(writer, facet.start_here))
    html = writer.on(path).fill(
        "facet.html.jinja",
        parent=_up(writer, at[0]),
        facet=facet,
        starts=starts,
        guides=_guides(writer, at[1]) if at[0] == "roles" else [],
        questions=_questions(writer, facet, lessons),
        rest=[
            Rest(kind, label or writer.words["all-lessons"], [entry(writer, one, mark=False) for one in found])
            for kind, label in kinds(writer).items()
            if (found := grouped(lessons, "kinds").get(kind))
        ],
    )
    lead = one_line(facet.description or "")
    return Page(path, facet.label, html, lead, list_of(writer, "facets"), sort="overview")


def _starts(writer: Writer, starts: Sequence[Start]) -> Iterator[StartView]:
    """What a reader may begin with and is there."""
    library, words, addresses = writer.project.library, writer.words, writer.addresses
    for start in starts:
        sort, name = start.names
        tree, _, question = name.partition("#")
        if sort == "lesson" and name in writer.project.shown:
            front = writer.project.shown[name].front
            yield StartView(front.title, addresses.lesson(name), front.kind, writer.kind(front.kind), start.why)
        elif sort == "outcome" and name in library.situations:
            title = library.situations[name].outcome.title
            yield StartView(title, addresses.outcome(name), sort, words[sort], start.why)
        elif sort == "guide" and name in library.guides:
            yield StartView(library.guides[name].file.title, addresses.guide(name), sort, words[sort], start.why)
        elif sort == "question" and tree in library.trees and question in library.trees[tree].file.questions:
            text = library.trees[tree].file.questions[question].text
            yield StartView(text, f"{addresses.guide(tree)}#{question}", sort, words[sort], start.why)


def _guides(writer: Writer, role: str) -> list[tuple[str, str, str]]:
    """The guides for a role: title, summary and path."""
    guides = [tree for tree in writer.project.guides if role in tree.file.audience]
    return [(tree.file.title, tree.file.summary, writer.addresses.guide(tree.id)) for tree in guides]


def _questions(writer: Writer, facet: Facet, lessons: Sequence[Lesson]) -> list[tuple[str, str, str]]:
    """Some questions to ask: of what one begins with, then of the kind for asking; each with a path and a title."""
    shown, cards = writer.project.shown, writer.project.library.facets.cards
    first = [
        shown[name] for sort, name in (one.names for one in facet.start_here) if sort == "lesson" and name in shown
    ]
    asking = [*first, *(one for one in lessons if cards and one.front.kind == cards.kind)]
    found = {one.id: one for one in asking if one.front.ask}.values()
    rows = ((one.front.ask[0], writer.addresses.lesson(one.id), one.front.title) for one in found)
    return list(islice(rows, MOST_QUESTIONS))


def _list(writer: Writer, sort: str) -> Page:
    """All kinds, themes, phases or roles that have lessons, each with how many."""
    groups, facets = grouped(writer.project.listed, sort), writer.project.library.facets
    values: Mapping[str, KindOf | Facet] = facets.kinds if sort == "kinds" else lists_of(facets)[sort]
    called = kinds(writer) if sort == "kinds" else labels(writer.project)[sort]
    entries = [
        Entry(
            called[name], writer.addresses.facet(sort, name), one.description or "", _count(writer, len(groups[name]))
        )
        for name, one in values.items()
        if name in groups
    ]
    up, path = (writer.words["all-lessons"], writer.addresses.lessons), writer.addresses.facets(sort)
    lead = writer.words.get(f"{sort}-lead", "")
    return list_page(
        writer, Listed(path, writer.list_label(sort), lead, [("", entries)], up, list_of(writer, "facets"))
    )


def _count(writer: Writer, count: int) -> str:
    return writer.words["item"] if count == 1 else writer.words["items"].format(count=count)


def _up(writer: Writer, sort: str) -> tuple[str, str]:
    """The page above that of a kind, theme, phase or role: its title and path."""
    return writer.list_label(sort), writer.addresses.facets(sort)
