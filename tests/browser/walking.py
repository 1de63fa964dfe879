"""A walk through a page with a keyboard only: every stop, and what is wrong with it for who has to see where one is."""

from dataclasses import dataclass

from playwright.sync_api import Page

# Where the focus is. A field that is drawn by its label, or a link by its drawing, is looked at there.
STOP = """again => {
  const at = document.activeElement
  window.walked ??= []
  if (!at || at === document.body || at === document.documentElement) return null
  const place = walked.indexOf(at)
  if (place >= 0 && !again) return { place }
  if (!again) walked.push(at)
  const drawn = one => one.getBoundingClientRect().width > 1 && one.getBoundingClientRect().height > 1
  const face = [at, at.labels?.[0], at.nextElementSibling].find(one => one && drawn(one)) ?? at
  const box = face.getClientRects()[0] ?? at.getBoundingClientRect(), low = Math.min(box.bottom, innerHeight) - 3
  const article = document.querySelector("article"), isDrawing = at.closest("svg") !== null
  const isBare = y => {
    const hit = document.elementFromPoint(box.left + Math.min(box.width / 2, innerWidth / 2), y)
    return hit && [at, face].some(one => one.contains(hit) || hit.contains(one) && !hit.contains(article))
  }
  const ring = one => {
    const { outlineStyle, outlineWidth, strokeWidth } = getComputedStyle(one)
    if (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) return `${outlineWidth} ${outlineStyle}`
    return one.localName === "rect" && parseFloat(strokeWidth) > 2 && "stroke"
  }
  const looks = [at, ...at.labels ?? [], at.nextElementSibling, at.querySelector("rect"), at.parentElement]
  const said = at.labels?.length ? [...at.labels].map(one => one.textContent).join(" ") : at.innerText ?? at.textContent
  const places = ["dialog", ".md-search", ".md-header", ".md-tabs", ".md-sidebar--primary", ".md-sidebar--secondary",
    "article", ".md-footer"]
  return {
    place: -1, tag: at.localName, where: isDrawing ? "drawing" : places.find(one => at.closest(one)) ?? "page",
    name: (at.ariaLabel || said || at.title || at.name || at.id).trim().replace(/\\s+/g, " ").slice(0, 70),
    rings: looks.filter(Boolean).map(ring).filter(Boolean),
    seen: box.width > 1 && box.height > 1 && getComputedStyle(at).visibility === "visible",
    inside: box.top >= -1 && box.left >= (isDrawing ? -30 : -1) &&
      box.left + Math.min(box.width, 60) <= innerWidth + 1 && box.top + Math.min(box.height, 24) <= innerHeight + 1,
    bare: (box.height > 60 ? [(box.top + low) / 2] : [box.top + 3, (box.top + low) / 2, low]).every(isBare),
    top: box.top + scrollY, bottom: box.bottom + scrollY, left: box.left,
  }
}"""
MISSED = """() => {
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
  const isSeen = one => one.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })
  const isOfWalked = one => one.type === "radio" && walked.some(other => other.name === one.name)
  const open = all.filter(one => !one.disabled && one.tabIndex >= 0 && isSeen(one))
  return open.filter(one => !walked.includes(one) && !isOfWalked(one)).map(one => one.outerHTML.slice(0, 140))
}"""


@dataclass(frozen=True)
class Stop:
    """One stop of a walk: what it is, where it stands, how its focus is drawn, and what is wrong."""

    name: str
    tag: str
    where: str
    ring: str
    faults: tuple[str, ...]
    top: float
    bottom: float
    left: float

    def __str__(self) -> str:
        return f"{self.where} {self.tag} “{self.name}”" + (f" ✗ {', '.join(self.faults)}" if self.faults else "")


def walk(page: Page, key: str = "Tab", most: int = 400) -> list[Stop]:
    """Every stop from where the focus is, until the page ends or begins again; fails in a trap."""
    page.evaluate("window.walked = []")
    stops: list[Stop] = []
    for _ in range(most):
        page.keyboard.press(key)
        found = page.evaluate(STOP, False)
        if found is None or found["place"] == 0:
            return stops
        assert found["place"] < 0, f"a trap behind {stops[-1]}: back to {stops[found['place']]}"
        stop = _stop(found, stops, key)
        if stop.faults:  # it may be still on its way into sight
            page.wait_for_timeout(200)
            stop = _stop(page.evaluate(STOP, True), stops, key)
        stops.append(stop)
    return stops


def _stop(found: dict[str, object], before: list[Stop], key: str) -> Stop:
    top, bottom, left = (float(str(found[one])) for one in ("top", "bottom", "left"))
    wrong = {
        "cannot be seen": not found["seen"],
        "outside the window": not found["inside"],
        "behind something": not found["bare"],
        "no outline": not found["rings"],
    }
    last = before[-1] if before and before[-1].where == found["where"] == "article" else None
    if last and key == "Tab":
        wrong["out of order"] = bottom <= last.top + 1 and left <= last.left + 1
    rings = found["rings"]
    ring = str(rings[0]) if isinstance(rings, list) and rings else ""
    faults = tuple(one for one, is_so in wrong.items() if is_so)
    return Stop(str(found["name"]), str(found["tag"]), str(found["where"]), ring, faults, top, bottom, left)


def missed(page: Page) -> list[str]:
    """What can be seen and pressed and was no stop of the walk just made."""
    return list(page.evaluate(MISSED))
