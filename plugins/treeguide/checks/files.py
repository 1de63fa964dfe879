"""Whether what an author saved is read at all, and the site's own pages lead to what is there and are filled in."""

import posixpath
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import unquote

from treeguide.library.values import OwnPage
from treeguide.project import Project
from treeguide.reading import markdown_text, own_site
from treeguide.reading.meant import meant
from treeguide.reading.own_site import left_out, nav_pages
from treeguide.values import Document, Place, Problem, problem, warning
from treeguide.values.closest import closest
from treeguide.words import other_names

_LISTS = ("sources.yml", "facets.yml", "glossary.yml")
_SOURCES = (".md", ".yml", ".yaml")
_TEXTS = frozenset({*_SOURCES, ".txt", ".docx", ".doc", ".odt", ".rtf", ".pages", ".markdown", ".mdx", ".json"})
_NOTES = re.compile(r"(?:readme|leesmij|license|licence|copying|changelog|contributing|code_of_conduct)\b", re.I)


def passed_over(project: Project) -> Iterator[Problem]:
    """A file among the trees or lessons that is not read, and that somebody may think is."""
    for path in project.library.others:
        file = PurePosixPath(path)
        if file.suffix.lower() in _TEXTS and not _NOTES.match(file.name):
            yield _passed_over(project, file)


def _passed_over(project: Project, file: PurePosixPath) -> Problem:
    """The finding for one file, and what would make it read."""
    folders, place = project.folders, Place(Document(str(file)))
    bare = re.sub(r"\.txt$", "", file.name, flags=re.I)
    is_among_trees = str(file).startswith(f"{folders.trees}/")
    ending, folder = (".yml", folders.trees) if is_among_trees else (".md", folders.lessons)
    if bare != file.name and PurePosixPath(bare).suffix in _SOURCES:
        return warning(place, "passed-over", hint="ending", name=bare)
    if is_among_trees and file.suffix.lower() == ".md":
        return warning(place, "passed-over", hint="lesson", folder=folders.lessons)
    if file.suffix.lower() in (".yml", ".yaml"):
        near = closest(f"{file.stem}.yml", _LISTS)
        return warning(
            place, "passed-over", hint="list" if near else "tree", near=near, folder=folder if near else folders.trees
        )
    return warning(place, "passed-over", ending=ending)


def other_folder(project: Project) -> Iterator[Problem]:
    """A folder that has the name of one of the project's in other letters or another language, where that is empty."""
    folders = project.folders
    for path in project.library.beside:
        name = path.removesuffix("/")
        found = meant(name, (folders.trees, folders.lessons), other_names()["folders"]).word
        held = project.library.trees if found == folders.trees else project.library.lessons
        if found and not held and found not in folders.named:
            yield warning(Place(Document(name)), "other-folder", name=name, folder=found)


def bad_page_name(project: Project) -> Iterator[Problem]:
    """A file in docs/ whose name is no text: no site can be made with it."""
    for path in sorted(project.library.pages):
        if "?" in path:
            yield problem(Place(Document(path)), "bad-page-name", name=posixpath.basename(path))


def broken_page_link(project: Project) -> Iterator[Problem]:
    """A link in a page of the site to a page that is not there."""
    for page in _published(project):
        for link in markdown_text.links(page.body):
            path = unquote(link.target.partition("#")[0].partition("?")[0])
            if not path or "{" in path or path.startswith("/") or ":" in path or not posixpath.splitext(path)[1]:
                continue
            whole = posixpath.normpath(posixpath.join(posixpath.dirname(page.path(project.folders.docs)), path))
            if not _is_there(project, whole):
                near = _near(project, whole, posixpath.dirname(page.path(project.folders.docs)))
                yield warning(page.place(link.start, len(link.target)), "broken-page-link", target=path, near=near)


def bad_mark(project: Project) -> Iterator[Problem]:
    """A mark for the guide to fill in that it does not know, or that asks for a tree that is not there."""
    trees = {*project.library.trees, *project.library.declared["tree"]}
    for page in _published(project):
        for mark in (*own_site.marks(page.body), *own_site.half_marks(page.body)):
            place = page.place(mark.start, mark.end - mark.start)
            near = closest(mark.sort, own_site.SORTS)
            if not mark.is_good:
                yield warning(place, "bad-mark", hint="" if near else "sorts", near=near or "question")
            elif mark.id not in trees and (mark.sort == "question" or (mark.sort == "examples" and mark.id)):
                found = closest(mark.id, trees)
                hint = "tree" if found else "trees"
                yield warning(place, "bad-mark", hint=hint, near=found, known=tuple(sorted(trees)))


