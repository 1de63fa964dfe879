// What a click on "Zet in mijn dossier" does: put the page in, or take it out again, and say where all of it is kept.

import { ask, build, fill } from "./build.mjs"
import { keeper, LIMITS } from "./keep.mjs"

export async function collect(place) {
  const { key, page, words, link, says, show } = place
  const store = keeper(page), dossier = store.read()
  const items = dossier.items.filter(one => one.item !== key)
  const adds = items.length === dossier.items.length
  if (adds && items.length === LIMITS.items) return says.replaceChildren(fill(words.full, { count: LIMITS.items }))
  if (adds) items.push({ item: key, note: "" })
  const next = { ...dossier, items }
  if (store.write(next)) {
    show(null)
    const forget = build("button", { type: "button", click: () => erase(place, store) }, words.forget)
    says.replaceChildren(...adds ? [words.added, " ", forget] : [words.removed])
  } else {
    show(next)
    link.href = page + await (await import("./link.mjs")).encode(next) // the browser keeps nothing: the link does
    says.replaceChildren(words.blocked, " ", build("a", { href: link.href }, link.textContent))
  }
}

async function erase({ words, button, says, show }, store) {
  if (await ask(words.sure, [words.yes, words.no])) return
  store.forget()
  show(null)
  says.replaceChildren(words.gone)
  button.focus()
}
