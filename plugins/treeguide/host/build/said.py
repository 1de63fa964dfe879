"""What a build says of the guide: what was made, where it begins, and what of the theme it replaced."""

import logging
from collections.abc import Iterator, Mapping

from mkdocs.config.defaults import MkDocsConfig

from treeguide.addresses import addresses_in
from treeguide.addresses.site import Site
from treeguide.config import Settings
from treeguide.host.build import headers
from treeguide.project import Project
from treeguide.values.shown import shown
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


def of_policy(
    policy: headers.Policy, own: Mapping[str, str], config: MkDocsConfig, settings: Settings
) -> Iterator[tuple[int, str]]:
    """What a policy cannot hold, and which scripts it lets run that are not the theme's; each with its level.

    `own` are the scripts that stand in pages of docs/, each with its page: who may change those may run code.
    """
    words = settings.interface
    for address in sorted(policy.refused):
        yield logging.WARNING, words["build-no-host"].format(address=shown(address))
    for text, page in own.items():
        yield logging.WARNING, words["build-own-script"].format(page=page, hash=headers.digest(text))
    for text, page in headers.of_others(policy.scripts, config).items():
        if text not in own:
            yield logging.INFO, words["build-other-script"].format(page=page, hash=headers.digest(text))
