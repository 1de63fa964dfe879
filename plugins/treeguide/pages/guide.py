"""Turns a tree and its graph into a guide page: one section for each question, options as links."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from treeguide.addresses import address_of
from treeguide.graph import Edge, Graph, walk
from treeguide.graph.routes import questions_left
from treeguide.library import Situation, Tree
from treeguide.pages.map import has_map
from treeguide.pages.spread import Spread, page_of
from treeguide.values.model import Option, Question, Scenario
from treeguide.values.shown import one_line
from treeguide.values.vocabulary import Facet
from treeguide.writing import Sheet, Writer
from treeguide.writing.page import Page


@dataclass(frozen=True)
class OptionView:
    """An option as its link: where it goes, and what print says about that. `to` is a section on another page."""

    id: str
    told: Option
    href: str
    goes: str
    title: str = ""
    to: str = ""


@dataclass(frozen=True)
class SectionView:
    """A section with what its author `told`. `anchors` are further addresses that lead to it; `previous` is a link.

    `left` is the most questions from here on, this one included, and `progress` says so; 0 where a route has no end.
    """

    name: str
    question: str
    number: int
    told: Question
    anchors: tuple[str, ...]
    options: tuple[OptionView, ...]
    previous: str | None
    left: int = 0
    progress: str = ""


def guide_page(tree: Tree, writer: Writer, spread: Spread) -> Page:
    """The page of one guide. A tree whose unfolding was given up has no sections, only what is wrong with it.

    Of a guide that is spread over pages, this one has the questions nearest to the start, and leads on to the others.
    """
    path, project = writer.addresses.guide(tree.id), writer.project
    graph, library = project.graph(tree), project.library
    html = writer.on(path).fill(
        "guide.html.jinja",
        tree=tree.file,
        id=tree.id,
        document=tree.document,
        all_guides=writer.addresses.guides,
        map=writer.addresses.map(tree.id) if has_map(project, tree) else "",
        sections=list(section_views(tree, writer.on(path), spread)),
        start=f"#{graph.names[0]}" if graph.names else "",
        embedded=False,
        part=page_of(tree, writer, spread, 0) if spread.is_needed else None,
        outcome_count=len(graph.outcomes),
        roles=[(facet.label, writer.addresses.facet("roles", name)) for name, facet in _audience(writer, tree)],
        sources=[(name, library.sources[name]) for name in tree.file.sources if name in library.sources],
        sources_page=writer.addresses.sources,
        shared=address_of(path) in project.codes.of_address,
        scenarios=list(_examples(tree, writer)),
    )
    return _of_tree(tree, Page(path, tree.file.title, html, sort="guide"))


def part_page(tree: Tree, writer: Writer, spread: Spread, number: int) -> Page:
    """One of the further pages of a guide, by its position: its questions, and nothing about the guide itself."""
    path, part = spread.paths[number], page_of(tree, writer, spread, number)
    html = writer.on(path).fill(
        "guide-part.html.jinja",
        tree=tree.file,
        id=tree.id,
        document=tree.document,
        sections=list(section_views(tree, writer.on(path), spread)),
        start=part.start,
        embedded=False,
        part=part,
        shared=address_of(writer.addresses.guide(tree.id)) in writer.project.codes.of_address,
    )
    said = writer.words["part-title"].replace("{number}", str(part.number)).replace("{count}", str(part.count))
    return _of_tree(tree, Page(path, said.replace("{guide}", one_line(tree.file.title)), html, sort="part"))


def _of_tree(tree: Tree, page: Page) -> Page:
    """The page, with what is known of it by the tree that it is made from."""
    source = tree.document.path
    return replace(page, description=one_line(tree.file.summary), edit=source, id=tree.id, documents=(source,))


def _audience(writer: Writer, tree: Tree) -> list[tuple[str, Facet]]:
    roles = writer.project.library.facets.roles
    return [(name, roles[name]) for name in tree.file.audience if name in roles]


def section_views(tree: Tree, sheet: Sheet, spread: Spread) -> Iterator[SectionView]:
    """The sections of a guide that this page of it shows; on any other page of the site, the first ones."""
    writer = sheet.writer
    graph = writer.project.graph(tree)
    previous, left = _only_predecessors(graph), questions_left(graph)
    olds = writer.project.addresses.old_names(address_of(writer.addresses.guide(tree.id)))
    to = partial(_to_section, tree, sheet, spread)
    for number in spread.sections(spread.paths.index(sheet.path) if sheet.path in spread.paths else 0):
        section, name = graph.sections[number], graph.names[number]
        question = tree.file.questions[section.question]
        anchors = [section.full_name] if section.full_name != name else []
        anchors += [old for one in {name: None, section.full_name: None} for old in olds.get(one, [])]
        yield SectionView(
            name,
            section.question,
            number + 1,
            question,
            tuple(anchors),
            tuple(_option(question.options[edge.option], edge, sheet, to) for edge in section.edges),
            to(previous[number]) if number in previous else None,
            left[number] if left else 0,
            _progress(writer, left[number], number) if left else "",
        )


def takes(writer: Writer, questions: int) -> str:
    """How long a guide of at most so many questions takes, at half a minute a question."""
    minutes = (questions + 1) // 2
    said = writer.words["guide-takes" if minutes > 1 else "guide-takes-short"]
    return said.format(count=questions, minutes=minutes)


def longest(writer: Writer, tree: Tree) -> str:
    """How long a guide takes at most; nothing where a route has no end."""
    left = questions_left(writer.project.graph(tree))
    return takes(writer, left[0]) if left else ""


def _progress(writer: Writer, left: int, number: int) -> str:
    if number == 0 and left > 1:
        return takes(writer, left)
    return writer.words["question-last"] if left == 1 else writer.words["question-left"].format(count=left)


def _to_section(tree: Tree, sheet: Sheet, spread: Spread, number: int) -> str:
    return sheet.to(f"{spread.path(number)}#{sheet.writer.project.graph(tree).names[number]}")


def _only_predecessors(graph: Graph) -> dict[int, int]:
    """For each section that is reached from one section only: that one."""
    before: dict[int, set[int]] = {}
    for number, section in enumerate(graph.sections):
        for target in section.onward:
            before.setdefault(target, set()).add(number)
    return {number: next(iter(earlier)) for number, earlier in before.items() if len(earlier) == 1 and number != 0}


def _option(option: Option, edge: Edge, sheet: Sheet, to: Callable[[int], str]) -> OptionView:
    """An option of a question; `to` gives the link to a section."""
    words = sheet.writer.words
    if isinstance(edge.target, int):
        goes = words["goes-to-question"].format(number=edge.target + 1)
        href = to(edge.target)
        elsewhere = "" if href[0] == "#" else href.split("#")[1]
        return OptionView(edge.option, option, href, goes, to=elsewhere)
    situation = sheet.writer.project.library.situations.get(edge.target)
    title = one_line(situation.outcome.title) if situation else edge.target
    href = sheet.to(sheet.writer.addresses.outcome(edge.target)) if edge.target else "#"
    goes = words["goes-to-outcome"].replace("{title}", title)
    return OptionView(edge.option, option, href, goes, title)


def _examples(tree: Tree, writer: Writer) -> Iterator[tuple[str, list[tuple[str, str]], str, str]]:
    """Scenarios that end where they say: name, questions with their answers, path of the situation, its title."""
    questions = tree.file.questions
    for scenario, used, end in _ended(tree, writer):
        answers = [(questions[one].text, questions[one].options[chosen].text) for one, chosen in used]
        yield scenario.name, answers, writer.addresses.outcome(end.id), end.outcome.title


def voices(tree: Tree, writer: Writer) -> list[tuple[str, str, str]]:
    """For each first answer the first scenario that begins with it: its name, where it leads, its situation."""
    found: dict[str, tuple[str, str, str]] = {}
    for scenario, used, end in _ended(tree, writer):
        answers = "~".join((tree.id, *(f"{question}={option}" for question, option in used)))
        path = f"{writer.addresses.outcome(end.id)}#~{answers}"
        found.setdefault(used[0][1], (scenario.name, path, end.outcome.title))
    start = tree.file.questions[tree.file.start].options if found else ()
    return [found[option] for option in start if option in found]


def _ended(tree: Tree, writer: Writer) -> Iterator[tuple[Scenario, list[tuple[str, str]], Situation]]:
    """Scenarios that end where they say, with the answers on their route and the situation."""
    for scenario in tree.file.scenarios:
        end, used, _ = walk(tree.file, scenario.answers)
        situation = writer.project.library.situations.get(end)
        if situation and end == scenario.expect:
            yield scenario, used, situation
