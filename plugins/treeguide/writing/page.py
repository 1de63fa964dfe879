"""A page we make; before that its plan: where it will stand and what writes it, so that it can be made alone.

And its contents, from one look through its HTML: its headings, its ids, and what search is to know of each part.
"""

import html as escaping
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, reduce
from typing import Literal, TypeAlias

from treeguide.addresses import PAGE_KINDS, PageKind
from treeguide.values.shown import one_line, shown_json

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
class Page:
    """A generated page. `path` is that of a Markdown file in docs/; `edit` that of the author's file, with its line.

    `sort` is that of its row in PAGE_KINDS; without one it stands in the place of what could not be read. `for_theme`
    is what its author says to the theme of the site, which is handed on.
    """

    path: str
    title: str
    html: str = field(repr=False)
    description: str = ""
    edit: str = ""
    edit_line: int = 0
    sort: str = ""
    id: str = ""
    documents: tuple[str, ...] = ()
    for_theme: Mapping[str, object] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        if self.sort not in PAGE_KINDS:
            raise LookupError(
                f"PAGE_KINDS in addresses/__init__.py has no row for {self.sort!r}, the sort of {self.path}"
            )

    @property
    def kind(self) -> PageKind:
        """What it has in common with the other pages of its sort."""
        return PAGE_KINDS[self.sort]

    def front_matter(self, **more: object) -> str:
        """What stands at the top of the Markdown file, and is all that stands in it where the host takes HTML.

        Title and description are escaped here, since the theme writes both into the page as they are.
        """
        front: dict[str, object] = {"title": _escaped(self.title)}
        if self.description:
            front["description"] = _escaped(self.description)
        front |= {"render_macros": False, **more}
        front |= _handed_on(self.for_theme)
        if hides := [*self.kind.hides, *_listed(self.for_theme.get("hide"))]:
            front["hide"] = list(dict.fromkeys(hides))
        if not self.kind.is_found:
            front["search"] = {"exclude": True}
        return "\n".join(["---", *(f"{key}: {shown_json(value)}" for key, value in front.items()), "---", ""])

    def markdown(self) -> str:
        """The whole file for a site without our plugin: the HTML as one block."""
        return f"{self.front_matter()}\n<div>\n{left_alone(self.html)}\n</div>\n"


InNav: TypeAlias = Literal["always", "few", "never"]


@dataclass(frozen=True)
class Plan:
    """A page to be. `path`, `edit` and `edit_line` are those of the page that `make` returns.

    `in_nav` says whether navigation that nobody wrote takes it up: always, while there are few of its sort, or never.
    """

    path: str
    make: Callable[[], Page] = field(repr=False)
    edit: str = ""
    edit_line: int = 0
    in_nav: InNav = "always"


Finish = Callable[[Page], Page]


def finished(plan: Plan, steps: Iterable[Finish]) -> Plan:
    """The plan of the same page, with these steps done to it after it is made."""
    return replace(plan, make=lambda: reduce(lambda page, step: step(page), steps, plan.make()))


def left_alone(html: str) -> str:
    """The same HTML as a block in which neither Markdown nor another plugin finds anything to do.

    In code an empty line is written as a reference, and so is a `{` everywhere: with that, marks of plugins begin.
    """
    parts = re.split(r"(<pre\b.*?</pre>)", html, flags=re.S)
    filled = [re.sub(r"\n(?=[ \t]*\n)", "&#10;" if number % 2 else "", part) for number, part in enumerate(parts)]
    return "".join(filled).strip().replace("{", "&#123;")


def _handed_on(values: Mapping[str, object]) -> dict[str, object]:
    """What an author says to the theme, with its texts escaped as in a title."""
    shown = {"tags": [_escaped(str(tag)) for tag in _listed(values.get("tags"))]} if values.get("tags") else {}
    return shown | {key: _escaped(str(values[key])) for key in ("icon", "status", "subtitle") if values.get(key)}


def _listed(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()


def _escaped(text: str) -> str:
    """Text for HTML and for an attribute between double quotes."""
    return escaping.escape(text, quote=False).replace('"', "&quot;")


def plain(markup: str) -> str:
    """The text of a little HTML on one line, such as a site's line about copyright."""
    return one_line(escaping.unescape(re.sub(r"<[^>]*>", " ", markup)))


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
        headings.append(Heading(int(level), escaping.unescape(name), _text(title)))
        if "data-search-exclude" not in attributes:
            own = f"{above} {text}" if not parts else text  # what stands above the title belongs to it
            parts.append(Part(name if parts else "", headings[-1].text, _text(own)))
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


def _text(html: str) -> str:
    """The text of HTML on one line; what is set apart inside a word leaves it whole."""
    return one_line(escaping.unescape(_TAG.sub(" ", _IN_A_LINE.sub("", html))))
