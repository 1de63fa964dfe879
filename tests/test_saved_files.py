"""What a reader's own device keeps of a site: the pages and what they load, and nothing that is for others."""

import json
from pathlib import Path

from treeguide.config import Settings
from treeguide.host.build.offline import WORKER, write_worker

KEPT = {
    "index.html": '<img src="assets/plaat.png">',
    "lessen/vier-het/index.html": "<p>Ja",
    "los.html": "<p>Los",
    "assets/treeguide/page.0123456789.mjs": "1",
    "assets/plaat.png": "x",
    "search/index.js": "1",
}
PASSED_OVER = (
    "404.html",
    "treeguide.json",
    "treeguide-embed.js",
    "sitemap.xml",
    "nginx.conf",
    "wegwijzers/waar/embed/index.html",
    "wegwijzers/waar/embed.html",
    "assets/treeguide/qr/12345.svg",
    "assets/schermafbeelding.png",
    "assets/javascripts/lunr/min/lunr.nl.min.js",
    "assets/javascripts/workers/search.0123456789.min.js",
    "search/search_index.json",
    ".well-known/security.txt",
)


def listed(site: Path, settings: Settings) -> dict[str, str]:
    """What the script that was written would keep."""
    write_worker(site, settings)
    first = (site / WORKER).read_text("utf-8").partition("\n")[0]
    files: dict[str, str] = json.loads(first.removeprefix("const SAVED = "))["files"]
    return files


def test_a_device_keeps_what_reading_takes(tmp_path: Path) -> None:
    for path, text in {**KEPT, **dict.fromkeys(PASSED_OVER, "x")}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    found = listed(tmp_path, Settings())
    assert set(found) == {"", "lessen/vier-het/", *(path for path in KEPT if not path.endswith("index.html"))}
    assert listed(tmp_path, Settings()) == found  # what it wrote itself is not in it
    theirs = set(listed(tmp_path, Settings(search=False))) - set(found)
    assert theirs == {"search/search_index.json", "assets/javascripts/workers/search.0123456789.min.js"}
    (tmp_path / "los.html").write_text("<p>Anders", "utf-8")
    assert {path for path, mark in listed(tmp_path, Settings()).items() if mark != found[path]} == {"los.html"}
