"""Fills in what the manual takes from the tool itself, so that the two cannot say different things."""

import sys
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from manual_pages import filled  # noqa: E402 (the tests stand beside the manual, and are no package)

# Of the templates of the guide those without a word of Dutch: a dialog with a name, and a link to the repository that
# does not ask its host for figures on every visit.
SHARED = ("search.html", "source.html")


def on_page_markdown(markdown: str, **_: Any) -> str:
    """A page with its lists of checks, commands and keys."""
    return filled(markdown)


def on_env(env: Environment, **_: Any) -> Environment:
    """The theme's templates, with those that the guide has instead."""
    ours = {f"partials/{name}": (ROOT / "overrides" / "partials" / name).read_text("utf-8") for name in SHARED}
    env.loader = ChoiceLoader([DictLoader(ours), *([env.loader] if env.loader else [])])
    return env
