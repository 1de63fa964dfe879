"""What a site's configuration says, and small things that are added to it."""

from collections.abc import Iterable
from pathlib import Path

from mkdocs.config import config_options as option
from mkdocs.config.defaults import MkDocsConfig

from treeguide.words import LANGUAGES


def root(config: MkDocsConfig) -> Path:
    """The folder of mkdocs.yml; the working folder when the configuration came from elsewhere."""
    return Path(config.config_file_path).resolve().parent if config.config_file_path else Path.cwd()


def theme_language(config: MkDocsConfig) -> str:
    language = str(config.theme.get("language") or "nl")[:2]
    return language if language in LANGUAGES else "en"


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
