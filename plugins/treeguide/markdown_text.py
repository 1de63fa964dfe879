"""What an author may write in Markdown: which links it holds, what is refused, and how it is made safe for a page."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import TypeVar
from urllib.parse import quote, unquote

from markdown import Markdown
from markdown.extensions.toc import slugify, unique

from treeguide.markdown_code import Code, blank_code, with_code

# A pattern looks at each character a few times at most: none scans to the end of a text from many places in it.
_LINK = re.compile(
    r"(?P<image>!?)\[(?P<text>(?:[^\[\]\\]++|\\.|\[[^\[\]]*+\]){0,200}+)\]"
    r"\(\s*+<?(?P<target>(?:[^\s()<>]++|\([^\s()]*+\))*)>?(?P<rest>(?:[^)\n\]]++|\](?!\())*+)\)"
)
# `[^1]: …` is a note where notes are on and a link where they are not, unless what follows cannot be an address.
_NOTE = r"\[\^[^\[\]\n]*\]:(?=[ \t]++(?:\S++[ \t]++[^\s\"'(]|\w++\.?[ \t]*+$))"
_COLON = re.compile(rf"(?P<note>{_NOTE})|\]:", re.M)
_DEFINED = rf"(?!{_NOTE})\[(?P<text>[^\[\]]*)\]:[ \t]*+(?:\n[ \t]*+)?<?(?P<target>\S+?)>?(?=\s|$)"
_DEFINITION = re.compile(rf"^ {{0,3}}{_DEFINED}", re.M)
_DEFINITION_INSIDE = re.compile(rf"^ {{0,3}}(?:(?:>|[-*+]|\d++[.)])[ \t]*+)*+{_DEFINED}", re.M)
_PICTURED = re.compile(r"!\[(?P<text>[^\[\]]*)\](?!\()(?:\s?\[(?P<name>[^\[\]]*)\])?")
_TITLE = re.compile(r"[ \t]+(?:\"([^\"]*)\"|'([^']*)')[ \t]*")
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
    return " ".join(text.lower().split())


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


_ITEM = re.compile(r" {0,3}(?:[-*+]|1[.)])[ \t]+\S")
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
    if "\n" not in text:
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


def heading_ids(text: str) -> list[str]:
    """The ids that headings get on the page, in order, each once."""
    taken: set[str] = set()
    found: list[str] = []
    plain = _EDITORIAL.sub(r"\1", text)
    led: dict[str, str] = {}  # from an id to the last one made of it: the same heading may come a thousand times
    for title in _heading_texts(plain):
        name = slugify(_inline_text(title), "-")
        led[name] = unique(led.get(name, name), taken)
        found.append(led[name])
    return found


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


_ODD = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ue000-\ue002]")


def safe(text: str, address: Callable[[str], str] = lambda target: target, editorial: str = "") -> str:
    """The author's Markdown as it may stand in a page.

    Tags become text, attribute lists and file inclusions do nothing, unsafe addresses lead nowhere, and every other
    address is what `address` makes of it; where that is nothing, only the text of the link is left. A heading marked
    `{.editorial}` gets the line `editorial` above it. What is code and what is a link is settled here and not left to
    the site: nothing remains that could be read as another one.
    """
    return _Safe(address).whole(text, editorial)


class _Safe:
    """Makes one text safe. Code and links are taken out first and put back last, so that nothing changes in them."""

    def __init__(self, address: Callable[[str], str]) -> None:
        self.address = address
        self.held: list[str] = []

    def whole(self, text: str, editorial: str) -> str:
        kept = _ODD.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
        kept = with_code(kept, self._code)
        kept = _EDITORIAL.sub("\\1\ue002", kept)
        kept = _AUTOLINK.sub(self._autolink, kept)
        kept = _LINK.sub(self._link, kept)
        kept = _DEFINITION.sub(self._definition, kept)
        marked = re.compile("^(#{2,6} .*)\ue002$", re.M)
        return self._restored(marked.sub(lambda heading: editorial + heading[1].rstrip(), _inert(kept)))

    def _hold(self, markdown: str) -> str:
        self.held.append(markdown)
        return f"\ue000{len(self.held) - 1}\ue001"

    def _restored(self, text: str) -> str:
        return re.sub("\ue000(\\d+)\ue001", lambda mark: self._restored(self.held[int(mark[1])]), text)

    def _code(self, code: Code) -> str:
        return self._hold(_fence(code) if code.fence else f"<code>{as_text(code.inner)}</code>")

    def _autolink(self, found: re.Match[str]) -> str:
        target = found["target"]
        if is_unsafe(target):
            return found[0]
        return self._hold(web_link(target))

    def _link(self, found: re.Match[str]) -> str:
        title = _TITLE.fullmatch(found["rest"])
        if found["rest"].strip() and not title:
            return found[0]
        good = "#" if is_unsafe(found["target"]) else self.address(found["target"])
        text = _LINK.sub(self._link, found["text"])
        if not good and not found["image"]:
            return text
        said = f' "{as_text(title[1] or title[2])}"' if title and (title[1] or title[2]) else ""
        return self._hold(f"{found['image']}[{_inert(text)}]({_url(good)}{said})")

    def _definition(self, found: re.Match[str]) -> str:
        good = "#" if is_unsafe(found["target"]) else self.address(found["target"])
        return self._hold(f"[{_inert(found['text'])}]: {_url(good or '#')}")


def _fence(code: Code) -> str:
    """A closed code fence that names a language at most, so that nothing hides in its first line."""
    language = re.match(r"\s*([\w+-]*)", code.info)
    lines = code.inner.replace("8<", "8 <")
    return f"{code.fence}{language[1] if language else ''}\n{lines}{code.fence}"


def _inert(text: str) -> str:
    """The text without anything that could begin a tag, code, a link, attributes, or a block of some extension."""
    kept = _HALF_REFERENCE.sub("&amp;#", re.sub(r"<(?=[a-zA-Z/!?])", "&lt;", text))
    kept = kept.replace("8<", "8&lt;").replace("{", "&#123;")
    kept = kept.replace("~~~", "&#126;" * 3).replace("\\`", "`").replace("`", "&#96;")
    kept = kept.replace("](", "]&#40;").replace("///", "&#47;//").replace("[TOC]", "&#91;TOC]")
    return _COLON.sub(lambda found: found["note"] or "]&#58;", kept)


# What begins as a numeric character reference and is none: Python's HTML parser loses its place there.
_HALF_REFERENCE = re.compile(r"&#(?!(?:\d+|x[\da-f]+);)", re.I)


def web_link(address: str) -> str:
    """An address that may be followed as a link that reads as it; what looks like Markdown in it is none."""
    return f"[{as_text(address.removeprefix('mailto:'))}]({_url(address)})"


def _url(address: str) -> str:
    """An address that cannot end before its end."""
    quoted = re.sub(r"[\s\"'<>()\[\]{}\\`]", lambda found: quote(found[0], safe=""), address)
    return _HALF_REFERENCE.sub("&amp;#", quoted)


_SPECIAL = re.compile(
    r"[&<>\"'*_`\[\]{}\\#|~^=$@+]|:(?=\S)|(?<=www)\.|^[-!?:/]|[!?](?=\d)|^\d+(?=[.)](?:\s|$))|8(?=&lt;|<)"
)


@lru_cache(maxsize=50_000)
def as_text(text: str) -> str:
    """Plain text as Markdown that reads as exactly that text, on one line."""
    line = " ".join(text.split())
    return _SPECIAL.sub(lambda found: "".join(f"&#{ord(character)};" for character in found[0]), line)
