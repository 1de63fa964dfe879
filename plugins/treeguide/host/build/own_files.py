"""Keeps a build within the project: nothing comes along, or is written over, by way of a link that leads elsewhere."""

import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from treeguide import report
from treeguide.values.place import Document, Place
from treeguide.values.problem import problem

log = logging.getLogger("mkdocs.plugins.treeguide")


def leave_out_links(files: Files, config: MkDocsConfig, root: Path, language: str) -> None:
    """Take out of the site's own files those that are a link to a place outside the project, and say so."""
    docs = Path(config.docs_dir)
    inside = (root.resolve(), docs.resolve())
    for file in list(files):
        if not file.abs_src_path or file.src_dir is None or Path(file.src_dir) != docs:
            continue
        real = Path(file.abs_src_path).resolve()
        if not any(real.is_relative_to(folder) for folder in inside):
            files.remove(file)
            place = Place(Document(f"{docs.name}/{file.src_uri}"))
            log.warning(report.one(problem(place, "outside"), language))


def why_no_site(folder: Path, root: Path) -> str:
    """Why no site can come in a folder: a file is there, or a link in the project leads to it; else nothing.

    How one comes to the project itself is free.
    """
    links = (path for path in (folder, *folder.parents) if path.is_symlink())
    if any(link.parent.resolve().is_relative_to(root.resolve()) for link in links):
        return "link"
    return "file" if folder.is_file() else ""
