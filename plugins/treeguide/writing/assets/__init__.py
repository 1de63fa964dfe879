"""The style and scripts we ship, each under a name that holds a hash of its content, so it may be cached for good.

One folder a part. Published they all stand in one folder, so no two have one name.
"""

import hashlib
import json
import re
from functools import cache
from importlib import resources

from treeguide.words import LANGUAGES, interface

FOLDER = "assets/treeguide"
LOADED = ("guide.css", "page.mjs")
AHEAD = ("guide.mjs", "common.mjs")  # what page.mjs loads at once where there is a guide
WORDED = ("collect", "share")  # scripts with many words: "./share-words-nl.mjs" holds those that begin with "share-"
_STYLES = {  # styles for some pages, by the parts that need them
    "lists.css": re.compile(r'class="(?:[^"]* )?guide-(?:facets|filter|deck|map|source|problems|gone)\b'),
    "filter.css": re.compile(r'class="(?:[^"]* )?guide-facets\b'),
}
_STRING = re.compile(r'("[^"]*")')
_SPARE = re.compile(r"\s*([{},;>])\s*|(?<=\w)(:)\s")  # a space before a colon or a plus means something
_NAMED = re.compile(r"(?<=\")\.(?:/|\./[a-z]+/)([a-z-]+\.(?:mjs|css))(?=\")")  # published they stand side by side


@cache
def files() -> dict[str, str]:
    """Every file by its path in the site. Scripts name each other, and styles they load, by those paths."""
    texts = {name: _slim(text) if name.endswith(".mjs") else _slim_style(text) for name, text in sources().items()}
    named: dict[str, str] = {}
    while waiting := sorted(set(texts) - set(named)):
        ready = [name for name in waiting if all(inner in named for inner in _NAMED.findall(texts[name]))]
        if not ready:
            raise ValueError(f"scripts that import each other, or one that does not exist: {', '.join(waiting)}")
        for name in ready:
            texts[name] = _NAMED.sub(lambda found: f"./{named[found[1]]}", texts[name])
            stem, _, ending = name.rpartition(".")
            named[name] = f"{stem}.{_hash(texts[name])}.{ending}"
    return {f"{FOLDER}/{named[name]}": texts[name] for name in sorted(texts)}


def _slim(text: str) -> str:
    """A style or script without its comments and indentation.

    Only comments that begin a line are looked for; no string in our files runs over a line.
    """
    text = re.sub(r"^[ ]*/\*.*?\*/[ ]*\n?", "", text, flags=re.S | re.M)
    text = re.sub(r"^[ ]*//.*\n", "", text, flags=re.M)
    return re.sub(r"\n{2,}", "\n", re.sub(r"^[ ]+", "", text, flags=re.M))


def _slim_style(text: str) -> str:
    """A style without what a browser passes over too: white space around signs, also that of each line's end."""
    parts = _STRING.split(_slim(text))
    parts[::2] = [_SPARE.sub(r"\1\2", part).replace(";}", "}") for part in parts[::2]]
    return "".join(parts)


def sources() -> dict[str, str]:
    """Every style and script by its own name, as it was written; and the words of the scripts that need many."""
    source = resources.files("treeguide") / "writing" / "assets"
    folders = [entry for entry in source.iterdir() if entry.is_dir()]
    entries = [entry for folder in folders for entry in folder.iterdir() if entry.name.endswith((".css", ".mjs"))]
    written = {entry.name: entry.read_text("utf-8") for entry in entries}
    written["guide.css"] += written.pop("print.css")  # one request less
    fragment = written.pop("fragment.mjs")
    written["common.mjs"] += fragment
    written["moved.mjs"] = fragment.replace("export ", "") + written["moved.mjs"]  # no module: for file://
    return written | {f"{name}-words-{tongue}.mjs": _words(name, tongue) for name in WORDED for tongue in LANGUAGES}


def _words(script: str, language: str) -> str:
    """A script that holds the words of another one in one language, as `words`."""
    start = f"{script}-"
    found = {key.removeprefix(start): text for key, text in interface(language).items() if key.startswith(start)}
    return f"export const words = {json.dumps(found, ensure_ascii=False, indent=1)}\n"


def loaded() -> list[str]:
    """The paths of what every page loads; the other scripts are loaded by these where a page has use for them."""
    return [path for path in files() if re.sub(r"\.[0-9a-f]{10}\.", ".", path.rpartition("/")[2]) in LOADED]


def styles(page: str) -> list[str]:
    """The styles, by their own names, that the HTML of a page has parts for."""
    return [name for name, part in _STYLES.items() if part.search(page)]


@cache
def path(name: str) -> str:
    """The path in the site of one of our files, by its own name."""
    stem, _, ending = name.rpartition(".")
    return next(one for one in files() if re.fullmatch(rf"{FOLDER}/{stem}\.[0-9a-f]{{10}}\.{ending}", one))


@cache
def search() -> dict[str, str]:
    """The script that lets search wait until a reader goes there, by its path, and then what that one loads."""
    folder = resources.files("treeguide") / "writing" / "assets" / "search"
    engine = _slim((folder / "engine.js").read_text("utf-8"))
    engine_name = f"search-engine.{_hash(engine)}.js"
    start = _slim((folder / "start.js").read_text("utf-8")).replace("./engine.js", f"./{engine_name}")
    return {f"{FOLDER}/search-start.{_hash(start)}.js": start, f"{FOLDER}/{engine_name}": engine}


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def worker() -> dict[str, str]:
    """What stands in for the web worker of Material's search, which no browser starts from file://, by its path."""
    source = resources.files("treeguide") / "writing" / "assets" / "offline" / "iframe-worker.js"
    return {f"{FOLDER}/{source.name}": _slim(source.read_text("utf-8"))}
