"""The options of the plugin as they stand in mkdocs.yml; what they mean and what is wrong with them, `config` tells."""

from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings


class Options(Config):  # type: ignore[no-untyped-call]
    """Whatever options are given: `config.settings` knows which there are, for the command as for the site."""

    def validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        return [], []
