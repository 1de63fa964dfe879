"""Turns a checked project into every page and file of its site. What comes out does not know MkDocs."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import islice

from treeguide.library import Lesson, Situation, Tree
from treeguide.pages import data
from treeguide.pages.codes import code_files, codes_page, with_code
from treeguide.pages.dossier import dossier_page
from treeguide.pages.embed import embed_files
from treeguide.pages.facets import facet_plans
from treeguide.pages.guide import guide_page, part_page
from treeguide.pages.lesson import connections, lesson_page
from treeguide.pages.map import map_plans
from treeguide.pages.moved import forwarding_files, removed_plans, with_old_parts
from treeguide.pages.overview import overview_plans
from treeguide.pages.paper import qr_files, with_foot
from treeguide.pages.publisher import security_files
from treeguide.pages.sheets import checklist_files, sheet_plans
from treeguide.pages.situation import situation_page, situations_plans
from treeguide.pages.skos import skos_files
from treeguide.pages.spread import graph_files, graph_name, spread_of
from treeguide.reading.shape import suggested_id
from treeguide.values import Problem
from treeguide.writing import Writer, problem_block
from treeguide.writing.page import Page, Plan, finished, plain


def all_pages(writer: Writer, problems: Sequence[Problem] = ()) -> list[Page]:
    """Every page of the guide, as `planned_pages` plans them."""
    return [plan.make() for plan in planned_pages(writer, problems)]


def planned_pages(writer: Writer, problems: Sequence[Problem] = ()) -> list[Plan]:
    """Every page of the guide, each still to be written.

    With `problems` given, each page shows at its top those of the files it was made from; a file that cannot be read
    gets a page that shows only that.
    """
    plans = [*_own_plans(writer)]
    plans += _broken_plans(writer, plans)
    steps = [with_contents(writer), with_code(writer), with_foot(writer), with_old_parts(writer)]
    plans = [*(finished(plan, steps) for plan in plans), *removed_plans(writer)]
    told = [_with_problems(problems, writer)]
    return [finished(plan, told) for plan in plans] if problems else plans


def _own_plans(writer: Writer) -> Iterator[Plan]:
    """The pages of what could be read, in the order of the site."""
    library, addresses, shown = writer.project.library, writer.addresses, writer.project.shown
    graphs, links = cache(partial(_graph_names, writer)), cache(partial(connections, writer.project))

    def situation(one: Situation) -> Page:
        return situation_page(one, writer, graphs())

    def page(lesson: Lesson) -> Page:
        return lesson_page(lesson, writer, links())

    for tree in library.trees.values():
        yield from _guide_plans(tree, writer, graphs)
    yield from sheet_plans(writer)
    for one in library.situations.values():
        yield Plan(addresses.outcome(one.id), partial(situation, one), one.document.path, one.key.line, "few")
    for lesson in shown.values():
        yield Plan(addresses.lesson(lesson.id), partial(page, lesson), lesson.document.path, in_nav="few")
    yield from overview_plans(writer)
    yield from situations_plans(writer)
    yield from facet_plans(writer)
    if library.guides or shown:
        if addresses.settings.dossier:
            yield Plan(addresses.dossier, partial(dossier_page, writer))
        if addresses.settings.codes:
            yield Plan(addresses.codes, partial(codes_page, writer), in_nav="never")
    for tree in library.trees.values():
        yield from map_plans(tree, writer)


def _guide_plans(tree: Tree, writer: Writer, graphs: Callable[[], dict[str, str]]) -> Iterator[Plan]:
    """The pages of one guide: one, and further ones when it is too large for that."""
    spread = spread_of(tree, writer)
    named = cache(lambda: replace(spread, script=graphs()[tree.id]) if spread.is_needed else spread)
    edit = tree.document.path
    yield Plan(spread.paths[0], lambda: guide_page(tree, writer, named()), edit)
    for number, path in enumerate(spread.paths[1:], 1):
        yield Plan(path, partial(lambda one: part_page(tree, writer, named(), one), number), edit, in_nav="never")


def _graph_names(writer: Writer) -> dict[str, str]:
    return {name: graph_name(writer.project, name) for name in writer.project.library.trees}


def _broken_plans(writer: Writer, plans: Iterable[Plan]) -> Iterator[Plan]:
    """A page in the place of each thing that could not be read, so that links to it lead to what is wrong.

    A file whose name can be no address gets the one that is suggested for it.
    """
    made = {plan.path for plan in plans}
    library, addresses, folders = writer.project.library, writer.addresses, writer.project.folders
    for stem, document in library.broken.items():
        is_lesson, name = document.path.startswith(folders.lessons + "/"), suggested_id(stem)
        path = addresses.lesson(name) if is_lesson else addresses.guide(name)
        if path not in made and (is_lesson or stem in library.declared["tree"]):
            made.add(path)
            yield Plan(path, partial(_broken_page, writer, path, stem, (document.path,)), document.path)
    trees = tuple(
        document.path for document in library.broken.values() if document.path.startswith(folders.trees + "/")
    )
    for outcome in sorted(library.declared["outcome"].keys() - library.situations.keys()):
        path = addresses.outcome(outcome)
        if path not in made:
            yield Plan(path, partial(_broken_page, writer, path, outcome, trees))


def _broken_page(writer: Writer, path: str, name: str, documents: tuple[str, ...]) -> Page:
    """A page that only names what could not be read; where that is one file, it can be edited from there."""
    edit = documents[0] if len(documents) == 1 else ""
    return Page(path, name, str(writer.on(path).heading(1, name)), edit=edit, documents=documents)


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
        return replace(page, html=block + elsewhere_block(elsewhere, writer) + page.html)

    return told


_HEADING = re.compile(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', re.S)


def with_contents(writer: Writer) -> Callable[[Page], Page]:
    """Gives a long page a list of its headings, for where the theme has no room for one: a phone."""

    def finish(page: Page) -> Page:
        found = _HEADING.findall(page.html) if page.kind.has_contents else []
        above, lead, below = page.html.partition('<div class="guide-lead">')
        if len(found) < 3 or not lead:
            return page
        rows = [(name, plain(re.sub(r'<a class="headerlink".*?</a>', "", title))) for name, title in found]
        first, end, rest = below.partition("</div>\n")
        block = writer.on(page.path).fill("contents.html.jinja", rows=rows)
        return replace(page, html=above + lead + first + end + block + rest)

    return finish


def elsewhere_block(problems: Iterable[Problem], writer: Writer) -> str:
    """The first few errors of other files, as a block for the top of any page; nothing when there are none."""
    errors = list(islice((found for found in problems if found.is_error), 5))
    return problem_block(errors, writer.language, writer.words["problems-elsewhere"]) if errors else ""


def extra_files(writer: Writer) -> dict[str, str]:
    """Every further file by its path in the site, as `planned_files` plans them."""
    return {path: make() for path, make in planned_files(writer).items()}


def planned_files(writer: Writer) -> dict[str, Callable[[], str]]:
    """What writes each further file, by path: everything as JSON with its schema, for programs, and a page at each
    old address and each code; pages for frames on other sites, and QR codes.
    """
    graphs = {path: partial(str, text) for path, text in graph_files(writer.project).items()}
    return {
        **forwarding_files(writer),
        **code_files(writer),
        **embed_files(writer),
        **qr_files(writer),
        **checklist_files(writer.project),
        **graphs,
        **{path: partial(str, text) for path, text in security_files(writer).items()},
        **skos_files(writer),
        "treeguide.json": lambda: _json(data.whole(writer)),
        "treeguide.schema.json": lambda: _json(data.schema()),
    }


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
