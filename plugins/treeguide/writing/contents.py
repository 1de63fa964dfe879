"""Looks once through the HTML of a page of ours: its headings, its ids, and what search is to know of each part."""

import html as escaping
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TOKEN = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?P<attributes>[^>]*)>|(?P<text>[^<]+)")
_ID = re.compile(r'\sid="([^"]*)"')
_EMPTY = frozenset({"br", "hr", "img", "input", "link", "meta", "col", "path", "wbr"})
_INLINE = frozenset("a abbr b button code del em i ins kbd label mark q s small span strong sub sup u var".split())  # noqa: SIM905


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

    What is hidden or marked `data-search-exclude` is in no part, and a heading so marked begins none.
    """
    return _Reading().of(html)


@dataclass
class _Reading:
    """One look through a page. `skipped` is the element that search passes over, and how deep we are in it."""

    headings: list[Heading] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    titles: list[tuple[str, str]] = field(default_factory=list)
    texts: list[list[str]] = field(default_factory=lambda: [[]])
    title: list[str] | None = None
    skipped: str = ""
    depth: int = 0
    is_part: bool = True

    def of(self, html: str) -> Contents:
        opened = ("", "")
        for token in _TOKEN.finditer(html):
            name, attributes = token["name"], token["attributes"]
            if name is None:
                self._text(token["text"])
            elif not token["end"]:
                self._opens(name, attributes)
                if name[0] == "h" and name[1:].isdigit():
                    opened = (name, attributes)
            elif name == opened[0]:
                self._ends_heading(*opened)
                opened = ("", "")
            else:
                self._ends(name)
        return Contents(tuple(self.headings), frozenset(self.ids), tuple(self._parts()))

    def _text(self, text: str) -> None:
        if self.title is not None:
            self.title.append(text)
        elif not self.skipped and self.is_part:
            self.texts[-1].append(text)

    def _opens(self, name: str, attributes: str) -> None:
        if found := _ID.search(attributes):
            self.ids.add(escaping.unescape(found[1]))
        if self.skipped:
            self.depth += name == self.skipped
        elif name[0] == "h" and name[1:].isdigit() and found:
            self.title = []
        elif any(mark in attributes for mark in ("data-search-exclude", "headerlink", ' hidden="')):
            self.skipped, self.depth = ("", 0) if name in _EMPTY else (name, 1)
        elif name not in _INLINE:
            self._text(" ")

    def _ends(self, name: str) -> None:
        if name == self.skipped:
            self.depth -= 1
            self.skipped = self.skipped if self.depth else ""
        elif name not in _INLINE:
            self._text(" ")

    def _ends_heading(self, name: str, attributes: str) -> None:
        found = _ID.search(attributes)
        if self.title is None or found is None:
            self._text(" ")
            return
        title, self.title, self.skipped = _plain(self.title), None, ""
        self.headings.append(Heading(int(name[1:]), escaping.unescape(found[1]), title))
        self.is_part = "data-search-exclude" not in attributes
        if self.is_part:
            self.titles.append((found[1], title))
            self.texts.append([])

    def _parts(self) -> Iterator[Part]:
        """The parts: what stands above the title belongs to it."""
        above, *rest = map(_plain, self.texts)
        for number, ((anchor, title), text) in enumerate(zip(self.titles, rest, strict=True)):
            yield Part(anchor if number else "", title, f"{above} {text}".strip() if number == 0 else text)


def _plain(texts: list[str]) -> str:
    return " ".join(escaping.unescape("".join(texts)).split())
