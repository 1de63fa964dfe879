// On the drawing of a guide: marks the reader's own route, when the address holds one, and brings what has the focus whole
// into sight: browsers leave a box where it is when they see a part of it, and show the middle of a drawing that is taller
// than the window instead of its beginning.

import { fragment, read } from "../page/common.mjs"

addEventListener("focusin", ({ target }) => {
  const seen = target.closest(".guide-map a, .guide-map")
  seen?.scrollIntoView({ block: seen.matches(".guide-map") ? "start" : "nearest", inline: "nearest" })
})

export function start() {
  for (const root of document.querySelectorAll("[data-guide-map]")) {
    const { answers, guide } = read()
    const chosen = guide === root.dataset.guideMap ? new Map(answers) : new Map()
    for (const arrow of root.querySelectorAll("[data-guide-option]")) {
      const question = arrow.dataset.guideStep?.split(".")[0]
      arrow.toggleAttribute("data-guide-chosen", chosen.get(question) === arrow.dataset.guideOption)
    }
    for (const link of document.querySelectorAll("[data-guide-drawings] a")) link.hash = chosen.size ? fragment() : ""
  }
}
