"""Explains a term at its first use on a page, with what HTML itself can do: a button that opens a small text."""

import html as escaping
import re
from collections.abc import Mapping
from functools import lru_cache

from treeguide.values.model import Term
from treeguide.values.shown import one_line

_TOKEN = re.compile(r"<(/?)([a-z][a-z0-9]*)[^>]*>|[^<]+")
_LEFT_ALONE = frozenset("a abbr button code dfn h1 h2 h3 h4 h5 h6 kbd label pre summary".split())  # noqa: SIM905


@lru_cache(maxsize=8)
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(escaping.escape(form)) for form in sorted(forms, key=lambda form: (-len(form), form)))
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
        word = one_line(escaping.unescape(found["term"]))
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
    *first, last = map(escaping.escape, term.split(" "))
    hooks = f'type="button" class="guide-term" popovertarget="term-{name}"'
    rest = "".join(f'<button {hooks} tabindex="-1" aria-hidden="true">{word}</button> ' for word in first)
    said = f' aria-label="{escaping.escape(term)}"' if first else ""
    button = f"<button {hooks}{said}>{last}</button>"
    return before + rest + button + after if rest and not after else _together(before, rest, button, after)


def _together(before: str, rest: str, button: str, after: str) -> str:
    if rest:
        return f'{before}{rest}<span class="guide-whole">{button}{after}</span>'
    return f'<span class="guide-whole">{before}{button}{after}</span>' if before or after else button
