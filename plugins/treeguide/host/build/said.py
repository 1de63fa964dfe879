"""What a build says of the guide: what was made, where it begins, and what of the theme it replaced."""

from collections.abc import Iterator

from treeguide.addresses import addresses_in
from treeguide.project import Project
from treeguide.site import Site
from treeguide.words import UNREVIEWED, interface, listed


def nothing(project: Project) -> str:
    """That there are no folders to make a guide of, where that is so."""
    folders = project.folders
    if folders.named or any((folders.root / one).is_dir() for one in (folders.trees, folders.lessons)):
        return ""
    return project.settings.interface["build-nothing"].format(trees=folders.trees, lessons=folders.lessons)


def retired(names: tuple[str, ...], language: str) -> str:
    """That these options of an earlier release do nothing any more, where there are any."""
    word = "build-retired" if len(names) > 1 else "build-retired-one"
    return interface(language)[word].format(names=", ".join(names)) if names else ""


def told(project: Project, site: Site, *, has_search: bool) -> str:
    """What was made, and where readers find it, on one line."""
    language, library = project.settings.language, project.library
    lessons = library.lessons if project.settings.drafts else library.published()
    made = listed(language, library.amounts(lessons))
    places = ", ".join(_places(project, site, bool(lessons))) or "–"
    said = [project.settings.interface["build-made"].format(places=places, made=made)]
    said += [project.settings.interface["build-search"]] if has_search else []
    said += [project.settings.interface["build-unreviewed"]] if language in UNREVIEWED else []
    return " ".join(said)


def _places(project: Project, site: Site, has_lessons: bool) -> Iterator[str]:
    """Where each sort of page begins: its web address, or where that is not known its path in the site."""
    paths = addresses_in(project.settings, project.library.facets)
    if project.library.trees:
        yield site.online(paths.guides) or site.address(paths.guides)
    if has_lessons:
        yield site.online(paths.lessons) or site.address(paths.lessons)
