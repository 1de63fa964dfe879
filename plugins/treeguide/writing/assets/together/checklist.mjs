// A checklist with a script: what is ticked is in the address, advice comes in the order in which it fits, and says
// because of what. What shows at all is up to the style, with and without this script.

import { build, fill, fragment } from "../page/common.mjs"

export function start() {
  const root = document.querySelector(".guide-signs"), { alone, aliases, form, mark } = JSON.parse(root.dataset.guideKnown)
  const boxes = [...root.querySelectorAll("input")], nameOf = box => box.id.slice(5), list = root.querySelector("ol"), details = root.querySelector("details:has(> .guide-own)")
  const held = fragment().split("~").slice(1).map(name => Object.hasOwn(aliases, name) ? aliases[name] : name)
  if (held.length) boxes.forEach(box => { box.checked = held.includes(nameOf(box)) })
  root.onchange = ({ target }) => {
    const isAlone = alone.includes(nameOf(target))
    if (target.checked) boxes.forEach(box => { if (box !== target && (isAlone || alone.includes(nameOf(box)))) box.checked = false })
    keep()
    show()
  }
  function keep() {
    const ticked = boxes.filter(box => box.checked).map(nameOf)
    history.replaceState(history.state, "", ticked.length ? `#~${ticked.join("~")}` : location.pathname + location.search)
  }
  /** The signals behind an advice that are ticked. */
  const behind = row => boxes.filter(box => box.checked && row.dataset.guideSignals.split(" ").includes(nameOf(box)))
  function show() {
    const rows = [...list.children].sort((a, b) => behind(b).length - behind(a).length || a.id.slice(7) - b.id.slice(7))
    for (const row of rows) {
      row.querySelector(".guide-because")?.remove()
      const said = behind(row).map(box => box.nextElementSibling.textContent).join("; ")
      if (said) row.append(build("p", { class: "guide-because" }, fill(root.dataset.guideBecause, { signals: said })))
    }
    list.append(...rows)
    tell()
  }
  /** The code of what is ticked, for who opened that. */
  async function tell() {
    if (!details.open) return
    const [{ own }, { encode, parse }] = await Promise.all([import("./own.mjs"), import("./scores.mjs")])
    details.lastElementChild.replaceChildren(...own({ root, mark, words: JSON.parse(root.dataset.guideWords) }, encode(parse(form), mark, boxes.map(box => +box.checked))))
  }
  details.ontoggle = tell
  details.hidden = false
  if (!held.length && root.querySelector(":checked")) keep() // a reader may be faster than this script
  show()
}
