"""Search that costs a reader nothing before it is used, and then finds Dutch and English as people type it."""

import re

from treeguide.search.entries import FoundPage, Hint, hint, once, pages_of
from treeguide.search.files import index_files

__all__ = ["FoundPage", "Hint", "hint", "index_files", "once", "pages_of", "unnamed_form"]

_FORM = re.compile(r"""(<form\b[^>]*\bmd-search__form\b[^>]*)\sname=["']?search["']?""")


def unnamed_form(output: str) -> str:
    """A page whose form for searching has no name, so that the theme's script does not fetch the index by itself."""
    return _FORM.sub(r"\1", output, count=1)
