"""Where a link in an author's text leads: to a lesson, a guide, a situation or a page of the site."""

import posixpath
from dataclasses import dataclass

from treeguide.library import Folders, Library
from treeguide.values.place import Document


@dataclass(frozen=True)
class Target:
    """What a link points at.

    `sort` is lesson, guide, situation, page, web, anchor, nothing, or outcomes: a file of those without the one that
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
        lesson = library.lessons.get(stem)
        exists = (lesson is not None and lesson.document.path == whole) or stem in library.declared["lesson"]
        return Target("lesson" if exists else "nothing", stem, fragment)
    if whole.startswith(folders.trees + "/") and whole.endswith((".yml", ".yaml")):
        return _in_tree_file(library, whole, stem, fragment)
    return Target("page" if whole in library.pages else "nothing", whole, fragment)


def _in_tree_file(library: Library, whole: str, stem: str, fragment: str) -> Target:
    situation = library.situations.get(fragment)
    if situation and situation.document.path == whole and fragment not in _questions(library, stem):
        return Target("situation", fragment)
    tree = library.trees.get(stem)
    if (tree and tree.document.path == whole) or stem in library.declared["tree"]:
        return Target("guide", stem, fragment)
    if fragment and any(other.document.path == whole for other in library.situations.values()):
        return Target("outcomes", whole, fragment)
    return Target("nothing", stem, fragment)


def _questions(library: Library, stem: str) -> set[str]:
    tree = library.trees.get(stem)
    return set(tree.file.questions) if tree else set()
