"""Which sorts of pages a guide has, which address each page gets, and where a link of an author leads."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from treeguide.config import Settings
from treeguide.library import Folders, Library
from treeguide.values import Document, Owner
from treeguide.values.vocabulary import Facets, chosen, lists_of, sheets_of

MADE = Owner("made")  # of several things
SOURCES = Owner("made", "sources")


@dataclass(frozen=True)
class PageKind:
    """What all pages of one sort have in common.

    `weight` is how much more (or less) than another page it is what readers look for. `hides` are parts of the theme
    that it goes without. It `is_found` by searching, and on paper `has_foot`: its QR code, its address, how new it is.
    A page `of_questions` shows them one at a time, so its contents do not list them. It
    `has_contents` in its text too, where the theme has no room for them. `name` is the key of the word for
    such a page among what was found.
    """

    weight: float = 1.0
    hides: tuple[str, ...] = ()
    is_found: bool = True
    has_foot: bool = True
    of_questions: bool = False
    has_contents: bool = False
    name: str = "found-page"


PAGE_KINDS: Mapping[str, PageKind] = {  # a row for each `sort` of `Page`
    "": PageKind(has_foot=False),  # in the place of what could not be read
    "guide": PageKind(1.1, ("footer", "toc"), of_questions=True, name="guide"),
    "part": PageKind(1.0, ("footer", "toc"), of_questions=True, name="guide"),
    "outcome": PageKind(1.4, name="outcome"),
    "lesson": PageKind(1.3, has_contents=True),
    "overview": PageKind(0.7, has_contents=True, name="found-list"),
    "sources": PageKind(0.4, ("toc",)),
    "glossary": PageKind(1.0, ("toc",)),
    "cards": PageKind(0.6, ("toc",), has_foot=False),
    "map": PageKind(1.0, ("navigation", "toc"), is_found=False),
    "dossier": PageKind(0.5, ("footer", "toc"), has_foot=False),
    "codes": PageKind(0.5, ("toc",), is_found=False, has_foot=False),
    "scan": PageKind(1.1),
    "checklist": PageKind(1.1),
    "together": PageKind(0.5, ("footer", "toc"), has_foot=False),
    "removed": PageKind(is_found=False, has_foot=False),
}


@dataclass(frozen=True)
class Addresses:
    """The paths of generated pages, as Markdown files in docs/ that the site turns into addresses."""

    settings: Settings
    slugs: Mapping[str, str]

    def guide(self, tree: str) -> str:
        return f"{self.settings.guides_url}/{tree}.md"

    def part(self, tree: str, number: int) -> str:
        """A further page of a guide that is too large for one, counting from 2. These may change with the guide."""
        return f"{self.settings.guides_url}/{tree}/{self.slugs['slug-part']}-{number}.md"

    def map(self, tree: str, number: int = 1) -> str:
        """The guide as a drawing, or as several, counting from 1."""
        further = f"-{number}" if number > 1 else ""
        return f"{self.settings.guides_url}/{tree}/{self.slugs['slug-map']}{further}.md"

    def outcome(self, outcome: str) -> str:
        return f"{self.settings.outcomes_url}/{outcome}.md"

    def lesson(self, lesson: str) -> str:
        return f"{self.settings.lessons_url}/{lesson}.md"

    @property
    def guides(self) -> str:
        return f"{self.settings.guides_url}/index.md"

    @property
    def outcomes(self) -> str:
        return f"{self.settings.outcomes_url}/index.md"

    @property
    def lessons(self) -> str:
        return f"{self.settings.lessons_url}/index.md"

    @property
    def sources(self) -> str:
        return f"{self.settings.sources_url}.md"

    @property
    def glossary(self) -> str:
        return f"{self.settings.glossary_url}.md"

    @property
    def cards(self) -> str:
        return f"{self.settings.cards_url}/index.md"

    @property
    def dossier(self) -> str:
        return f"{self.settings.dossier_url}.md"

    @property
    def together(self) -> str:
        """The desk where a group lays its answers side by side."""
        return f"{self.settings.together_url}.md"

    @property
    def codes(self) -> str:
        return f"{self.settings.codes_url}/index.md"

    def code(self, code: str) -> str:
        return f"{self.settings.codes_url}/{code}.md"

    def cards_of(self, phase: str) -> str:
        """The cards for one phase."""
        return f"{self.settings.cards_url}/{phase}.md"

    def facets(self, sort: str) -> str:
        """The list of all kinds, themes, phases or roles."""
        return f"{self.slugs.get(f'slug-{sort}', sort)}/index.md"

    def facet(self, sort: str, name: str) -> str:
        """The overview of a kind, theme, phase or role."""
        word = self.slugs.get(f"slug-{sort}", sort)
        return f"{word}/{self.slugs.get(f'slug-kind-{name}', name) if sort == 'kinds' else name}.md"


def addresses_in(settings: Settings, facets: Facets) -> Addresses:
    """The addresses of a guide that is set to this, and calls things so."""
    own = {f"slug-{name}": one.address for name, one in facets.facets.items() if one.address}
    kinds = {f"slug-kind-{name}": one.address for name, one in facets.kinds.items() if one.address}
    return Addresses(settings, {**settings.interface, **own, **kinds})


def address_of(path: str) -> str:
    """The address of a Markdown file in docs/."""
    folder, _, name = path.removesuffix(".md").rpartition("/")
    parts = [folder, "" if name == "index" else name]
    return "".join(f"{part}/" for part in parts if part)


def tidy(address: str) -> str:
    """An address as the register writes it: no slash in front, one behind the page, and never above the site."""
    page, mark, fragment = address.strip().lstrip("/").partition("#")
    if "." in page or "\\" in page:
        page = "/".join(part for part in re.split(r"[/\\]", page) if part not in (".", "..")).lstrip("/")
    return (page if not page or page.endswith("/") else f"{page}/") + mark + fragment


def made_pages(library: Library, paths: Addresses) -> Iterator[tuple[str, Owner]]:
    """The Markdown file in docs/ of every page that readers get, and of what it is made."""
    if library.guides:
        yield paths.guides, MADE
        yield paths.together, MADE
    yield from ((paths.guide(name), Owner("tree", name, guide.document)) for name, guide in library.guides.items())
    if library.situations:
        yield paths.outcomes, MADE
    yield from ((paths.outcome(name), Owner("outcome", name, one.key)) for name, one in library.situations.items())
    if library.sources:
        yield paths.sources, SOURCES
    if library.glossary:
        yield paths.glossary, MADE
    if library.guides or library.published():
        yield from ((paths.dossier, MADE),) if paths.settings.dossier else ()
        yield from ((paths.codes, MADE),) if paths.settings.codes else ()
    lessons = library.published()
    yield from ((paths.lesson(name), Owner("lesson", name, one.document)) for name, one in lessons.items())
    yield from ((path, MADE) for path in _lists_of_lessons(library, paths))


def _lists_of_lessons(library: Library, paths: Addresses) -> Iterator[str]:
    """The lists of lessons by kind, theme, phase and role, and the cards with their questions."""
    lessons = library.published().values()
    if lessons:
        yield paths.lessons
        yield paths.facets("kinds")
    kinds = library.facets.kinds
    yield from (paths.facet("kinds", kind) for kind in kinds if any(one.front.kind == kind for one in lessons))
    for sort, known in lists_of(library.facets).items():
        used = {name for lesson in lessons for name in chosen(lesson.front, sort)}
        pages = [paths.facet(sort, name) for name in known if name in used]
        yield from ([paths.facets(sort)] if pages else []) + pages
    asking = [lesson for lesson in lessons if lesson.front.ask and paths.settings.cards]
    if asking:
        yield paths.cards
    by, sheets = sheets_of(library.facets)
    asked = {name for lesson in asking for name in chosen(lesson.front, by)}
    yield from (paths.cards_of(name) for name in sheets if name in asked)


@dataclass(frozen=True)
class Target:
    """What a link points at.

    `sort` is lesson, guide, outcome, page, web, anchor, nothing, or outcomes: a file of those without the one that
    was meant. `id` names it; a `fragment` may follow.
    """

    sort: str
    id: str
    fragment: str = ""


def find_target(library: Library, folders: Folders, document: Document, address: str) -> Target:
    """What an address in that document means.

    Authors link to files, as the web editor does: `../valkuilen/x.md` is a lesson, `situatie.yml` a guide. An outcome
    is `situatie.yml#uitkomst` where that file holds it. Any other file must be one in docs/.
    """
    path, _, fragment = address.partition("#")
    if ":" in path.split("/")[0]:
        return Target("web", address)
    if not path:
        return Target("anchor", "", fragment)
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(document.path), path))
    stem = posixpath.basename(whole).rsplit(".", 1)[0]
    if whole.startswith(folders.lessons + "/") and whole.endswith(".md"):
        lesson, broken = library.lessons.get(stem), library.broken.get(stem)
        document_of = lesson.document if lesson else broken
        exists = document_of.path == whole if document_of else stem in library.declared["lesson"]
        return Target("lesson" if exists else "nothing", stem, fragment)
    if whole.startswith(folders.trees + "/") and whole.endswith((".yml", ".yaml")):
        return _in_tree_file(library, whole, stem, fragment)
    return Target("page" if whole in library.pages else "nothing", whole, fragment)


def _in_tree_file(library: Library, whole: str, stem: str, fragment: str) -> Target:
    situation = library.situations.get(fragment)
    if situation and situation.document.path == whole and fragment not in _questions(library, stem):
        return Target("outcome", fragment)
    guide = library.guides.get(stem)
    if (guide and guide.document.path == whole) or stem in library.declared["tree"]:
        return Target("guide", stem, fragment)
    if fragment and any(other.document.path == whole for other in library.situations.values()):
        return Target("outcomes", whole, fragment)
    return Target("nothing", stem, fragment)


def _questions(library: Library, stem: str) -> set[str]:
    tree = library.trees.get(stem)
    return set(tree.file.questions) if tree else set()
