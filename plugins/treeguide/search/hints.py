"""What search is told of our own pages: what readers look for first, and the words they type that no page says."""

from treeguide.search.entries import Hint
from treeguide.writing.page import Page

_WEIGHTS = {
    "outcome": 1.4,
    "lesson": 1.3,
    "guide": 1.1,
    "overview": 0.7,
    "sources": 0.7,
    "cards": 0.6,
    "codes": 0.5,
    "dossier": 0.5,
}


def hint(page: Page, search_words: tuple[str, ...]) -> Hint:
    """The hint for that page. `search_words` are those of a lesson."""
    return Hint(_WEIGHTS.get(page.sort, 1.0), search_words, page.description)
