// Where a dossier is put together: its title and cover note, its items in order with a note each, and the ways to send it.
// The form on the page is the dossier; every change is kept at once.

import { build, fill } from "../page/common.mjs"
import { ask } from "../page/dress.mjs"
import { clean, LIMITS } from "./keep.mjs"
import { allQuestions, find } from "./items.mjs"
import { encode } from "./link.mjs"

const UNDO = 10_000 // milliseconds in which what was erased can still be put back
const MAIL = 2000 // characters of a link that every mail program keeps whole
const LONGEST = 30_000 // beyond this a link is no use to anyone
const FILE = { format: "treeguide-dossier", version: 1 }
const LARGEST = 4_000_000 // bytes of a file

/** Show the desk for what is kept. `takeOver` makes the content of a file the reader's own. */
export function start(form, known, store, takeOver) {
  const desk = { ...partsOf(form), known, store, words: known.words.dossier, changes: 0 }, { file, wanted } = desk
  form.onclick = ({ target }) => press(desk, target.closest("button"))
  form.oninput = ({ target }) => { if (target !== wanted && target !== file) keep(desk) }
  form.onsubmit = event => {
    event.preventDefault()
    addWanted(desk)
  }
  file.onchange = () => opened(file).then(takeOver).catch(() => tell(desk, "file-broken"))
  lay(desk)
}

function partsOf(form) {
  const part = selector => form.querySelector(selector), { title, cover, wanted, link, file } = form.elements
  return {
    part, title, cover, wanted, link, file,
    list: part("ol"), says: part("[role=status]"), heading: part("h2[tabindex]"), empty: part(".guide-desk-empty"),
  }
}

/** Put on the desk what is kept, in the place of what lay there. */
function lay(desk) {
  const { part, known, title, cover, empty, list, says } = desk, dossier = desk.store.read()
  Object.assign(title, { value: dossier.title, maxLength: LIMITS.title })
  Object.assign(cover, { value: dossier.cover, maxLength: LIMITS.cover })
  empty.querySelector("a").href = new URL(known.lessons, known.top)
  part("datalist").replaceChildren(...[...known.items.values()].map(row => build("option", { value: label(row) })))
  list.replaceChildren()
  says.replaceChildren()
  dossier.items.forEach(item => add(desk, item))
  show(desk)
}

const tell = ({ says, words }, name, values = {}, ...more) => says.replaceChildren(fill(words[name], values), ...more)
const named = row => row.querySelector("h3").textContent

/** The dossier as it lies on the desk. */
const now = ({ title, cover, list }) => ({
  title: title.value, cover: cover.value, date: new Date().toLocaleDateString("sv"),
  items: [...list.children].map(row => ({ item: row.dataset.guideItem, note: row.querySelector("textarea").value })),
})

function add({ part, known, words, list }, { item: key, note }) {
  const row = part("template").content.firstElementChild.cloneNode(true)
  const item = find(known, key), name = item?.title ?? words.unknown, text = row.querySelector("textarea")
  row.dataset.guideItem = key
  row.querySelector("p").textContent = item?.kind ?? words.gone
  row.querySelector("h3").append(item?.page ? build("a", { href: item.page }, name) : name)
  row.querySelectorAll("button, textarea").forEach(one => { one.ariaLabel = `${one.textContent || words.note}: ${name}` })
  Object.assign(text, { value: note, maxLength: LIMITS.note })
  list.append(row)
}

/** After every change: keep it, and show what it means for the buttons and the link. */
function keep(desk) {
  desk.store.write(now(desk))
  show(desk)
}

function show(desk) {
  const { part, known, list, empty } = desk, { items } = now(desk)
  for (const row of list.children) {
    row.querySelector("[name=up]").disabled = !row.previousElementSibling
    row.querySelector("[name=down]").disabled = !row.nextElementSibling
  }
  empty.hidden = items.length > 0
  part(".guide-desk-cards").hidden = !allQuestions(known, items).length
  send(desk, ++desk.changes).catch(console.error)
}

