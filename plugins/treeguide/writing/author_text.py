"""Turns an author's Markdown into HTML that is safe on any page: converted once, cleaned by an allow-list.

Whatever the site's own Markdown extensions make of a text is kept, as far as it is text. What could run, load or dress
up as ours is not; `checks` tells the author beforehand. What is let through, and why: decisions/0090. On a page the
first use of each term of the glossary is explained with what HTML itself can do: a button that opens a small text.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from html import escape, unescape
from itertools import chain
from typing import Any

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import unique

from treeguide.reading.markdown_code import can_be_shown
from treeguide.reading.markdown_text import editorial_headings, is_unsafe
from treeguide.values.model import Term
from treeguide.values.shown import one_line

USUAL = ("tables", "fenced_code", "toc")  # what MkDocs gives every page
# These read files, or run programs, that a text names: for the site's own pages, not for what somebody sends in.
_READING = ("pymdownx.b64", "markdown_include.include", "mdx_include", "plantuml_markdown")
_KNOWN_MAKERS = ("pymdownx", "material", "mermaid2")  # of what stands in a fence of their own
BEGINNING = 1_000  # characters of a text that cannot be shown whole
EDITORIAL = "\ue002"  # a paragraph of only this stands above a heading marked as editorial, until it gets its words
_UNUSUAL = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ue000-\ue002]")

_TEXT = (
    "a abbr blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure hr img ins"
)
_TEXT += " kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th thead tr u ul var"
_TAGS = {*_TEXT.split(), *(f"h{level}" for level in range(1, 7)), "input", "label"}
_ATTRIBUTES = {
    "*": {"class", "id", "title", "lang", "dir"},
    "a": {"href", "name"},
    "img": {"src", "alt", "width", "height", "loading"},
    "input": {"checked", "disabled", "name"},
    "label": {"for"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "details": {"open"},
}
_DROPPED = {"script", "style", "svg", "math", "template", "iframe", "object", "noscript", "textarea", "select"}
_OURS = re.compile(r"guide|md-")  # classes that our styles, our scripts and the theme act on
_ALIGNS = {"guide-left", "guide-center", "guide-right"}
_ALIGNED = re.compile(r'<(t[dh]) style="text-align: (left|center|right);"')
_TAG = re.compile(r'<([a-z][a-z0-9]*)((?: [\w:-]+(?:="[^"]*")?)*)>')
_NAME = re.compile(r' (?:id|name)="([^"]*)"')
_TO_ID = re.compile(r' (id|for|name|href)="(#?)([^"]*)"')
_TARGET = re.compile(r' (href|src)="([^"#][^"]*)"')
_TOKEN = re.compile(r"<(/?)([a-z][a-z0-9]*)[^>]*>|[^<]+")
_LEFT_ALONE = frozenset("a abbr button code dfn h1 h2 h3 h4 h5 h6 kbd label pre summary".split())  # noqa: SIM905

Link = Callable[[str], str | None]


def _without_makers(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of an extension, in which only makers that are known make something of a fence with a name."""

    def is_known(one: Mapping[str, Any]) -> bool:
        makers = [getattr(one[key], "func", one[key]) for key in ("format", "validator") if callable(one.get(key))]
        return all(str(getattr(maker, "__module__", "")).startswith(_KNOWN_MAKERS) for maker in makers)

    return {
        key: [one for one in value if is_known(one)] if key in ("custom_fences", "custom_inline") else value
        for key, value in settings.items()
    }


def _kept(tag: str, attribute: str, value: str) -> str | None:
    """The value that an attribute keeps, or None when it goes."""
    if attribute == "class":
        return " ".join(one for one in value.split() if one in _ALIGNS or not _OURS.match(one)) or None
    if attribute == "href":
        return "#" if is_unsafe(value) else value
    if attribute == "src":
        return None if is_unsafe(value) or ":" in value.partition("/")[0] else value
    return value


_NAMELESS = re.compile(r"<th\b([^>]*)>\s*</th>")  # the corner of a table heads nothing
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags=_DROPPED,
    attributes=_ATTRIBUTES,
    attribute_filter=_kept,
    tag_attribute_values={"input": {"type": {"checkbox", "radio"}}},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)


def without_styles(html: str) -> str:
    """The HTML in which cells of tables are aligned by a class: a policy allows no style in an attribute."""
    return _ALIGNED.sub(r'<\1 class="guide-\2"', html) if "text-align" in html else html


