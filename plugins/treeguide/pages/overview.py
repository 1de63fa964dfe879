"""The pages that list others: guides, situations, lessons, each kind, theme, phase and role, and the bibliography."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from treeguide.library import Checklist, Lesson, Scan, Situation, Tree
from treeguide.pages.cards import card_plans
from treeguide.pages.lesson import source_line
from treeguide.pages.plan import Plan
from treeguide.project import Project, option_text
from treeguide.values.model import ONE_KIND, Facet, KindOf, Source
from treeguide.values.vocabulary import chosen, lists_of
from treeguide.writing import Writer
from treeguide.writing.page import Page

_MUCH_USED = 10  # on so many pages, a source is one that the guide rests on


@dataclass(frozen=True)
class Entry:
    """One line of a list. `attributes` are for the filter: the facets of a lesson."""

    title: str
    path: str
    summary: str
    mark: str = ""
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
    lessons = list(writer.project.shown.values())
    if library.guides:
        yield Plan(addresses.guides, partial(_guides, writer))
    if library.situations:
        yield Plan(addresses.outcomes, partial(_situations, writer))
    if lessons:
        yield Plan(addresses.lessons, partial(_lessons, writer, lessons))
        yield from _facet_plans(writer, lessons)
        yield from card_plans(writer, lessons)
    if library.sources:
        yield Plan(addresses.sources, partial(_sources, writer, lessons), _list_of(writer, "sources"))
    if library.glossary:
        yield Plan(addresses.glossary, partial(_glossary, writer), _list_of(writer, "glossary"))


def _list_of(writer: Writer, name: str) -> str:
    """The file that authors keep a list of the whole project in."""
    return f"{writer.project.folders.lessons}/{name}.yml"


def entry(writer: Writer, lesson: Lesson, *, mark: bool = True) -> Entry:
    """A lesson as one line of a list."""
    front = lesson.front
    own = writer.project.library.facets
    facets = {"kinds": (front.kind,), **{name: chosen(front, name) for name in lists_of(own)}}
    attributes = "".join(f' data-{sort}="{" ".join(names)}"' for sort, names in facets.items() if names)
    kind = writer.kind(front.kind) if mark else ""
    return Entry(front.title, writer.addresses.lesson(lesson.id), front.summary, kind, Markup(attributes))  # noqa: S704 (ids)


def _guides(writer: Writer) -> Page:
    trees = guides_in_order(writer.project)
    path, words = writer.addresses.guides, writer.words
    blocks = [("", [_guide_entry(writer, tree) for tree in trees])]
    sheets = writer.project.library.sheets
    if sheets:
        blocks.append((words["all-sheets"], [_guide_entry(writer, one) for one in sheets]))
    return _list_page(writer, Listed(path, words["all-guides"], words["guides-lead"], blocks))


def _guide_entry(writer: Writer, guide: Tree | Scan | Checklist) -> Entry:
    return Entry(guide.file.title, writer.addresses.guide(guide.id), guide.file.summary)


def _situations(writer: Writer) -> Page:
    """Every situation, in the groups of `situation_groups`."""
    blocks = [
        (
            heading,
            [
                Entry(situation.outcome.title, writer.addresses.outcome(situation.id), situation.outcome.summary)
                for situation in group
            ],
        )
        for heading, group in situation_groups(writer)
    ]
    path, words = writer.addresses.outcomes, writer.words
    return _list_page(writer, Listed(path, words["all-outcomes"], words["outcomes-lead"], blocks))


def guides_in_order(project: Project) -> list[Tree]:
    """The guides as a list shows them: first the largest, for who does not know where to begin."""
    largest = _largest(project)
    return sorted(project.library.trees.values(), key=lambda tree: tree.id != largest)


def _largest(project: Project) -> str:
    """The guide that leads to the most situations, by its id; empty where there is none."""
    trees = project.library.trees
    return max(trees, key=lambda name: len(project.graph(trees[name]).outcomes), default="")


def situation_groups(writer: Writer) -> list[tuple[str, list[Situation]]]:
    """Situations by the first answer of the largest guide's route there; else by the guide that leads there."""
    groups: dict[str, list[Situation]] = {}
    project = writer.project
    main = _largest(project)
    for situation in project.library.situations.values():
        heading = _first_answer(project, situation.id, main) or writer.words["other-outcomes"]
        groups.setdefault(heading, []).append(situation)
    return sorted(groups.items(), key=lambda group: _rank(project, main, group[0]))


def lists(writer: Writer) -> dict[str, str]:
    """For each guide, situation, lesson and facet, by its path, the path of the list that it stands in."""
    project, paths = writer.project, writer.addresses
    found = {paths.guide(name): paths.guides for name in project.library.trees}
    found |= {paths.outcome(name): paths.outcomes for name in project.library.situations}
    found |= {paths.lesson(name): paths.lessons for name in project.shown}
    facets = {"kinds": project.library.facets.kinds, **lists_of(project.library.facets)}
    return found | {paths.facet(sort, name): paths.lessons for sort, names in facets.items() for name in names}


def _first_answer(project: Project, outcome: str, main: str) -> str:
    """The first answer of the main guide's shortest route there; else the title of the guide that leads there."""
    guides = project.reached.get(outcome, ())
    if main in guides:
        tree = project.library.trees[main]
        graph = project.graph(tree)
        end = graph.outcomes[outcome]
        section, option = (graph.route(end[0]) or [end])[0]
        return option_text(tree, graph.sections[section].question, option)
    return project.library.trees[guides[0]].file.title if guides else ""


