// Where a dossier is put together: its title and cover note, its items in order with a note each, and the ways to send it.
// The form on the page is the dossier; every change is kept at once.

import { build, fill } from "./common.mjs"
import { ask } from "./dress.mjs"
import { clean, LIMITS } from "./keep.mjs"
import { allQuestions, find } from "./items.mjs"
import { encode } from "./link.mjs"

const MAIL = 2000 // characters of a link that every mail program keeps whole
const LONGEST = 30_000 // beyond this a link is no use to anyone
const FILE = { format: "treeguide-dossier", version: 1 }
const LARGEST = 4_000_000 // bytes of a file

/** Show the desk for what is kept. `takeOver` makes the content of a file the reader's own. */
export function start(form, known, store, takeOver) {
  const words = known.words.dossier, { title, cover, wanted, link, file } = form.elements
  const find$ = selector => form.querySelector(selector)
  const list = find$("ol"), says = find$("[role=status]"), heading = find$("h2[tabindex]"), empty = find$(".guide-desk-empty")
  const tell = (name, values, ...more) => says.replaceChildren(fill(words[name], values ?? {}), ...more)
  const named = row => row.querySelector("h3").textContent
  const now = () => ({
    title: title.value, cover: cover.value, date: new Date().toLocaleDateString("sv"),
    items: [...list.children].map(row => ({ item: row.dataset.guideItem, note: row.querySelector("textarea").value })),
  })

  function add({ item: key, note }) {
    const row = find$("template").content.firstElementChild.cloneNode(true)
    const item = find(known, key), name = item?.title ?? words.unknown, text = row.querySelector("textarea")
    row.dataset.guideItem = key
    row.querySelector("p").textContent = item?.kind ?? words.gone
    row.querySelector("h3").append(item?.page ? build("a", { href: item.page }, name) : name)
    row.querySelectorAll("button, textarea").forEach(one => { one.ariaLabel = `${one.textContent || words.note}: ${name}` })
    Object.assign(text, { value: note, maxLength: LIMITS.note })
    list.append(row)
  }

  /** After every change: keep it, and show what it means for the buttons and the link. */
  function keep() {
    store.write(now())
    show()
  }

  function show() {
    const { items } = now()
    for (const row of list.children) {
      row.querySelector("[name=up]").disabled = !row.previousElementSibling
      row.querySelector("[name=down]").disabled = !row.nextElementSibling
    }
    empty.hidden = items.length > 0
    find$(".guide-desk-cards").hidden = !allQuestions(known, items).length
    send(++changes).catch(console.error)
  }

  let changes = 0
  /** Say what the link is now; only for the latest change when several follow each other. */
  async function send(change) {
    const dossier = now(), fragment = await encode(dossier)
    if (change !== changes) return
    link.value = known.at(known.page) + fragment
    const size = link.value.length, fits = size <= MAIL, mail = find$("[data-guide-mail]"), length = find$("[data-guide-length]")
    const [count, limit] = [size, MAIL].map(one => one.toLocaleString(document.documentElement.lang))
    length.textContent = fill(words[fits ? "length" : size <= LONGEST ? "too-long" : "much-too-long"], { count, limit })
    length.toggleAttribute("data-guide-long", !fits)
    mail.hidden = !fits
    mail.href = `mailto:?subject=${encodeURIComponent(dossier.title || words.untitled)}&body=${encodeURIComponent(`\n${link.value}\n`)}`
    find$("[data-guide-read]").href = fragment
    find$("[data-guide-where]").textContent = words[store.keeps() ? "private" : "blocked"]
    if (store.keeps() || !dossier.items.length) return
    document.querySelector("[data-guide-dossier]").dataset.guideShown = fragment // the browser keeps nothing: the address does
    history.replaceState(history.state, "", fragment)
  }

  function move(row, forward) {
    if (forward) row.nextElementSibling.after(row)
    else row.previousElementSibling.before(row)
    keep()
    const [other, same] = [!forward, forward].map(way => row.querySelector(`[name=${way ? "down" : "up"}]`))
    ;(same.disabled ? other : same).focus()
    tell("placed", { title: named(row), number: [...list.children].indexOf(row) + 1, count: list.childElementCount })
  }

  function remove(row) {
    const next = row.nextElementSibling, place = next ?? row.previousElementSibling
    row.remove()
    keep()
    ;(place?.querySelector("[name=remove]") ?? heading).focus()
    tell("removed", { title: named(row) }, " ", build("button", { type: "button", click: () => {
      list.insertBefore(row, next)
      keep()
      row.querySelector("[name=remove]").focus()
      tell("restored", { title: named(row) })
    } }, words.undo))
  }

  const acts = {
    up: row => move(row, false),
    down: row => move(row, true),
    remove,
    copy: () => navigator.clipboard.writeText(link.value).then(() => tell("copied")).catch(() => { link.select(); tell("not-copied") }),
    save: () => save(now(), words),
    open: () => file.click(),
    async forget() {
      const { sure, yes, no, gone } = known.words.collect
      if (await ask(sure, [yes, no])) return
      store.forget()
      start(form, known, store, takeOver)
      says.textContent = gone
      heading.focus()
    },
  }

  form.onclick = ({ target }) => {
    const button = target.closest("button"), name = button?.type === "button" && button.name
    if (acts[name]) acts[name](button.closest("li"))
    else if (name) import("./cards.mjs").then(cards => cards[name](allQuestions(known, now().items), known.words.table, title.value || known.words.table.title)).catch(console.error)
  }
  form.oninput = ({ target }) => { if (target !== wanted && target !== file) keep() }
  form.onsubmit = event => {
    event.preventDefault()
    const [key, [, , name]] = [...known.items].find(([, row]) => wanted.value === label(row) || wanted.value === row[2]) ?? ["", []]
    const { items } = now()
    if (!key) return tell("not-found")
    if (items.length >= LIMITS.items) return tell("full", { count: LIMITS.items })
    const has = items.some(one => one.item === key)
    if (!has) add({ item: key, note: "" })
    wanted.value = ""
    keep()
    tell(has ? "already" : "added", { title: name })
  }
  file.onchange = () => opened(file).then(takeOver).catch(() => tell("file-broken"))

  const dossier = store.read()
  Object.assign(title, { value: dossier.title, maxLength: LIMITS.title })
  Object.assign(cover, { value: dossier.cover, maxLength: LIMITS.cover })
  empty.querySelector("a").href = new URL(known.lessons, known.top)
  find$("datalist").replaceChildren(...[...known.items.values()].map(row => build("option", { value: label(row) })))
  list.replaceChildren()
  says.replaceChildren()
  dossier.items.forEach(add)
  show()
}

/** What one chooses an item by: its title, and what it is. */
const label = ([, kind, title]) => `${title} (${kind})`

function save(dossier, words) {
  const content = new Blob([JSON.stringify({ ...FILE, ...dossier }, null, 1)], { type: "application/json" })
  const link = build("a", { href: URL.createObjectURL(content), download: `${words["file-name"]}-${dossier.date}.json` })
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}

/** The dossier in the file that was chosen. */
async function opened(file) {
  const [one] = file.files
  const given = one.size <= LARGEST ? JSON.parse(await one.text()) : null
  file.value = ""
  if (given?.format !== FILE.format || given.version !== FILE.version) throw new TypeError("not a dossier")
  return clean(given)
}
