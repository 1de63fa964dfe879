// The button "Zet in mijn dossier", and how much is in the dossier. What a click does is in collect.mjs; the dossier's own
// page in letter.mjs. Nothing is kept before the reader's first click.

import { dress } from "./build.mjs"

let unkept = null // what was collected while the browser keeps nothing

export function start() {
  for (const root of document.querySelectorAll("[data-guide-collect]:not([data-guide-on])")) begin(root)
}

async function begin(root) {
  root.dataset.guideOn = ""
  await dress(new URL("./buttons.css", import.meta.url))
  const [button, link, says] = root.children
  const guide = document.querySelector("[data-guide]")
  const words = JSON.parse(root.dataset.guideWords), page = link.href, name = `treeguide dossier ${new URL(page).pathname.replace(/index\.html$/, "")}`

  /** What would be collected now: on a guide the question that is open; at its start the guide as a whole. */
  function key() {
    const at = guide?.dataset.guideAt
    return root.dataset.guideCollect + (at && guide.hasAttribute("data-guide-answers") ? `#${at}` : "")
  }

  function show(dossier = unkept) {
    unkept = dossier
    let items = []
    try {
      items = (dossier ?? JSON.parse(localStorage.getItem(name))).items
    } catch { /* nothing there, or nothing one may read */ }
    const has = items.some?.(one => one.item === key())
    button.textContent = has ? words.remove : words.add
    button.toggleAttribute("data-guide-in", !!has)
    link.textContent = words.count.replace("{count}", items.length)
    link.hidden = !items.length
  }

  function follow() {
    if (root.isConnected) show()
    else ["storage", "pageshow"].forEach(event => removeEventListener(event, follow))
  }

  const ready = () => import("./collect.mjs")
  button.onpointerenter = button.onfocus = () => ready().catch(console.error)
  button.onclick = () => ready().then(({ collect }) => collect({ key: key(), page, words, button, link, says, show })).catch(console.error)
  ;["storage", "pageshow"].forEach(event => addEventListener(event, follow))
  if (guide) new MutationObserver(() => { says.replaceChildren(); show() }).observe(guide, { attributeFilter: ["data-guide-at"] })
  show()
  root.hidden = false
}
