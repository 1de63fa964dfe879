"""Builds a site beside the one that is there, within the project, and puts it in its place when all of it is well.

A build that fails, is stopped or runs out of disk leaves the site as it was. Two builds at once each put a whole one.
"""

import atexit
import contextlib
import errno
import logging
import os
import shutil
import signal
import stat
import sys
import tempfile
import threading
import time
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.utils import CountHandler

from treeguide import report
from treeguide.values import Document, Place, problem

log = logging.getLogger("mkdocs.plugins.treeguide")
MARK, AWAY = ".building-", ".replaced-"  # what stands beside a site: one that is being built, and one that was there
DAY = 24 * 3600
TRIES = 20
REASONS = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EFBIG: "disk-full",
    errno.EROFS: "not-writable",
    errno.EACCES: "not-writable",
    errno.EPERM: "not-writable",
}


class NewSite:
    """A folder beside the site's own that MkDocs builds in, until `put_in_place` or `give_up`."""

    def __init__(self, config: MkDocsConfig, stopped: str) -> None:
        """`stopped` is what to say when the build ends before the site is in its place."""
        self._config, self._stopped = config, stopped
        self._site = Path(config.site_dir).resolve()
        self._site.parent.mkdir(parents=True, exist_ok=True)
        _put_back(self._site)
        _remove_old(self._site)
        self._new = Path(tempfile.mkdtemp(prefix=f".{self._site.name}{MARK}", dir=self._site.parent))
        self._new.chmod(0o755)
        self._began, self._before = self._new.stat().st_ctime_ns, _number(self._site)
        config.site_dir = str(self._new)
        atexit.register(self.give_up)

    def put_in_place(self) -> bool:
        """Let the new site be the site, unless the build is about to fail over its warnings; tells whether it is."""
        if self._config.strict and _warnings():
            return False
        self._take_along()
        away = Path(tempfile.mkdtemp(prefix=f".{self._site.name}{AWAY}", dir=self._site.parent))
        for number in range(TRIES):
            with contextlib.suppress(FileNotFoundError):
                self._site.rename(away / str(number))
            try:
                self._new.rename(self._site)
                break
            except OSError as error:  # another build was first
                if error.errno not in (errno.ENOTEMPTY, errno.EEXIST) or number == TRIES - 1:
                    raise
        _put_back(self._site)
        shutil.rmtree(away, ignore_errors=True)
        self._done()
        return True

    def _take_along(self) -> None:
        """Take along what a plugin wrote to the old place meanwhile: some ask for it before it changes."""
        if self._before and _number(self._site) != self._before:
            return  # another build put its site there
        for folder, _, names in os.walk(self._site):
            for path in (Path(folder, name) for name in names):
                about = path.lstat()
                if stat.S_ISREG(about.st_mode) and about.st_ctime_ns >= self._began:
                    self._take(path.relative_to(self._site))

    def _take(self, name: Path) -> None:
        """Take that file of the old place along, unless it is hidden or the new site has one of that name."""
        new = self._new / name
        if not name.parts[0].startswith(".") and not new.exists():
            new.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self._site / name, new)

    def give_up(self) -> None:
        """Leave no trace of the new site, and say that the old one is as it was."""
        _put_back(self._site)
        if self._new.exists():
            shutil.rmtree(self._new, ignore_errors=True)
            print(self._stopped, file=sys.stderr)
        self._done()

    def _done(self) -> None:
        self._config.site_dir = str(self._site)
        atexit.unregister(self.give_up)


def _number(folder: Path) -> int:
    """What the system knows a folder by; 0 where there is none."""
    try:
        return folder.stat().st_ino
    except OSError:
        return 0


def new_site(config: MkDocsConfig, stopped: str) -> NewSite | None:
    """A folder to build in; None where there can be none beside the site, and then MkDocs builds in place."""
    site = Path(config.site_dir)
    if site.is_mount():
        return None
    try:
        return NewSite(config, stopped)
    except PermissionError:
        return None


def reason(error: BaseException) -> str:
    """Why writing failed, as the last part of the key of a sentence; empty for another sort of error."""
    return REASONS.get(error.errno or 0, "") if isinstance(error, OSError) else ""


def end_tidily_on_sigterm() -> None:
    """Let a build that is told to stop clean up, as it does when somebody presses Ctrl-C."""
    is_main = threading.current_thread() is threading.main_thread()
    if is_main and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))


def _warnings() -> int:
    """How many warnings MkDocs counted, which end a strict build after everything else."""
    counters = [one for one in logging.getLogger("mkdocs").handlers if isinstance(one, CountHandler)]
    return sum(count for one in counters for _, count in one.get_counts())


def _put_back(site: Path) -> None:
    """Give back of what stood in the place of a site what belongs there: all where no site is, else what is hidden.

    So nothing is lost of a build that was killed after it took the old site away and before it put the new one there.
    """
    for old in sorted(site.parent.glob(f".{site.name}{AWAY}*/*")):
        with contextlib.suppress(OSError):  # another build that ends now does the same
            if site.exists():
                _keep_hidden(old, site)
            else:
                old.rename(site)


def _keep_hidden(old: Path, new: Path) -> None:
    """Take along what MkDocs never removes: hidden files and folders, such as .git of a published branch."""
    for entry in old.iterdir():
        if entry.name.startswith(".") and not (new / entry.name).exists():
            entry.rename(new / entry.name)


def _remove_old(site: Path) -> None:
    """Remove what builds left that were killed more than a day ago."""
    for entry in (one for mark in (MARK, AWAY) for one in site.parent.glob(f".{site.name}{mark}*")):
        with contextlib.suppress(OSError):
            if time.time() - entry.stat().st_mtime > DAY:
                shutil.rmtree(entry, ignore_errors=True)


def leave_out_links(files: Files, config: MkDocsConfig, root: Path, language: str) -> None:
    """Take out of the site's own files those that are a link to a place outside the project, and say so."""
    docs = Path(config.docs_dir)
    inside = (root.resolve(), docs.resolve())
    for file in list(files):
        if not file.abs_src_path or file.src_dir is None or Path(file.src_dir) != docs:
            continue
        real = Path(file.abs_src_path).resolve()
        if not any(real.is_relative_to(folder) for folder in inside):
            files.remove(file)
            place = Place(Document(f"{docs.name}/{file.src_uri}"))
            log.warning(report.one(problem(place, "outside"), language))


def why_no_site(folder: Path, root: Path) -> str:
    """Why no site can come in a folder: a file is there, or a link in the project leads to it; else nothing.

    How one comes to the project itself is free.
    """
    links = (path for path in (folder, *folder.parents) if path.is_symlink())
    if any(link.parent.resolve().is_relative_to(root.resolve()) for link in links):
        return "link"
    return "file" if folder.is_file() else ""
