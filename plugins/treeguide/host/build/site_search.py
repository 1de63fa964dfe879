"""The search of one build: lets the theme's plugin collect what pages say, and makes an index of our own from it."""

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as SitePage

from treeguide import search
from treeguide.addresses import Addresses
from treeguide.config import Settings
from treeguide.host.build import load_early
from treeguide.project import Project
from treeguide.writing import assets
from treeguide.writing.page import Contents, Page


class SiteSearch:
    """Ours in the place of Material's, where the site has that one and the setting `search` is on."""

    def __init__(self, config: MkDocsConfig, settings: Settings) -> None:
        found: Any = config.plugins.get("material/search")
        self.theirs = found if settings.search and found is not None and found.config.get("enabled") else None
        self.settings = settings
        self.pages: dict[str, search.FoundPage] = {}
        self.order: dict[str, int] = {}
        self.alike: tuple[tuple[str, ...], ...] = ()
        paths = Addresses(settings, settings.interface)
        self.ways: dict[str, tuple[str, str] | None] = dict.fromkeys((paths.guides, paths.lessons, paths.glossary))
        if self.theirs:
            load_early(config, list(assets.search())[:1])
            features = config.theme.get("features") or []  # highlighting puts what was typed in the address
            config.theme["features"] = [one for one in features if one != "search.highlight"]

    @property
    def index(self) -> Any:
        """The index that the theme's plugin collects; None where there is none."""
        return getattr(self.theirs, "search_index", None)

    def files(self) -> dict[str, str]:
        """The scripts of search by their path in the site."""
        return assets.search() if self.theirs else {}

    @property
    def front_matter(self) -> dict[str, object]:
        """What the top of each of our pages says to the theme's search: to leave reading them to us."""
        return {"search": {"exclude": True}} if self.theirs else {}

    def learn(self, page: SitePage, made: Page, found: Contents, project: Project) -> None:
        """Remember what this page of ours holds, for the index."""
        if not self.theirs or not made.kind.is_found:
            return
        self.alike = project.library.facets.same_words
        known = search.hint(made, project)
        lesson = project.library.lessons.get(made.id) if made.sort == "lesson" else None
        tags = lesson.front.tags if lesson else ()
        self.pages[page.url] = search.FoundPage(page.url, known, tags, search.once(found.parts))
        if made.path in self.ways:
            self.ways[made.path] = made.title, page.url

    def without_theirs(self, output: str) -> str:
        """A page on which the theme's script fetches no index."""
        return search.unnamed_form(output) if self.theirs else output

    def _says(self) -> dict[str, object]:
        """What a reader is told about a word that is nowhere, with where else to look."""
        words = self.settings.interface
        told = {key: words[f"search-{key}"] for key in ("nowhere", "still", "on")}
        return {**told, "ways": [way for way in self.ways.values() if way and way[1] in self.pages]}

    def write(self, config: MkDocsConfig) -> None:
        """Write the index of all pages that were built into the site."""
        if not self.theirs:
            return
        own = search.pages_of(self.theirs.search_index.entries, self.settings.interface["found-page"])
        found = [*own, *sorted(self.pages.values(), key=lambda page: self.order.get(page.location, 0))]
        files = search.index_files(found, self.settings.language, self._says(), self.alike)
        for path, content in files.items():
            target = Path(config.site_dir) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(content, "utf-8", newline="\n")
