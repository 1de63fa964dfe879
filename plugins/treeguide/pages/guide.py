"""Turns a tree and its graph into a guide page: one section for each question, options as links."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from treeguide.addresses.register import address_of
from treeguide.checks import Project
from treeguide.graph.unfold import Edge, Graph, walk
from treeguide.library import Tree
from treeguide.model import Facet
from treeguide.writing import Writer
from treeguide.writing.page import Page, relative

LARGEST_MAP = 80


def has_map(project: Project, tree: Tree) -> bool:
    """Whether a guide gets a drawing: one of more than 80 sections would be too large to read."""
    return 0 < len(project.graph(tree).sections) <= LARGEST_MAP


@dataclass(frozen=True)
class OptionView:
    """An option as its link: where it goes, and what print says about that."""

    id: str
    text: str
    help: Markup | None
    href: Markup
    goes: str
    title: str = ""


@dataclass(frozen=True)
class SectionView:
    """A section as shown. `anchors` are further addresses that lead to it."""

    name: str
    question: str
    number: int
    text: str
    help: Markup | None
    anchors: tuple[str, ...]
    options: tuple[OptionView, ...]
    previous: str


def guide_page(project: Project, tree: Tree, writer: Writer) -> Page:
    """The page of one guide. A tree whose unfolding was given up has no sections, only what is wrong with it."""
    path = writer.addresses.guide(tree.id)
    graph = project.graph(tree)
    markdown = writer.fill(
        "guide.md.jinja",
        path,
        tree=tree.file,
        id=tree.id,
        map=writer.addresses.map(tree.id) if has_map(project, tree) else "",
        sections=list(section_views(project, tree, writer, path)),
        outcome_count=len(graph.outcomes()),
        roles=[(facet.label, writer.addresses.facet("roles", name)) for name, facet in _audience(project, tree)],
        sources=[
            (name, project.library.sources[name]) for name in tree.file.sources if name in project.library.sources
        ],
        sources_page=writer.addresses.sources,
        scenarios=list(_examples(project, tree, writer)),
    )
    return Page(
        path,
        tree.file.title,
        markdown,
        " ".join(tree.file.summary.split()),
        tree.document.path,
        sort="guide",
        id=tree.id,
        meta={"hide": ["toc"]},
        documents=(tree.document.path,),
    )


def _audience(project: Project, tree: Tree) -> list[tuple[str, Facet]]:
    roles = project.library.facets.roles
    return [(name, roles[name]) for name in tree.file.audience if name in roles]


def section_views(project: Project, tree: Tree, writer: Writer, page: str) -> Iterator[SectionView]:
    """Every section of a guide, as shown on that page."""
    graph = project.graph(tree)
    own = page == writer.addresses.guide(tree.id)
    base = "" if own else writer.addresses.guide(tree.id)
    previous = _only_predecessors(graph)
    olds = project.addresses.old_names(address_of(writer.addresses.guide(tree.id)))
    for number, section in enumerate(graph.sections):
        question = tree.file.questions[section.question]
        name = graph.names[number]
        anchors = [section.full_name] if section.full_name != name else []
        anchors += [old for one in {name: None, section.full_name: None} for old in olds.get(one, [])]
        yield SectionView(
            name,
            section.question,
            number + 1,
            question.text,
            writer.markdown(question.help, tree.document, page) if question.help else None,
            tuple(anchors),
            tuple(_option(project, tree, writer, page, base, graph, section.question, edge) for edge in section.edges),
            graph.names[previous[number]] if number in previous else "",
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
    project: Project, tree: Tree, writer: Writer, page: str, base: str, graph: Graph, question: str, edge: Edge
) -> OptionView:
    option = tree.file.questions[question].options[edge.option]
    help_ = writer.markdown(option.help, tree.document, page) if option.help else None
    if isinstance(edge.target, int):
        goes = writer.words["goes-to-question"].format(number=edge.target + 1)
        target = f"{writer.addresses.guide(tree.id)}#{graph.names[edge.target]}"
        href = f"#{graph.names[edge.target]}" if not base else relative(target, page)
        return OptionView(edge.option, option.text, help_, Markup(href), goes)  # noqa: S704 (made of ids)
    situation = project.library.situations.get(edge.target)
    title = " ".join(situation.outcome.title.split()) if situation else edge.target
    goes = writer.words["goes-to-outcome"].replace("{title}", title)
    href = relative(writer.addresses.outcome(edge.target), page) if edge.target else "#"
    return OptionView(edge.option, option.text, help_, Markup(href), goes, title)  # noqa: S704 (made of ids)


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
