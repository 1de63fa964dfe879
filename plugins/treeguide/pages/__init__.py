"""Turns a checked project into every page and file of its site. What comes out does not know MkDocs."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from treeguide import data
from treeguide.addresses import Addresses
from treeguide.checks import Project
from treeguide.library import Lesson
from treeguide.pages.codes import code_files, code_form, codes_page, with_codes
from treeguide.pages.dossier import dossier_page
from treeguide.pages.embed import embed_files
from treeguide.pages.graph_data import file_name, graph_files
from treeguide.pages.guide import guide_page, has_map, section_views
from treeguide.pages.lesson import connections, lesson_page
from treeguide.pages.map import map_page
from treeguide.pages.moved import Site, forwarding_files, with_old_parts
from treeguide.pages.overview import overview_pages, sequences
from treeguide.pages.paper import qr_files, with_feet
from treeguide.pages.situation import situation_page
from treeguide.problem import Problem
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
    """Every page of the guide.

    With `problems` given, each page shows at its top those of the files it was made from; a file that cannot be read
    gets a page that shows only that.
    """
    writer = make_writer(project, settings)
    library, drafts = project.library, settings.drafts
    graphs = {name: file_name(project, name) for name in library.trees}
    pages = [guide_page(project, tree, writer) for tree in library.trees.values()]
    pages += [
        situation_page(project, situation, writer, graphs, drafts=drafts) for situation in library.situations.values()
    ]
    links = connections(project)
    shown = [lesson for lesson in library.lessons.values() if drafts or not lesson.is_draft]
    pages += [lesson_page(project, lesson, writer, links, drafts=drafts) for lesson in shown]
    pages += overview_pages(project, writer, drafts=drafts)
    if library.trees or shown:
        pages.append(dossier_page(project, writer, site or Site(), drafts=drafts))
        pages.append(codes_page(project, writer, site or Site()))
    site_ = site or Site()
    pages += [map_page(project, tree, writer, site_) for tree in library.trees.values() if has_map(project, tree)]
    pages += _broken_pages(project, writer, pages)
    pages = with_feet(project, writer, site or Site(), with_codes(project, writer, site or Site(), pages))
    pages = with_old_parts(project, writer, pages)
    return [_with_problems(page, problems, writer) for page in pages] if problems else pages


def _broken_pages(project: Project, writer: Writer, pages: Iterable[Page]) -> Iterator[Page]:
    """A page in the place of each thing that could not be read, so that links to it lead to what is wrong."""
    made = {page.path for page in pages}
    library, addresses = project.library, writer.addresses
    for stem, document in library.broken.items():
        is_lesson = document.path.startswith(project.folders.lessons + "/")
        path = addresses.lesson(stem) if is_lesson else addresses.guide(stem)
        if path not in made and (is_lesson or stem in library.declared["tree"]):
            yield Page(path, stem, f"# {stem}\n", edit=document.path, documents=(document.path,))
    trees = tuple(
        document.path for document in library.broken.values() if document.path.startswith(project.folders.trees + "/")
    )
    for outcome in sorted(library.declared["outcome"] - set(library.situations)):
        if addresses.outcome(outcome) not in made:
            yield Page(addresses.outcome(outcome), outcome, f"# {outcome}\n", documents=trees)


def _with_problems(page: Page, problems: Sequence[Problem], writer: Writer) -> Page:
    """The page with a block for what is wrong with its own files, and a short one for what is wrong elsewhere."""
    own = [found for found in problems if found.place.document.path in page.documents]
    block = problem_block(own, writer.language, writer.words["problems-here"]) if own else ""
    elsewhere = [found for found in problems if found not in own]
    return replace(page, markdown=block + elsewhere_block(elsewhere, writer) + page.markdown)


def elsewhere_block(problems: Sequence[Problem], writer: Writer) -> str:
    """The first few errors of other files, as a block for the top of any page; nothing when there are none."""
    errors = [found for found in problems if found.is_error][:5]
    return problem_block(errors, writer.language, writer.words["problems-elsewhere"]) if errors else ""


def first_question(project: Project, settings: Settings, tree: str, page: str) -> str:
    """The first question of a guide as a block for another page; its options lead on into the guide."""
    found = project.library.trees.get(tree)
    if found is None:
        return ""
    writer = make_writer(project, settings)
    section = next(section_views(project, found, writer, page), None)
    return (
        writer.fill("first-question.md.jinja", page, id=tree, title=found.file.title, section=section)
        if section
        else ""
    )


def guide_cards(project: Project, settings: Settings, page: str) -> str:
    """Every guide as a card, for another page."""
    writer = make_writer(project, settings)
    cards = [
        (tree.file.title, tree.file.summary, writer.addresses.guide(tree.id)) for tree in project.library.trees.values()
    ]
    return writer.fill("cards.md.jinja", page, cards=cards)


def form_for_codes(project: Project, settings: Settings, page: str, site: Site) -> str:
    """The form to type a short code in, for another page."""
    return str(code_form(make_writer(project, settings), site, page)) if project.codes.given else ""


def extra_files(project: Project, settings: Settings, site: Site | None = None) -> dict[str, str]:
    """Files by path: everything as JSON with its schema, for programs, and a page at each old address and each code;
    pages for frames on other sites, and QR codes.
    """
    writer = make_writer(project, settings)
    content = data.whole(project, writer, drafts=settings.drafts, site=site)
    return {
        **forwarding_files(project, writer, site or Site()),
        **code_files(project, writer, site or Site()),
        **embed_files(project, writer, site or Site()),
        **qr_files(project, writer, site or Site()),
        **graph_files(project),
        "treeguide.json": json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n",
        "treeguide.schema.json": json.dumps(data.schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n",
    }


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
