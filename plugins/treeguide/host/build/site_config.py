"""What a site's configuration says, and small things that are added to it."""

import os
from collections.abc import Iterable
from pathlib import Path

from mkdocs.config import config_options as option
from mkdocs.config.defaults import MkDocsConfig

from treeguide.config.file import ConfigError, read_config
from treeguide.config.setup import Configuration


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