def _rank(project: Project, main: str, heading: str) -> tuple[int, str]:
    tree = project.library.trees.get(main)
    if tree is None or tree.file.start not in tree.file.questions:
        return (0, heading)
    texts = [" ".join(option.text.split()) for option in tree.file.questions[tree.file.start].options.values()]
    return (texts.index(heading), "") if heading in texts else (len(texts), heading)


def _list_page(writer: Writer, shown: Listed) -> Page:
    html = writer.on(shown.path).fill("overview.html.jinja", shown=shown)
    return Page(shown.path, shown.title, html, " ".join(shown.lead.split()), shown.edit, sort="overview")


def _lessons(writer: Writer, lessons: Sequence[Lesson]) -> Page:
    """All lessons: the facets to choose from, then every lesson by kind."""
    facets = []
    kinds = {name: label for name, label in _kinds(writer).items() if label}
    for sort, known in {"kinds": kinds, **_labels(writer.project)}.items():
        groups = _grouped(lessons, sort)
        rows = [
            (name, label, writer.addresses.facet(sort, name), len(groups[name]))
            for name, label in known.items()
            if name in groups
        ]
        facets.append((sort, writer.words[sort] if sort == "kinds" else writer.list_label(sort), rows))
    path, blocks = writer.addresses.lessons, _by_kind(writer, lessons)
    html = writer.on(path).fill("lessons.html.jinja", facets=[one for one in facets if one[2]], blocks=blocks)
    return Page(path, writer.words["all-lessons"], html, writer.words["lessons-lead"], sort="overview")


def _kinds(writer: Writer) -> dict[str, str]:
    """The kinds with what their lessons are called together; one without a name where the guide declares none."""
    kinds = writer.project.library.facets.kinds
    return {name: one.plural or one.label for name, one in kinds.items()} or {ONE_KIND: ""}


def _labels(project: Project) -> dict[str, dict[str, str]]:
    return {
        sort: {name: facet.label for name, facet in known.items()}
        for sort, known in lists_of(project.library.facets).items()
    }


def _grouped(lessons: Sequence[Lesson], sort: str) -> dict[str, list[Lesson]]:
    """The lessons of each kind, or of each theme, phase or role, by its id."""
    groups: dict[str, list[Lesson]] = {}
    for lesson in lessons:
        for name in (lesson.front.kind,) if sort == "kinds" else dict.fromkeys(chosen(lesson.front, sort)):
            groups.setdefault(name, []).append(lesson)
    return groups


def _facet_plans(writer: Writer, lessons: Sequence[Lesson]) -> Iterator[Plan]:
    """One page for each kind, theme, phase and role that has lessons."""
    by_kind = _grouped(lessons, "kinds")
    edit = _list_of(writer, "facets")
    for kind, one in writer.project.library.facets.kinds.items():
        if kind in by_kind:
            yield Plan(
                writer.addresses.facet("kinds", kind), partial(_kind_page, writer, kind, one, by_kind[kind]), edit
            )
    for sort, known in lists_of(writer.project.library.facets).items():
        groups = _grouped(lessons, sort)
        for name, facet in known.items():
            if name in groups:
                path = writer.addresses.facet(sort, name)
                yield Plan(path, partial(_facet_page, writer, path, facet, groups[name]), edit)


def _kind_page(writer: Writer, kind: str, named: KindOf, lessons: Sequence[Lesson]) -> Page:
    blocks, edit = [("", [entry(writer, lesson, mark=False) for lesson in lessons])], _list_of(writer, "facets")
    path, title = writer.addresses.facet("kinds", kind), named.plural or named.label
    return _list_page(writer, Listed(path, title, named.description or "", blocks, _up(writer), edit))


def _facet_page(writer: Writer, path: str, facet: Facet, lessons: Sequence[Lesson]) -> Page:
    blocks, edit = _by_kind(writer, lessons), _list_of(writer, "facets")
    return _list_page(writer, Listed(path, facet.label, facet.description or "", blocks, _up(writer), edit))


def _up(writer: Writer) -> tuple[str, str]:
    """The page above those of kinds and facets: its title and path."""
    return writer.words["all-lessons"], writer.addresses.lessons


def _by_kind(writer: Writer, lessons: Sequence[Lesson]) -> list[tuple[str, list[Entry]]]:
    groups = _grouped(lessons, "kinds")
    return [
        (label, [entry(writer, one, mark=False) for one in groups[kind]])
        for kind, label in _kinds(writer).items()
        if kind in groups
    ]


def _sources(writer: Writer, lessons: Sequence[Lesson]) -> Page:
    """The bibliography: every source, with links back to what cites it."""
    cited: dict[str, list[tuple[str, str]]] = {}
    for sheet in writer.project.library.sheets:
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
    edit = _list_of(writer, "sources")
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
    edit = _list_of(writer, "glossary")
    return Page(path, words["glossary"], html, words["glossary-lead"], edit, sort="glossary")


def in_order(sources: Mapping[str, Source], uses: Mapping[str, int]) -> list[tuple[str, Source]]:
    """What the guide rests on first, the most used at the top; then the rest by author, else publisher, else title."""

    def place(item: tuple[str, Source]) -> tuple[int, str, str]:
        name, source = item
        used = uses.get(name, 0)
        return -used if used >= _MUCH_USED else 0, (source.author or source.publisher or source.title).casefold(), name

    return sorted(sources.items(), key=place)
