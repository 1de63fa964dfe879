"""How a guide that is too large for one page is spread over several."""

import html
import json
from dataclasses import dataclass

from markupsafe import Markup

from treeguide.addresses.register import address_of
from treeguide.graph.parts import cut
from treeguide.library import Tree
from treeguide.pages.moved import href
from treeguide.project import Project
from treeguide.site import Site
from treeguide.writing import Writer
from treeguide.writing.page import relative


@dataclass(frozen=True)
class Spread:
    """The pages of a guide as Markdown files in docs/, and for each section the position of its page among them.

    The first page is that of the guide itself. `script` is the name of the script that holds its whole graph.
    """

    paths: tuple[str, ...]
    numbers: tuple[int, ...]
    script: str = ""

    @property
    def is_needed(self) -> bool:
        return len(self.paths) > 1

    def path(self, section: int) -> str:
        """The page that holds a section."""
        return self.paths[self.numbers[section]]

    def sections(self, page: int) -> list[int]:
        """The sections of one page, in order."""
        return [number for number, on in enumerate(self.numbers) if on == page]


@dataclass(frozen=True)
class PageOf:
    """One of the pages of a guide, as its template and the script in it need it.

    `entries` lead from the guide's own page to each question on another one; each has all its names.
    """

    number: int
    count: int
    start: Markup
    script: str
    pages: str
    outcomes: Markup
    entries: tuple[tuple[tuple[str, ...], str, Markup], ...] = ()


def page_numbers(project: Project, tree: Tree) -> list[int]:
    """For each section of a guide the page it is on, from 0; every page has at most as many as the settings say."""
    graph = project.graph(tree)
    found = [0] * len(graph.sections)
    for page, sections in enumerate(cut(graph, max(1, project.settings.questions_per_page))):
        for number in sections:
            found[number] = page
    return found


def spread_of(project: Project, tree: Tree, writer: Writer, script: str = "") -> Spread:
    """How the sections of a guide are spread over pages."""
    numbers = page_numbers(project, tree)
    own, paths = writer.addresses.guide(tree.id), writer.addresses
    further = (paths.part(tree.id, number + 1) for number in range(1, max(numbers, default=0) + 1))
    return Spread((own, *further), tuple(numbers), script)


def page_of(project: Project, tree: Tree, writer: Writer, site: Site, spread: Spread, number: int) -> PageOf:
    """What one page of a spread guide needs to know of the others."""
    graph, file = project.graph(tree), site.file(spread.paths[number])
    links = [href(site, path, file) for path in spread.paths]
    entries, start = [], f"#{graph.names[0]}"
    olds = project.addresses.old_names(address_of(spread.paths[0]))
    for section, on in enumerate(spread.numbers) if number == 0 else ():
        if on:
            name, full = graph.names[section], graph.sections[section].full_name
            names = dict.fromkeys([name, full, *olds.get(name, ()), *olds.get(full, ())])
            text = " ".join(tree.file.questions[graph.sections[section].question].text.split())
            entries.append((tuple(names), text, links[on] + f"#{name}"))
    return PageOf(
        number + 1,
        len(spread.paths),
        Markup(start if number == 0 else relative(spread.paths[0] + start, spread.paths[number])),  # noqa: S704 (of ids)
        spread.script,
        json.dumps([html.unescape(link) for link in links]),
        href(site, writer.addresses.outcome("~"), file),
        tuple(entries),
    )


def entries_list(page: PageOf, leads: str) -> str:
    """The ways on to questions on other pages, as HTML; a browser shows the one that its address asks for."""
    rows = []
    for names, text, link in page.entries:
        marks = "".join(f'<span id="{name}"></span>' for name in names)
        rows.append(f'<li>{marks}<a href="{link}">{html.escape(text)}</a></li>')
    opens = '<div class="guide-elsewhere" data-search-exclude="">'
    return "\n".join([opens, f"<p>{html.escape(leads)}</p>", '<ul class="guide-elsewhere-list">', *rows, "</ul></div>"])
