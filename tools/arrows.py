"""Which room uses which, as a drawing: `python -m tools.arrows` writes it into ARCHITECTURE.md.

An arrow that follows from others is left out: who can be reached over another room is used, or may be, without one.
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from tools.house import imported, modules
from tools.rooms import ROOMS

PAGE = Path(__file__).resolve().parent.parent / "ARCHITECTURE.md"
START, END = "```mermaid\nflowchart TD\n", "```\n"


def used() -> dict[str, set[str]]:
    """For each room, the other rooms that its modules import."""
    found: dict[str, set[str]] = {room: set() for room in ROOMS}
    for module in modules("treeguide"):
        for name in imported(module.tree):
            room = name.removeprefix("treeguide.").partition(".")[0] if name.startswith("treeguide.") else ""
            if module.room in found and room in found and room != module.room:
                found[module.room].add(room)
    return found


def reduced(uses: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """The same without the arrows that follow from others."""
    below: dict[str, set[str]] = {}
    for room in ROOMS:
        below[room] = set(uses[room]).union(*(below[one] for one in uses[room]))
    return {room: {one for one in uses[room] if not any(one in below[other] for other in uses[room])} for room in ROOMS}


def drawing() -> str:
    """The drawing as a Mermaid flowchart, each room above those that it uses."""
    uses = used()
    return START + "".join(_rows(reduced(uses))) + END


def _rows(arrows: Mapping[str, set[str]]) -> Iterator[str]:
    for room in reversed(ROOMS):
        yield from (f"  {room} --> {one}\n" for one in ROOMS if one in arrows[room])


def drawn() -> str:
    """The drawing as ARCHITECTURE.md has it."""
    text = PAGE.read_text("utf-8")
    start = text.index(START)
    return text[start : text.index(END, start + len(START)) + len(END)]


def main() -> int:
    """Put the drawing into ARCHITECTURE.md."""
    text = PAGE.read_text("utf-8")
    PAGE.write_text(text.replace(drawn(), drawing()), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
