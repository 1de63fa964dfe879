"""Turns a checked project into every page and file of its site. What comes out does not know MkDocs."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import islice

from treeguide import data
from treeguide.addresses import Addresses
from treeguide.checks import Project
from treeguide.library import Lesson, Situation, Tree
from treeguide.markdown_text import as_text
from treeguide.pages.codes import code_files, code_form, codes_page, with_code
from treeguide.pages.dossier import dossier_page
from treeguide.pages.embed import embed_files
from treeguide.pages.graph_data import file_name, graph_files
from treeguide.pages.guide import guide_page, part_page, section_views
from treeguide.pages.lesson import connections, lesson_page
from treeguide.pages.map import map_plans
from treeguide.pages.moved import Site, forwarding_files, removed_plans, with_old_parts
from treeguide.pages.overview import guides_in_order, overview_plans, sequences
from treeguide.pages.paper import qr_files, with_foot
from treeguide.pages.plan import Plan, finished
from treeguide.pages.situation import situation_page
from treeguide.pages.spread import spread_of
from treeguide.problem import Problem
from treeguide.reading.shape import suggested_id
from treeguide.settings import Settings
from treeguide.words import interface
from treeguide.writing import Writer, problem_block
from treeguide.writing.page import Page


def make_writer(project: Project, settings: Settings) -> Writer:
    """A writer for this project, in the language of its settings."""
    addresses = Addresses(settings, interface(settings.language))
    return Writer(project.library, project.folders, addresses, settings.language)


def all_pages(
    project: Project, settings: Settings, problems: Sequence[Problem] = (), site: Site | None = None
) -> list[Page]:
    """Every page of the guide, as `planned_pages` plans them."""
    return [plan.make() for plan in planned_pages(project, settings, problems, site)]


def planned_pages(
    project: Project, settings: Settings, problems: Sequence[Problem] = (), site: Site | None = None
) -> list[Plan]:
    """Every page of the guide, each still to be written.

    With `problems` given, each page shows at its top those of the files it was made from; a file that cannot be read
    gets a page that shows only that.
    """
    writer, site = make_writer(project, settings), site or Site()
    plans = [*_own_plans(project, writer, site, drafts=settings.drafts)]
    plans += _broken_plans(project, writer, plans)
    steps = [with_code(project, writer, site), with_foot(project, writer, site), with_old_parts(project, writer)]
    plans = [*(finished(plan, steps) for plan in plans), *removed_plans(project, writer)]
    told = [_with_problems(problems, writer)]
    return [finished(plan, told) for plan in plans] if problems else plans


def _own_plans(project: Project, writer: Writer, site: Site, *, drafts: bool) -> Iterator[Plan]:
    """The pages of what could be read, in the order of the site."""
    library, addresses = project.library, writer.addresses
    trees = library.trees.values()
    graphs, links = cache(partial(_graph_names, project)), cache(partial(connections, project))

    def situation(one: Situation) -> Page:
        return situation_page(project, one, writer, graphs(), drafts=drafts)

    def page(lesson: Lesson) -> Page:
        return lesson_page(project, lesson, writer, links(), drafts=drafts)

    for tree in trees:
        yield from _guide_plans(project, tree, writer, site, graphs)
    for one in library.situations.values():
        yield Plan(addresses.outcome(one.id), partial(situation, one), one.document.path, one.key.line)
    shown = [lesson for lesson in library.lessons.values() if drafts or not lesson.is_draft]
    for lesson in shown:
        yield Plan(addresses.lesson(lesson.id), partial(page, lesson), lesson.document.path)
    yield from overview_plans(project, writer, drafts=drafts)
    if library.trees or shown:
        yield Plan(addresses.dossier, partial(dossier_page, project, writer, site, drafts=drafts))
        yield Plan(addresses.codes, partial(codes_page, project, writer, site))
    for tree in trees:
        yield from map_plans(project, tree, writer, site)


def _guide_plans(
    project: Project, tree: Tree, writer: Writer, site: Site, graphs: Callable[[], dict[str, str]]
) -> Iterator[Plan]:
    """The pages of one guide: one, and further ones when it is too large for that."""
    spread = spread_of(project, tree, writer)
    named = cache(lambda: replace(spread, script=graphs()[tree.id]) if spread.is_needed else spread)
    edit = tree.document.path
    yield Plan(spread.paths[0], lambda: guide_page(project, tree, writer, site, named()), edit)
    for number, path in enumerate(spread.paths[1:], 1):
        yield Plan(path, partial(lambda one: part_page(project, tree, writer, site, named(), one), number), edit)


def _graph_names(project: Project) -> dict[str, str]:
    return {name: file_name(project, name) for name in project.library.trees}


def _broken_plans(project: Project, writer: Writer, plans: Iterable[Plan]) -> Iterator[Plan]:
    """A page in the place of each thing that could not be read, so that links to it lead to what is wrong.

    A file whose name can be no address gets the one that is suggested for it.
    """
    made = {plan.path for plan in plans}
    library, addresses = project.library, writer.addresses
    for stem, document in library.broken.items():
        is_lesson = document.path.startswith(project.folders.lessons + "/")
        name = suggested_id(stem)
        path = addresses.lesson(name) if is_lesson else addresses.guide(name)
        if path not in made and (is_lesson or stem in library.declared["tree"]):
            made.add(path)
            yield Plan(path, partial(_broken_page, path, stem, (document.path,), document.path), document.path)
    trees = tuple(
        document.path for document in library.broken.values() if document.path.startswith(project.folders.trees + "/")
    )
    for outcome in sorted(library.declared["outcome"] - set(library.situations)):
        path = addresses.outcome(outcome)
        if path not in made:
            yield Plan(path, partial(_broken_page, path, outcome, trees))


def _broken_page(path: str, name: str, documents: tuple[str, ...], edit: str = "") -> Page:
    return Page(path, name, f"# {as_text(name)}\n", edit=edit, documents=documents)


def _with_problems(problems: Sequence[Problem], writer: Writer) -> Callable[[Page], Page]:
    """Gives a page a block for what is wrong with its own files, and a short one for what is wrong elsewhere."""
    by_path: dict[str, list[Problem]] = {}
    for found in problems:
        by_path.setdefault(found.place.document.path, []).append(found)
    errors = [found for found in problems if found.is_error]

    def told(page: Page) -> Page:
        own = [found for path in sorted({*page.documents}) for found in by_path.get(path, ())]
        block = problem_block(own, writer.language, writer.words["problems-here"]) if own else ""
        elsewhere = (found for found in errors if found.place.document.path not in page.documents)
        return replace(page, markdown=block + elsewhere_block(elsewhere, writer) + page.markdown)

    return told


def elsewhere_block(problems: Iterable[Problem], writer: Writer) -> str:
    """The first few errors of other files, as a block for the top of any page; nothing when there are none."""
    errors = list(islice((found for found in problems if found.is_error), 5))
    return problem_block(errors, writer.language, writer.words["problems-elsewhere"]) if errors else ""


def first_question(project: Project, settings: Settings, tree: str, page: str) -> str:
    """The first question of a guide as a block for another page; its options lead on into the guide."""
    found = project.library.trees.get(tree)
    if found is None:
        return ""
    writer = make_writer(project, settings)
    section = next(section_views(project, found, writer, page, spread_of(project, found, writer)), None)
    return (
        writer.fill("first-question.md.jinja", page, id=tree, title=found.file.title, section=section)
        if section
        else ""
    )


def guide_cards(project: Project, settings: Settings, page: str, asked: Collection[str] = ()) -> str:
    """Every guide as a card, for another page; where there are others, without those that the page itself begins."""
    writer, guides = make_writer(project, settings), guides_in_order(project)
    others = [tree for tree in guides if tree.id not in asked] or guides
    cards = [(tree.file.title, tree.file.summary, writer.addresses.guide(tree.id)) for tree in others]
    return writer.fill("cards.md.jinja", page, cards=cards)


def form_for_codes(project: Project, settings: Settings, page: str, site: Site) -> str:
    """The form to type a short code in, for another page."""
    return str(code_form(make_writer(project, settings), site, page)) if project.codes.given else ""


def extra_files(project: Project, settings: Settings, site: Site | None = None) -> dict[str, str]:
    """Every further file by its path in the site, as `planned_files` plans them."""
    return {path: make() for path, make in planned_files(project, settings, site).items()}


def planned_files(project: Project, settings: Settings, site: Site | None = None) -> dict[str, Callable[[], str]]:
    """What writes each further file, by path: everything as JSON with its schema, for programs, and a page at each
    old address and each code; pages for frames on other sites, and QR codes.
    """
    writer, site = make_writer(project, settings), site or Site()
    graphs = {path: partial(str, text) for path, text in graph_files(project).items()}
    return {
        **forwarding_files(project, writer, site),
        **code_files(project, writer, site),
        **embed_files(project, writer, site),
        **qr_files(project, writer, site),
        **graphs,
        "treeguide.json": lambda: _json(data.whole(project, writer, drafts=settings.drafts, site=site)),
        "treeguide.schema.json": lambda: _json(data.schema()),
    }


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def neighbours(project: Project, settings: Settings) -> dict[str, tuple[str, str]]:
    """For each page one can leaf through, the paths of the page before and after it; empty where there is none."""
    found: dict[str, tuple[str, str]] = {}
    for paths in sequences(project, make_writer(project, settings), drafts=settings.drafts):
        for number, path in enumerate(paths):
            after = paths[number + 1] if number + 1 < len(paths) else ""
            found[path] = (paths[number - 1] if number else "", after)
    return found


def published_lessons(project: Project, settings: Settings) -> list[Lesson]:
    """The lessons that get a page."""
    return [lesson for lesson in project.library.lessons.values() if settings.drafts or not lesson.is_draft]
