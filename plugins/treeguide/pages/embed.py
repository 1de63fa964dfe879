"""Turns a guide's page into one that another site can show in a frame: the questions, and nothing around them."""

import html
import posixpath
import re
from collections.abc import Callable, Iterator
from functools import partial

import markdown
from markupsafe import Markup

from treeguide.library import Tree
from treeguide.pages.guide import whole_guide
from treeguide.pages.moved import asset_link, href
from treeguide.project import Project
from treeguide.site import Site
from treeguide.writing import Writer, assets

SCRIPT = "treeguide-embed.js"  # what another site loads; its name never changes
LARGEST = 500  # sections; nobody answers a larger guide in a frame
EXTENSIONS = ("fenced_code", "md_in_html", "tables")  # what every page is made with: code stays code here too
_DIV = re.compile(r"<(/?)div\b[^>]*>")
_KEEPS = re.compile(r'\sdata-guide-(?:keep|kept|resume|forget)="[^"]*"|<p class="guide-resume.*')
_HREF = re.compile(r'(<a\b[^>]*?\b)href="([^"#][^"]*)"')


def embed_path(writer: Writer, tree: str) -> str:
    """Where the page would be as a Markdown file in docs/."""
    return f"{writer.addresses.guide(tree).removesuffix('.md')}/embed.md"


def has_embed(project: Project, name: str) -> bool:
    """Whether a tree has a page for frames: one that could be unfolded, and is not very large."""
    tree = project.library.trees.get(name)
    return tree is not None and 0 < len(project.graph(tree).sections) <= LARGEST


def embed_links(writer: Writer, site: Site, tree: str) -> tuple[Markup, Markup]:
    """From a guide's page: the link to its page for frames, and the one to the script for other sites."""
    file = site.file(writer.addresses.guide(tree))
    script = posixpath.relpath(SCRIPT, posixpath.dirname(file))
    return href(site, embed_path(writer, tree), file), Markup(html.escape(script))  # noqa: S704 (made of ids)


def embed_files(project: Project, writer: Writer, site: Site) -> dict[str, Callable[[], str]]:
    """What writes the page for frames of each guide, and the script that other sites load, by path in the site."""
    found = dict(_pages(project, writer, site))
    return {**found, SCRIPT: lambda: assets.files()[assets.path("embed.mjs")]} if found else {}


def _pages(project: Project, writer: Writer, site: Site) -> Iterator[tuple[str, Callable[[], str]]]:
    for tree in project.library.trees.values():
        if has_embed(project, tree.id):
            yield site.file(embed_path(writer, tree.id)), partial(_page, project, tree, writer, site)


def _page(project: Project, tree: Tree, writer: Writer, site: Site) -> str:
    """The HTML for a frame. Nothing in it keeps anything in the browser."""
    source = element(whole_guide(project, tree, writer).markdown, "data-guide")
    content = markdown.Markdown(extensions=list(EXTENSIONS)).convert(_KEEPS.sub("", source))
    guide, file = writer.addresses.guide(tree.id), site.file(embed_path(writer, tree.id))
    questions = _HREF.sub(lambda found: f'{found[1]}href="{_outward(found[2], guide, site, file)}"', content)
    return writer.fill(
        "embed.html.jinja",
        "",
        title=tree.file.title,
        summary=tree.file.summary,
        questions=Markup(questions),  # noqa: S704 (made of our own page)
        canonical=Markup(html.escape(site.online(guide))),  # noqa: S704 (escaped here)
        guide=href(site, guide, file),
        site=site.name,
        styles=[asset_link(name, file) for name in ("guide.css", "embed.css")],
        script=Markup(html.escape(posixpath.relpath(site.script, posixpath.dirname(file)))) if site.script else None,  # noqa: S704
        ahead=[asset_link(name, file) for name in assets.AHEAD],
        module=asset_link("page.mjs", file),
        frame=asset_link("frame.mjs", file),
    )


def _outward(target: str, guide: str, site: Site, file: str) -> str:
    """A link that leads away from the questions, for a tab of its own: a web address, or a page of this site."""
    if re.match(r"[a-z][a-z0-9+.-]*:|/", target):
        return f'{target}" target="_blank" rel="noopener'
    path = posixpath.normpath(posixpath.join(posixpath.dirname(guide), html.unescape(target)))
    return f'{href(site, path, file)}" target="_blank" rel="noopener'


def element(content: str, attribute: str) -> str:
    """The first `div` of some HTML that has this attribute, whole; nothing when there is none."""
    start = re.search(rf'<div\b[^>]*\s{attribute}="', content)
    depth = 0
    for tag in _DIV.finditer(content, start.start()) if start else ():
        depth += -1 if tag[1] else 1
        if depth == 0 and start:
            return content[start.start() : tag.end()]
    return ""
