"""A small drawing for each kind of thing, to tell them apart at a glance. It stands beside a word, never alone."""

from collections.abc import Mapping

from markupsafe import Markup

# Paths on a square of 24, drawn with one width of line in the colour of the text.
SIGNS: Mapping[str, str] = {
    "lesson": "M12 6.5C9.5 5 6.5 4.5 3 5v13c3.5-.5 6.5 0 9 1.5 2.5-1.5 5.5-2 9-1.5V5c-3.5-.5-6.5 0-9 1.5zm0 0v13",
    "success-factor": "m4 12.5 5.5 5.5L20 6.5",
    "pitfall": "M12 4 2.5 20h19zM12 10v5m0 2v.5",
    "guiding-question": "M8.5 8.5a3.5 3.5 0 1 1 5.5 3c-1.3.9-2 1.5-2 3.2m0 3.3v.5",
    "instrument": "M4 8.5h16V19H4zM9 8.5V5h6v3.5M4 13h6m4 0h6m-10-1.5h4v3h-4z",
    "guide": "M12 3v18M12 5H5.5L3 7.5 5.5 10H12m0 2h6.5l2.5 2.5-2.5 2.5H12",
    "outcome": "M12 21c4.5-5 7-8.2 7-11.5a7 7 0 0 0-14 0C5 12.8 7.5 16 12 21zm0-9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
    "question": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.5 9.5a2.5 2.5 0 1 1 3.8 2.2c-.9.5-1.3 1-1.3 1.8m0 3v.2",
}


def sign(name: str) -> Markup:
    """The sign of that name; nothing for a name without one."""
    path = SIGNS.get(name)
    if path is None:
        return Markup("")
    return Markup(f'<svg class="guide-sign" viewBox="0 0 24 24" aria-hidden="true"><path d="{path}"/></svg>')  # noqa: S704
