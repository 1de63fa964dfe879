"""Each sort of file is added to the library: trees and outcomes, lessons, lists, and what the site is made of."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

import yaml

from treeguide.library.reading import ID, Form, add_former, check_name, listed, read_content, read_mapping, stem_of
from treeguide.library.sheets import SHEETS
from treeguide.library.values import FormerId, Lesson, Library, OwnPage, Situation, Tree
from treeguide.reading.indents import Part
from treeguide.reading.meant import meant
from treeguide.reading.node import Node
from treeguide.reading.own_site import MOST_VALUES, repeats_too_often
from treeguide.reading.shape import suggested_id
from treeguide.reading.surprises import ODD_DASHES, hidden_characters
from treeguide.reading.yaml_mistakes import mistake
from treeguide.values import Document, Place, Problem, problem, warning
from treeguide.values.model import Outcome, OutcomesFile, RegisterFile, Source, Term, TreeFile
from treeguide.values.vocabulary import Facets, front_matter
from treeguide.words import key_words

_TREE = Form(("title", "summary", "start", "questions", "outcomes"), "empty-file")


def add_tree(library: Library, document: Document) -> None:
    """Read a file from the folder of trees: a scan, a checklist, a tree, or outcomes that trees share."""
    stem = stem_of(document)
    node = read_mapping(library, document, _TREE)
    if node is None:
        _break(library, document, stem)
    elif any(keys & set(node.keys()) for _, keys in SHEETS.values()):
        _add_sheet(library, document, stem, node)
    elif _is_tree(node):
        _add_whole_tree(library, document, stem, node)
    else:
        file = read_content(library, node, OutcomesFile)
        _declare_outcomes(library, document, node)
        if file:
            _add_outcomes(library, _situations(document, node, file.outcomes))
            library.former += [
                FormerId("outcome", old, new, node.key_at(("aliases", old))) for old, new in file.aliases.items()
            ]
        else:
            library.broken[stem] = document


def _is_tree(node: Node) -> bool:
    """Whether a file means to be a tree: it has keys that only trees have, or none that shared outcomes have."""
    known = TreeFile.model_fields
    keys = {key if key in known else meant(key, known, key_words()["also"]).word for key in node.entries or ()}
    return bool(keys - set(OutcomesFile.model_fields) - {""}) or "outcomes" not in keys


def _add_whole_tree(library: Library, document: Document, stem: str, node: Node) -> None:
    good_name = check_name(library, document, stem, library.guides)
    tree_file = read_content(library, node, TreeFile)
    _declare_outcomes(library, document, node)
    if tree_file is None or not good_name:
        _break(library, document, stem)
        return
    library.trees[stem] = Tree(stem, document, node, tree_file)
    add_former(library, "tree", stem, listed(node, "former_ids", tree_file.former_ids))
    _add_outcomes(library, _situations(document, node, tree_file.outcomes, stem))


def _add_sheet(library: Library, document: Document, stem: str, node: Node) -> None:
    """Add a scan, or a checklist: whichever the keys of the file are those of."""
    model, sheet = next((model, sheet) for model, (sheet, keys) in SHEETS.items() if keys & set(node.keys()))
    good_name = check_name(library, document, stem, library.guides)
    file = read_content(library, node, model)
    if file is None or not good_name:
        _break(library, document, stem)
        return
    library.sheets[stem] = sheet(stem, document, node, file)
    add_former(library, "tree", stem, listed(node, "former_ids", file.former_ids))


def _declare_outcomes(library: Library, document: Document, node: Node) -> None:
    outcomes = node.child("outcomes")
    library.declared["outcome"] |= dict.fromkeys(outcomes.keys() if outcomes else (), document)


def _break(library: Library, document: Document, stem: str) -> None:
    library.declared["tree"][stem] = document
    library.broken[stem] = document


def _situations(
    document: Document, node: Node, outcomes: Mapping[str, Outcome], tree: str | None = None
) -> Iterator[Situation]:
    """The outcomes of a file with where each stands; those of a tree with its id."""
    for name, outcome in outcomes.items():
        key, inner = node.key_at(("outcomes", name)), (node.child("outcomes") or node).child(name) or node
        yield Situation(name, outcome, document, inner, key, tree)


def _add_outcomes(library: Library, situations: Iterable[Situation]) -> None:
    for one in situations:
        if one.id in library.situations:
            other = library.situations[one.id].key
            library.problems.append(problem(one.key, "duplicate-id", id=one.id, other=other))
        else:
            library.situations[one.id] = one


_ALMOST = re.compile(rf"\s*(?:-{{2,}}|[{ODD_DASHES}_=]+-*)\s*")
_LESSON = Form(("title", "kind", "summary", "sources"), "no-front-matter")
_FENCE = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)


def add_lesson(library: Library, document: Document) -> None:
    """Read a lesson: front matter between two lines of dashes, and Markdown below it."""
    stem = stem_of(document)
    good_name = check_name(library, document, stem, library.lessons)
    library.declared["lesson"][stem if good_name else suggested_id(stem)] = document
    hidden = list(hidden_characters(document, document.text))
    fence = _FENCE.match(document.text)
    if hidden or not fence:
        library.problems += hidden or [_without_front_matter(document)]
        library.broken[stem] = document
        return
    node = read_mapping(library, document, _LESSON, Part(document, fence[1], 1))
    front = read_content(library, node, library.front_matter) if node else None
    if node is None or front is None or not good_name:
        library.broken[stem] = document
        return
    body = document.text[fence.end() :]
    library.lessons[stem] = Lesson(stem, document, node, front, body, document.text.count("\n", 0, fence.end()))
    add_former(library, "lesson", stem, listed(node, "aliases", front.aliases))


def _without_front_matter(document: Document) -> Problem:
    """A lesson whose details do not begin, or begin and never end."""
    lines = document.lines
    first = lines[0].rstrip()
    place = Place(document, 1, 1, max(1, len(first)))
    if first == "---":
        end = next((number for number, line in enumerate(lines[1:], 2) if _ALMOST.fullmatch(line)), 0)
        return problem(place, "open-front-matter", hint="almost" if end else "", line=end)
    if _ALMOST.fullmatch(first):
        return problem(place, "no-front-matter", hint="almost")
    start = next((number for number, line in enumerate(lines, 1) if line.rstrip() == "---"), 0)
    is_lower = bool(start) and bool(re.match(r"[A-Za-z_]+:(?: |$)", "".join(lines[start : start + 1])))
    return problem(place, "no-front-matter", hint="lower" if is_lower else "", line=start)


Entry = TypeVar("Entry", Source, Term)


def add_sources(library: Library, document: Document) -> None:
    """Read the bibliography: a mapping of ids to sources."""
    library.source_node = read_mapping(library, document, Form())
    library.declared["source"] |= {name: document for name, _ in _entries(library.source_node)}
    for name, node, source in _each(library, library.source_node, Source):
        library.sources[name] = source
        add_former(library, "source", name, listed(node, "aliases", source.aliases))


def add_glossary(library: Library, document: Document) -> None:
    """Read the glossary: a mapping of ids to terms."""
    seen: dict[str, tuple[str, Place]] = {}
    for name, node, term in _each(library, read_mapping(library, document, Form()), Term):
        library.glossary[name] = term
        forms = [(term.term, node.at(("term",))), *((one, node.at(("also", n))) for n, one in enumerate(term.also))]
        for form, place in forms:
            owner, first = seen.setdefault(form if form.isupper() else form.casefold(), (name, place))
            if owner != name:
                library.problems.append(warning(place, "duplicate-term", term=form, first=first))


def _each(library: Library, node: Node | None, model: type[Entry]) -> Iterator[tuple[str, Node, Entry]]:
    """Every entry that can be read: its id, its node and its content. What is wrong is added to the library."""
    for name, (key, entry) in _entries(node):
        if not ID.match(name):
            library.problems.append(problem(key, "bad-id", id=name, suggestion=suggested_id(name)))
            continue
        content = read_content(library, entry, model, key)
        if content:
            yield name, entry, content


def _entries(node: Node | None) -> Iterable[tuple[str, tuple[Place, Node]]]:
    return (node.entries or {}).items() if node else ()


def add_facets(library: Library, document: Document) -> None:
    """Read what the guide calls things: kinds of lessons, and closed lists such as themes, phases and roles."""
    node = read_mapping(library, document, Form(tuple(Facets.model_fields)))
    if node is None:
        library.front_matter = front_matter(None if document in library.unread else Facets())
        return
    facets = read_content(library, node, Facets)
    library.facet_node, library.front_matter = node, front_matter(facets)
    library.facets = facets or library.facets
    if facets is None:
        library.unread.append(document)


def add_register(library: Library, document: Document) -> None:
    """Read the register of published addresses."""
    node = read_mapping(library, document, Form(tuple(RegisterFile.model_fields)))
    if node is None:
        return
    file = read_content(library, node, RegisterFile)
    library.register_node = node
    library.register = file or library.register


# As MkDocs finds it.
_OWN_FRONT = re.compile(r"\A-{3}[ \t]*\n(?P<yaml>(?:.*?\n)?)(?:-{3}|\.{3})[ \t]*(?:\n|\Z)", re.S)
_OPEN_FRONT = re.compile(r"-{3}[ \t]*\n(?:title|description|hide|tags|icon|status|template|date|search|subtitle):[ \n]")
_OWN_KEY = re.compile(r"(?:[ \t]*(?:#.*)?\n)*[\w-]+:(?:\s|$)")


def add_own_page(library: Library, document: Document) -> None:
    """Read a page of the site: what stands above it must be keys, or readers see it as a heading."""
    front = _OWN_FRONT.match(document.text)
    library.problems += [found] if front and (found := _misread(document, front["yaml"])) else []
    if not front and _OPEN_FRONT.match(document.text):
        library.problems.append(problem(Place(document), "open-front-matter"))
    body = document.text[front.end() :] if front else document.text
    library.own_pages.append(OwnPage(document, body, document.text.count("\n", 0, front.end() if front else 0)))


def _misread(document: Document, text: str) -> Problem | None:
    """What is wrong with the front matter; nothing where it may be text between two lines across the page."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        if "*" in text and repeats_too_often(yaml.compose(text, loader)):
            return problem(Place(document, 2), "too-many-values", limit=MOST_VALUES)
        content = yaml.load(text, Loader=loader)  # noqa: S506 (a safe loader)
    except yaml.YAMLError as error:
        return mistake(Part(document, text, 1), error, None) if _OWN_KEY.match(text) else None
    except (ValueError, RecursionError):
        return problem(Place(document, 2), "yaml-syntax") if _OWN_KEY.match(text) else None
    return problem(Place(document, 2), "list-above-a-page") if isinstance(content, list) else None


def add_site_config(library: Library, document: Document) -> None:
    """Remember what the site is made by."""
    library.site_config = document
