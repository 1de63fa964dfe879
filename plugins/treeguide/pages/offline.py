"""What a site needs to work when it is opened from a folder, without a server and without a network."""

from treeguide.pages.graph_data import graph_files
from treeguide.project import Project
from treeguide.writing import assets
from treeguide.writing.joined import joined


def script(project: Project) -> dict[str, str]:
    """All our scripts as one that a browser also runs from file://, by its path in the site."""
    return joined({**assets.files(), **graph_files(project)}, assets.path("page.mjs"))
