"""The pages that list others: guides, situations, lessons, each kind, theme, phase and role, and the bibliography."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from treeguide.library import Lesson, Sheet, Tree
from treeguide.pages.cards import card_plans
from treeguide.pages.lesson import source_line
from treeguide.project import Project
from treeguide.values.model import ONE_KIND, Source
from treeguide.values.shown import one_line
from treeguide.values.vocabulary import chosen, lists_of
from treeguide.writing import Writer
from treeguide.writing.page import Page, Plan

_MUCH_USED = 10  # on so many pages, a source is one that the guide rests on


@dataclass(frozen=True)
class Entry:
    """One line of a list. `attributes` are for the filter: the facets of a lesson."""

    title: str
    path: str
    summary: str
    mark: str = ""
    kind: str = ""
    attributes: Markup = Markup("")  # noqa: RUF009


@dataclass(frozen=True)
class Listed:
    """A page that lists others in blocks, each under a heading where it has one; `parent` is the page above it."""

    path: str
    title: str
    lead: str
    blocks: Sequence[tuple[str, Sequence[Entry]]]
    parent: tuple[str, str] | None = None
    edit: str = ""


@dataclass(frozen=True)
class SourceEntry:
    """A source as shown, with what cites it."""

    id: str
    source: Source
    line: str
    cited: tuple[tuple[str, str], ...]


def overview_plans(writer: Writer) -> Iterator[Plan]:
    """Every list page that has something to list."""
    library, addresses = writer.project.library, writer.addresses
    lessons = writer.project.listed
    if library.guides:
        yield Plan(addresses.guides, partial(_guides, writer))
    if lessons:
        yield Plan(addresses.lessons, partial(_lessons, writer, lessons))
        yield from card_plans(writer, lessons)
    if library.sources:
        yield Plan(addresses.sources, partial(_sources, writer, lessons), list_of(writer, "sources"))
    if library.glossary:
        yield Plan(addresses.glossary, partial(_glossary, writer), list_of(writer, "glossary"))


def list_of(writer: Writer, name: str) -> str:
    """The file that authors keep a list of the whole project in."""
    return f"{writer.project.folders.lessons}/{name}.yml"


def entry(writer: Writer, lesson: Lesson, *, mark: bool = True) -> Entry:
    """A lesson as one line of a list."""
    front = lesson.front
    own = writer.project.library.facets
    facets = {"kinds": (front.kind,), **{name: chosen(front, name) for name in lists_of(own)}}
    attributes = "".join(f' data-{sort}="{" ".join(names)}"' for sort, names in facets.items() if names)
    kind = writer.kind(front.kind) if mark else ""
    return Entry(front.title, writer.addresses.lesson(lesson.id), front.summary, kind, front.kind, Markup(attributes))  # noqa: S704 (ids)


def _guides(writer: Writer) -> Page:
    trees = writer.project.guides
    path, words = writer.addresses.guides, writer.words
    blocks = [("", [_guide_entry(writer, tree) for tree in trees])]
    sheets = writer.project.library.sheets.values()
    if sheets:
        blocks.append((words["all-sheets"], [_guide_entry(writer, one) for one in sheets]))
    return list_page(writer, Listed(path, words["all-guides"], words["guides-lead"], blocks))


def _guide_entry(writer: Writer, guide: Tree | Sheet) -> Entry:
    return Entry(guide.file.title, writer.addresses.guide(guide.id), guide.file.summary)


def lists(writer: Writer) -> dict[str, str]:
    """For each guide, situation, lesson and facet, by its path, the path of the list that it stands in."""
    project, paths = writer.project, writer.addresses
    found = {paths.guide(name): paths.guides for name in project.library.guides}
    found |= {paths.outcome(name): paths.outcomes for name in project.library.situations}
    found |= {paths.lesson(name): paths.lessons for name in project.shown}
    facets = {"kinds": project.library.facets.kinds, **lists_of(project.library.facets)}
    found |= {paths.facets(sort): paths.lessons for sort in facets}
    return found | {paths.facet(sort, name): paths.lessons for sort, names in facets.items() for name in names}


def list_page(writer: Writer, shown: Listed) -> Page:
    """A page that lists others."""
    html = writer.on(shown.path).fill("overview.html.jinja", shown=shown)
    return Page(shown.path, shown.title, html, one_line(shown.lead), shown.edit, sort="overview")


def _lessons(writer: Writer, lessons: Sequence[Lesson]) -> Page:
    """All lessons: the facets to choose from, then every lesson by kind."""
    facets = []
    named = {name: label for name, label in kinds(writer).items() if label}
    for sort, known in {"kinds": named, **labels(writer.project)}.items():
        groups = grouped(lessons, sort)
        rows = [
            (name, label, writer.addresses.facet(sort, name), len(groups[name]))
            for name, label in known.items()
            if name in groups
        ]
        facets.append((sort, writer.list_label(sort), rows, writer.addresses.facets(sort)))
    path, blocks = writer.addresses.lessons, _by_kind(writer, lessons)
    html = writer.on(path).fill("lessons.html.jinja", facets=[one for one in facets if one[2]], blocks=blocks)
    return Page(path, writer.words["all-lessons"], html, writer.words["lessons-lead"], sort="overview")


def kinds(writer: Writer) -> dict[str, str]:
    """The kinds with what their lessons are called together; one without a name where the guide declares none."""
    known = writer.project.library.facets.kinds
    return {name: one.plural or one.label for name, one in known.items()} or {ONE_KIND: ""}


def labels(project: Project) -> dict[str, dict[str, str]]:
    """What readers see of each theme, phase and role."""
    return {
        sort: {name: facet.label for name, facet in known.items()}
        for sort, known in lists_of(project.library.facets).items()
    }


def grouped(lessons: Sequence[Lesson], sort: str) -> dict[str, list[Lesson]]:
    """The lessons of each kind, or of each theme, phase or role, by its id."""
    groups: dict[str, list[Lesson]] = {}
    for lesson in lessons:
        for name in (lesson.front.kind,) if sort == "kinds" else dict.fromkeys(chosen(lesson.front, sort)):
            groups.setdefault(name, []).append(lesson)
    return groups


def _by_kind(writer: Writer, lessons: Sequence[Lesson]) -> list[tuple[str, list[Entry]]]:
    groups = grouped(lessons, "kinds")
    return [
        (label, [entry(writer, one) for one in groups[kind]]) for kind, label in kinds(writer).items() if kind in groups
    ]


def _sources(writer: Writer, lessons: Sequence[Lesson]) -> Page:
    """The bibliography: every source, with links back to what cites it."""
    cited: dict[str, list[tuple[str, str]]] = {}
    for sheet in writer.project.library.sheets.values():
        for name in dict.fromkeys(sheet.file.sources):
            cited.setdefault(name, []).append((sheet.file.title, writer.addresses.guide(sheet.id)))
    for tree in writer.project.library.trees.values():
        names = [*tree.file.sources, *(name for question in tree.file.questions.values() for name in question.sources)]
        for name in dict.fromkeys(names):
            cited.setdefault(name, []).append((tree.file.title, writer.addresses.guide(tree.id)))
    for lesson in lessons:
        for name in lesson.front.sources:
            cited.setdefault(name, []).append((lesson.front.title, writer.addresses.lesson(lesson.id)))
    entries = [
        SourceEntry(name, source, source_line(source), tuple(cited.get(name, ())))
        for name, source in in_order(writer.project.library.sources, {name: len(by) for name, by in cited.items()})
    ]
    path = writer.addresses.sources
    html = writer.on(path).fill("sources.html.jinja", entries=entries)
    edit = list_of(writer, "sources")
    return Page(
        path,
        writer.words["sources"],
        html,
        writer.words["sources-lead"],
        edit,
        sort="sources",
    )


def _glossary(writer: Writer) -> Page:
    """Every term, by the alphabet."""
    path, words = writer.addresses.glossary, writer.words
    terms = sorted(writer.project.library.glossary.items(), key=lambda item: (item[1].term.casefold(), item[0]))
    html = writer.on(path).fill("glossary.html.jinja", terms=terms)
    edit = list_of(writer, "glossary")
    return Page(path, words["glossary"], html, words["glossary-lead"], edit, sort="glossary")


def in_order(sources: Mapping[str, Source], uses: Mapping[str, int]) -> list[tuple[str, Source]]:
    """What the guide rests on first, the most used at the top; then the rest by author, else publisher, else title."""

    def place(item: tuple[str, Source]) -> tuple[int, str, str]:
        name, source = item
        used = uses.get(name, 0)
        return -used if used >= _MUCH_USED else 0, (source.author or source.publisher or source.title).casefold(), name

    return sorted(sources.items(), key=place)
