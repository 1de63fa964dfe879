"""Which Markdown file each page of the guide is, and so which address it has."""

from collections.abc import Mapping
from dataclasses import dataclass

from treeguide.config.settings import Settings


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
    def codes(self) -> str:
        return f"{self.settings.codes_url}/index.md"

    def code(self, code: str) -> str:
        return f"{self.settings.codes_url}/{code}.md"

    def cards_of(self, phase: str) -> str:
        """The cards for one phase."""
        return f"{self.settings.cards_url}/{phase}.md"

    def facet(self, sort: str, name: str) -> str:
        """The overview of a kind, theme, phase or role."""
        return f"{self.slugs[f'slug-{sort}']}/{self.slugs.get(f'slug-{name}', name) if sort == 'kinds' else name}.md"
