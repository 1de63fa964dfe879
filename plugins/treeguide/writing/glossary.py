"""Explains a term at its first use on a page, with what HTML itself can do: a button that opens a small text."""

import html
import re
from collections.abc import Mapping
from functools import lru_cache

from treeguide.values.model import Term

_SKIP = (
    r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)|`[^`]*`|!?\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?"
    r"|^#.*$|^\|[ :|-]+\|$|<[^>\n]+>|&[#\w]+;"
)


@lru_cache(maxsize=8)
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
    term = rf"(?P<before>[(‘“]?)(?<![\w-])(?P<term>{words})(?![\w-])(?P<after>[.,;:?)’”]*)"
    return re.compile(rf"(?P<skip>{_SKIP})|{term}", re.M | re.S | re.I)


def mark_terms(markdown: str, glossary: Mapping[str, Term], already: set[str]) -> str:
    """The Markdown with the first use of each term as a button; `already` are terms marked earlier on the page.

    Terms in code, links and headings are left alone; a term written in capitals (an abbreviation) must match exactly.
    The ids of newly marked terms are added to `already`.
    """
    forms = {form.casefold(): (name, form) for name, term in glossary.items() for form in (term.term, *term.also)}
    if not forms:
        return markdown

    def mark(found: re.Match[str]) -> str:
        word = found["term"]
        name, form = forms.get(word.casefold(), ("", "")) if word else ("", "")
        if not name or name in already or (form.isupper() and word != form):
            return found[0]
        already.add(name)
        return _button(name, word, found["before"], found["after"])

    return _pattern(tuple(form for _, form in forms.values())).sub(mark, markdown)


def _button(name: str, word: str, before: str, after: str) -> str:
    """A term as a button that breaks no line where plain text would not.

    Browsers never spread a button over two lines, and may part it from a bracket or a comma. So only the last word is
    the button, which says the whole term; the words before it are its label.
    """
    first, space, last = word.rpartition(" ")
    hooks = f'type="button" class="guide-term" popovertarget="term-{name}"'
    if not first:
        return _kept_together(before, f"<button {hooks}>{html.escape(word)}</button>", after)
    said = f"said-{name}"
    label = f'<label class="guide-term" for="{said}" aria-hidden="true">{html.escape(first + space)}</label>'
    button = f'<button {hooks} id="{said}" aria-label="{html.escape(word)}">{html.escape(last)}</button>'
    return before + label + _kept_together("", button, after)


def _kept_together(before: str, button: str, after: str) -> str:
    return f'<span class="guide-whole">{before}{button}{after}</span>' if before or after else button
