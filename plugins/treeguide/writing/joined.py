"""Turns our modules into one classic script, for a site that is opened from a folder.

From file:// a browser loads no module and fetches nothing; a classic script it runs. Only the few forms of import and
export that our modules use are known; another one is refused.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping

from treeguide.writing.assets import FOLDER

_NAMES = r"\{(?P<names>[^}]*)\}"
_IMPORT = re.compile(rf'^import {_NAMES} from (?P<from>"\./[\w.-]+")$', re.M)
_EXPORT = re.compile(r"^export (?P<what>(?:async )?function|const|let|class) (?P<name>\w+)", re.M)
_DATA = re.compile(r"(?:export const \w+ = [{\[\"].*\n)+")  # what an author wrote is in there, and stays as it is
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
    return {f"{FOLDER}/guide-joined.{hashlib.sha256(text.encode()).hexdigest()[:10]}.js": text}


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
