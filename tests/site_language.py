"""Which pages of a built site hold words of Dutch: those that every Dutch page has, and no English one."""

import re
from pathlib import Path

DUTCH = re.compile(
    r"\b(het|een|niet|jullie|wegwijzers?|situaties?|lessen|bronnen|begrippen|vraag|deze|wordt|geen)\b", re.I
)
CODE = ("search-engine.", "javascripts")  # what knows of Dutch words is no text


def dutch(site: Path) -> dict[str, str]:
    """The first word of Dutch in each file that a site publishes and that has one."""
    paths = [path for path in site.rglob("*") if path.is_file() and path.suffix not in (".png", ".gz")]
    ours = [path for path in paths if not any(part in path.as_posix() for part in CODE)]
    texts = {path.relative_to(site).as_posix(): path.read_bytes().decode("utf-8", "replace") for path in ours}
    return {path: found[0] for path, text in texts.items() if (found := DUTCH.search(text))}
