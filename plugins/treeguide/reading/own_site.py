"""What a site says of its own: the marks in its pages that the guide fills in, its navigation, what it leaves out."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import yaml

from treeguide.reading.markdown_code import blank_code
from treeguide.values import Document, Place

SORTS = ("question", "guides", "examples", "code", "accessibility", "save")
_MARK = re.compile(r"^<!--\s*treeguide:(?P<sort>[a-z-]+)(?:\s+(?P<id>[a-z0-9-]+))?\s*-->[ \t]*$", re.M)
_ALMOST = re.compile(r"<!-*\s*tree[ _-]?gui?de?s?\s*[:;=]?\s*(?P<sort>\w+)[^<>\n]*>", re.I)


class Mark(NamedTuple):
    """A mark: where in the text it stands, what it asks for, and of which tree. `is_good` says that it is filled in."""

    start: int
    end: int
    sort: str
    id: str
    is_good: bool = True


def marks(text: str) -> Iterator[Mark]:
    """Every mark in the text that is not in code, each on a line of its own."""
    if "treeguide:" in text:
        for mark in _MARK.finditer(blank_code(text)):
            yield Mark(mark.start(), mark.end(), mark["sort"], mark["id"] or "", mark["sort"] in SORTS)


def half_marks(text: str) -> Iterator[Mark]:
    """What was meant as a mark and is none: written a little differently, or not alone on its line."""
    if "<!" not in text or "tree" not in text.lower():
        return
    good = {mark.start for mark in marks(text)}
    for mark in _ALMOST.finditer(blank_code(text)):
        row = text[text.rfind("\n", 0, mark.start()) + 1 : mark.start() + 1]
        if mark.start() not in good and not row.startswith("    "):
            yield Mark(mark.start(), mark.end(), mark["sort"].lower(), "", is_good=False)


MOST_VALUES = 200_000


def repeats_too_often(top: yaml.Node | None) -> bool:
    """Whether a text of YAML holds more than `MOST_VALUES` values once each reference in it is written out."""
    counts: dict[int, int] = {}
    waiting = [(top, False)] if top else []
    while waiting:
        node, is_below_done = waiting.pop()
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        below = node.value if isinstance(node, yaml.SequenceNode) else [one for pair in pairs for one in pair]
        if is_below_done:  # what is not counted yet then holds this itself
            counts[id(node)] = 1 + sum(counts.get(id(one), MOST_VALUES) for one in below)
        elif id(node) not in counts:
            counts[id(node)] = MOST_VALUES
            waiting += [(node, True), *((one, False) for one in below)]
    return counts.get(id(top), 0) > MOST_VALUES


_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def nav_pages(document: Document) -> Iterator[tuple[Place, str]]:
    """Every page that the navigation names, as a path in docs/."""
    waiting, seen = [_value(document, "nav")], set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:  # named again by an alias; its pages were told where it stands
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            waiting += reversed(node.value)
        elif isinstance(node, yaml.MappingNode):
            waiting += [value for _, value in reversed(node.value)]
        elif isinstance(node, yaml.ScalarNode) and node.value.endswith(".md"):
            at = node.start_mark
            yield Place(document, at.line + 1, at.column + 1, max(1, node.end_mark.column - at.column)), node.value


def left_out(document: Document) -> Iterator[tuple[Place, str]]:
    """Every pattern of `exclude_docs` and `draft_docs`, as it stands there."""
    for key in ("exclude_docs", "draft_docs"):
        node = _value(document, key)
        if isinstance(node, yaml.ScalarNode):
            yield from _patterns(document, node)


def _patterns(document: Document, node: yaml.ScalarNode) -> Iterator[tuple[Place, str]]:
    for number in range(node.start_mark.line, min(node.end_mark.line + 1, len(document.lines))):
        if number == node.start_mark.line and node.style in ("|", ">"):
            continue
        row = document.lines[number]
        pattern = row.strip() if number > node.start_mark.line else node.value.strip()
        if pattern in node.value.split("\n") or pattern == node.value.strip():
            start = max(row.find(pattern), 0)
            if pattern and not pattern.startswith("#"):
                yield Place(document, number + 1, start + 1, len(pattern)), pattern


_WITHOUT_PAGES = frozenset(
    [
        "treeguide",
        "search",
        "offline",
        "tags",
        "privacy",
        "social",
        "meta",
        "optimize",
        "info",
        "typeset",
        "minify",
        "redirects",
        "glightbox",
        "awesome-nav",
        "section-index",
        "literate-nav",
        "git-revision-date-localized",
        "git-authors",
        "rss",
        "macros",
        "mike",
        "open-in-new-tab",
    ]
)


def makes_no_pages(document: Document) -> bool:
    """Whether a configuration names only plugins that are known to make no pages of Markdown, and no hooks."""
    node = _value(document, "plugins")
    if node is None or any(_value(document, key) is not None for key in ("hooks", "INHERIT")):
        return False
    entries = node.value if isinstance(node, yaml.SequenceNode) else [node]
    names = (name for entry in entries for name in _plugin_names(entry))
    return all(name.removeprefix("material/") in _WITHOUT_PAGES for name in names)


def _plugin_names(node: yaml.Node) -> list[str]:
    """The plugin that an entry of a list names; of a mapping all that it names."""
    return [str(name.value) for name, _ in node.value] if isinstance(node, yaml.MappingNode) else [str(node.value)]


def _value(document: Document, key: str) -> yaml.Node | None:
    """What stands behind a key at the highest level."""
    return next((value for name, value in _entries(document) if name.value == key), None)


@lru_cache(maxsize=2)
def _entries(document: Document) -> tuple[tuple[yaml.Node, yaml.Node], ...]:
    """The keys at the highest level, each with what stands behind it."""
    try:
        node = yaml.compose(document.text, Loader=_Loader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return ()
    return tuple(node.value) if isinstance(node, yaml.MappingNode) else ()
