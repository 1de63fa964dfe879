"""What makes a guide readable without a network: one script for a copy in a folder, and what a device keeps of a site.

From file:// a browser loads no module and fetches nothing; a classic script it runs. So there our modules are one such
script. Only the few forms of import and export that they use are known; another one is refused.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from treeguide.config import Settings
from treeguide.writing.assets import FOLDER, signs_of, worker_for_saving

_NAMES = r"\{(?P<names>[^}]*)\}"
_IMPORT = re.compile(rf'^import {_NAMES} from (?P<from>"\./[\w.-]+")$', re.M)
_EXPORT = re.compile(r"^export (?P<what>(?:async )?function|const|let|class) (?P<name>\w+)", re.M)
_DATA = re.compile(r"(?:export const \w+ = [{\[\"].*\n)+")  # what an author wrote is in there, and stays as it is
WORKER = "treeguide-worker.js"  # never changes: browsers look there for a newer one
_KEPT = frozenset({".html", ".css", ".js", ".mjs", ".json", ".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".ico"})
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif"})
_FOR_OTHERS = re.compile(  # what no reader of a page needs: for programs, other sites and paper; the theme's own search
    rf"(404\.html|treeguide[\w.-]*\.js(on)?|{FOLDER}/qr/.*|.*/lunr/.*|\..*)"
)
_OF_THEIR_SEARCH = re.compile(r"search/search_index\.json|assets/javascripts/workers/.*")
_START = """\
(() => {
"use strict"
const $here = document.currentScript.src, $made = {}
const $need = name => $made[name = String(name).split("/").pop()] ??= $modules[name]()
const $load = async name => $need(name)
const $modules = {
"""


def joined(files: Mapping[str, str], first: str) -> dict[str, str]:
    """One script of all modules among these files, by its path; it begins with the one at path `first`.

    Raises ValueError when a module holds a form of import or export that is not known here.
    """
    modules = {path.rpartition("/")[2]: text for path, text in files.items() if path.endswith(".mjs")}
    parts = [f"{json.dumps(name)}: () => {{\n{_wrapped(name, modules[name])}}}," for name in _used(modules, first)]
    text = "\n".join([_START.rstrip("\n"), *parts, "}", f"$need({json.dumps(first.rpartition('/')[2])})", "})()", ""])
    return {f"{FOLDER}/guide-joined.{signs_of(text)}.js": text}


def _used(modules: Mapping[str, str], first: str) -> Iterator[str]:
    """The modules that belong together: those that some other one names, those that are only data, and the first."""
    start = first.rpartition("/")[2]
    for name, text in sorted(modules.items()):
        is_named = any(f'"./{name}"' in other for other in modules.values())
        if name == start or is_named or text.startswith("export const "):
            yield name


def _wrapped(name: str, text: str) -> str:
    """A module as the body of a function that gives back what it exported."""
    exported = [found["name"] for found in _EXPORT.finditer(text)]
    body = _IMPORT.sub(lambda found: f"const {{{_renamed(found['names'])}}} = $need({found['from']})", text)
    body = _EXPORT.sub(lambda found: f"{found['what']} {found['name']}", body)
    if not _DATA.fullmatch(text):
        body = body.replace("import.meta.url", "$here").replace("import(", "$load(")
        left = re.search(r"^(?:import|export)\b.*|\bimport\.meta\b", body, re.M)
        if left:
            raise ValueError(f"{name}: not known how to join this: {left[0]}")
    return f"{body.rstrip()}\nreturn {{ {', '.join(exported)} }}\n"


def _renamed(names: str) -> str:
    return re.sub(r"(\w+) as (\w+)", r"\1: \2", names)


def write_worker(site: Path, settings: Settings) -> int:
    """Write what keeps a site on a device into its folder; the number of files that a device would keep."""
    files = {_address(path): _hash(site / path) for path in _paths(site, settings)}
    note = {"text": settings.interface["save-note"], "language": settings.language}
    saved = json.dumps({"files": files, "apart": _apart(settings), "note": note}, ensure_ascii=False, sort_keys=True)
    (site / WORKER).write_text(f"const SAVED = {saved}\n{worker_for_saving()}", "utf-8", newline="\n")
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