@dataclass(frozen=True)
class AuthorTexts:
    """Converts authors' texts with the Markdown extensions of a site, and their settings by the extension's name."""

    extensions: Sequence[str | Extension] = USUAL
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    _made: dict[str, str] = field(default_factory=dict, repr=False)

    @cached_property
    def _markdown(self) -> Markdown:
        """What a page of docs/ is converted with, but for HTML, which authors do not write, and what reads or runs."""
        own = [one for one in self.extensions if not str(one).startswith(_READING)]
        settings = {name: _without_makers(one) for name, one in self.settings.items()}
        found = Markdown(extensions=[*(one for one in USUAL if one not in own), *own], extension_configs=settings)
        found.preprocessors.deregister("html_block", strict=False)
        found.inlinePatterns.deregister("html", strict=False)
        if "snippet" in found.preprocessors:
            snippets: Any = found.preprocessors["snippet"]
            appended = snippets.run
            snippets.run = lambda lines: [*lines, *appended([])]  # what the site adds to every text, not what one names
        return found

    @property
    def permalink(self) -> tuple[str, str]:
        """The sign and the title of the link beside each heading; without a sign there is none."""
        toc = self.settings.get("toc", {})
        sign = toc.get("permalink") or ""
        return ("¶" if sign is True else str(sign)), str(toc.get("permalink_title") or "Permanent link")

    @property
    def depth(self) -> int:
        """The level of the deepest headings in the contents of a page."""
        return int(str(self.settings.get("toc", {}).get("toc_depth") or 6).rpartition("-")[2])

    def html(self, text: str) -> str:
        """The text as HTML that can run nothing and load nothing from elsewhere; its links are as they were typed.

        Of a text that is beyond the limits, only how it begins.
        """
        if not can_be_shown(text):
            return f"<p>{escape(text[:BEGINNING])}</p>"
        if text not in self._made:
            marked = _UNUSUAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip("\n")
            for start in reversed(editorial_headings(marked)):
                end = marked.find("\n", start) % (len(marked) + 1)
                heading = re.sub(r"[ \t]*\{[^{}]*\}[ \t#]*$", "", marked[start:end])
                marked = f"{marked[:start]}{EDITORIAL}\n\n{heading}{marked[end:]}"
            made = without_styles(self._markdown.reset().convert(marked))
            self._made[text] = _NAMELESS.sub(r"<td\1></td>", _CLEANER.clean(made))
        return self._made[text]


def placed(html: str, taken: set[str], link: Link) -> str:
    """The HTML of a text as it stands on a page: no id twice, and every link as `link` makes it.

    `taken` are the ids of what stands above it; those of this text are added. Where `link` gives None the page is not
    published yet: then the words of the link stay and lead nowhere.
    """
    if ' id="' in html:
        tags = (_NAME.findall(tag[2]) for tag in _TAG.finditer(html))
        new = {old: unique(old, taken) for old in dict.fromkeys(chain.from_iterable(tags))}
        html = (
            _TAG.sub(lambda tag: _with_ids(tag, new), html) if any(old != name for old, name in new.items()) else html
        )
    return _TAG.sub(lambda tag: _linked(tag, link), html) if " href=" in html or " src=" in html else html


def _with_ids(tag: re.Match[str], new: Mapping[str, str]) -> str:
    def renamed(found: re.Match[str]) -> str:
        name, mark, value = found.groups()
        is_reference = name != "href" or mark
        return f' {name}="{mark}{new.get(value, value) if is_reference else value}"'

    return f"<{tag[1]}{_TO_ID.sub(renamed, tag[2])}>"


def _linked(tag: re.Match[str], link: Link) -> str:
    found = _TARGET.search(tag[2]) if tag[1] in ("a", "img") else None
    if not found:
        return tag[0]
    target = link(unescape(found[2]))
    if target is None:
        return f'<{tag[1]} class="guide-coming"{_TARGET.sub("", tag[2])}>'
    return f'<{tag[1]}{tag[2][: found.start()]} {found[1]}="{escape(target)}"{tag[2][found.end() :]}>'


@lru_cache(maxsize=8)
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(escape(form)) for form in sorted(forms, key=lambda form: (-len(form), form)))
    spaced = words.replace(r"\ ", r"\s+")
    return re.compile(rf"(?P<before>[(‘“]?)(?<![\w-])(?P<term>{spaced})(?![\w-])(?P<after>[.,;:?)’”]*)", re.I)


def mark_terms(html: str, glossary: Mapping[str, Term], already: set[str]) -> str:
    """The HTML with the first use of each term as a button; `already` are terms marked earlier on the page.

    Terms in code, links, labels and headings are left alone; a term written in capitals (an abbreviation) must match
    exactly. The ids of newly marked terms are added to `already`.
    """
    every = [(name, form) for name, term in glossary.items() for form in (term.term, *term.also)]
    every.sort(key=lambda one: not one[1].isupper())  # a form that also takes other letters comes last, and counts
    forms = {form.casefold(): (name, form) for name, form in every}
    if not forms:
        return html
    pattern = _pattern(tuple(form for _, form in forms.values()))

    def mark(found: re.Match[str]) -> str:
        word = one_line(unescape(found["term"]))
        name, form = forms.get(word.casefold(), ("", ""))
        if not name or name in already or (form.isupper() and word != form):
            return found[0]
        already.add(name)
        return _button(name, word, found["before"], found["after"])

    parts, inside = [], 0
    for token in _TOKEN.finditer(html):
        if token[2] in _LEFT_ALONE:
            inside += -1 if token[1] else 1
        is_text = token[2] is None and not inside
        parts.append(pattern.sub(mark, token[0]) if is_text else token[0])
    return "".join(parts)


def _button(name: str, term: str, before: str, after: str) -> str:
    """A term as a button that breaks no line where plain text would not.

    Browsers never spread a button over two lines, and may part it from a bracket or a comma. So each word is a button
    of its own; the last one says the whole term, and is the only one that a keyboard or a screen reader comes to.
    """
    *first, last = map(escape, term.split(" "))
    hooks = f'type="button" class="guide-term" popovertarget="term-{name}"'
    rest = "".join(f'<button {hooks} tabindex="-1" aria-hidden="true">{word}</button> ' for word in first)
    said = f' aria-label="{escape(term)}"' if first else ""
    button = f"<button {hooks}{said}>{last}</button>"
    return before + rest + button + after if rest and not after else _together(before, rest, button, after)


def _together(before: str, rest: str, button: str, after: str) -> str:
    if rest:
        return f'{before}{rest}<span class="guide-whole">{button}{after}</span>'
    return f'<span class="guide-whole">{before}{button}{after}</span>' if before or after else button
