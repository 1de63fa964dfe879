"""Fills page templates. Whatever is not made of an author's Markdown comes out as exactly the text it is."""

import html
import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import jinja2
from markdown.extensions.toc import slugify, unique
from markupsafe import Markup

from treeguide.addresses import addresses_in, find_target
from treeguide.addresses.site import Site
from treeguide.project import Project
from treeguide.reading.markdown_text import is_unsafe
from treeguide.values import Document, Problem
from treeguide.values.shown import one_line
from treeguide.words import interface, spoken, told
from treeguide.writing.assets import assets_with
from treeguide.writing.author_text import EDITORIAL, AuthorTexts, mark_terms, placed
from treeguide.writing.page import left_alone

MOST_PROBLEMS = 50  # in the block of one page
LONGEST_LINE = 300
_PARTS = {
    "": "",
    "aside": 'data-search-exclude="" data-guide-aside=""',
    "unsearched": 'data-search-exclude=""',
}
Values = Mapping[str, Any]
# Paths on a square of 24, drawn with one width of line in the colour of the text.
SIGNS: Mapping[str, str] = {
    "lesson": "M12 6.5C9.5 5 6.5 4.5 3 5v13c3.5-.5 6.5 0 9 1.5 2.5-1.5 5.5-2 9-1.5V5c-3.5-.5-6.5 0-9 1.5zm0 0v13",
    "success-factor": "m4 12.5 5.5 5.5L20 6.5",
    "pitfall": "M12 4 2.5 20h19zM12 10v5m0 2v.5",
    "guiding-question": "M8.5 8.5a3.5 3.5 0 1 1 5.5 3c-1.3.9-2 1.5-2 3.2m0 3.3v.5",
    "instrument": "M4 8.5h16V19H4zM9 8.5V5h6v3.5M4 13h6m4 0h6m-10-1.5h4v3h-4z",
    "guide": "M12 3v18M12 5H5.5L3 7.5 5.5 10H12m0 2h6.5l2.5 2.5-2.5 2.5H12",
    "outcome": "M12 21c4.5-5 7-8.2 7-11.5a7 7 0 0 0-14 0C5 12.8 7.5 16 12 21zm0-9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
    "question": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.5 9.5a2.5 2.5 0 1 1 3.8 2.2c-.9.5-1.3 1-1.3 1.8m0 3v.2",
}


def _linked(url: str) -> str:
    """A web address as a link that reads as it; as text where following it could run something."""
    shown = html.escape(url.removeprefix("mailto:"))
    return Markup(shown if is_unsafe(url) else f'<a href="{html.escape(url)}">{shown}</a>')  # noqa: S704 (escaped)


@cache
def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("treeguide.writing"),
        autoescape=True,
        auto_reload=False,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.finalize = lambda value: "" if value is None else value
    environment.filters["linked"] = _linked
    environment.filters["line"] = one_line
    return environment


class Writer:
    """What page functions write with: a project, the site it is for, and what makes HTML of authors' texts."""

    def __init__(self, project: Project, site: Site | None = None, texts: AuthorTexts | None = None) -> None:
        self.project, self.site, self.texts = project, site or Site(), texts or AuthorTexts()
        self.language = project.settings.language
        self.words = project.settings.interface
        self.addresses = addresses_in(project.settings, project.library.facets)
        self.assets = assets_with(self.words)

    def on(self, path: str) -> "Sheet":
        """A page to write, where it will stand as a Markdown file in docs/."""
        return Sheet(self, path)

    def path_of(self, sort: str, name: str) -> str | None:
        """The page of a lesson, guide or situation; None for anything that has none (a web address)."""
        if sort == "lesson":
            return self.addresses.lesson(name) if name in self.project.library.lessons else None
        if sort == "guide":
            return self.addresses.guide(name)
        if sort == "outcome":
            return self.addresses.outcome(name)
        docs = f"{self.project.folders.docs}/"
        if sort == "page" and name.startswith(docs):
            return name.removeprefix(docs)
        return None

    def date(self, day: str) -> str:
        """A date as one says it: 22 november 2026."""
        year, month, number = day.split("-")
        months = self.words["months"].split()
        return f"{int(number)} {months[int(month) - 1]} {year}" if 1 <= int(month) <= 12 else day

    def kind(self, kind: str) -> str:
        """What one calls a lesson of that kind."""
        found = self.project.library.facets.kinds.get(kind)
        return found.label if found else self.words["kind-lesson"]

    def kind_shown(self, kind: str) -> Markup:
        """The same behind its sign."""
        return sign(kind) + self.kind(kind)

    def list_label(self, name: str) -> str:
        """What the list of that name is called, or that of the kinds."""
        found = self.project.library.facets.facets.get(name) if name != "kinds" else None
        return found.label if found else self.words[name]

    def words_for(self, use: str) -> dict[str, str]:
        """The interface words that a script needs for one thing, by what comes behind that thing in their key."""
        return {key.removeprefix(f"{use}-"): text for key, text in self.words.items() if key.startswith(f"{use}-")}


