// "Zet in mijn dossier": put the page in, or take it out again, and say how much is in it and where all of it is kept. The
// dossier's own page, where all of it can be erased, is in letter.mjs. Nothing is kept before the reader's first press.

import { build, fill } from "../page/common.mjs"
import { dress } from "../page/dress.mjs"
import { keeper, LIMITS } from "./keep.mjs"

const guideNow = () => document.querySelector("[data-guide]")?.dataset ?? {}

/** The parts of a row of buttons, its dossier, and what it would collect: on a guide the question that is or was open. */
async function read(row, { guideAnswers, guideAt } = guideNow()) {
  const key = row.dataset.guideCollect + (guideAnswers === undefined ? "" : `#${guideAt}`)
  const [button, link] = row.children, says = row.querySelector("[role=status]")
  const [{ words }] = await Promise.all([import("./collect-words.mjs"), dress(new URL("../page/buttons.css", import.meta.url))])
  return { row, button, link, says, words, page: link.href.replace(/#.*/, ""), key }
}

/** Say on the buttons whether the page is in the dossier, and how much is. */
function show({ row, button, link, words, page, key }) {
  const { items } = keeper(page).read()
  const has = items.some(one => one.item === key)
  button.textContent = has ? words.remove : words.add
  button.toggleAttribute("data-guide-in", has)
  row.toggleAttribute("data-guide-kept", items.length > 0)
  link.textContent = fill(words.count, { count: items.length })
}

export async function start(moved) {
  for (const row of document.querySelectorAll("[data-guide-collect]:has(> .guide-collect)")) {
    const place = await read(row)
    if (moved) place.says.replaceChildren()
    show(place)
  }
}

export async function use(pressed, atPress) {
  const { row, key, page, words, link, says } = await read(pressed.parentElement, atPress)
  const store = keeper(page), dossier = store.read()
  const items = dossier.items.filter(one => one.item !== key)
  const adds = items.length === dossier.items.length
  if (adds && items.length === LIMITS.items) return says.replaceChildren(fill(words.full, { count: LIMITS.items }))
  if (adds) items.push({ item: key, note: "" })
  const next = { ...dossier, items }, isKept = store.write(next)
  show(await read(row))
  if (isKept) says.replaceChildren(adds ? words.added : words.removed)
  else {
    link.href = page + await (await import("./link.mjs")).encode(next) // the browser keeps nothing: the link does
    says.replaceChildren(words.blocked, " ", build("a", { href: link.href }, link.textContent))
  }
}
