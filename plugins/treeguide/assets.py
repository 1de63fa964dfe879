"""The style and scripts we ship, each under a name that holds a hash of its content, so it may be cached for good."""

import hashlib
import re
from functools import cache
from importlib import resources

FOLDER = "assets/treeguide"
LOADED = ("guide.css", "guide.mjs")
_IMPORT = re.compile(r"(?<=\")\./([a-z-]+\.mjs)(?=\")")


@cache
def files() -> dict[str, str]:
    """Every file by its path in the site. Scripts name each other by those paths."""
    source = resources.files("treeguide") / "assets"
    texts = {
        entry.name: entry.read_text("utf-8") for entry in source.iterdir() if entry.name.endswith((".css", ".mjs"))
    }
    named: dict[str, str] = {}
    while waiting := sorted(set(texts) - set(named)):
        ready = [name for name in waiting if all(inner in named for inner in _IMPORT.findall(texts[name]))]
        if not ready:
            raise ValueError(f"scripts that import each other, or one that does not exist: {', '.join(waiting)}")
        for name in ready:
            texts[name] = _IMPORT.sub(lambda found: f"./{named[found[1]]}", texts[name])
            stem, _, ending = name.rpartition(".")
            named[name] = f"{stem}.{hashlib.sha256(texts[name].encode()).hexdigest()[:10]}.{ending}"
    return {f"{FOLDER}/{named[name]}": texts[name] for name in sorted(texts)}


def loaded() -> list[str]:
    """The paths of what every page loads; the other scripts are loaded by these where a page has use for them."""
    return [path for path in files() if re.sub(r"\.[0-9a-f]{10}\.", ".", path.rpartition("/")[2]) in LOADED]


def path(name: str) -> str:
    """The path in the site of one of our files, by its own name."""
    stem, _, ending = name.rpartition(".")
    return next(one for one in files() if re.fullmatch(rf"{FOLDER}/{stem}\.[0-9a-f]{{10}}\.{ending}", one))
