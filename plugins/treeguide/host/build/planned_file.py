"""A file of the site whose content is written when somebody asks for it."""

from collections.abc import Callable

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel

# What follows from the path and the settings alone.
_NAMES = (
    "src_uri",
    "src_dir",
    "dest_dir",
    "use_directory_urls",
    "generated_by",
    "abs_src_path",
    "name",
    "dest_uri",
    "url",
    "abs_dest_path",
)


class PlannedFile(File):
    """A generated file. `write` is called once, when its content is first asked for."""

    write: Callable[[], str] | None = None
    is_postponed = False
    _written: str | bytes | None = None

    @property
    def _content(self) -> str | bytes | None:
        if self.write is not None:
            self._written, self.write = self.write(), None
        return self._written

    @_content.setter
    def _content(self, content: str | bytes | None) -> None:
        self._written, self.write = content, None

    def copy_file(self, dirty: bool = False) -> None:
        """Put the file in the site, unless that is postponed: then nothing happens yet."""
        if not self.is_postponed:
            super().copy_file(dirty)


def planned(
    config: MkDocsConfig,
    path: str,
    write: Callable[[], str],
    inclusion: InclusionLevel = InclusionLevel.UNDEFINED,
    earlier: File | None = None,
) -> PlannedFile:
    """The file at that path in docs/ with what `write` will return.

    An `earlier` planned file of the same path and settings lends its names, which need not be made again.
    """
    if isinstance(earlier, PlannedFile):
        file: File = PlannedFile.__new__(PlannedFile)
        file.__dict__.update({name: earlier.__dict__[name] for name in _NAMES if name in earlier.__dict__})
        file.inclusion = inclusion
    else:
        file = PlannedFile.generated(config, path, content="", inclusion=inclusion)
    assert isinstance(file, PlannedFile)  # noqa: S101 (what `generated` makes of this class)
    file.write = write
    return file
