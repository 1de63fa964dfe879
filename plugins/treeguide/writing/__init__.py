"""Fills page templates. Whatever is not marked as Markdown comes out as exactly the text it is."""

import html
import json
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from typing import Any

import jinja2
from markupsafe import Markup

from treeguide import markdown_text
from treeguide.addresses import Addresses
from treeguide.addresses.links import find_target
from treeguide.library import Folders, Library
from treeguide.markdown_limits import can_be_shown
from treeguide.place import Document
from treeguide.problem import Problem
from treeguide.reading.shape import suggested_id
from treeguide.words import interface, told
from treeguide.writing.glossary import mark_terms
from treeguide.writing.page import relative

BEGINNING = 1_000  # characters of a text that cannot be shown whole


def _finalize(value: Any) -> Any:
    if isinstance(value, Markup):
        return value
    return markdown_text.as_text(str(value)) if value is not None else ""


def _attribute(text: str) -> str:
    """Text for an attribute of an element in Markdown, where character references are read twice."""
    return html.escape(" ".join(text.split()))


@cache
def _templates() -> jinja2.Environment:
    loader = jinja2.FunctionLoader(lambda name: (resources.files("treeguide") / "templates" / name).read_text("utf-8"))
    environment = jinja2.Environment(  # noqa: S701 (finalize escapes, for Markdown and HTML at once)
        loader=loader, finalize=_finalize, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["attribute"] = _attribute
    environment.filters["linked"] = lambda url: Markup(markdown_text.web_link(url))  # noqa: S704
    return environment


def keep_compiled(compiled: jinja2.BytecodeCache) -> None:
    """From now on keep there what our templates are compiled to."""
    _templates().bytecode_cache = compiled


class Writer:
    """Writes pages of one library in one language."""

    def __init__(self, library: Library, folders: Folders, addresses: Addresses, language: str) -> None:
        self.library, self.folders, self.addresses, self.language = library, folders, addresses, language
        self.words = interface(language)

    def fill(self, template: str, page: str, **values: Any) -> str:
        """The template with these values, for the page at that path. `t` are the interface words, `to` makes links."""
        return (
            _templates()
            .get_template(template)
            .render(
                t=self.words,
                to=lambda target: Markup(relative(target, page)),  # noqa: S704
                slug=suggested_id,
                for_script=lambda use: json.dumps(self.words_for(use), ensure_ascii=False),
                dossier=self.addresses.dossier,
                language=self.language,
                **values,
            )
        )

    def markdown(self, text: str, document: Document, page: str) -> Markup:
        """An author's Markdown, safe, with its links made to work from that page.

        Of a text that is beyond the limits, only how it begins.
        """
        if not can_be_shown(text):
            return Markup(markdown_text.as_text(text[:BEGINNING]))  # noqa: S704
        editorial = f'<p class="guide-editorial">{html.escape(self.words["editorial"])}</p>\n\n'
        return Markup(markdown_text.safe(text.strip(), self._linker(document, page), editorial))  # noqa: S704

    def explained(self, text: str, document: Document, page: str, already: set[str]) -> Markup:
        """An author's Markdown with each term of the glossary explained at its first use; see `terms` for the rest."""
        return Markup(mark_terms(self.markdown(text, document, page), self.library.glossary, already))  # noqa: S704

    def terms(self, names: set[str], page: str) -> Markup:
        """The explanations that the buttons of `explained` open, for the end of the page."""
        found = sorted((self.library.glossary[name].term, name) for name in names)
        rows = [(name, self.library.glossary[name]) for _, name in found]
        return Markup(self.fill("terms.md.jinja", page, terms=rows, glossary=self.addresses.glossary))  # noqa: S704

    def line(self, text: str, document: Document, page: str) -> Markup:
        """The same, for a text of one paragraph."""
        return Markup(" ".join(self.markdown(text, document, page).split()))  # noqa: S704

    def _linker(self, document: Document, page: str) -> Callable[[str], str]:
        def address(target: str) -> str:
            found = find_target(self.library, self.folders, document, target)
            if found.sort == "lesson" and self._is_held_back(found.id):
                return ""
            path = self.path_of(found.sort, found.id)
            if path is None:
                return target
            return relative(path, page) + (f"#{found.fragment}" if found.fragment and found.sort != "situation" else "")

        return address

    def _is_held_back(self, name: str) -> bool:
        """Whether a lesson is a draft that this site does not show."""
        lesson = self.library.lessons.get(name)
        return lesson is not None and lesson.is_draft and not self.addresses.settings.drafts

    def path_of(self, sort: str, name: str) -> str | None:
        """The page of a lesson, guide or situation; None for anything that has none (a web address)."""
        if sort == "lesson":
            lesson = self.library.lessons.get(name)
            return None if lesson is None else self.addresses.lesson(name)
        if sort == "guide":
            return self.addresses.guide(name)
        if sort == "situation":
            return self.addresses.outcome(name)
        if sort == "page" and name.startswith("docs/"):
            return name.removeprefix("docs/")
        return None

    def date(self, day: str) -> str:
        """A date as one says it: 22 november 2026."""
        year, month, number = day.split("-")
        months = self.words["months"].split()
        return f"{int(number)} {months[int(month) - 1]} {year}" if 1 <= int(month) <= 12 else day

    def kind(self, kind: str) -> str:
        return self.words[f"kind-{kind}"]

    def words_for(self, use: str) -> dict[str, str]:
        """The interface words that a script needs for one thing, by what comes behind that thing in their key."""
        return {key.removeprefix(f"{use}-"): text for key, text in self.words.items() if key.startswith(f"{use}-")}


def problem_block(problems: list[Problem], language: str, heading: str) -> str:
    """Problems as a block of HTML for the top of a page, each with file, line and what would be right."""
    rows = []
    for found in problems:
        says, hint = told(found, language)
        place = f"{found.place.document.path}:{found.place.line}"
        line = f"<pre><code>{html.escape(found.place.text)}</code></pre>" if found.place.text.strip() else ""
        level = "error" if found.is_error else "warning"
        rows.append(
            f'<li class="guide-problem guide-problem--{level}"><code>{html.escape(place)}</code>'
            f"<p>{html.escape(says)} <strong>{html.escape(hint)}</strong></p>{line}</li>"
        )
    return f'<div class="guide-problems" role="alert"><p>{html.escape(heading)}</p><ul>{"".join(rows)}</ul></div>\n\n'


Values = Mapping[str, Any]
