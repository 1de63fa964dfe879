"""Where a link in an author's text leads: to a lesson, a guide, a situation or a page of the site."""

import posixpath
from dataclasses import dataclass

from treeguide.library import Folders, Library
from treeguide.place import Document


@dataclass(frozen=True)
class Target:
    """What a link points at.

    `sort` is lesson, guide, situation, page, web, anchor or nothing; `id` names it; a `fragment` may follow.
    """

    sort: str
    id: str
    fragment: str = ""


def find_target(library: Library, folders: Folders, document: Document, address: str) -> Target:
    """What an address in that document means.

    Authors link to files, as the web editor does: `../valkuilen/x.md` is a lesson, `situatie.yml` a guide. An outcome
    is `situatie.yml#uitkomst` where that file holds it. Any other file must be a page in docs/.
    """
    path, _, fragment = address.partition("#")
    if ":" in path.split("/")[0]:
        return Target("web", address)
    if not path:
        return Target("anchor", "", fragment)
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(document.path), path))
    stem = posixpath.basename(whole).rsplit(".", 1)[0]
    if whole.startswith(folders.lessons + "/") and whole.endswith(".md"):
        lesson = library.lessons.get(stem)
        exists = (lesson is not None and lesson.document.path == whole) or stem in library.declared["lesson"]
        return Target("lesson" if exists else "nothing", stem, fragment)
    if whole.startswith(folders.trees + "/") and whole.endswith((".yml", ".yaml")):
        situation = library.situations.get(fragment)
        if situation and situation.document.path == whole and fragment not in _questions(library, stem):
            return Target("situation", fragment)
        return Target(
            "guide" if stem in library.trees or stem in library.declared["tree"] else "nothing", stem, fragment
        )
    return Target("page" if (folders.root / whole).exists() else "nothing", whole, fragment)


def _questions(library: Library, stem: str) -> set[str]:
    tree = library.trees.get(stem)
    return set(tree.file.questions) if tree else set()
