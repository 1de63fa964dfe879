"""Turns short codes into what readers meet: a line on each page, an address for each code, and the list of all."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial

from markupsafe import Markup

from treeguide.addresses import address_of
from treeguide.addresses.codes import spoken
from treeguide.pages.embed import embed_links, has_embed
from treeguide.pages.moved import forwarding_page, titles
from treeguide.project import Project
from treeguide.values.shown import one_line
from treeguide.writing import Sheet, Writer
from treeguide.writing.page import Finish, Page


@dataclass(frozen=True)
class CodeRow:
    """One line of the list of codes."""

    code: str
    title: str
    path: str


def with_code(writer: Writer) -> Finish:
    """Gives a page that has a code a line that says it. A script puts what is needed to share it there."""
    questions: dict[str, list[str]] = {}
    for address, code in writer.project.codes.of_address.items():
        page, mark, question = address.partition("#")
        if mark:
            questions.setdefault(page, []).append(f"{question}={code}")
    return lambda page: _with_code(page, questions, writer)


def _with_code(page: Page, questions: Mapping[str, list[str]], writer: Writer) -> Page:
    own = writer.addresses.guide(page.id) if page.sort == "part" else page.path
    address, codes, sheet = address_of(own), writer.project.codes.of_address, writer.on(page.path)
    if address not in codes:
        return page
    line = sheet.fill(
        "code.html.jinja",
        code=codes[address],
        spoken=spoken(codes[address]),
        questions=" ".join(questions.get(address, ())),
        own="" if own == page.path else sheet.to(own),
        embed=embed_links(sheet, page.id) if page.sort == "guide" and has_embed(writer.project, page.id) else None,
    )
    return replace(page, html=page.html + line)


def code_files(writer: Writer) -> dict[str, Callable[[], str]]:
    """What writes the HTML file of each code, by its path in the site. It leads on also without JavaScript."""
    called, says = cache(partial(titles, writer)), writer.words["code-leads"]

    def page(code: str, address: str) -> str:
        return forwarding_page(writer.on(writer.addresses.code(code)), address, called(), says=says, parts=())

    leads = writer.project.codes.leads.items()
    return {writer.site.file(writer.addresses.code(code)): partial(page, code, address) for code, address in leads}


def codes_page(writer: Writer) -> Page:
    """The page with every code but those of questions, and the form to type one in."""
    sheet, words = writer.on(writer.addresses.codes), writer.words
    html = sheet.fill("codes.html.jinja", form=code_form(sheet), blocks=list(_blocks(writer)))
    return Page(sheet.path, words["codes"], html, words["codes-lead"], sort="codes")


def code_form(sheet: Sheet) -> Markup:
    """The form to type a code in. Without JavaScript it says which address to type."""
    site, addresses = sheet.writer.site, sheet.writer.addresses
    pattern = addresses.code("CODE")
    typed = site.online(pattern).partition("://")[2] or site.address(pattern)
    listed = "" if sheet.path == addresses.codes else addresses.codes
    filled = sheet.fill("code-form.html.jinja", href=sheet.to(pattern), typed=typed, listed=listed)
    return Markup(filled)  # noqa: S704 (autoescape)


def _blocks(writer: Writer) -> Iterator[tuple[str, list[CodeRow]]]:
    """Guides, situations and lessons, each with a heading."""
    project, paths = writer.project, writer.addresses
    yield _block(
        project,
        writer.words["all-guides"],
        {paths.guide(one.id): one.file.title for one in project.library.guides.values()},
    )
    situations = {paths.outcome(name): one.outcome.title for name, one in project.library.situations.items()}
    yield _block(project, writer.words["all-outcomes"], situations)
    lessons = {paths.lesson(name): one.front.title for name, one in project.library.published().items()}
    yield _block(project, writer.words["all-lessons"], lessons)


def _block(project: Project, heading: str, called: Mapping[str, str]) -> tuple[str, list[CodeRow]]:
    codes = project.codes.of_address
    rows = [CodeRow(spoken(codes[address_of(path)]), one_line(title), path) for path, title in called.items()]
    return heading, sorted(rows, key=lambda row: row.title.casefold())
