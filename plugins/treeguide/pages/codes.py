"""Turns short codes into what readers meet: a line on each page, an address for each code, and the list of all."""

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial

from markupsafe import Markup

from treeguide.addresses.codes import spoken
from treeguide.addresses.register import address_of
from treeguide.pages.embed import embed_links, has_embed
from treeguide.pages.moved import forwarding_page, href, titles
from treeguide.pages.plan import Finish
from treeguide.project import Project
from treeguide.site import Site
from treeguide.writing import Writer
from treeguide.writing.page import Page


@dataclass(frozen=True)
class CodeRow:
    """One line of the list of codes."""

    code: str
    title: str
    path: str


def with_code(project: Project, writer: Writer, site: Site) -> Finish:
    """Gives a page that has a code a line that says it. A script puts what is needed to share it there."""
    codes = project.codes.of_address
    questions: dict[str, list[str]] = {}
    for address, code in codes.items():
        page, mark, question = address.partition("#")
        if mark:
            questions.setdefault(page, []).append(f"{question}={code}")
    return lambda page: _with_code(page, project, questions, writer, site)


def _with_code(page: Page, project: Project, questions: Mapping[str, list[str]], writer: Writer, site: Site) -> Page:
    own = writer.addresses.guide(page.id) if page.sort == "part" else page.path
    address, codes = address_of(own), project.codes.of_address
    if address not in codes:
        return page
    line = writer.fill(
        "code.md.jinja",
        page.path,
        code=codes[address],
        spoken=spoken(codes[address]),
        questions=" ".join(questions.get(address, ())),
        own="" if own == page.path else href(site, own, site.file(page.path)),
        embed=embed_links(writer, site, page.id) if page.sort == "guide" and has_embed(project, page.id) else None,
    )
    return replace(page, markdown=page.markdown + line)


def code_files(project: Project, writer: Writer, site: Site) -> dict[str, Callable[[], str]]:
    """What writes the HTML file of each code, by its path in the site. It leads on also without JavaScript."""
    book, called, says = project.addresses, cache(partial(titles, project, writer)), writer.words["code-leads"]

    def page(file: str, address: str) -> str:
        target = book.path(address)
        return forwarding_page(writer, site, file, target, called().get(target, address), says)

    files = {site.file(writer.addresses.code(code)): address for code, address in project.codes.leads.items()}
    return {file: partial(page, file, address) for file, address in files.items()}


def codes_page(project: Project, writer: Writer, site: Site) -> Page:
    """The page with every code but those of questions, and the form to type one in."""
    path, words = writer.addresses.codes, writer.words
    form = code_form(writer, site, path)
    markdown = writer.fill("codes.md.jinja", path, form=form, blocks=list(_blocks(project, writer)))
    meta = {"hide": ["toc"], "search": {"exclude": True}}
    return Page(path, words["codes"], markdown, words["codes-lead"], sort="codes", meta=meta)


def code_form(writer: Writer, site: Site, page: str) -> Markup:
    """The form to type a code in, for the page at that path. Without JavaScript it says which address to type."""
    pattern = site.address(writer.addresses.code("CODE"))
    up = posixpath.relpath(".", posixpath.dirname(site.file(page)) or ".")
    typed = site.online(writer.addresses.code("CODE")).partition("://")[2] or pattern
    listed = "" if page == writer.addresses.codes else writer.addresses.codes
    return Markup(writer.fill("code-form.md.jinja", page, href=f"{up}/{pattern}", typed=typed, listed=listed))  # noqa: S704


def _blocks(project: Project, writer: Writer) -> Iterator[tuple[str, list[CodeRow]]]:
    """Guides, situations and lessons, each with a heading."""
    library, paths = project.library, writer.addresses
    yield _block(project, writer.words["all-guides"], {paths.guide(one.id): one.file.title for one in project.trees})
    situations = {paths.outcome(name): one.outcome.title for name, one in library.situations.items()}
    yield _block(project, writer.words["all-outcomes"], situations)
    lessons = {paths.lesson(name): one.front.title for name, one in library.published().items()}
    yield _block(project, writer.words["all-lessons"], lessons)


def _block(project: Project, heading: str, called: Mapping[str, str]) -> tuple[str, list[CodeRow]]:
    codes = project.codes.of_address
    rows = [CodeRow(spoken(codes[address_of(path)]), " ".join(title.split()), path) for path, title in called.items()]
    return heading, sorted(rows, key=lambda row: row.title.casefold())
