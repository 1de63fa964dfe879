"""Says in the head of a page what it is, for whoever shows a link to it: title, summary, address and site."""

import html
import re
from dataclasses import dataclass

LOCALES = {"nl": "nl_NL", "en": "en_GB", "de": "de_DE"}
_END = re.compile(r"</head>", re.I)


@dataclass(frozen=True)
class Card:
    """What is shown of a page where its link is pasted. `changed` is a day; texts are plain."""

    title: str
    description: str = ""
    address: str = ""
    site: str = ""
    language: str = "nl"
    changed: str = ""
    is_home: bool = False


def tags(card: Card) -> str:
    """The tags of the Open Graph protocol (ogp.me), for the head of the page; what is not known is left out."""
    rows = {
        "og:type": "website" if card.is_home else "article",
        "og:title": card.title,
        "og:description": card.description,
        "og:url": card.address,
        "og:site_name": card.site,
        "og:locale": LOCALES.get(card.language, ""),
        "article:modified_time": "" if card.is_home else card.changed,
    }
    return "".join(
        f'<meta property="{name}" content="{html.escape(" ".join(text.split()))}">\n'
        for name, text in rows.items()
        if text.strip()
    )


def with_head(page: str, extra: str) -> str:
    """The HTML of a page with more in its head."""
    return _END.sub(lambda end: extra + end[0], page, count=1)


def has_tags(page: str) -> bool:
    """Whether a page says these things already, by another plugin or the site's own theme."""
    head = _END.split(page, maxsplit=1)[0]
    return re.search(r"""property=["']?og:title\b""", head) is not None
