"""Text as it may be shown where something obeys what it reads: a terminal, and the log of a workflow."""

import json
import re
from typing import Any

UNSEEN = "\N{REPLACEMENT CHARACTER}"


def shown(text: str) -> str:
    """The text, as long as it was, with a mark for every character that shows nothing but may do something.

    GitHub looks for `##[command]` anywhere in a line of a log; for `::command` only where a line begins.
    """
    seen = text if text.isprintable() else "".join(one if one.isprintable() else UNSEEN for one in text)
    return seen.replace("##[", f"#{UNSEEN}[")


def shown_lines(text: str) -> str:
    """A text of our own of several lines, each as `shown` gives it; none of them begins as a command does."""
    return "\n".join(re.sub(r"^(\s*):(?=:)", rf"\1{UNSEEN}", shown(line)) for line in text.split("\n"))


def shown_json(value: Any, indent: int | None = None) -> str:
    """The value as JSON, which says the same, with every such character written as its number."""
    text = json.dumps(value, ensure_ascii=False, indent=indent).replace("##[", "#\\u0023[")
    if text.replace("\n", "").isprintable():
        return text
    return "".join(one if one.isprintable() or one == "\n" else json.dumps(one)[1:-1] for one in text)
