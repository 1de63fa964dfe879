"""The whole guide as a drawing on a page of its own, or as several; with a way back to the questions as text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from treeguide.drawing import Hrefs, picture, readers_note, svg
from treeguide.graph.parts import cut
from treeguide.library import Tree
from treeguide.pages.plan import Plan
from treeguide.project import Project
from treeguide.site import Site
from treeguide.writing import Writer
from treeguide.writing.page import Page, relative

LARGEST = 80  # questions in one drawing that can still be read
PIECE = 25  # questions in each drawing of a guide that needs several
MOST = 1_000  # questions; nobody looks at more than forty drawings


@dataclass(frozen=True)
class DrawingView:
    """One of the drawings of a guide, as the list of them shows it: its page, and the question it begins with."""

    number: int
    path: str
    first: int
    text: str
    note: str
    is_here: bool


def has_map(project: Project, tree: Tree) -> bool:
    """Whether a guide is drawn: one that could be unfolded, and is not very large."""
    return 0 < len(project.graph(tree).sections) <= MOST


def drawings(project: Project, tree: Tree) -> list[list[int]]:
    """The sections of each drawing of a guide."""
    graph = project.graph(tree)
    return cut(graph, PIECE if len(graph.sections) > LARGEST else LARGEST) if has_map(project, tree) else []


def map_plans(project: Project, tree: Tree, writer: Writer, site: Site) -> Iterator[Plan]:
    """The pages with the drawings of a guide."""
    for number in range(1, len(drawings(project, tree)) + 1):
        path = writer.addresses.map(tree.id, number)
        yield Plan(path, partial(map_page, project, tree, writer, site, number), tree.document.path)


def map_page(project: Project, tree: Tree, writer: Writer, site: Site, number: int = 1) -> Page:
    """The page with one drawing of a guide; every question and situation in it is a link."""
    path, pieces, words = writer.addresses.map(tree.id, number), drawings(project, tree), writer.words
    title = words["map-titles" if len(pieces) > 1 else "map-title"].format(number=number, count=len(pieces))
    hrefs = _hrefs(tree, writer, site, path, {section: n for n, piece in enumerate(pieces, 1) for section in piece})
    shown = picture(project, tree, hrefs, writer.language, sections=pieces[number - 1])
    markdown = writer.fill(
        "map.md.jinja",
        path,
        title=title,
        tree=tree.file,
        guide=writer.addresses.guide(tree.id),
        drawings=_views(project, tree, writer, pieces, number) if len(pieces) > 1 else [],
        drawing=_box(tree.id, words["map-name"], svg(shown)),
        questions=[one for one in shown.nodes if one.sort == "question" and not one.is_elsewhere],
    )
    return Page(
        path,
        " ".join(f"{tree.file.title} {title}".split()),
        markdown,
        words["map-lead"],
        tree.document.path,
        sort="map",
        id=tree.id,
        meta={"hide": ["navigation", "toc"], "search": {"exclude": True}},
        documents=(tree.document.path,),
    )


def _views(project: Project, tree: Tree, writer: Writer, pieces: list[list[int]], here: int) -> list[DrawingView]:
    graph = project.graph(tree)
    found = []
    for number, piece in enumerate(pieces, 1):
        section = graph.sections[piece[0]]
        text = " ".join(tree.file.questions[section.question].text.split())
        note, path = readers_note(tree, section.facts, writer.words), writer.addresses.map(tree.id, number)
        found.append(DrawingView(number, path, piece[0] + 1, text, note, number == here))
    return found


def _hrefs(tree: Tree, writer: Writer, site: Site, path: str, drawing_of: dict[int, int]) -> Hrefs:
    """Where everything in the drawing on that page leads; a question in another drawing to that drawing."""

    def href(target: str) -> str:
        file, mark, fragment = target.partition("#")
        address = relative(site.file(file), site.file(path))
        return (address.removesuffix("index.html") or "./" if site.directory_urls else address) + mark + fragment

    return Hrefs(
        lambda name: href(f"{writer.addresses.guide(tree.id)}#{name}"),
        lambda name: href(writer.addresses.outcome(name)),
        lambda section: href(writer.addresses.map(tree.id, drawing_of[section])),
    )


def _box(tree: str, name: str, drawing: str) -> Markup:
    """The drawing as one block of HTML in Markdown, so without empty lines.

    Its links say xlink:href: the theme's instant navigation sets `href` on whatever has one, and stumbles over SVG.
    """
    lines = "\n".join(line for line in drawing.splitlines() if line.strip())
    linked = re.sub(r"(<a\b[^>]*?) href=", r"\1 xlink:href=", lines)
    return Markup(  # noqa: S704 (svg() escapes; an id and our own words)
        f'<div class="guide-map" data-guide-map="{tree}" data-search-exclude="" role="region" aria-label="{name}"'
        f' tabindex="0">\n{linked}\n</div>'
    )
