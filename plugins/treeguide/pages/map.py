"""The whole guide as a drawing on a page of its own, or as several; with a way back to the questions as text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from treeguide.drawing import Hrefs, picture, readers_note
from treeguide.drawing.svg import svg
from treeguide.graph import cut
from treeguide.library import Tree
from treeguide.project import Project
from treeguide.values.shown import one_line
from treeguide.writing import Sheet, Writer
from treeguide.writing.page import Page, Plan

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
    return project.settings.drawing and 0 < len(project.graph(tree).sections) <= MOST


def drawings(project: Project, tree: Tree) -> list[list[int]]:
    """The sections of each drawing of a guide."""
    graph = project.graph(tree)
    return cut(graph, PIECE if len(graph.sections) > LARGEST else LARGEST) if has_map(project, tree) else []


def map_plans(tree: Tree, writer: Writer) -> Iterator[Plan]:
    """The pages with the drawings of a guide."""
    for number in range(1, len(drawings(writer.project, tree)) + 1):
        path = writer.addresses.map(tree.id, number)
        yield Plan(path, partial(map_page, tree, writer, number), tree.document.path, in_nav="never")


def map_page(tree: Tree, writer: Writer, number: int = 1) -> Page:
    """The page with one drawing of a guide; every question and situation in it is a link."""
    path, words, source = writer.addresses.map(tree.id, number), writer.words, tree.document.path
    pieces, sheet = drawings(writer.project, tree), writer.on(path)
    title = words["map-titles" if len(pieces) > 1 else "map-title"].format(number=number, count=len(pieces))
    hrefs = _hrefs(tree, sheet, {section: n for n, piece in enumerate(pieces, 1) for section in piece})
    shown = picture(writer.project, tree, hrefs, pieces[number - 1])
    html = sheet.fill(
        "map.html.jinja",
        title=title,
        tree=tree.file,
        guide=writer.addresses.guide(tree.id),
        drawings=_views(tree, writer, pieces, number) if len(pieces) > 1 else [],
        drawing=_box(tree.id, words["map-name"], svg(shown)),
        questions=[one for one in shown.nodes if one.sort == "question" and not one.is_elsewhere],
    )
    return Page(
        path,
        one_line(f"{tree.file.title} {title}"),
        html,
        words["map-lead"],
        source,
        sort="map",
        id=tree.id,
        documents=(source,),
    )


def _views(tree: Tree, writer: Writer, pieces: list[list[int]], here: int) -> list[DrawingView]:
    graph = writer.project.graph(tree)
    found = []
    for number, piece in enumerate(pieces, 1):
        section = graph.sections[piece[0]]
        text = one_line(tree.file.questions[section.question].text)
        note, path = readers_note(tree, section.facts, writer.words), writer.addresses.map(tree.id, number)
        found.append(DrawingView(number, path, piece[0] + 1, text, note, number == here))
    return found


def _hrefs(tree: Tree, sheet: Sheet, drawing_of: dict[int, int]) -> Hrefs:
    """Where everything in the drawing on that page leads; a question in another drawing to that drawing."""
    addresses = sheet.writer.addresses
    return Hrefs(
        lambda name: sheet.to(f"{addresses.guide(tree.id)}#{name}"),
        lambda name: sheet.to(addresses.outcome(name)),
        lambda section: sheet.to(addresses.map(tree.id, drawing_of[section])),
    )


def _box(tree: str, name: str, drawing: str) -> Markup:
    """The drawing as one block of HTML.

    Its links say xlink:href: the theme's instant navigation sets `href` on whatever has one, and stumbles over SVG.
    """
    linked = re.sub(r"(<a\b[^>]*?) href=", r"\1 xlink:href=", drawing)
    return Markup(  # noqa: S704 (svg() escapes; an id and our own words)
        f'<div class="guide-map" data-guide-map="{tree}" data-search-exclude="" role="region" aria-label="{name}"'
        f' tabindex="0">\n{linked}\n</div>'
    )
