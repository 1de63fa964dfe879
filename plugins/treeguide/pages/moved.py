"""Turns old addresses into small pages that lead on, and what was removed for good into pages that say so."""

import html
import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial

from markupsafe import Markup

from treeguide.addresses.register import address_of, destination
from treeguide.library import REGISTER, lesson_facets
from treeguide.pages.plan import Finish, Plan
from treeguide.project import Project
from treeguide.site import Site
from treeguide.values.model import KINDS
from treeguide.writing import Writer, assets
from treeguide.writing.page import Page, relative


@dataclass(frozen=True)
class Part:
    """Where parts of an old page lead now: their fragments, and one link. A variant reads the same as another part."""

    fragments: tuple[str, ...]
    title: str
    href: Markup
    is_variant: bool


@dataclass(frozen=True)
class Note:
    """A word at an old fragment of a page that is still there: what became of that part, and where to go."""

    fragment: str
    title: str
    reason: str
    date: str
    instead: str
    href: Markup | None


def titles(project: Project, writer: Writer) -> dict[str, str]:
    """What every page and every part of one is called, by its Markdown file in docs/ and fragment."""
    library, paths, words = project.library, writer.addresses, writer.words
    found = {
        paths.guides: words["all-guides"],
        paths.outcomes: words["all-outcomes"],
        paths.lessons: words["all-lessons"],
        paths.sources: words["sources"],
        paths.glossary: words["glossary"],
        paths.cards: words["cards"],
        paths.dossier: words["dossier"],
    }
    for tree in library.trees.values():
        found[paths.guide(tree.id)] = tree.file.title
        graph = project.graph(tree)
        for name, section in zip(graph.names, graph.sections, strict=True):
            text = tree.file.questions[section.question].text
            found |= {f"{paths.guide(tree.id)}#{one}": text for one in (name, section.full_name)}
    found |= {paths.outcome(name): one.outcome.title for name, one in library.situations.items()}
    found |= {paths.lesson(name): one.front.title for name, one in library.lessons.items()}
    found |= {f"{paths.sources}#{name}": source.title for name, source in library.sources.items()}
    found |= {paths.facet("kinds", kind): words[f"kinds-{kind}"] for kind in KINDS}
    for sort, known in lesson_facets(library.facets).items():
        found |= {paths.facet(sort, name): facet.label for name, facet in known.items()}
    book = project.addresses
    return found | {book.path(address): one.title for address, one in book.removed.items() if address not in book.live}


def forwarding_files(project: Project, writer: Writer, site: Site) -> dict[str, Callable[[], str]]:
    """What writes the HTML file of each old address, by its path in the site.

    It goes on by itself without JavaScript. A guide's old address does not, since a browser then forgets which question
    was asked for: it shows a link for each question, and goes on by itself where JavaScript runs.
    """
    book, called = project.addresses, cache(partial(titles, project, writer))

    def page(file: str, old: str, new: str) -> str:
        target, parts = book.path(new), _parts(project, writer, site, old, new, called())
        return forwarding_page(writer, site, file, target, called().get(target, new), writer.words["moved"], parts)

    files = {site.file(book.path(old)): (old, new) for old, new in book.old_pages.items()}
    return {file: partial(page, file, old, new) for file, (old, new) in files.items()}


def redirects(project: Project, site: Site) -> dict[str, str]:
    """Old paths in the site with the new ones, for a web host. Not of guides: what is behind their # may be old too."""
    book = project.addresses
    anchored = {anchor.partition("#")[0] for anchor in book.anchors} | set(book.old_parts)
    pairs = {old: new for old, new in book.old_pages.items() if new not in anchored and old not in anchored}
    return {site.address(book.path(old)): site.address(book.path(new)) for old, new in pairs.items()}


def forwarding_page(
    writer: Writer, site: Site, file: str, target: str, title: str, says: str, parts: tuple[Part, ...] = ()
) -> str:
    """The HTML of a file that leads on to a page, given as a Markdown file in docs/, with its title and why."""
    canonical = Markup(html.escape(site.online(target)))  # noqa: S704 (escaped here)
    return writer.fill(
        "moved.html.jinja",
        "",
        title=title,
        says=says,
        href=href(site, target, file),
        canonical=canonical,
        parts=parts,
        style=asset_link("moved.css", file),
        script=asset_link("moved.mjs", file),
    )


