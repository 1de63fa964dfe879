"""What an author may write in Markdown: which links and headings it holds, and what is refused."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import TypeVar
from urllib.parse import unquote

from markdown import Markdown
from markdown.extensions.toc import slugify, unique

from treeguide.reading.markdown_code import blank_code
from treeguide.values.shown import one_line

# A pattern looks at each character a few times at most: none scans to the end of a text from many places in it.
_LINK = re.compile(
    r"(?P<image>!?)\[(?P<text>(?:[^\[\]\\]++|\\.|\[[^\[\]]*+\]){0,200}+)\]"
    r"\(\s*+<?(?P<target>(?:[^\s()<>]++|\([^\s()]*+\))*)>?(?P<rest>(?:[^)\n\]]++|\](?!\())*+)\)"
)
# `[^1]: …` is a note where notes are on and a link where they are not, unless what follows cannot be an address.
_NOTE = r"\[\^[^\[\]\n]*\]:(?=[ \t]++(?:\S++[ \t]++[^\s\"'(]|\w++\.?[ \t]*+$))"
_DEFINED = rf"(?!{_NOTE})\[(?P<text>[^\[\]]*)\]:[ \t]*+(?:\n[ \t]*+)?<?(?P<target>\S+?)>?(?=\s|$)"
_DEFINITION_INSIDE = re.compile(rf"^ {{0,3}}(?:(?:>|[-*+]|\d++[.)])[ \t]*+)*+{_DEFINED}", re.M)
_PICTURED = re.compile(r"!\[(?P<text>[^\[\]]*)\](?!\()(?:\s?\[(?P<name>[^\[\]]*)\])?")
_TAG = re.compile(r"<(?=[a-zA-Z/!?])(?!https?://[^\s<>]*>)[^>\n]*>?")
_AUTOLINK = re.compile(r"<(?P<target>[a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>]*)>")
_MARK = r":?[ \t]*+\.editorial[ \t]*+\}[ \t]*+#*+[ \t]*+$"
_EDITORIAL = re.compile(rf"^(#{{2,6}} [^\n{{]*+(?:\{{(?!{_MARK})[^\n{{]*+)*+)\{{{_MARK}", re.M)
_MARKED = re.compile(_EDITORIAL.pattern.replace("{2,6}", "{1,6}"), re.M)
_BRACES = re.compile(r"\{[^}\n]*+\}?+")
_ATTRIBUTE = re.compile(r"\{[ \t]*+[:#.]")
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:")
_OTHER_SITE = ("//", "\\\\", "/\\")
_UNSEEN = re.compile(r"[\s\u0000-\u0020\u007f-\u00a0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
_SAFE_SCHEMES = ("http:", "https:", "mailto:", "tel:")

T = TypeVar("T")


def _remembered(find: Callable[[str], Iterator[T]]) -> Callable[[str], tuple[T, ...]]:
    """The same search, done once for each text: several checks ask it, and so does every rebuild while serving."""
    return lru_cache(maxsize=20_000)(lambda text: tuple(find(text)))


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a Markdown text: its target as typed, and where in the text that target begins."""

    target: str
    start: int
    is_image: bool = False


@_remembered
def links(text: str) -> Iterator[Link]:
    """Every link and image of the text that is not in code."""
    if "]" not in text and "<" not in text:
        return
    plain = blank_code(text)
    pictured = {_name(found["name"] or found["text"]) for found in _PICTURED.finditer(plain)}
    for found in _LINK.finditer(plain):
        yield Link(found["target"], found.start("target"), bool(found["image"]))
        for inner in links(found["text"]) if "](" in found["text"] else ():
            yield Link(inner.target, found.start("text") + inner.start, inner.is_image)
    for found in _DEFINITION_INSIDE.finditer(plain):
        yield Link(found["target"], found.start("target"), _name(found["text"]) in pictured)
    for found in _AUTOLINK.finditer(plain):
        yield Link(found["target"], found.start("target"))


def _name(text: str) -> str:
    """The name of a definition, as those that use it may write it."""
    return one_line(text.lower())


def is_unsafe(target: str) -> bool:
    """Whether following the address could run something: any scheme but web, mail or telephone, however typed."""
    bare = _bare(target)
    scheme = _SCHEME.match(bare.replace("\\", ""))
    return (bool(scheme) and not bare.startswith(_SAFE_SCHEMES)) or bare.startswith(_OTHER_SITE)


