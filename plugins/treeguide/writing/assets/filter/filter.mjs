// Narrows the list of all lessons: of each sort (kind, theme, phase, role) one may choose several. The choice is in the
// address: #themes=geld~kinds=pitfall~kinds=success-factor. Without this script the same choices are links to pages.

import { build, fill, fragment } from "../page/common.mjs"

/** Start, or follow the address, on every list of this page. */
export function start() {
  for (const root of document.querySelectorAll("[data-guide-filter]")) {
    const form = root.querySelector("form") ?? add(root), wanted = chosen()
    for (const box of boxes(form)) box.checked = wanted.has(`${box.name}=${box.value}`)
    apply(root, form)
  }
}

/** What the address chooses: `sort=value`, as often as there are choices. */
const chosen = () => new Set(fragment().slice(1).split("~"))

const boxes = form => [...form.querySelectorAll("input")]

/** A form in the place of the links, with a box to tick for each. */
function add(root) {
  const words = root.dataset, facets = root.querySelector(".guide-facets")
  const remember = () => setTimeout(() => { // a form that is cleared is so a moment later; tracking.mjs keeps others from clearing
    const pairs = boxes(form).filter(box => box.checked).map(box => `${box.name}=${box.value}`)
    History.prototype.replaceState.call(history, history.state, "", pairs.length ? `#${pairs.join("~")}` : location.pathname + location.search)
    apply(root, form)
  })
  const form = build("form", { class: "guide-filter", "aria-label": words.guideFilter, change: remember, reset: remember, submit: event => event.preventDefault() })
  for (const part of facets.querySelectorAll("[data-guide-facet]")) {
    const labels = [...part.querySelectorAll("[data-guide-value]")].map(one => build("label", {},
      build("input", { type: "checkbox", name: part.dataset.guideFacet, value: one.dataset.guideValue, "data-guide-label": one.dataset.guideLabel }),
      build("span", {}, [...one.querySelectorAll("svg")], one.dataset.guideLabel, " ", build("span", { class: "guide-count" }))))
    part.querySelector("summary").append(" ", build("span", { class: "guide-chosen" }))
    part.querySelector("ul").replaceWith(build("fieldset", {}, build("legend", {}, part.dataset.guideLabel), labels))
  }
  facets.replaceWith(form)
  form.append(facets, build("p", {}, build("output"), build("button", { type: "reset" }, words.guideClear)), build("div", { class: "guide-widen" }))
  return form
}

/** The choices by sort; those of one sort widen each other, those of different sorts narrow. */
function wants(form) {
  const found = {}
  for (const { name, value, checked } of boxes(form)) if (checked) (found[name] ??= []).push(value)
  return found
}

const has = (item, sort, value) => Boolean(item.dataset[sort]?.split(" ").includes(value))

/** Whether an item is one of those that are wanted; one sort may be passed over. */
const fits = (item, wanted, except) => Object.entries(wanted).every(([sort, values]) => sort === except || values.some(value => has(item, sort, value)))

function apply(root, form) {
  const items = [...root.querySelectorAll("li[data-kinds]")], wanted = wants(form)
  for (const item of items) item.hidden = !fits(item, wanted)
  for (const list of root.querySelectorAll("ul.guide-list")) {
    list.hidden = !list.querySelector("li:not([hidden])")
    if (list.previousElementSibling?.matches("h2")) list.previousElementSibling.hidden = list.hidden
  }
  for (const box of boxes(form)) {
    const count = items.filter(item => fits(item, wanted, box.name) && has(item, box.name, box.value)).length
    box.parentElement.querySelector(".guide-count").textContent = count
  }
  for (const part of form.querySelectorAll("[data-guide-facet]")) {
    const labels = boxes(part).filter(box => box.checked).map(named)
    part.querySelector(".guide-chosen").textContent = labels.join(", ")
  }
  const count = items.filter(item => !item.hidden).length
  form.querySelector("output").textContent = fill(count ? root.dataset.guideLeft : root.dataset.guideNone, { count, total: items.length })
  form.querySelector(".guide-widen").replaceChildren(...count ? [] : wider(form, items, wanted))
}

/** What a choice is called. */
const named = box => box.dataset.guideLabel

/** Where nothing is left: buttons that take away one sort of choice, else all but one, and say how much there is then. */
function wider(form, items, wanted) {
  const { guideWiden, guideOnly } = form.parentElement.dataset, sorts = Object.keys(wanted)
  const offered = (says, kept, sort) => {
    const count = items.filter(item => kept.every(one => fits(item, { [one]: wanted[one] }))).length
    const label = boxes(form).filter(box => box.name === sort && box.checked).map(named).join(", ")
    return count > 0 && build("button", { type: "button", click: () => keep(form, kept, sort) }, fill(says, { label, count }))
  }
  const without = sorts.map(sort => offered(guideWiden, sorts.filter(one => one !== sort), sort)).filter(Boolean)
  return without.length ? without : sorts.map(sort => offered(guideOnly, [sort], sort)).filter(Boolean)
}

/** Keep only the choices of these sorts; the reader goes on at the one that the button named. */
function keep(form, sorts, sort) {
  for (const box of boxes(form)) box.checked &&= sorts.includes(box.name)
  form.dispatchEvent(new Event("change"))
  form.querySelector(`[data-guide-facet="${sort}"] summary`).focus()
}