/** Say what the link is now; only for the latest change when several follow each other. */
async function send(desk, change) {
  const { part, known, words, store, link } = desk, dossier = now(desk), fragment = await encode(dossier)
  if (change !== desk.changes) return
  link.value = known.at(known.page) + fragment
  const size = link.value.length, fits = size <= MAIL, mail = part("[data-guide-mail]"), length = part("[data-guide-length]")
  const [count, limit] = [size, MAIL].map(one => one.toLocaleString(document.documentElement.lang))
  length.textContent = fill(words[fits ? "length" : size <= LONGEST ? "too-long" : "much-too-long"], { count, limit })
  length.toggleAttribute("data-guide-long", !fits)
  mail.hidden = !fits
  mail.href = `mailto:?subject=${encodeURIComponent(dossier.title || words.untitled)}&body=${encodeURIComponent(`\n${link.value}\n`)}`
  part("[data-guide-read]").href = fragment
  part("[data-guide-where]").textContent = words[store.keeps() ? "private" : "blocked"]
  if (store.keeps() || !dossier.items.length) return
  document.querySelector("[data-guide-dossier]").dataset.guideShown = fragment // the browser keeps nothing: the address does
  history.replaceState(history.state, "", fragment)
}

/** What each button does, by its name; those that are not here belong to cards.mjs. */
const ACTS = {
  up: (desk, row) => move(desk, row, false),
  down: (desk, row) => move(desk, row, true),
  remove,
  copy: (desk, row, { link } = desk) => navigator.clipboard.writeText(link.value).then(() => tell(desk, "copied"))
    .catch(() => { link.select(); tell(desk, "not-copied") }),
  save: desk => save(now(desk), desk.words),
  open: ({ file }) => file.click(),
  forget,
}

function press(desk, button) {
  const { known, title } = desk, { table } = known.words, name = button?.type === "button" && button.name
  if (ACTS[name]) ACTS[name](desk, button.closest("li"))
  else if (name) import("../table/cards.mjs").then(cards => cards[name](allQuestions(known, now(desk).items), table, title.value || table.title)).catch(console.error)
}

function move(desk, row, forward) {
  if (forward) row.nextElementSibling.after(row)
  else row.previousElementSibling.before(row)
  keep(desk)
  const [other, same] = [!forward, forward].map(way => row.querySelector(`[name=${way ? "down" : "up"}]`))
  ;(same.disabled ? other : same).focus()
  tell(desk, "placed", { title: named(row), number: [...desk.list.children].indexOf(row) + 1, count: desk.list.childElementCount })
}

function remove(desk, row) {
  const next = row.nextElementSibling, place = next ?? row.previousElementSibling
  row.remove()
  keep(desk)
  ;(place?.querySelector("[name=remove]") ?? desk.heading).focus()
  const back = () => restore(desk, row, next)
  tell(desk, "removed", { title: named(row) }, " ", build("button", { type: "button", click: back }, desk.words.undo))
}

function restore(desk, row, next) {
  desk.list.insertBefore(row, next)
  keep(desk)
  row.querySelector("[name=remove]").focus()
  tell(desk, "restored", { title: named(row) })
}

async function forget(desk) {
  const { sure, yes, no, erased, undo } = desk.words
  if (await ask(sure, [yes, no])) return
  const before = now(desk)
  desk.store.forget()
  lay(desk)
  const back = build("button", { type: "button", click: () => putBack(desk, before) }, undo)
  desk.says.replaceChildren(erased, " ", back)
  desk.heading.focus()
  setTimeout(() => {
    if (back === document.activeElement) desk.heading.focus()
    back.remove()
  }, UNDO)
}

/** What was erased is the dossier again. */
function putBack(desk, before) {
  desk.store.write(before)
  lay(desk)
  tell(desk, "all-restored")
  desk.heading.focus()
}

/** Add the item that was typed or chosen. */
function addWanted(desk) {
  const { known, wanted } = desk, { items } = now(desk)
  const [key, [, , title]] = [...known.items].find(([, row]) => wanted.value === label(row) || wanted.value === row[2]) ?? ["", []]
  if (!key) return tell(desk, "not-found")
  if (items.length >= LIMITS.items) return tell(desk, "full", { count: LIMITS.items })
  const has = items.some(one => one.item === key)
  if (!has) add(desk, { item: key, note: "" })
  wanted.value = ""
  keep(desk)
  tell(desk, has ? "already" : "added", { title })
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
