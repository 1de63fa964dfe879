// Narrows the list of all lessons by kind, theme, phase and role. The choice is in the address: #themes=geld~roles=raad
// Without this script the same choices are links to pages of their own.

import { build, fill, fragment } from "../page/common.mjs"

/** Start, or follow the address, on every list of this page. */
export function start() {
  for (const root of document.querySelectorAll("[data-guide-filter]")) {
    const form = root.querySelector("form") ?? add(root), wanted = chosen()
    for (const select of form.querySelectorAll("select")) {
      select.value = wanted[select.name]
      if (select.selectedIndex < 0) select.value = ""
    }
    apply(root, form)
  }
}

/** What the address chooses, by sort. */
const chosen = () => Object.fromEntries(fragment().slice(1).split("~").map(part => part.split("=")))

function add(root) {
  const words = root.dataset
  const fields = [...root.querySelectorAll("[data-guide-facet]")].map(part => {
    const values = [...part.querySelectorAll("[data-guide-value]")].map(one => new Option(one.dataset.guideLabel, one.dataset.guideValue))
    part.hidden = true
    return build("label", {}, part.dataset.guideLabel, build("select", { name: part.dataset.guideFacet }, new Option(words.guideAll, ""), values))
  })
  const remember = () => setTimeout(() => { // a form that is cleared is so a moment later; tracking.mjs keeps others from clearing
    const pairs = values(form).map(pair => pair.join("="))
    History.prototype.replaceState.call(history, history.state, "", pairs.length ? `#${pairs.join("~")}` : location.pathname + location.search)
    apply(root, form)
  })
  const form = build("form", { class: "guide-filter", "aria-label": words.guideFilter, change: remember, reset: remember, submit: event => event.preventDefault() },
    fields, build("p", {}, build("output"), build("button", { type: "reset" }, words.guideClear)))
  root.prepend(form)
  return form
}

const values = form => [...new FormData(form)].filter(([, value]) => value)

function apply(root, form) {
  const items = [...root.querySelectorAll("[data-kinds]")], wanted = values(form)
  for (const item of items) item.hidden = !wanted.every(([sort, value]) => item.dataset[sort]?.split(" ").includes(value))
  for (const list of root.querySelectorAll("ul.guide-list")) {
    list.hidden = !list.querySelector("li:not([hidden])")
    if (list.previousElementSibling?.matches("h2")) list.previousElementSibling.hidden = list.hidden
  }
  const count = items.filter(item => !item.hidden).length
  form.querySelector("output").textContent = fill(root.dataset.guideLeft, { count, total: items.length })
}
