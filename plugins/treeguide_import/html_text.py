"""Turns the little HTML that people put in YAML texts into Markdown, and tells which tags it had to let go."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from treeguide.reading.markdown_text import is_unsafe
from treeguide.values.shown import one_line

_STYLES = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_SILENT = frozenset({"span", "div", "p", "ul", "ol", "li", "br", "html", "body"})
_SKIPPED = frozenset({"script", "style"})
_BULLET = re.compile(r"^\s*[•·▪◦‣]\s*")
_HIDDEN = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class _Run:
    """Words in one style; `href` when they are a link."""

    text: str
    marks: tuple[str, ...] = ()
    href: str = ""


@dataclass
class _Block:
    """A paragraph, or an item of a list: `lead` is what stands before it, `-` or a number, `depth` how far in it is."""

    lead: str = ""
    depth: int = 0
    runs: list[_Run] = field(default_factory=list)


class _Reader(HTMLParser):
    """Collects blocks of runs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks = [_Block()]
        self.open: list[str] = []
        self.links: list[str] = []
        self.lists: list[int | None] = []
        self.let_go: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _STYLES or tag in _SKIPPED:
            self.open.append(tag)
            if tag in _SKIPPED:
                self.let_go.append(tag)
        elif tag == "a":
            self._link((dict(attrs).get("href") or "").strip())
        elif tag in ("ul", "ol"):
            self.lists.append(0 if tag == "ol" else None)
            self._new()
        elif tag == "li":
            self._item()
        elif tag in ("br", "p", "div"):
            self._new()
        elif tag not in _SILENT:
            self.let_go.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            self.open.reverse()
            self.open.remove(tag)
            self.open.reverse()
        elif tag == "a" and self.links:
            self.links.pop()
        elif tag in ("ul", "ol"):
            if self.lists:
                self.lists.pop()
            self._new()
        elif tag in ("li", "p", "div"):
            self._new()

    def handle_data(self, data: str) -> None:
        if not _SKIPPED.isdisjoint(self.open):
            return
        marks = tuple(dict.fromkeys(_STYLES[tag] for tag in self.open))
        self.blocks[-1].runs.append(_Run(_HIDDEN.sub("", data), marks, self.links[-1] if self.links else ""))

    def _link(self, href: str) -> None:
        usable = bool(re.match(r"(?i)(https?://|mailto:|tel:)\S+$", href)) and not is_unsafe(href)
        if not usable:
            self.let_go.append("a")
        self.links.append(re.sub(r"[()<>\\\"'\[\]]", lambda mark: f"%{ord(mark[0]):02X}", href) if usable else "")

    def _new(self) -> None:
        self.blocks.append(_Block())

    def _item(self) -> None:
        number = self.lists[-1] if self.lists else None
        if number is not None:
            self.lists[-1] = number + 1
        self.blocks.append(_Block("-" if number is None else f"{number + 1}.", max(0, len(self.lists) - 1)))


def as_markdown(html: str) -> tuple[str, list[str]]:
    """The text as Markdown that reads the same, and the tags that were let go, each time they occurred.

    Lines that begin with a bullet become a list. A line break becomes a paragraph of its own.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    parts: list[str] = []
    depth = -1  # of the item above; there is none above a paragraph, nor above the first item below one
    for block in reader.blocks:
        lead, text = _rendered(block)
        if text:
            parts.append(("\n" if lead and depth >= 0 else "\n\n") * bool(parts))
            depth = min(block.depth, depth + 1) if lead else -1
            parts.append(f"{'    ' * depth}{lead} {text}" if lead else text)
    return "".join(parts), reader.let_go


def as_plain(html: str) -> str:
    """The words of the text on one line, without any marks."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return one_line(" ".join("".join(run.text for run in block.runs) for block in reader.blocks))


def _rendered(block: _Block) -> tuple[str, str]:
    """What leads the block, and its Markdown; the latter empty when there is nothing in it."""
    runs = list(_merged(block.runs))
    lead = block.lead
    if runs and (bullet := _BULLET.match(runs[0].text)):
        runs[0] = _Run(runs[0].text[bullet.end() :], runs[0].marks, runs[0].href)
        lead = lead or "-"
    pieces = "".join(_marked(run) for run in runs)
    text = one_line(pieces)
    return lead, _safe_start(_safe_pairs(text))


def _merged(runs: list[_Run]) -> Iterator[_Run]:
    """Runs of one style that follow each other, as one; blank between two of one style too."""
    waiting: _Run | None = None
    for run in (run for run in runs if run.text):
        if waiting and (run.marks, run.href) == (waiting.marks, waiting.href):
            waiting = _Run(waiting.text + run.text, run.marks, run.href)
        else:
            if waiting:
                yield waiting
            waiting = run
    if waiting:
        yield waiting


def _marked(run: _Run) -> str:
    """The run with its marks tight around the words, since `** x**` is no bold."""
    inner = _escaped(one_line(run.text))
    if not inner:
        return " "
    if run.href:
        inner = f"[{inner}]({run.href})"
    for mark in reversed(run.marks):
        inner = f"{mark}{inner}{mark}"
    return " " * run.text[:1].isspace() + inner + " " * run.text[-1:].isspace()


_ENTITIES = {"{": "&#123;", "}": "&#125;", "<": "&lt;", "`": "&#96;", "\\": "&#92;"}


def _escaped(text: str) -> str:
    """Plain words as Markdown that reads as exactly those words, with as few marks as that takes."""
    text = re.sub(r"&(?=#?\w+;|#[\dxX])", "&amp;", text)
    text = re.sub(r"[{}<`\\]", lambda found: _ENTITIES[found[0]], text)
    text = re.sub(r"[*\[\]]|(?<![^\W_])_|_(?![^\W_])", r"\\\g<0>", text)
    return re.sub(r"(?<=\d)8(?=&lt;)|(?<!\d)8(?=&lt;)", "&#56;", text)


def _safe_pairs(text: str) -> str:
    """Marks that some sites read as strike-through, superscript, highlight or a formula when there are two."""
    for mark in "~^$":
        if text.count(mark) > 1:
            text = text.replace(mark, f"&#{ord(mark)};")
    return text.replace("==", "&#61;&#61;").replace("++", "&#43;&#43;").replace("||", "&#124;&#124;")


def _safe_start(text: str) -> str:
    """The text with a start that Markdown does not take for a heading, a list, a quote or a rule."""
    text = re.sub(r"^(#|>|[-+](?=\s|$|-)|=|:|\|)", r"\\\1" if text[:1] in "#>-+" else _as_entity, text)
    return re.sub(r"^(\d+)([.)])(?=\s|$)", r"\1\\\2", text)


def _as_entity(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"
