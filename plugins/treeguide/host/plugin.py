"""The plugin: hands a project's pages to MkDocs and returns. Everything it knows, it asks of the core."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as SitePage

from treeguide import pages, report
from treeguide.addresses import address_of
from treeguide.addresses.site import Site
from treeguide.checks import check
from treeguide.config import Settings
from treeguide.host.build import (
    Options,
    edit_link,
    head,
    headers,
    is_offline,
    module,
    nothing_to_make,
    offline,
    reach,
    retired_options,
    root,
    set_up,
    site_of,
    take_along,
    what_was_made,
    with_known_icon,
)
from treeguide.host.build.new_site import NewSite, end_tidily_on_sigterm, leave_out_links, new_site, reason, why_no_site
from treeguide.host.build.planned_file import OwnPage, PlannedFile, contents_list, planned
from treeguide.host.build.site_search import SiteSearch
from treeguide.host.serve import Serving, put_between
from treeguide.host.serve.preview import Preview
from treeguide.pages import marks, publisher
from treeguide.pages.moved import redirects
from treeguide.pages.overview import lists
from treeguide.pages.paper import codes_on_paper, with_addresses
from treeguide.pages.spread import graph_files
from treeguide.project import Project, read_again, read_project
from treeguide.values import Document, Owner, Place, Problem, problem
from treeguide.words import summary
from treeguide.writing import Writer, as_block
from treeguide.writing.assets import Assets, assets_with
from treeguide.writing.author_text import AuthorTexts, without_styles
from treeguide.writing.page import Page, Plan, contents

log = logging.getLogger("mkdocs.plugins.treeguide")
# Only MkDocs knows what other plugins make, so that only MkDocs can say this for certain.
_SAID_BY_MKDOCS = frozenset({"broken-page-link", "nav-missing"})


class TreeguidePlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Generates the guide's pages from the folders of trees and lessons beside mkdocs.yml."""

    is_serving = False
    settings: Settings
    project: Project
    problems: list[Problem]
    made: dict[str, Page]
    site: Site
    search: SiteSearch
    assets: Assets
    texts: AuthorTexts
    writer: Writer
    codes: Mapping[str, str]
    offline: dict[str, str]
    online_directory_urls: bool
    preview: Preview | None = None
    builds_beside = False
    new_site: NewSite | None = None
    warned: set[tuple[Any, ...]]
    own_scripts: dict[str, str]  # those of pages in docs/, each with its page

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self.is_serving = command == "serve"
        self.builds_beside, self.new_site = command in ("build", "gh-deploy") and not dirty, None
        self.warned, self.own_scripts = set(), {}
        if self.builds_beside:
            end_tidily_on_sigterm()

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read everything anew, so that nothing of an earlier build is left."""
        setup = set_up(config, shows_drafts=self.is_serving and self.config.get("drafts") is None)
        self.settings, language = setup.settings, setup.settings.language
        if why := why_no_site(Path(config.site_dir), root(config)):
            raise PluginError(self.settings.interface[f"build-{why}"].format(site=config.site_dir))
        self.preview = Preview(config, setup.folders) if self.is_serving else None
        self.project = read_project(setup, date.today().isoformat())
        self._say(log.info, retired_options(setup.retired, language))
        self._say(log.warning, nothing_to_make(self.project))
        self._look_over()
        self.assets = assets_with(self.settings.interface)
        config.extra_css += [path for path in self.assets.loaded if path.endswith(".css")]
        self.offline, self.online_directory_urls = {}, config.use_directory_urls
        if is_offline(config):
            script = offline.joined({**self.assets.files, **graph_files(self.project)}, self.assets.path("page.mjs"))
            self.offline = take_along(config, script)
        else:
            config.extra_javascript += [module(path) for path in self.assets.loaded if path.endswith(".mjs")]
        config.copyright = publisher.below(config.copyright or "", self.settings)
        self.search = SiteSearch(config, self.settings)
        self.texts = AuthorTexts(tuple(config.markdown_extensions), config.mdx_configs)
        return config

    def _say(self, log_line: Callable[[str], None], line: str) -> None:
        if line:
            log_line(f"treeguide: {line}")

    @event_priority(-1000)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Build beside the old site from here on; who only asks where it goes, as mike does, never gets here."""
        self.new_site = new_site(config, self.settings.interface["build-stopped"]) if self.builds_beside else None

    def _look_over(self) -> None:
        """Find what is wrong; no page is made yet."""
        self.made = {}
        self.problems = [found for found in check(self.project) if found.code not in _SAID_BY_MKDOCS]

    def _read_again(self) -> None:
        """Read the sources anew, but for those that did not change."""
        self.project = read_again(self.project)
        self._look_over()

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add every page and file of the guide."""
        problems = self._report()
        leave_out_links(files, config, self.project.folders.root, self.settings.language)
        if self.preview:
            self.preview.keep_base(files)
        site = site_of(config, files, self.settings, next(iter(self.offline), ""))
        self.site = replace(site, is_public=not self.is_serving, online_directory_urls=self.online_directory_urls)
        self.writer = Writer(self.project, self.site, self.texts)
        self.codes = codes_on_paper(self.writer)
        for plan in pages.planned_pages(self.writer, problems if self.is_serving else ()):
            if taken := files.src_uris.get(plan.path):
                self._clash(plan, taken)
            else:
                files.append(self._file(config, plan))
        for path, write in pages.planned_files(self.writer).items():
            file = planned(config, path, write, self.preview.earlier(path) if self.preview else None)
            file.inclusion = InclusionLevel.INCLUDED if path.startswith(".") else InclusionLevel.UNDEFINED
            files.append(file)
        for path, content in {**self.assets.files, **self.search.files(), **self.offline}.items():
            files.append(File.generated(config, path, content=content))
        self.search.pages, self.search.order = {}, {file.url: number for number, file in enumerate(files)}
        return files

    def _report(self) -> list[Problem]:
        """Log what is wrong; in a build, errors end it here. While serving a warning is said once."""
        errors, before = 0, self.warned if self.is_serving else set()
        self.warned = {(found.order, found.route) for found in self.problems if not found.is_error}
        for found in self.problems:
            errors += found.is_error
            if found.is_error:
                log.error(report.one(found, self.settings.language))
            elif (found.order, found.route) not in before:
                log.warning(report.one(found, self.settings.language))
        if before & self.warned:
            log.info(f"treeguide: warnings as before: {len(before & self.warned)}")
        if errors and not self.is_serving:
            raise PluginError(f"treeguide: {summary(self.problems, self.settings.language)}")
        return self.problems

    def _clash(self, plan: Plan, taken: File) -> None:
        place = Place(Document(f"{self.project.folders.docs}/{taken.src_uri}"))
        owner = self.project.owners.of(address_of(plan.path)) or Owner("made")
        found = problem(place, "address-taken", address=plan.path, owner=owner)
        line = report.one(found, self.settings.language)
        if not self.is_serving:
            raise PluginError(line)
        log.error(line)

    def _file(self, config: MkDocsConfig, plan: Plan) -> File:
        write, earlier = partial(self._write, config, plan), self.preview.earlier(plan.path) if self.preview else None
        file = planned(config, plan.path, write, earlier)
        file.inclusion = reach(config, plan, self.project)
        file.abs_src_path = str(self.project.folders.root / (plan.edit or self.project.folders.config))
        file.generated_by = None  # what an author wrote, it was made of: plugins that ask git for its date find that
        file.edit_uri = edit_link(config, self.project.folders, plan.edit, plan.edit_line) if plan.edit else None
        return file

    def _write(self, config: MkDocsConfig, plan: Plan) -> str:
        """What the file of a planned page holds: its front matter. The page itself is now known as made."""
        page = self.made[plan.path] = with_known_icon(plan.make(), config, self.settings.language)
        return page.front_matter(**self.search.front_matter)

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Let a page of ours that is not in the navigation belong where the list of its like is."""
        if self.preview:
            self.preview.keep_build(env, files)
        for path, above in lists(self.writer).items():
            file, listed = files.src_uris.get(path), files.src_uris.get(above)
            if isinstance(file, PlannedFile) and file.page and listed and listed.page and not file.page.parent:
                file.page.parent = listed.page.parent

    def on_pre_page(self, page: SitePage, *, config: MkDocsConfig, files: Files) -> SitePage:
        """Let MkDocs convert no Markdown for a page of ours; one that it shows while serving sees to that itself."""
        if isinstance(page.file, PlannedFile) and type(page) is SitePage:
            page.__class__ = OwnPage
        return page

    def on_page_markdown(self, markdown: str, *, page: SitePage, config: MkDocsConfig, files: Files) -> str:
        """Fill in the marks that a page of the site's own may hold: `<!-- treeguide:question situatie -->`."""
        path = page.file.src_uri
        if isinstance(page.file, PlannedFile):
            return markdown
        filled, _ = marks.filled(markdown, path, self.writer)
        if self.is_serving and any(found.is_error for found in self.problems):
            return as_block(pages.elsewhere_block(self.problems, self.writer)) + filled
        return filled

    @event_priority(100)
    def on_page_content(self, html: str, *, page: SitePage, config: MkDocsConfig, files: Files) -> str:
        """Hand over the HTML of a page of ours. Links get what they have on paper; an offline copy names it online."""
        made = self.made.get(page.file.src_uri) if isinstance(page.file, PlannedFile) else None
        if made:
            found = contents(made.html)
            page.toc, page.present_anchor_ids = contents_list(found, made, self.texts.depth), set(found.ids)
            self.search.learn(page, made, found, self.project)
            content, self.made[made.path] = made.html, made if self.is_serving else replace(made, html="")
        else:
            self.own_scripts |= dict.fromkeys(headers.inline_scripts(html), page.file.src_uri)
            content = without_styles(html)
        content = with_addresses(content, page.canonical_url or "", self.site, self.codes)
        page.canonical_url = self.site.as_online(page.canonical_url or "") or None
        return content

    @event_priority(100)
    def on_post_page(self, output: str, *, page: SitePage, config: MkDocsConfig) -> str:
        """Say in the head what a link to the page shows elsewhere, and how the page prints."""
        made = self.made.get(page.file.src_uri)
        at = head.At(page.file.dest_uri, self.assets)
        extra = head.links(output, made.sort if made else "", at, takes_modules=not self.offline)
        output = head.mended(self.search.without_theirs(output))
        about = publisher.of_page(self.writer, page.file.src_uri, made.title if made else str(page.title or ""))
        output = publisher.filled(output, about, self.settings)
        card = head.card(page, config, made, self.project)
        return head.with_head(output, extra if head.has_tags(output) else extra + head.tags(card))

    @event_priority(-50)
    def _finish(self, *, config: MkDocsConfig) -> None:
        """Write the index for searching, from what the theme's plugin collected. The site is whole now."""
        self.search.write(config)
        if self.preview:
            self.preview.keep_site()
        elif not self.offline:
            self._write_for_hosts(config)

    def _write_for_hosts(self, config: MkDocsConfig) -> None:
        """Write what keeps the site on a reader's device, and headers; say what of a page cannot be in those."""
        if self.settings.saving:
            offline.write_worker(Path(config.site_dir), self.settings)
        policy = headers.write_for(config, self.settings, redirects(self.writer)) if self.settings.headers else None
        for level, line in headers.told(policy, self.own_scripts, config, self.settings) if policy else ():
            log.log(level, line)

    @event_priority(-1000)
    def _put_in_place(self, *, config: MkDocsConfig) -> None:
        """When every plugin is done, let the new site take the place of the old one."""
        if self.new_site.put_in_place() if self.new_site else not self.is_serving:
            self._say(log.info, what_was_made(self.project, self.site, has_search=bool(self.search.theirs)))

    on_post_build = CombinedEvent(_finish, _put_in_place)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the old site as it was, and say it plainly when there was no writing."""
        if self.new_site:
            self.new_site.give_up()
        why = reason(error) if self.builds_beside else ""
        if why:
            raise PluginError(f"{self.settings.interface[f'build-{why}']} ({error})") from error

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """The page for what is not there has a form for searching too."""
        return head.mended(self.search.without_theirs(output))

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """Show what changes in a tree or lesson at once."""
        put_between(server, Serving(lambda: self.preview, self._read_again), self.project.folders)
        return server
