"""Search that costs a reader nothing before it is used."""

import re

_FORM = re.compile(r"""(<form\b[^>]*\bmd-search__form\b[^>]*)\sname=["']?search["']?""")


def unnamed_form(output: str) -> str:
    """A page whose form for searching has no name, so that the theme's script does not fetch the index by itself."""
    return _FORM.sub(r"\1", output, count=1)