def _parts(
    project: Project, writer: Writer, site: Site, old: str, new: str, called: Mapping[str, str]
) -> tuple[Part, ...]:
    """The parts of an old guide: its own, and those the guide has today, each with where it leads."""
    book = project.addresses
    leads = {anchor.partition("#")[2]: anchor for anchor in book.anchors if anchor.startswith(new + "#")}
    leads |= book.old_parts.get(new, {}) | book.old_parts.get(old, {})
    file = site.file(book.path(old))
    fragments: dict[str, list[str]] = {}
    for fragment, target in leads.items():
        fragments.setdefault(target, []).append(fragment)
    return tuple(
        Part(tuple(olds), called.get(book.path(target), target), href(site, book.path(target), file), "." in target)
        for target, olds in fragments.items()
    )


def href(site: Site, path: str, file: str) -> Markup:
    """A link to a Markdown file's page, from an HTML file of the site."""
    page, mark, fragment = site.address(path).partition("#")
    folder = posixpath.dirname(file) or "."
    link = posixpath.relpath(page or ".", folder) + ("/" if page.endswith("/") or not page else "")
    return Markup(html.escape(link + mark + fragment))  # noqa: S704


def asset_link(name: str, file: str) -> Markup:
    """A link to one of our assets, from an HTML file of the site."""
    return Markup(html.escape(posixpath.relpath(assets.path(name), posixpath.dirname(file) or ".")))  # noqa: S704


def with_old_parts(project: Project, writer: Writer) -> Finish:
    """Gives a page a word at each of its fragments that leads elsewhere now."""
    book, called = project.addresses, cache(partial(titles, project, writer))

    def finish(page: Page) -> Page:
        notes = tuple(_notes(project, writer, page, called())) if address_of(page.path) in book.old_parts else ()
        before = writer.fill("notes.md.jinja", page.path, notes=notes) if notes else ""
        return replace(page, markdown=before + page.markdown) if notes else page

    return finish


def removed_plans(project: Project, writer: Writer) -> Iterator[Plan]:
    """A page for each address that was removed for good."""
    book = project.addresses
    for address in book.removed:
        if "#" not in address and address not in book.live:
            yield Plan(book.path(address), partial(_removed_page, project, writer, address), REGISTER)


def _removed_page(project: Project, writer: Writer, address: str) -> Page:
    path = project.addresses.path(address)
    note = _removal_note(project, writer, address, path, titles(project, writer))
    markdown = writer.fill("removed.md.jinja", path, note=note)
    meta = {"search": {"exclude": True}}
    return Page(path, note.title, markdown, note.reason, REGISTER, sort="removed", meta=meta, documents=(REGISTER,))


def _notes(project: Project, writer: Writer, page: Page, called: Mapping[str, str]) -> Iterator[Note]:
    own, book = address_of(page.path), project.addresses
    for fragment, new in book.old_parts[own].items():
        if new == f"{own}#{fragment}":
            yield _removal_note(project, writer, new, page.path, called)
        elif not new.startswith(own + "#"):
            target = book.path(new)
            link = Markup(relative(target, page.path))  # noqa: S704 (made of ids)
            yield Note(fragment, writer.words["moved-part"], "", "", called.get(target, new), link)


def _removal_note(project: Project, writer: Writer, address: str, path: str, called: Mapping[str, str]) -> Note:
    """What the register says of an address, as shown on that page."""
    removal = project.addresses.removed[address]
    target = destination(project.addresses, project.own_pages, removal.instead)
    is_web = target.startswith(("https://", "http://"))
    link = Markup(target if is_web else relative(target, path)) if target else None  # noqa: S704 (checked)
    reason = " ".join(removal.reason.split())
    name = called.get(target, removal.instead)
    title = writer.words["removed-title"].replace("{title}", removal.title)
    return Note(address.partition("#")[2], title, reason, writer.date(removal.date), name, link)
