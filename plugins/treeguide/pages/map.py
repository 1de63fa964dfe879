"""The whole guide as a drawing on a page of its own, with a way back to the questions as text."""

import re

from treeguide.checks import Project
from treeguide.drawing import Hrefs, draw
from treeguide.library import Tree
from treeguide.pages.moved import Site
from treeguide.writing import Writer
from treeguide.writing.page import Page, relative


def map_page(project: Project, tree: Tree, writer: Writer, site: Site) -> Page:
    """The page with the drawing of one guide; every question and situation in it is a link."""
    path = writer.addresses.map(tree.id)

    def href(target: str) -> str:
        file, mark, fragment = target.partition("#")
        address = relative(site.file(file), site.file(path))
        return (address.removesuffix("index.html") or "./" if site.directory_urls else address) + mark + fragment

    hrefs = Hrefs(
        lambda name: href(f"{writer.addresses.guide(tree.id)}#{name}"),
        lambda name: href(writer.addresses.outcome(name)),
    )
    title = writer.words["map-title"].replace("{guide}", " ".join(tree.file.title.split()))
    markdown = writer.fill("map.md.jinja", path, title=title, id=tree.id, guide=writer.addresses.guide(tree.id))
    drawing = draw(project, tree, hrefs, writer.language)
    return Page(
        path,
        title,
        f"{markdown}\n{_box(tree.id, drawing)}\n",
        writer.words["map-lead"],
        tree.document.path,
        sort="map",
        id=tree.id,
        meta={"hide": ["navigation", "toc"], "search": {"exclude": True}},
        documents=(tree.document.path,),
    )


def _box(tree: str, drawing: str) -> str:
    """The drawing as one block of HTML in Markdown, so without empty lines.

    Its links say xlink:href: the theme's instant navigation sets `href` on whatever has one, and stumbles over SVG.
    """
    lines = "\n".join(line for line in drawing.splitlines() if line.strip())
    linked = re.sub(r"(<a\b[^>]*?) href=", r"\1 xlink:href=", lines)
    return f'<div class="guide-map" data-guide-map="{tree}" data-search-exclude="" tabindex="0">\n{linked}\n</div>'
