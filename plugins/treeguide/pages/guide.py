"""Turns a tree and its graph into a guide page: one section for each question, options as links."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from treeguide.addresses.register import address_of
from treeguide.graph.unfold import Edge, Graph, walk
from treeguide.library import Tree
from treeguide.pages.map import has_map
from treeguide.pages.spread import PageOf, Spread, entries_list, page_of
from treeguide.project import Project
from treeguide.site import Site
from treeguide.values.model import Facet
from treeguide.writing import Writer
from treeguide.writing.page import Page, relative


@dataclass(frozen=True)
class OptionView:
    """An option as its link: where it goes, and what print says about that. `to` is a section on another page."""

    id: str
    text: str
    help: Markup | None
    href: Markup
    goes: str
    title: str = ""
    to: str = ""


@dataclass(frozen=True)
class SectionView:
    """A section as shown. `anchors` are further addresses that lead to it; `previous` is a link."""

    name: str
    question: str
    number: int
    text: str
    help: Markup | None
    anchors: tuple[str, ...]
    options: tuple[OptionView, ...]
    previous: Markup | None


def whole_guide(project: Project, tree: Tree, writer: Writer) -> Page:
    """The page of one guide with all its questions, whatever their number."""
    every = Spread((writer.addresses.guide(tree.id),), (0,) * len(project.graph(tree).sections))
    return guide_page(project, tree, writer, Site(), every)


def guide_page(project: Project, tree: Tree, writer: Writer, site: Site, spread: Spread) -> Page:
    """The page of one guide. A tree whose unfolding was given up has no sections, only what is wrong with it.

    Of a guide that is spread over pages, this one has the questions nearest to the start, and leads on to the others.
    """
    path = writer.addresses.guide(tree.id)
    graph = project.graph(tree)
    part = page_of(project, tree, writer, site, spread, 0) if spread.is_needed else None
    markdown = writer.fill(
        "guide.md.jinja",
        path,
        tree=tree.file,
        id=tree.id,
        map=writer.addresses.map(tree.id) if has_map(project, tree) else "",
        sections=list(section_views(project, tree, writer, path, spread)),
        start=Markup(f"#{graph.names[0]}") if graph.names else "",  # noqa: S704 (made of ids)
        part=part,
        elsewhere=Markup(entries_list(part, writer.words["part-leads"])) if part else "",  # noqa: S704 (escaped there)
        outcome_count=len(graph.outcomes()),
        roles=[(facet.label, writer.addresses.facet("roles", name)) for name, facet in _audience(project, tree)],
        sources=[
            (name, project.library.sources[name]) for name in tree.file.sources if name in project.library.sources
        ],
        sources_page=writer.addresses.sources,
        shared=address_of(path) in project.codes.of_address,
        scenarios=list(_examples(project, tree, writer)),
    )
    return _page(tree, "guide", path, tree.file.title, markdown)


def part_page(project: Project, tree: Tree, writer: Writer, site: Site, spread: Spread, number: int) -> Page:
    """One of the further pages of a guide, by its position: its questions, and nothing about the guide itself."""
    path, title = spread.paths[number], " ".join(tree.file.title.split())
    part = page_of(project, tree, writer, site, spread, number)
    markdown = writer.fill(
        "guide-part.md.jinja",
        path,
        tree=tree.file,
        id=tree.id,
        sections=list(section_views(project, tree, writer, path, spread)),
        start=part.start,
        part=part,
        shared=address_of(writer.addresses.guide(tree.id)) in project.codes.of_address,
        elsewhere="",
    )
    return _page(tree, "part", path, _part_title(writer, title, part), markdown)


def _page(tree: Tree, sort: str, path: str, title: str, markdown: str) -> Page:
    """A page with questions of a guide, of this sort."""
    source = tree.document.path
    summary = " ".join(tree.file.summary.split())
    return Page(
        path,
        title,
        markdown,
        summary,
        source,
        sort=sort,
        id=tree.id,
        meta={"hide": ["footer", "toc"]},
        documents=(source,),
    )


def _part_title(writer: Writer, title: str, part: PageOf) -> str:
    said = writer.words["part-title"].replace("{number}", str(part.number)).replace("{count}", str(part.count))
    return said.replace("{guide}", title)


def _audience(project: Project, tree: Tree) -> list[tuple[str, Facet]]:
    roles = project.library.facets.roles
    return [(name, roles[name]) for name in tree.file.audience if name in roles]


def section_views(project: Project, tree: Tree, writer: Writer, page: str, spread: Spread) -> Iterator[SectionView]:
    """The sections of a guide that its page of that path shows; on any other page of the site, the first ones."""
    graph = project.graph(tree)
    previous = _only_predecessors(graph)

    def link(number: int) -> Markup:
        path, fragment = spread.path(number), f"#{graph.names[number]}"
        return Markup(fragment if path == page else relative(path + fragment, page))  # noqa: S704 (made of ids)

    olds = project.addresses.old_names(address_of(writer.addresses.guide(tree.id)))
    for number in spread.sections(spread.paths.index(page) if page in spread.paths else 0):
        section, name = graph.sections[number], graph.names[number]
        question = tree.file.questions[section.question]
        anchors = [section.full_name] if section.full_name != name else []
        anchors += [old for one in {name: None, section.full_name: None} for old in olds.get(one, [])]
        yield SectionView(
            name,
            section.question,
            number + 1,
            question.text,
            writer.markdown(question.help, tree.document, page) if question.help else None,
            tuple(anchors),
            tuple(_option(project, tree, writer, page, link, section.question, edge) for edge in section.edges),
            link(previous[number]) if number in previous else None,
        )


def _only_predecessors(graph: Graph) -> dict[int, int]:
    """For each section that is reached from one section only: that one."""
    before: dict[int, set[int]] = {}
    for number, section in enumerate(graph.sections):
        for edge in section.edges:
            if isinstance(edge.target, int):
                before.setdefault(edge.target, set()).add(number)
    return {number: next(iter(earlier)) for number, earlier in before.items() if len(earlier) == 1 and number != 0}


def _option(
    project: Project, tree: Tree, writer: Writer, page: str, link: Callable[[int], Markup], question: str, edge: Edge
) -> OptionView:
    option = tree.file.questions[question].options[edge.option]
    help_ = writer.markdown(option.help, tree.document, page) if option.help else None
    if isinstance(edge.target, int):
        goes = writer.words["goes-to-question"].format(number=edge.target + 1)
        href = link(edge.target)
        return OptionView(edge.option, option.text, help_, href, goes, to="" if href[0] == "#" else href.split("#")[1])
    situation = project.library.situations.get(edge.target)
    title = " ".join(situation.outcome.title.split()) if situation else edge.target
    goes = writer.words["goes-to-outcome"].replace("{title}", title)
    onward = relative(writer.addresses.outcome(edge.target), page) if edge.target else "#"
    return OptionView(edge.option, option.text, help_, Markup(onward), goes, title)  # noqa: S704 (made of ids)


def _examples(project: Project, tree: Tree, writer: Writer) -> Iterator[tuple[str, list[tuple[str, str]], str, str]]:
    """Scenarios that end where they say: name, questions with their answers, path of the situation, its title."""
    for scenario in tree.file.scenarios:
        end, used, _ = walk(tree.file, scenario.answers)
        situation = project.library.situations.get(end)
        if situation and end == scenario.expect:
            questions = tree.file.questions
            answers = [
                (questions[question].text, questions[question].options[chosen].text) for question, chosen in used
            ]
            yield scenario.name, answers, writer.addresses.outcome(end), situation.outcome.title
