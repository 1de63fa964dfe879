// Narrows the list of all lessons by kind, theme, phase and role. The choice is in the address: #themes=geld~roles=raad
// Without this script the same choices are links to pages of their own.

function parse(hash) {
  let text = hash.replace(/^#/, "")
  try { text = decodeURIComponent(text) } catch { /* not ours: read as it is */ }
  return Object.fromEntries(text.split("~").map(part => part.split("=")).filter(pair => pair.length === 2))
}

function field(sort, label, values, all) {
  const box = document.createElement("label")
  box.append(label)
  const select = box.appendChild(document.createElement("select"))
  select.name = sort
  select.add(new Option(all, ""))
  for (const [id, text] of values) select.add(new Option(text, id))
  return box
}

function build(root) {
  const form = document.createElement("form")
  form.className = "guide-filter"
  form.setAttribute("aria-label", root.dataset.guideFilter)
  for (const part of root.querySelectorAll("[data-guide-facet]")) {
    const values = [...part.querySelectorAll("[data-guide-value]")].map(item => [item.dataset.guideValue, item.dataset.guideLabel])
    form.append(field(part.dataset.guideFacet, part.dataset.guideLabel, values, root.dataset.guideAll))
    part.hidden = true
  }
  const line = form.appendChild(document.createElement("p"))
  line.appendChild(document.createElement("output"))
  const clear = line.appendChild(document.createElement("button"))
  clear.type = "reset"
  clear.textContent = root.dataset.guideClear
  root.prepend(form)
  form.addEventListener("submit", event => event.preventDefault())
  form.addEventListener("change", () => remember(root, form))
  form.addEventListener("reset", () => setTimeout(() => remember(root, form)))
  return form
}

/** Put the choice in the address, in the same history entry, and show it. */
function remember(root, form) {
  const chosen = [...new FormData(form)].filter(([, value]) => value).map(pair => pair.join("="))
  history.replaceState(history.state, "", chosen.length ? "#" + chosen.join("~") : location.pathname + location.search)
  apply(root, form)
}

function apply(root, form) {
  const chosen = [...new FormData(form)].filter(([, value]) => value)
  const items = [...root.querySelectorAll("[data-kinds]")]
  for (const item of items) {
    item.hidden = !chosen.every(([sort, value]) => (item.dataset[sort] ?? "").split(" ").includes(value))
  }
  for (const list of root.querySelectorAll("ul.guide-list")) {
    const empty = !list.querySelector("li:not([hidden])")
    list.hidden = empty
    if (list.previousElementSibling?.tagName === "H2") list.previousElementSibling.hidden = empty
  }
  const count = items.filter(item => !item.hidden).length
  form.querySelector("output").textContent = root.dataset.guideLeft.replace("{count}", count).replace("{total}", items.length)
}

/** Start, or follow the address, on every list of this page. */
export function start() {
  for (const root of document.querySelectorAll("[data-guide-filter]")) {
    const form = root.querySelector(".guide-filter") ?? build(root)
    const wanted = parse(location.hash)
    for (const select of form.querySelectorAll("select")) {
      select.value = [...select.options].some(one => one.value === wanted[select.name]) ? wanted[select.name] : ""
    }
    apply(root, form)
  }
}
