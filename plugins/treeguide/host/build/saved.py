"""Turns the files of a built site into `treeguide-worker.js`, by which a reader's own device keeps them all."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

from treeguide.config.settings import Settings
from treeguide.writing.assets import FOLDER, worker_for_saving

NAME = "treeguide-worker.js"  # never changes: browsers look there for a newer one
_KEPT = frozenset({".html", ".css", ".js", ".mjs", ".json", ".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".ico"})
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif"})
_FOR_OTHERS = re.compile(  # what no reader of a page needs: for programs, other sites and paper; the theme's own search
    rf"(404\.html|treeguide[\w.-]*\.js(on)?|{FOLDER}/qr/.*|.*/lunr/.*|\..*)"
)
_OF_THEIR_SEARCH = re.compile(r"search/search_index\.json|assets/javascripts/workers/.*")


def write_for(site: Path, settings: Settings) -> int:
    """Write the script into the folder of a built site; the number of files that a device would keep."""
    files = {_address(path): _hash(site / path) for path in _paths(site, settings)}
    note = {"text": settings.interface["save-note"], "language": settings.language}
    saved = json.dumps({"files": files, "apart": _apart(settings), "note": note}, ensure_ascii=False, sort_keys=True)
    (site / NAME).write_text(f"const SAVED = {saved}\n{worker_for_saving()}", "utf-8", newline="\n")
    return len(files)


def _paths(site: Path, settings: Settings) -> Iterator[str]:
    """The files that reading the guide takes, as paths in the site, in order."""
    apart = re.compile(_apart(settings))
    every = sorted(found.relative_to(site).as_posix() for found in site.rglob("*") if found.suffix in _KEPT)
    named = "".join((site / path).read_text("utf-8", errors="replace") for path in every if path.endswith(".html"))
    for path in every:
        is_theirs = settings.search and _OF_THEIR_SEARCH.fullmatch(path)
        is_unseen = Path(path).suffix in _PICTURES and f'{Path(path).name}"' not in named
        if not (_FOR_OTHERS.fullmatch(path) or is_theirs or is_unseen or apart.search(_address(path))):
            yield path


def _apart(settings: Settings) -> str:
    """A pattern for pages that stand in frames of other sites: those keep nothing."""
    return f"^{re.escape(settings.guides_url)}/[^/]+/embed(/|\\.html)?$"


def _address(path: str) -> str:
    """Where a file is asked for: a page at its folder."""
    return re.sub(r"(^|/)index\.html$", r"\1", path)


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:10]
