"""Fills in what the manual takes from the tool itself, so that the two cannot say different things."""

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from manual_pages import filled  # noqa: E402 (the tests stand beside the manual, and are no package)


def on_page_markdown(markdown: str, **_: Any) -> str:
    """A page with its lists of checks, commands and keys."""
    return filled(markdown)
