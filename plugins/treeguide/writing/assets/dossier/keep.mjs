// A dossier as a value, made clean whatever it was, and kept in this browser from the reader's first choice on.

export const LIMITS = { items: 200, note: 2000, cover: 5000, title: 150 }
const KEY = /^(lesson|outcome)\/[a-z][a-z0-9-]{0,79}$|^guide\/[a-z][a-z0-9-]{0,79}(#[a-z][a-z0-9.-]{0,399})?$/
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu
const BLANK = /^[\s\u115f\u1160\u2800\u3164\uffa0]+$/ // a line in which nothing is to be seen

/** Anything as a dossier: only what belongs in one, as text and within the limits. `cut` when something was too much. */
export function clean(given) {
  let cut = false
  const text = (value, limit) => {
    const lines = typeof value === "string" ? value.slice(0, 4 * limit).replace(/\r\n?/g, "\n").replace(UNSEEN, "").split("\n") : []
    const plain = lines.map(line => line.replace(BLANK, "")).join("\n").replace(/\n{5,}/g, "\n\n\n\n") // or it pushes the rest out of sight
    cut ||= plain.length > limit
    return plain.slice(0, limit)
  }
  const listed = Array.isArray(given?.items) ? given.items : []
  cut ||= listed.length > LIMITS.items
  const items = new Map()
  for (const one of listed.slice(0, LIMITS.items)) {
    const item = typeof one?.item === "string" && KEY.test(one.item) && one.item
    if (item && !items.has(item)) items.set(item, { item, note: text(one.note, LIMITS.note) })
  }
  const date = typeof given?.date === "string" && /^\d{4}-\d\d-\d\d$/.test(given.date) && !isNaN(new Date(given.date)) ? given.date : ""
  const title = text(given?.title, LIMITS.title).replace(/\s+/g, " ")
  return { title, cover: text(given?.cover, LIMITS.cover), date, items: [...items.values()], cut }
}

export const isEmpty = dossier => !dossier.items.length && !dossier.title && !dossier.cover

let unkept = null // the dossier while the browser keeps nothing

/** The dossier of the site whose dossier page has this address. */
export function keeper(page) {
  const name = `treeguide dossier ${new URL(page).pathname.replace(/index\.html$/, "")}` // page.mjs looks for how it begins
  return {
    read() {
      try {
        return unkept ?? clean(JSON.parse(localStorage.getItem(name)))
      } catch {
        return unkept ?? clean(null)
      }
    },
    /** Keep it; false when the browser does not, and it only lasts as long as this page. */
    write(dossier) {
      const { cut, ...kept } = { ...dossier, date: new Date().toLocaleDateString("sv") }
      unkept = null
      try {
        if (isEmpty(kept)) localStorage.removeItem(name)
        else localStorage.setItem(name, JSON.stringify(kept))
      } catch {
        unkept = kept
      }
      return !unkept
    },
    /** Whether the browser keeps it, as far as one can tell without keeping anything. */
    keeps() {
      try {
        return localStorage.length >= 0 && !unkept
      } catch {
        return false
      }
    },
    forget() {
      unkept = null
      try {
        localStorage.removeItem(name)
      } catch { /* then nothing was kept */ }
    },
  }
}