class Sheet:
    """A page that is being written: the ids on it so far, and the terms that were explained on it."""

    def __init__(self, writer: Writer, path: str) -> None:
        self.writer, self.path = writer, path
        self._ids: set[str] = set()
        self._explained: set[str] = set()

    def fill(self, template: str, **values: Any) -> str:
        """The template with these values. `t` are the interface words, `to` makes links, `text` takes Markdown."""
        writer = self.writer
        known = {
            "t": writer.words,
            "to": self.to,
            "text": self.text,
            "explanations": self.explanations,
            "h1": lambda text: self.heading(1, text),
            "h2": self._h2,
            "h3": lambda text, name: self.heading(3, text, (name,)),
            "for_script": lambda use: json.dumps(writer.words_for(use), ensure_ascii=False),
            "dossier": writer.addresses.dossier if writer.project.settings.dossier else "",
            "home": next((page for page in ("index.md", "README.md") if page in writer.project.own_pages), ""),
            "language": writer.language,
            "sign": sign,
        }
        return _templates().get_template(template).render(**known, **values)

    def to(self, path: str) -> str:
        """A link from here to the page of a Markdown file in docs/, with what stands behind `#`."""
        return self.writer.site.link(path, self.path)

    def asset(self, name: str) -> str:
        """A link from here to one of our styles or scripts, by its own name."""
        return self.to(self.writer.assets.path(name))

    def text(self, text: str, document: Document, *, explain: bool = False) -> Markup:
        """An author's Markdown as HTML, with its links made to work from here.

        With `explain` each term of the glossary is explained at its first use here; see `explanations` for the rest.
        """
        found = placed(self.writer.texts.html(text), self._ids, lambda target: self._link(target, document))
        label = html.escape(self.writer.words["editorial"])
        found = found.replace(f"<p>{EDITORIAL}</p>", f'<p class="guide-editorial">{label}</p>')
        glossary = self.writer.project.library.glossary
        return Markup(mark_terms(found, glossary, self._explained) if explain else found)  # noqa: S704 (cleaned)

    def explanations(self) -> Markup:
        """The explanations that the buttons on this page open."""
        glossary, rows = self.writer.project.library.glossary, self._explained
        found = [(name, glossary[name]) for _, name in sorted((glossary[name].term, name) for name in rows)]
        filled = self.fill("terms.html.jinja", terms=found, glossary=self.writer.addresses.glossary)
        return Markup(filled)  # noqa: S704 (autoescape)

    def heading(self, level: int, text: str, names: tuple[str, ...] = (), *, attributes: str = "") -> Markup:
        """A heading with an id, the first of its names or else of its text, and the site's own sign to link to it."""
        line = one_line(text)
        own, *olds = names or (unique(slugify(line, "-"), self._ids),)
        self._ids.add(own)
        sign, title = self.writer.texts.permalink
        marks = "".join(f'<span id="{html.escape(old)}"></span>' for old in olds)
        unread = 'aria-hidden="true" tabindex="-1"'  # or it would be part of what the heading says
        href = f'{unread} href="#{own}" title="{html.escape(title)}"'
        link = f'<a class="headerlink" {href}>{html.escape(sign)}</a>' if sign else ""
        more = f" {attributes}" if attributes else ""
        return Markup(f'<h{level} id="{own}"{more}>{marks}{html.escape(line)}{link}</h{level}>')  # noqa: S704 (escaped)

    def _h2(self, text: str, name: str = "", part: str = "", olds: tuple[str, ...] = ()) -> Markup:
        """A heading of a template. What stands under one that is `aside` or `unsearched` is no part of the text."""
        return self.heading(2, text, (name, *olds) if name else (), attributes=_PARTS[part])

    def _link(self, target: str, document: Document) -> str | None:
        """Where a link of that document leads from here; None when the lesson is not published yet."""
        project = self.writer.project
        found = find_target(project.library, project.folders, document, target)
        if found.sort == "lesson" and found.id in project.library.lessons and found.id not in project.shown:
            return None
        path = self.writer.path_of(found.sort, found.id)
        if path is None:
            return target
        return self.to(path + (f"#{found.fragment}" if found.fragment and found.sort != "outcome" else ""))


def problem_block(problems: list[Problem], language: str, heading: str) -> str:
    """Problems as a block of HTML for the top of a page, each with file, line and what would be right.

    Of very many the first; nobody reads thousands on a page, and making it would take long.
    """
    rows = []
    lang = "" if spoken(language) == language else f' lang="{spoken(language)}"'
    for found in problems[:MOST_PROBLEMS]:
        says, hint = told(found, language)
        place = f"{found.place.document.path}:{found.place.line}"
        text = _around(found)
        line = f"<pre><code>{html.escape(text)}</code></pre>" if text.strip() else ""
        level = "error" if found.is_error else "warning"
        rows.append(
            f'<li class="guide-problem guide-problem--{level}"{lang}><code>{html.escape(place)}</code>'
            f"<p>{html.escape(says)} <strong>{html.escape(hint)}</strong></p>{line}</li>"
        )
    if len(problems) > MOST_PROBLEMS:
        more = interface(language)["problems-more"].format(count=len(problems) - MOST_PROBLEMS)
        rows.append(f'<li class="guide-problem">{html.escape(more)}</li>')
    return f'<div class="guide-problems" role="alert"><p>{html.escape(heading)}</p><ul>{"".join(rows)}</ul></div>\n'


def _around(found: Problem) -> str:
    """The line that a problem is about; of a very long one only what stands around the place."""
    text, column = found.place.text, found.place.column - 1
    if len(text) <= LONGEST_LINE:
        return text
    start = max(0, min(column, len(text)) - LONGEST_LINE // 2)
    end = start + LONGEST_LINE
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def as_block(markup: str) -> str:
    """HTML for the Markdown of a page of the site's own: one block, which is left as it is."""
    return f"\n\n{left_alone(markup)}\n\n"


def sign(name: str) -> Markup:
    """The sign of that name; nothing for a name without one."""
    path = SIGNS.get(name)
    if path is None:
        return Markup("")
    return Markup(f'<svg class="guide-sign" viewBox="0 0 24 24" aria-hidden="true"><path d="{path}"/></svg>')  # noqa: S704
