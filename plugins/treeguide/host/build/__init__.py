"""What a site's configuration says to a build, what is added to it, and what the build says of the guide."""

import logging
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from mkdocs.config import config_options as option
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, InclusionLevel

from treeguide import report
from treeguide.addresses import addresses_in
from treeguide.addresses.site import Site
from treeguide.config import Settings
from treeguide.config.file import ConfigError, read_config
from treeguide.config.setup import Configuration, Setup, setup_of
from treeguide.library import Folders, has_sources
from treeguide.pages import publisher
from treeguide.project import Project
from treeguide.values import Document, Place, in_order, problem
from treeguide.words import UNREVIEWED, interface, listed, summary
from treeguide.writing import assets
from treeguide.writing.page import Page, Plan, plain

MOST_IN_NAV = 1_000  # lessons and situations, or each page would name thousands
FOR_NAV = ("awesome-nav", "awesome-pages", "literate-nav")
log = logging.getLogger("mkdocs.plugins.treeguide")


class Options(Config):  # type: ignore[no-untyped-call]
    """Whatever options are given: `config.settings` knows which there are, for the command as for the site."""

    def validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        return [], []


def root(config: MkDocsConfig) -> Path:
    """The folder of mkdocs.yml; the working folder when the configuration came from elsewhere."""
    return Path(config.config_file_path).resolve().parent if config.config_file_path else Path.cwd()


def configuration(config: MkDocsConfig) -> Configuration:
    """What the configuration says to us: as MkDocs has it now, with what its files say for where something stands."""
    uses = [plugin for name, plugin in config.plugins.items() if name.partition(" #")[0] == "treeguide"]
    try:
        file = Path(config.config_file_path) if config.config_file_path else None
        documents = read_config(file, Path.read_bytes, os.environ).documents if file else ()
    except ConfigError:  # what MkDocs could read and we cannot tells us no places
        documents = ()
    return Configuration(
        file.parent if file else Path.cwd(),
        tuple(dict(plugin.config) for plugin in uses),
        str(config.theme.get("language") or ""),
        config.docs_dir,
        config.site_dir,
        documents,
    )


def with_known_icon(page: Page, config: MkDocsConfig, language: str) -> Page:
    """The page, without an icon that its theme does not have; that is said, since the theme would only stop at it."""
    icon, folders = page.for_theme.get("icon"), [Path(folder) / ".icons" for folder in config.theme.dirs]
    if not icon or any((folder / f"{icon}.svg").is_file() for folder in folders):
        return page
    log.warning(report.one(problem(Place(Document(page.edit)), "bad-icon", value=str(icon)), language))
    return replace(page, for_theme={**page.for_theme, "icon": None})


def edit_link(config: MkDocsConfig, folders: Folders, path: str, line: int) -> str:
    """The way to edit a file of the project, from the folder of pages; a line of 0 leads to its beginning."""
    up = os.path.relpath(folders.root, folders.root / folders.docs).replace(os.sep, "/")
    quotes_itself = "!q" in (config.edit_uri_template or "")
    return f"{up}/{path if quotes_itself else quote(path)}" + (f"#L{line}" if line else "")


def reach(config: MkDocsConfig, plan: Plan, project: Project) -> InclusionLevel:
    """Whether navigation that is made of what there is takes a page up; a `nav` of the site's own names its pages.

    Without either, readers come to a lesson or situation from its overview; a plugin for navigation may ask for each.
    """
    is_few = len(project.shown) + len(project.library.situations) <= MOST_IN_NAV
    is_asked_for = is_few and any(name in config.plugins for name in FOR_NAV)
    is_in = plan.in_nav == "always" or (plan.in_nav == "few" and is_asked_for)
    return InclusionLevel.UNDEFINED if is_in and config.nav is None else InclusionLevel.NOT_IN_NAV


def site_of(config: MkDocsConfig, files: Iterable[File], settings: Settings, script: str) -> Site:
    """How the site makes its addresses, and what it says of itself; `script` is the one that stands for all modules."""
    return Site(
        config.use_directory_urls,
        config.site_url or "",
        config.site_name,
        plain((config.copyright or "").removesuffix(publisher.line(settings))),
        script=script,
        known={file.src_uri: file.url.removeprefix("./") for file in files},
    )


def is_offline(config: MkDocsConfig) -> bool:
    """Whether the site is made to be opened from a folder, by Material's own plugin for that."""
    found = config.plugins.get("material/offline") or config.plugins.get("offline")
    return found is not None and bool(found.config.get("enabled"))


def load_early(config: MkDocsConfig, scripts: Iterable[str]) -> None:
    """Let every page run these scripts before the theme's own."""
    config.extra["polyfills"] = [*config.extra.get("polyfills", []), *scripts]


def module(path: str) -> option.ExtraScriptValue:
    script = option.ExtraScriptValue(path)
    script.type = "module"
    return script


def deferred(path: str) -> option.ExtraScriptValue:
    script = option.ExtraScriptValue(path)
    script.defer = True
    return script


def take_along(config: MkDocsConfig, script: Mapping[str, str]) -> dict[str, str]:
    """Put one script, by its path, in the place of the modules, and nothing that fetches: a folder allows neither.

    What comes back are the files that this takes, by their path in the site.
    """
    config.extra_javascript += [deferred(path) for path in script]
    load_early(config, assets.worker())
    features = config.theme.get("features") or []
    config.theme["features"] = [one for one in features if not one.startswith("navigation.instant")]
    return {**script, **assets.worker()}


def set_up(config: MkDocsConfig, *, shows_drafts: bool) -> Setup:
    """What the project is set to. Raises PluginError, with everything that is wrong with its options."""
    found = setup_of(configuration(config))
    language = found.settings.language
    for fault in in_order(found.faults):
        log.error(report.one(fault, language))
    if found.faults:
        raise PluginError(f"treeguide: {summary(found.faults, language)}")
    if "i18n" in config.plugins:
        raise PluginError(interface(language)["build-i18n"])
    return replace(found, settings=replace(found.settings, drafts=True)) if shows_drafts else found


def nothing_to_make(project: Project) -> str:
    """That there are no folders to make a guide of, where that is so."""
    folders = project.folders
    if has_sources(folders):
        return ""
    return project.settings.interface["build-nothing"].format(trees=folders.trees, lessons=folders.lessons)


def retired_options(names: tuple[str, ...], language: str) -> str:
    """That these options of an earlier release do nothing any more, where there are any."""
    word = "build-retired" if len(names) > 1 else "build-retired-one"
    return interface(language)[word].format(names=", ".join(names)) if names else ""


def what_was_made(project: Project, site: Site, *, has_search: bool) -> str:
    """What was made, and where readers find it, on one line."""
    language = project.settings.language
    made = listed(language, project.library.amounts(project.shown))
    places = ", ".join(_places(project, site)) or "–"
    said = [project.settings.interface["build-made"].format(places=places, made=made)]
    said += [project.settings.interface["build-search"]] if has_search else []
    said += [project.settings.interface["build-unreviewed"]] if language in UNREVIEWED else []
    return " ".join(said)


def _places(project: Project, site: Site) -> Iterator[str]:
    """Where each sort of page begins: its web address, or where that is not known its path in the site."""
    paths = addresses_in(project.settings, project.library.facets)
    if project.library.trees:
        yield site.online(paths.guides) or site.address(paths.guides)
    if project.shown:
        yield site.online(paths.lessons) or site.address(paths.lessons)
