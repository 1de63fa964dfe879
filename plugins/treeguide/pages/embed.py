"""Turns a guide's page into one that another site can show in a frame: the questions, and nothing around them."""

import re
from collections.abc import Callable, Iterator
from functools import partial

from markupsafe import Markup

from treeguide.library import Tree
from treeguide.pages.guide import section_views
from treeguide.pages.spread import on_one_page
from treeguide.project import Project
from treeguide.writing import Sheet, Writer, assets

SCRIPT = "treeguide-embed.js"  # what another site loads; its name never changes
LARGEST = 500  # sections; nobody answers a larger guide in a frame
_OUTWARD = re.compile(r'<a (?=[^>]*\bhref="[^"#])')


def embed_path(writer: Writer, tree: str) -> str:
    """Where the page would be as a Markdown file in docs/."""
    return f"{writer.addresses.guide(tree).removesuffix('.md')}/embed.md"


def has_embed(project: Project, name: str) -> bool:
    """Whether a tree has a page for frames: one that could be unfolded, and is not very large."""
    tree = project.library.trees.get(name)
    return project.settings.embed and tree is not None and 0 < len(project.graph(tree).sections) <= LARGEST


def embed_links(sheet: Sheet, tree: str) -> tuple[str, str]:
    """From a guide's page: the link to its page for frames, and the one to the script for other sites."""
    return sheet.to(embed_path(sheet.writer, tree)), sheet.to(SCRIPT)


def embed_files(writer: Writer) -> dict[str, Callable[[], str]]:
    """What writes the page for frames of each guide, and the script that other sites load, by path in the site."""
    found = dict(_pages(writer))
    return {**found, SCRIPT: lambda: writer.assets.files[writer.assets.path("embed.mjs")]} if found else {}


def _pages(writer: Writer) -> Iterator[tuple[str, Callable[[], str]]]:
    for tree in writer.project.library.trees.values():
        if has_embed(writer.project, tree.id):
            yield writer.site.file(embed_path(writer, tree.id)), partial(_page, tree, writer)


def _page(tree: Tree, writer: Writer) -> str:
    """The HTML for a frame. Nothing in it keeps anything in the browser; links that lead away open a tab."""
    path, site = embed_path(writer, tree.id), writer.site
    sheet = writer.on(path)
    questions = sheet.fill(
        "guide-steps.html.jinja",
        id=tree.id,
        document=tree.document,
        sections=list(section_views(tree, sheet, on_one_page(tree, writer, path))),
        start=f"#{writer.project.graph(tree).names[0]}",
        part=None,
        embedded=True,
    )
    guide = writer.addresses.guide(tree.id)
    return sheet.fill(
        "embed.html.jinja",
        title=tree.file.title,
        summary=tree.file.summary,
        questions=Markup(_OUTWARD.sub('<a target="_blank" rel="noopener" ', questions)),  # noqa: S704 (made above)
        canonical=site.online(guide),
        guide=sheet.to(guide),
        site=site.name,
        styles=[sheet.asset(name) for name in ("guide.css", "embed.css")],
        script=sheet.to(site.script) if site.script else None,
        ahead=[sheet.asset(name) for name in assets.AHEAD],
        module=sheet.asset("page.mjs"),
        frame=sheet.asset("frame.mjs"),
    )
