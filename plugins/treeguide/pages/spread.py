"""How a guide is spread over pages, and its graph as a script for other scripts: only data, and a hash in its name."""

import json
from dataclasses import dataclass
from typing import Any

from treeguide.addresses import address_of
from treeguide.graph import cut
from treeguide.library import Tree
from treeguide.project import Project
from treeguide.values.shown import one_line
from treeguide.writing import Writer
from treeguide.writing.assets import FOLDER, signs_of


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
    start: str
    script: str
    pages: str
    outcomes: str
    entries: tuple[tuple[tuple[str, ...], str, str], ...] = ()


def page_numbers(project: Project, tree: Tree) -> list[int]:
    """For each section of a guide the page it is on, from 0; every page has at most as many as the settings say."""
    graph = project.graph(tree)
    found = [0] * len(graph.sections)
    for page, sections in enumerate(cut(graph, max(1, project.settings.questions_per_page))):
        for number in sections:
            found[number] = page
    return found


def spread_of(tree: Tree, writer: Writer, script: str = "") -> Spread:
    """How the sections of a guide are spread over pages."""
    numbers, paths = page_numbers(writer.project, tree), writer.addresses
    further = (paths.part(tree.id, number + 1) for number in range(1, max(numbers, default=0) + 1))
    return Spread((paths.guide(tree.id), *further), tuple(numbers), script)


def on_one_page(tree: Tree, writer: Writer, path: str) -> Spread:
    """All sections on the page of that path, whatever their number."""
    return Spread((path,), (0,) * len(writer.project.graph(tree).sections))


def page_of(tree: Tree, writer: Writer, spread: Spread, number: int) -> PageOf:
    """What one page of a spread guide needs to know of the others."""
    graph, sheet = writer.project.graph(tree), writer.on(spread.paths[number])
    entries = []
    olds = writer.project.addresses.old_names(address_of(spread.paths[0]))
    for section, on in enumerate(spread.numbers) if number == 0 else ():
        if on:
            name, full = graph.names[section], graph.sections[section].full_name
            names = dict.fromkeys([name, full, *olds.get(name, ()), *olds.get(full, ())])
            text = tree.file.questions[graph.sections[section].question].text
            entries.append((tuple(names), text, sheet.to(f"{spread.paths[on]}#{name}")))
    return PageOf(
        number + 1,
        len(spread.paths),
        sheet.to(f"{spread.paths[0]}#{graph.names[0]}"),
        spread.script,
        json.dumps([sheet.to(path) for path in spread.paths]),
        sheet.to(writer.addresses.outcome("~")),
        tuple(entries),
    )


def graph_files(project: Project) -> dict[str, str]:
    """For each guide its script, by path in the site."""
    return {f"{FOLDER}/{graph_name(project, name)}": graph_script(project, name) for name in project.library.trees}


def graph_name(project: Project, tree: str) -> str:
    """The name of a guide's script, beside our other scripts."""
    return f"graph-{tree}.{signs_of(graph_script(project, tree))}.mjs"


def graph_script(project: Project, tree: str) -> str:
    """The script: exports `graph` as assets/page/common.mjs describes it, and `outcomes` (id → title)."""
    found = project.library.trees[tree]
    names = project.graph(found).names
    graph = {"start": names[0] if names else "", "sections": _sections(project, found)}
    reached = project.graph(found).outcomes
    situations = project.library.situations
    titles = {name: one_line(situations[name].outcome.title) for name in reached if name in situations}
    return f"export const graph = {_json(graph)}\nexport const outcomes = {_json(titles)}\n"


def _sections(project: Project, tree: Tree) -> dict[str, Any]:
    graph = project.graph(tree)
    pages = page_numbers(project, tree)
    is_spread = max(pages, default=0) > 0
    found: dict[str, Any] = {}
    for number, section in enumerate(graph.sections):
        question = tree.file.questions[section.question]
        options = []
        for edge in section.edges:
            row = {"id": edge.option, "text": one_line(question.options[edge.option].text)}
            row |= {"section": graph.names[edge.target]} if isinstance(edge.target, int) else {"outcome": edge.target}
            options.append(row)
        text = one_line(question.text)
        found[graph.names[number]] = {"question": section.question, "text": text, "options": options}
        if is_spread:
            found[graph.names[number]]["page"] = pages[number]
    return found


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
