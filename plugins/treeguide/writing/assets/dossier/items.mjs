// What the dossier's page knows of everything that can be in one: what it is called, where it is, and where old things went.

import { pageOf } from "../page/common.mjs"

/** The page's own data. `at` makes whole addresses: of the site online, also in a copy that was opened from a folder. */
export function know() {
  const data = JSON.parse(document.querySelector("[data-guide-known]").dataset.guideKnown)
  const top = new URL(data.top, pageOf()), isCopy = location.protocol === "file:" && data.site
  const rows = Object.fromEntries(["items", "moved", "gone"].map(part => [part, new Map(Object.entries(data[part]))]))
  const online = path => isCopy && data.folders ? path.replace(/(^|\/)index\.html(?=#|$)|\.html(?=#|$)/, (all, start) => start ?? "/") : path
  return { ...data, ...rows, top, at: path => new URL(online(path), isCopy ? data.site : top).href }
}

/** One step on from a key that is not there: to its new one, to its question without facts, to its guide. */
function onward(known, key) {
  const [page, fragment] = key.split("#")
  if (known.moved.has(key)) return known.moved.get(key)
  if (fragment && known.moved.has(page)) return `${known.moved.get(page)}#${fragment}`
  return fragment?.includes(".") ? key.replace(/\..*/, "") : fragment ? page : ""
}

/** The item of a key, wherever that leads now; `gone` with the reason when it is no more, nothing when nobody knows. */
export function find(known, key) {
  const seen = new Set()
  for (let at = key; at && !seen.has(at); at = onward(known, at)) {
    seen.add(at)
    const facts = at.includes("#") ? at.match(/\..*/)?.[0] ?? "" : ""
    const row = known.items.get(facts ? at.slice(0, -facts.length) : at)
    if (row) return shown(known, at, row, facts)
    const [title, why, instead, name] = known.gone.get(at) ?? []
    if (title) return { gone: true, title, why, instead: instead && known.at(instead), name }
  }
  return null
}

function shown(known, key, [path, kind, title, summary, ask], facts) {
  return { key, kind, title, summary, ask, address: known.at(path + facts), page: new URL(path + facts, known.top), sort: key.split("/")[0] }
}

/** The questions of an item to ask at the table, each with the title and the address it comes from. */
export function questions(known, item) {
  if (item.sort === "guide") return item.key.includes("#") ? [{ text: item.title, from: item.kind, href: item.address }] : []
  if (item.sort === "lesson") return item.ask.map(text => ({ text, from: item.title, href: item.address }))
  const lessons = item.ask.map(id => find(known, `lesson/${id}`)).filter(one => one?.ask?.length)
  return lessons.map(lesson => ({ text: lesson.ask[0], from: lesson.title, href: lesson.address }))
}

/** The questions of these items of a dossier, each once. */
export function allQuestions(known, items) {
  const found = items.map(one => find(known, one.item)).filter(item => item && !item.gone)
  return [...new Map(found.flatMap(item => questions(known, item)).map(one => [one.text, one])).values()]
}