def nav_twice(project: Project) -> Iterator[Problem]:
    """A page that the navigation names a second time: readers leaf on from the wrong one."""
    seen: dict[str, Place] = {}
    for place, path in _nav(project):
        if path in seen:
            yield warning(place, "nav-twice", path=path, first=seen[path])
        seen.setdefault(path, place)


def nav_missing(project: Project) -> Iterator[Problem]:
    """A page that the navigation names and that is not there."""
    for place, path in _nav(project):
        if ":" not in path and not _is_there(project, path):
            yield warning(place, "nav-missing", path=path, near=_near(project, path, ""))


def not_left_out(project: Project) -> Iterator[Problem]:
    """A pattern of `exclude_docs` that pages of the guide answer to: those come on the site all the same."""
    pages = sorted(project.addresses.pages.values())
    for place, pattern in _left_out(project):
        path = next((one for one in pages if not pattern.startswith("!") and _answers(pattern, one)), "")
        if path:
            yield warning(place, "not-left-out", pattern=pattern, path=path)


def _published(project: Project) -> Iterator[OwnPage]:
    """The site's own pages but for those it leaves out."""
    patterns = [pattern for _, pattern in _left_out(project) if not pattern.startswith("!")]
    for page in project.library.own_pages:
        if not any(_answers(pattern, page.path(project.folders.docs)) for pattern in patterns):
            yield page


def _nav(project: Project) -> tuple[tuple[Place, str], ...]:
    return _named(project.library.site_config)


@lru_cache(maxsize=8)
def _named(document: Document) -> tuple[tuple[Place, str], ...]:
    return tuple(nav_pages(document))


def _left_out(project: Project) -> tuple[tuple[Place, str], ...]:
    return tuple(left_out(project.library.site_config))


def _answers(pattern: str, path: str) -> bool:
    """Whether a pattern, as in .gitignore, means that path."""
    bare = pattern.strip("/")
    if "/" in pattern.rstrip("/"):
        return fnmatch(path, bare) or fnmatch(path, f"{bare}/*")
    parts = path.split("/")
    return any(fnmatch(part, bare) for part in (parts[:-1] if pattern.endswith("/") else parts))


def _is_there(project: Project, path: str) -> bool:
    """Whether a file is on the site, or may come from elsewhere: what only other plugins make is not known here."""
    made = project.addresses.pages.values()
    if path in project.own_pages or path in made or _may_be_made(project, path):
        return True
    if path.startswith("../"):
        return _is_outside_ours(project, path)
    if own_site.makes_no_pages(project.library.site_config):
        return False
    folders = {posixpath.dirname(page) for page in project.own_pages} | {posixpath.dirname(page) for page in made}
    names = {posixpath.basename(page) for page in made} - {"index.md"}
    return posixpath.dirname(path) not in folders and posixpath.basename(path) not in names


def _may_be_made(project: Project, path: str) -> bool:
    """Whether it is below the page of a guide, as a drawing is, or a code: of those not all are known here."""
    around = f"{posixpath.dirname(path)}.md"
    return around in project.addresses.pages.values() or path.startswith(f"{project.settings.codes_url}/")


def _is_outside_ours(project: Project, path: str) -> bool:
    whole = posixpath.normpath(posixpath.join(project.folders.docs, path))
    return not whole.startswith((f"{project.folders.lessons}/", f"{project.folders.trees}/"))


def _near(project: Project, path: str, folder: str) -> str:
    """The page that was most likely meant, as a link from that folder."""
    every = [*project.addresses.pages.values(), *(page for page in project.own_pages if page.endswith(".md"))]
    if path.startswith("../"):
        stem = re.sub(r"\.(?:md|ya?ml)$", "", posixpath.basename(path))
        near = next((page for page in every if posixpath.basename(page) == f"{stem}.md"), "")
    else:
        near = closest(path, every)
    return posixpath.relpath(near, folder or ".") if near else ""
