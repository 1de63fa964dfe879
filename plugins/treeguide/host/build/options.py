"""The options of the plugin, as MkDocs reads them from mkdocs.yml."""

from mkdocs.config import config_options as option
from mkdocs.config.base import Config

from treeguide.config.settings import Settings
from treeguide.words import LANGUAGES


class Options(Config):  # type: ignore[no-untyped-call]
    """The plugin's options in mkdocs.yml; their meaning and defaults are those of `Settings`."""

    trees_dir = option.Type(str, default=Settings.trees_dir)
    lessons_dir = option.Type(str, default=Settings.lessons_dir)
    guides_url = option.Type(str, default=Settings.guides_url)
    outcomes_url = option.Type(str, default=Settings.outcomes_url)
    lessons_url = option.Type(str, default=Settings.lessons_url)
    sources_url = option.Type(str, default=Settings.sources_url)
    glossary_url = option.Type(str, default=Settings.glossary_url)
    cards_url = option.Type(str, default=Settings.cards_url)
    dossier_url = option.Type(str, default=Settings.dossier_url)
    codes_url = option.Type(str, default=Settings.codes_url)
    version = option.Type(str, default=Settings.version)
    language = option.Optional(option.Choice(LANGUAGES))
    drafts = option.Optional(option.Type(bool))
    section_limit = option.Type(int, default=Settings.section_limit)
    cache = option.Optional(option.Type(bool))  # of the first release; said to do nothing any more
    processes = option.Optional(option.Type(int))
    search = option.Type(bool, default=Settings.search)
    questions_per_page = option.Type(int, default=Settings.questions_per_page)
    headers = option.Type(bool, default=Settings.headers)
