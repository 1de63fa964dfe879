"""Looks once through the HTML of a page of ours: its headings, its ids, and what search is to know of each part."""

import html as escaping
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from treeguide.values.shown import one_line

_IDS = re.compile(r'<[a-z][^>]*?\sid="([^"]*)"')
_HEADING = re.compile(r'<h([1-6])\b([^>]*?\sid="([^"]*)"[^>]*)>(.*?)</h\1>', re.S)
_LEFT_OUT = re.compile(
    r'<(?!h[1-6]\b[^>]*\sid=)([a-z][a-z0-9]*)\b[^>]*?(?:data-search-exclude|headerlink| hidden=")[^>]*>'
)
_EMPTY = frozenset({"br", "hr", "img", "input", "link", "meta", "col", "path", "wbr"})
_IN_A_LINE = re.compile(
    r"</?(?:a|abbr|b|button|code|del|em|i|ins|kbd|label|mark|q|s|small|span|strong|sub|sup|u|var)\b[^>]*>"
)
_TAG = re.compile(r"</?[a-z][^>]*>")


@dataclass(frozen=True)
class Heading:
    """A heading that can be led to. Its text is plain."""

    level: int
    id: str
    text: str


@dataclass(frozen=True)
class Part:
    """A part of a page for search: what stands behind `#` in its address, its heading and its text."""

    anchor: str
    title: str
    text: str


@dataclass(frozen=True)
class Contents:
    """What a page holds. The first part is that of its title and has no anchor."""

    headings: tuple[Heading, ...]
    ids: frozenset[str]
    parts: tuple[Part, ...]


def contents(html: str) -> Contents:
    """The contents of a page.

    What is hidden or marked `data-search-exclude` is in no part, and a heading so marked begins none: what stands under
    it is left out too.
    """
    above, *rest = _HEADING.split("".join(_shown(html)))
    headings: list[Heading] = []
    parts: list[Part] = []
    for level, attributes, name, title, text in zip(*(rest[number::5] for number in range(5)), strict=True):
        headings.append(Heading(int(level), escaping.unescape(name), _plain(title)))
        if "data-search-exclude" not in attributes:
            own = f"{above} {text}" if not parts else text  # what stands above the title belongs to it
            parts.append(Part(name if parts else "", headings[-1].text, _plain(own)))
    ids = frozenset(map(escaping.unescape, _IDS.findall(html)))
    return Contents(tuple(headings), ids, tuple(parts))


def _shown(html: str) -> Iterator[str]:
    """The pieces of a page without the elements that search leaves out."""
    start = 0
    while found := _LEFT_OUT.search(html, start):
        yield html[start : found.start()]
        start = found.end() if found[1] in _EMPTY else _end(html, found)
    yield html[start:]


def _end(html: str, opening: re.Match[str]) -> int:
    """Where the element ends that this tag opens."""
    depth = 1
    for tag in _tags(opening[1]).finditer(html, opening.end()):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return len(html)


@cache
def _tags(name: str) -> re.Pattern[str]:
    """What finds each tag of that name."""
    return re.compile(rf"<(/?){name}(?=[\s>/])[^>]*>")


def _plain(html: str) -> str:
    return one_line(escaping.unescape(_TAG.sub(" ", _IN_A_LINE.sub("", html))))
