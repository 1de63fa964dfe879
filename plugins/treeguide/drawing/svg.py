"""Writes a picture as SVG: text that can be read, selected and followed, in the colours of the page around it."""

import html
import re
from collections.abc import Iterator, Sequence
from importlib import resources
from itertools import pairwise

from treeguide.drawing import Node, Picture
from treeguide.drawing.composing import Box, Composition, compose
from treeguide.drawing.layout import Curve, Place
from treeguide.drawing.lettering import Style

MARGIN = 16
HEADING = 56
_NOT_TEXT = re.compile(  # not in XML, or a mark that a terminal obeys or that turns the direction of reading
    "[^\t\n\r\u0020-\u007e\u00a0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
_COLOURS = {  # fill, line and ink where no style sheet says otherwise
    "start": ("#1a5c61", "#1a5c61", "#fff"),
    "question": ("#fff", "#1a5c61", "#26231f"),
    "outcome": ("#f4eee3", "none", "#26231f"),
    "pointer": ("none", "#8b8378", "#5a534a"),
}


def svg(picture: Picture, *, alone: bool = False) -> str:
    """The picture as an <svg> element.

    `alone` makes it a file of its own: with a heading, a background and its style inside. Without it the page it stands
    in loads drawing.css; colours still make sense where that is missing. Every step is an <a>, in the order of
    reading. A question carries `data-guide-step` (its id) and `data-guide-section` (its name); an option the same of
    its question and `data-guide-option`; a situation `data-guide-outcome`.
    """
    composed = compose(picture)
    top = MARGIN + (HEADING if alone else 0)
    wide = round(max(composed.drawn.width, 320 if alone else 0) + 2 * MARGIN)
    high = round(composed.drawn.height + MARGIN + top)
    parts = [
        *_opening(picture, wide, high, alone=alone),
        *(_heading(picture, wide, high) if alone else ()),
        f'<g transform="translate({MARGIN} {top})">',
        *_steps(composed),
        "</g></svg>",
    ]
    return "\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """A text for use between tags and in attributes; what is no text becomes a replacement character."""
    return html.escape(_NOT_TEXT.sub("\ufffd", text))


def _opening(picture: Picture, wide: int, high: int, *, alone: bool) -> Iterator[str]:
    name = f"guide-drawing-{picture.id}"
    classes = "guide-drawing guide-drawing--alone" if alone else "guide-drawing"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{classes}" role="group" lang="{picture.language}"'
        f' width="{wide}" height="{high}" viewBox="0 0 {wide} {high}"'
        f' aria-labelledby="{name}-title" aria-describedby="{name}-about"'
        ' fill="#26231f" font-family="Helvetica, Arial, sans-serif">'
    )
    yield f'<title id="{name}-title">{escaped(picture.title)}</title>'
    yield f'<desc id="{name}-about">{escaped(_about(picture))}</desc>'
    if alone:
        style = (resources.files("treeguide") / "writing" / "assets" / "drawing" / "drawing.css").read_text("utf-8")
        yield f"<style>\n{style}@page {{ margin: 8mm; size: landscape; }}\n</style>"


def _about(picture: Picture) -> str:
    focus = next((node.text for node in picture.nodes if node.sort == "outcome" and node.id == picture.focus), "")
    if focus:
        return f"{picture.words['lead-here']}: {focus}"
    return picture.words["whole-guide"].format(questions=picture.questions, outcomes=picture.outcomes)


def _heading(picture: Picture, wide: int, high: int) -> Iterator[str]:
    yield f'<rect class="guide-drawing-paper" width="{wide}" height="{high}" fill="#fff"/>'
    yield (
        f'<text class="guide-drawing-heading" x="{MARGIN}" y="34" font-size="20" font-weight="700">'
        f"{escaped(picture.title)}</text>"
    )
    yield (
        f'<text class="guide-drawing-about" x="{MARGIN}" y="54" fill="#5a534a" font-size="12">'
        f"{escaped(_about(picture))}</text>"
    )


def _steps(composed: Composition) -> Iterator[str]:
    """Each question with its options, and each situation behind the first option that leads to it."""
    leaving: dict[int, list[int]] = {}
    for number, arrow in enumerate(composed.arrows):
        leaving.setdefault(arrow.source, []).append(number)
    written: set[int] = set()
    for number, box in enumerate(composed.boxes):
        if box.node.sort != "question" or box.pointer:
            continue
        yield f'<g class="guide-drawing-step" {_hooks(box.node)}>'
        yield _box(box, composed.drawn.boxes[number], start=number == 0)
        for one in leaving.get(number, ()):
            yield _option(composed, one, box.node)
            target = composed.arrows[one].target
            end = composed.boxes[target]
            if (end.pointer or end.node.sort == "outcome") and target not in written:
                written.add(target)
                yield _box(end, composed.drawn.boxes[target])
        yield "</g>"


def _hooks(node: Node) -> str:
    return f'data-guide-step="{escaped(node.id)}" data-guide-section="{escaped(node.name)}"'


def _box(box: Box, place: Place, *, start: bool = False) -> str:
    """A node: a rectangle with its text, as a link where it leads somewhere."""
    node = box.node
    sort = "pointer" if box.pointer else node.sort
    fill, line, ink = _COLOURS["start" if start else sort]
    left, top = place.x + box.style.across, place.y + box.style.down
    inner = (
        f'<rect x="{_n(place.x)}" y="{_n(place.y)}" width="{_n(place.width)}" height="{_n(place.height)}" rx="6"'
        f' fill="{fill}" stroke="{line}"/>'
    )
    if box.badge:
        number = _text([str(node.number)], (left, top), box.style)
        inner += f'<text class="guide-drawing-number" fill="{ink}"{number}'
    inner += f'<text fill="{ink}"{_text(box.lines, (left + box.badge, top), box.style, node.text)}'
    if box.notes:
        top += len(box.lines) * box.style.line
        note = _text(box.notes, (left + box.badge, top), box.note)
        inner += f'<text class="guide-drawing-note" fill="{ink}"{note}'
    classes = f"guide-drawing-{sort}" + (" guide-drawing-start" if start else "")
    hook = f' data-guide-outcome="{escaped(node.id)}"' if node.sort == "outcome" else ""
    if node.href:
        return f'<a href="{escaped(node.href)}" class="{classes}"{hook}>{inner}</a>'
    return f'<g class="{classes}"{hook}>{inner}</g>'


def _option(composed: Composition, number: int, node: Node) -> str:
    """An answer: the line from its question, its text, and the line with a point to where it leads."""
    arrow, label, curve = composed.arrows[number], composed.drawn.labels[number], composed.drawn.curves[number]
    style = composed.styles.option
    text = _text(composed.labels[number], (label.x + style.across, label.y + style.down), style, arrow.text)
    return (
        f'<g class="guide-drawing-option" {_hooks(node)} data-guide-option="{escaped(arrow.option)}">'
        f'<path d="{_path(curve)}" fill="none" stroke="#8b8378"/><text{text}</g>'
    )


def _text(lines: Sequence[str], corner: tuple[float, float], style: Style, whole: str = "") -> str:
    """The rest of a text of these lines, from its attributes on; the whole text as a tooltip where it was shortened."""
    left, top = corner
    title = f"<title>{escaped(whole)}</title>" if whole and lines[-1].endswith("…") and whole != " ".join(lines) else ""
    base = top + style.line / 2 + style.size * 0.36
    weight = ' font-weight="700"' if style.bold else ""
    spans = [
        f'<tspan x="{_n(left)}" y="{_n(base + number * style.line)}">{escaped(line)}</tspan>'
        for number, line in enumerate(lines)
    ]
    return f' font-size="{_n(style.size)}"{weight}>{title}{" ".join(spans)}</text>'


def _path(curve: Curve) -> str:
    """The two halves of a line, and the point of the arrow."""
    return f"{_line(curve.before)}{_line(curve.after)}m-6-4 6 4-6 4"


def _line(points: Sequence[tuple[float, float]]) -> str:
    """A line through the points: level where they are level, a smooth bend where they climb."""
    parts = [f"M{_n(points[0][0])} {_n(points[0][1])}"]
    for (left, upper), (right, lower) in pairwise(points):
        if abs(upper - lower) < 0.1:
            parts.append(f"H{_n(right)}")
        else:
            half = _n((left + right) / 2)
            parts.append(f"C{half} {_n(upper)} {half} {_n(lower)} {_n(right)} {_n(lower)}")
    return "".join(parts)


def _n(value: float) -> str:
    """A number as short as it can be written."""
    return f"{value:.1f}".removesuffix(".0")
