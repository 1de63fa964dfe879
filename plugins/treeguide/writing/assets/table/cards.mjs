// Questions to ask at the table: one at a time on the whole screen, and on paper as cards and as a sheet for who leads.
// Cards are { text, from, href }: a question, and the name and the address of where it comes from; or { parts }, which
// makes what is on the card.

import { build, fill } from "../page/common.mjs"
import { dress } from "../page/dress.mjs"

const FEW = 5 // cards for a short conversation

const dressed = () => Promise.all([dress(new URL("../page/buttons.css", import.meta.url)), dress(new URL("./cards.css", import.meta.url))])

/** One card at a time in a dialog over the whole screen. */
export async function show(all, words, title) {
  await dressed()
  let cards = all, at = 0
  const button = (text, click, more) => build("button", { type: "button", click, ...more }, text)
  const back = button(words.previous, () => go(-1)), on = button(words.next, () => go(1), { class: "guide-main", autofocus: true })
  const card = build("div", { class: "guide-table-card", "aria-live": "polite", "aria-atomic": "true" })
  const progress = build("p", { class: "guide-table-progress" }), bar = build("progress", { "aria-hidden": "true" })
  const shuffle = button(words.shuffle, () => lay(shuffled(cards))), aside = button(words.aside, () => cards.length > 1 && lay(cards.filter(one => one !== cards[at]), at))
  const five = button(words.five, () => lay(shuffled(cards).slice(0, FEW))), close = button(words.close, () => dialog.close())
  const dialog = build("dialog", { class: "guide-table", "aria-label": title },
    build("header", {}, build("p", {}, title), close), card, bar, build("footer", {}, back, progress, on),
    all.length > 1 && !all[0].parts && build("p", { class: "guide-table-more" }, shuffle, aside, five))

  /** Go on with other cards, from the first; or with those that are left when the one that is shown goes away. */
  function lay(next, place = 0) {
    [cards, at] = [next, place]
    go(0)
  }

  function go(step) {
    five.hidden = cards.length <= FEW
    aside.ariaDisabled = cards.length < 2
    bar.max = cards.length
    at = Math.min(cards.length - 1, Math.max(0, at + step))
    progress.textContent = fill(words.progress, { number: at + 1, count: cards.length })
    const isWithin = card.contains(document.activeElement)
    card.replaceChildren(build("p", { class: "guide-unseen" }, progress.textContent), ...face(cards[at]))
    if (isWithin) on.focus() // or the keys of a remote reach nothing
    bar.value = at + 1
    back.ariaDisabled = at === 0
    on.ariaDisabled = at === cards.length - 1
  }

  document.body.append(dialog)
  go(0)
  open(dialog, go, all.length)
}

const face = ({ text, from, href, parts }) =>
  parts?.() ?? [build("p", { class: "guide-table-question" }, text), build("p", {}, build("a", { href }, from))]

/** Open the dialog; keys and a finger turn its cards, and the screen stays on until it closes. */
function open(dialog, go, most) {
  const awake = stayAwake(), steps = { ArrowRight: 1, ArrowLeft: -1, PageDown: 1, PageUp: -1, Home: -most, End: most }
  let down = null
  dialog.onkeydown = event => {
    if (!steps[event.key] || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    go(steps[event.key])
  }
  dialog.onpointerdown = event => { down = event.pointerType === "mouse" ? null : event }
  dialog.onpointerup = event => {
    const across = event.clientX - down?.clientX
    if (Math.abs(across) > 50 && Math.abs(across) > 2 * Math.abs(event.clientY - down.clientY)) go(across < 0 ? 1 : -1)
  }
  dialog.onclose = () => {
    dialog.remove()
    awake.forget()
  }
  addEventListener("popstate", () => dialog.close(), { once: true })
  dialog.showModal()
}

/** Cards in an order that is new each time. */
function shuffled(cards) {
  const left = [...cards]
  return cards.map(() => left.splice(Math.floor(Math.random() * left.length), 1)[0])
}

/** Keep the screen from going dark, where a browser can, until one forgets it. */
function stayAwake() {
  let lock = null, isOver = false
  async function hold() {
    if (isOver || document.visibilityState !== "visible") return
    lock = await navigator.wakeLock?.request("screen").catch(() => null)
    if (isOver) lock?.release()
  }
  document.addEventListener("visibilitychange", hold) // a browser lets go when one looks elsewhere
  hold()
  return {
    forget() {
      isOver = true
      document.removeEventListener("visibilitychange", hold)
      lock?.release()
    },
  }
}

/** Eight cards on each sheet of A4, with lines to cut along. */
export function cut(cards) {
  return print("cut", build("ul", {}, cards.map(({ text, from }) => build("li", {}, build("p", {}, text), build("p", {}, from)))))
}

/** A sheet for who leads the conversation: every question with where it comes from, and room for minutes and notes. */
export function lead(cards, words, title) {
  const head = ["question", "minutes", "notes"].map(name => build("th", { scope: "col" }, words[name]))
  const rows = cards.map(({ text, from }, number) => build("tr", {},
    build("td", {}, build("p", {}, `${number + 1}. ${text}`), build("p", {}, from)), build("td"), build("td")))
  return print("lead", build("h1", {}, title), build("p", {}, words["sheet-hint"]),
    build("p", { class: "guide-sheet-lines" }, ["day", "group", "leader"].map(name => build("span", {}, words[name]))),
    build("table", {}, build("thead", {}, build("tr", {}, head)), build("tbody", {}, rows)))
}

/** Print only this. */
async function print(sort, ...content) {
  await dressed()
  const sheet = build("div", { class: `guide-sheet guide-sheet--${sort}` }, content), all = document.documentElement
  document.body.append(sheet)
  all.classList.add("guide-printing")
  addEventListener("afterprint", () => {
    all.classList.remove("guide-printing")
    sheet.remove()
  }, { once: true })
  window.print()
}