def picture_from(link: Link) -> str:
    """Where a picture that is no file of the site comes from: the "web", or its address itself ("data")."""
    bare = _bare(link.target) if link.is_image else ""
    if bare.startswith(("http:", "https:", *_OTHER_SITE)):
        return "web"
    return "data" if bare.replace("\\", "").startswith("data:") else ""


def _bare(target: str) -> str:
    """The address as a browser reads it, however it was typed."""
    return _UNSEEN.sub("", unquote(unescape(unescape(target)))).lower()


@_remembered
def raw_html(text: str) -> Iterator[re.Match[str]]:
    """Every HTML tag, comment or instruction that is not in code; addresses between angle brackets are none."""
    if "<" not in text:
        return
    plain = blank_code(text)
    for found in _TAG.finditer(plain):
        if not _AUTOLINK.match(found[0]):
            yield found


@_remembered
def attribute_lists(text: str) -> Iterator[re.Match[str]]:
    """Every `{…}` behind a word that an extension could read as attributes, but for the editorial mark of a heading.

    That of a heading of the highest level passes too: what is wrong there is the heading.
    """
    if "{" not in text:
        return
    plain = _MARKED.sub(lambda heading: heading[1] + " " * (len(heading[0]) - len(heading[1])), blank_code(text))
    for braces in _BRACES.finditer(plain):
        begin = braces if "=" in braces[0] else _ATTRIBUTE.search(plain, *braces.span())
        found = _BRACES.match(plain, begin.start()) if begin else None
        if found and found[0].endswith("}"):
            yield found


_ITEM = re.compile(r" {0,3}(?:[-*+]|1[.])[ \t]+\S")
_LOWER_ITEM = re.compile(r"\n {0,3}(?:[-*+]|1[.])[ \t]")
_HEADING = re.compile(r"#{1,6}[ \t]*\S")


@_remembered
def top_headings(text: str) -> Iterator[int]:
    """Where headings of the highest level begin: a line that begins with one `#`, or one with `===` under it."""
    if "#" not in text and "==" not in text:
        return
    position, above, start = 0, "", 0
    for line in blank_code(text).split("\n"):
        if re.match(r"#(?!#)[^\n]", line):
            yield position
        elif re.fullmatch(r"={2,}[ \t]*", line) and above.strip():
            yield start
        position, above, start = position + len(line) + 1, line, position


@_remembered
def glued_lists(text: str) -> Iterator[int]:
    """Where a list begins on the line below a paragraph: without an empty line between them it is no list."""
    if not _LOWER_ITEM.search(text):
        return
    position, is_paragraph, is_other = 0, False, False
    for line in blank_code(text).split("\n"):
        if is_paragraph and _ITEM.match(line):
            yield position
            is_paragraph = False
        elif not line.strip() or _HEADING.match(line):
            is_paragraph = False
            is_other = False
        elif not is_paragraph and not is_other:
            is_other = bool(re.match(r" {0,3}(?:[-*+]|\d+[.)])[ \t]|[ ]{4}|\t|>|\|", line))
            is_paragraph = not is_other
        position += len(line) + 1


def editorial_headings(text: str) -> list[int]:
    """Where each heading begins that is marked `{.editorial}`: what stands below it is the editors' own."""
    return [found.start() for found in _EDITORIAL.finditer(blank_code(text))] if ".editorial" in text else []


def heading_ids(text: str, above: Iterable[str] = ()) -> list[str]:
    """The ids that headings get on the page, in order, each once; first of those `above` the text, given as text."""
    taken: set[str] = set()
    first = [unique(slugify(title, "-"), taken) for title in above]
    found: list[str] = []
    plain = _EDITORIAL.sub(r"\1", text)
    led: dict[str, str] = {}  # from an id to the last one made of it: the same heading may come a thousand times
    for title in _heading_texts(plain):
        name = slugify(_inline_text(title), "-")
        led[name] = unique(led.get(name, name), taken)
        found.append(led[name])
    return first + found


def _heading_texts(text: str) -> Iterator[str]:
    """What stands in each heading."""
    above = ""
    for line, shown in zip(blank_code(text).split("\n"), text.split("\n"), strict=True):
        if _HEADING.match(line):
            yield shown.strip().strip("#").strip()
        elif re.fullmatch(r"(?:={2,}|-{2,})[ \t]*", line) and above.strip():
            yield above.strip()
        above = shown


@lru_cache(maxsize=10_000)
def _inline_text(title: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", Markdown().convert(title)))
