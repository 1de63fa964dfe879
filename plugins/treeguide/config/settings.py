"""A project's settings: read from its mkdocs.yml, so that command and site always agree."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from treeguide.graph.unfold import SECTION_LIMIT
from treeguide.library import Folders
from treeguide.words import LANGUAGES

_WORD = re.compile(r"\w[\w-]*(?:/\w[\w-]*)*")


@dataclass(frozen=True)
class Settings:
    """The plugin's options. The `*_url` are the first word of each sort of address; the `*_dir` are folders."""

    trees_dir: str = "decision_trees"
    lessons_dir: str = "lessons"
    guides_url: str = "wegwijzers"
    outcomes_url: str = "situaties"
    lessons_url: str = "lessen"
    sources_url: str = "bronnen"
    glossary_url: str = "begrippen"
    cards_url: str = "aan-tafel"
    dossier_url: str = "dossier"
    codes_url: str = "c"
    version: str = ""
    language: str = "nl"
    drafts: bool = False
    section_limit: int = SECTION_LIMIT
    search: bool = True
    questions_per_page: int = 500
    headers: bool = True

    def __post_init__(self) -> None:
        """Raises ValueError for the word of an address that could lead out of the site, or out of its own attribute."""
        for name, value in vars(self).items():
            if name.endswith("_url") and not _WORD.fullmatch(value):
                raise ValueError(f"treeguide: {name}: {value!r} (a-z, 0-9, -, /)")

    def folders(self, root: Path) -> Folders:
        return Folders(root.resolve(), self.trees_dir.strip("/"), self.lessons_dir.strip("/"))


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml without running anything it names: every tag is passed over."""


def _untagged(loader: _Loader, suffix: str, node: yaml.Node) -> Any:
    return None


_Loader.add_multi_constructor("", _untagged)


def read_settings(root: Path) -> Settings:
    """The options of the plugin in the mkdocs.yml of that folder; the defaults where it has none.

    Raises ValueError with a short reason when the file cannot be read as YAML.
    """
    path = root / "mkdocs.yml"
    if not path.is_file():
        return Settings()
    try:
        text = path.read_text("utf-8")
    except (UnicodeDecodeError, OSError) as error:
        raise ValueError(" ".join(str(error).split())) from error
    return settings_in(text)


def settings_in(text: str) -> Settings:
    """The options of the plugin in the text of an mkdocs.yml. Raises ValueError as above."""
    try:
        config = yaml.load(text, Loader=_Loader)  # noqa: S506 (a safe loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ValueError(" ".join(str(error).split())) from error
    own = _own_options(config)
    return settings_from({**own, "language": own.get("language") or _theme_language(config)})


def _theme_language(config: Any) -> str:
    """The language of the theme, as MkDocs tells the plugin: Material's own is English, other themes have none."""
    theme = config.get("theme") if isinstance(config, dict) else None
    named = theme if isinstance(theme, dict) else {"name": theme}
    language = str(named.get("language") or ("en" if named.get("name") == "material" else "nl"))[:2]
    return language if language in LANGUAGES else "en"


def _own_options(config: Any) -> Mapping[str, Any]:
    plugins = config.get("plugins") if isinstance(config, dict) else None
    entries = plugins if isinstance(plugins, list) else [plugins]
    found = [entry["treeguide"] for entry in entries if isinstance(entry, dict) and "treeguide" in entry]
    return next((options for options in found if isinstance(options, dict)), {})


def settings_from(options: Mapping[str, Any]) -> Settings:
    """Settings with these options; unknown ones and empty ones are left alone.

    Raises ValueError for an option of another kind than it should be.
    """
    known = {
        name: value for name, value in options.items() if name in Settings.__dataclass_fields__ and value is not None
    }
    for name, value in known.items():
        kind = type(Settings.__dataclass_fields__[name].default)
        if type(value) is not kind:
            raise ValueError(f"treeguide: {name}: {value!r} ({kind.__name__})")
    return Settings(**known)
