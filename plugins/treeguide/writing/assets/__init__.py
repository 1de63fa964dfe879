"""The style and scripts we ship, each under a name that holds a hash of its content, so it may be cached for good.

One folder a part. Published they all stand in one folder, so no two have one name.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources

FOLDER = "assets/treeguide"
LOADED = ("guide.css", "page.mjs")
AHEAD = ("guide.mjs", "common.mjs")  # what page.mjs loads at once where there is a guide
WORDED = (
    "agenda",
    "collect",
    "save",
    "share",
)  # scripts with many words: "./share-words.mjs" holds those that begin with "share-"
STYLES = {  # styles for some pages, by the parts that need them
    "lists.css": re.compile(r'class="(?:[^"]* )?guide-(?:facets|filter|deck|map|source|problems|gone)\b'),
    "sheets.css": re.compile(r'class="(?:[^"]* )?guide-(?:scan|signs)\b'),
    "desk.css": re.compile(r'class="(?:[^"]* )?guide-together\b'),
    "filter.css": re.compile(r'class="(?:[^"]* )?guide-(?:facets|rest|jump)\b'),
    "publisher.css": re.compile(r'class="guide-publisher"'),
}
_STRING = re.compile(r'("[^"]*")')
_SPARE = re.compile(r"\s*([{},;>])\s*|(?<=\w)(:)\s")  # a space before a colon or a plus means something
_NAMED = re.compile(r"(?<=\")\.(?:/|\./[a-z]+/)([a-z-]+\.(?:mjs|css))(?=\")")  # published they stand side by side


@dataclass(frozen=True)
class Assets:
    """What a site ships whose scripts say these words, as pairs of a key and a text."""

    words: tuple[tuple[str, str], ...]

    @cached_property
    def files(self) -> dict[str, str]:
        """Every file by its path in the site. Scripts name each other, and styles they load, by those paths."""
        own = {f"{name}-words.mjs": _words(name, self.words) for name in WORDED}
        return _published(sources() | own)

    @property
    def loaded(self) -> list[str]:
        """The paths of what every page loads; the rest is loaded by these where a page has use for it."""
        return [path for path in self.files if re.sub(r"\.[0-9a-f]{10}\.", ".", path.rpartition("/")[2]) in LOADED]

    @cached_property
    def _paths(self) -> dict[str, str]:
        return {re.sub(r"\.[0-9a-f]{10}(?=\.\w+$)", "", one.rpartition("/")[2]): one for one in self.files}

    def path(self, name: str) -> str:
        """The path in the site of one of our files, by its own name."""
        return self._paths[name]


def assets_with(words: Mapping[str, str]) -> Assets:
    """What a site with these interface words ships."""
    starts = tuple(f"{name}-" for name in WORDED)
    return _assets(tuple((key, text) for key, text in words.items() if key.startswith(starts)))


_assets = cache(Assets)


def _published(written: Mapping[str, str]) -> dict[str, str]:
    """Each file, slimmed, by the path that its content gives it."""
    texts = {name: _slim(text) if name.endswith(".mjs") else _slim_style(text) for name, text in written.items()}
    named: dict[str, str] = {}
    while waiting := sorted(set(texts) - set(named)):
        ready = [name for name in waiting if all(inner in named for inner in _NAMED.findall(texts[name]))]
        if not ready:
            raise ValueError(f"scripts that import each other, or one that does not exist: {', '.join(waiting)}")
        for name in ready:
            texts[name] = _NAMED.sub(lambda found: f"./{named[found[1]]}", texts[name])
            stem, _, ending = name.rpartition(".")
            named[name] = f"{stem}.{signs_of(texts[name])}.{ending}"
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


@cache
def sources() -> dict[str, str]:
    """Every style and script by its own name, as it was written."""
    source = resources.files("treeguide") / "writing" / "assets"
    folders = [entry for entry in source.iterdir() if entry.is_dir() and entry.name != "search"]
    entries = [entry for folder in folders for entry in folder.iterdir() if entry.name.endswith((".css", ".mjs"))]
    written = {entry.name: entry.read_text("utf-8") for entry in entries}
    written["guide.css"] += written.pop("print.css")  # one request less
    fragment = written.pop("fragment.mjs")
    written["common.mjs"] += fragment
    written["moved.mjs"] = fragment.replace("export ", "") + written["moved.mjs"]  # no module: for file://
    return written


def _words(script: str, words: tuple[tuple[str, str], ...]) -> str:
    """A script that holds the words of another one, as `words`."""
    start = f"{script}-"
    found = {key.removeprefix(start): text for key, text in words if key.startswith(start)}
    return f"export const words = {json.dumps(found, ensure_ascii=False, indent=1)}\n"


def styles(page: str) -> list[str]:
    """The styles, by their own names, that the HTML of a page has parts for."""
    return [name for name, part in STYLES.items() if part.search(page)]


def worker_for_saving() -> str:
    """What serves the guide from a reader's own device, behind the list of files that a build writes."""
    source = resources.files("treeguide") / "writing" / "assets" / "saved" / "worker.js"
    return _slim(source.read_text("utf-8"))


@cache
def search() -> dict[str, str]:
    """The script that lets search wait until a reader goes there, by its path; then what that one loads."""
    folder = resources.files("treeguide") / "writing" / "assets" / "search"
    style = _slim_style((folder / "search.css").read_text("utf-8"))
    style_name = f"search.{signs_of(style)}.css"
    engine = _slim((folder / "engine.js").read_text("utf-8")).replace("./search.css", f"./{style_name}")
    engine_name = f"search-engine.{signs_of(engine)}.js"
    start = _slim((folder / "start.js").read_text("utf-8")).replace("./engine.js", f"./{engine_name}")
    found = {f"search-start.{signs_of(start)}.js": start, engine_name: engine, style_name: style}
    return {f"{FOLDER}/{name}": text for name, text in found.items()}


def signs_of(text: str) -> str:
    """Ten signs that follow from a text, for the name of a file of which the content never changes."""
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def worker() -> dict[str, str]:
    """What stands in for the web worker of Material's search, which no browser starts from file://, by its path."""
    source = resources.files("treeguide") / "writing" / "assets" / "offline" / "iframe-worker.js"
    return {f"{FOLDER}/{source.name}": _slim(source.read_text("utf-8"))}
