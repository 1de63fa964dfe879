"""A page of MkDocs of which we have the HTML already."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc


class OwnPage(Page):
    """A page with nothing to convert: its HTML and contents are handed over when MkDocs asks plugins for them."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Leave out what MkDocs does to Markdown, which it begins anew for every page."""
        self.content, self.toc, self.present_anchor_ids = "", get_toc([]), set()
