"""Puts a file in its place: whole or not at all, and never past a link that leads out of the folder it belongs in."""

import errno
import os
import shutil
import tempfile
from pathlib import Path


def put(path: Path, content: bytes, within: Path) -> None:
    """Write the file in a folder of its own beside its place, and move it there; until then what stood there stands.

    Links are followed within that folder. Raises OSError, of the sort EXDEV for a link that leads out of it.
    """
    place = _place(path, within)
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".treeguide-", dir=place.parent) as spare:
        new = Path(spare, "new")
        new.write_bytes(content)
        if place.exists():
            shutil.copymode(place, new)
        new.replace(place)


def _place(path: Path, within: Path) -> Path:
    """Where the path really is."""
    folder, real = within.resolve(), path.resolve()
    without_links = Path(os.path.normpath(folder / os.path.relpath(path, within)))
    if real != without_links and not real.is_relative_to(folder):
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(path))
    return real
