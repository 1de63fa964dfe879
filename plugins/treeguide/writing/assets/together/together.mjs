// The desk: what partners answered, side by side. One box holds it all, a line for each partner: a link, a code, digits, a
// row of a sheet, or a name alone for who is still missing. Nothing is shown until it is opened, and nothing is kept but in
// the address and in a file that one saves.

import { build, fill, fragment, read } from "../page/common.mjs"
import { decode, encode, join, lengthOf, parse, plain, split } from "./scores.mjs"
import { listen } from "./tabs.mjs"

const MOST = 99, LONGEST = 60, LONG = 2000 // partners, characters of a name, and of a link that a mail can hold
let desk = null, written = null

/** Set the desk up, or take over what the address holds. */
export function start() {
  const form = document.querySelector("form[data-guide-together]"), { what, lines } = form.elements
  if (desk?.form !== form) set(form)
  const held = fragment().slice(1)
  if (held === written || !held) return
  if (held.startsWith("v1~")) lines.value = "#" + held
  else if (has(desk.known.scans, held) || has(desk.known.guides, held)) what.value = held
  count()
}

function set(form) {
  const known = JSON.parse(form.dataset.guideTogether)
  const forms = Object.fromEntries(Object.entries(known.forms).map(([mark, text]) => [mark, parse(text)]))
  desk = { form, known, forms, words: known.words, part: name => document.querySelector(name) }
  form.oninput = ({ target }) => target.type === "file" ? take(target.files[0]) : count()
  form.elements.choose.onclick = () => form.elements.file.click()
  form.onsubmit = event => {
    event.preventDefault()
    if (event.submitter?.name === "save") save()
    else open()
  }
  form.hidden = false
  listen(offered)
}

const has = (all, key) => Object.hasOwn(all, key)
const formOf = mark => has(desk.forms, mark) ? desk.forms[mark] : null
const add = text => {
  const { lines } = desk.form.elements
  lines.value = [lines.value.trimEnd(), text].filter(one => one).join("\n")
  count()
}

/** What another tab of this browser offers: ask first. */
function offered(link) {
  const { words, part } = desk, place = part(".guide-arrived")
  const button = (text, click) => build("button", { type: "button", click: () => {
    place.replaceChildren()
    click()
  } }, text)
  place.replaceChildren(words.arrived, button(words.take, () => add(link)), button(words.leave, () => {}))
}

async function take(file) {
  if (file) add((await file.text()).slice(0, 200000))
}

/** The whole desk as a file: its own link, which this page opens again. */
function save() {
  const { scan, guide } = count(), href = URL.createObjectURL(new Blob([`${location.href}\n`], { type: "text/plain" }))
  build("a", { href, download: `${scan || guide || "samen"}-${new Date().toLocaleDateString("sv")}.txt` }).click()
  setTimeout(() => URL.revokeObjectURL(href), 1000)
}

/** What is in the box: entries with a name and scores or answers, blocks of columns, who is missing, and lines that say nothing. */
function gather(text) {
  const found = { entries: [], blocks: [], faults: [], missing: [], guide: "", scan: "" }
  for (const [at, line] of text.split(/\r?\n/).slice(0, 2 * MOST).entries()) {
    if (!line.trim()) continue
    for (const one of understand(line.slice(0, 20000))) {
      const fault = one.fault ?? misfit(found, one)
      if (fault) found.faults.push([at + 1, line.trim().slice(0, LONGEST), fault, one])
      else if (one.missing) found.missing.push(one.missing)
      else put(found, one)
    }
  }
  const missing = [...new Set(found.missing)].filter(name => !found.entries.some(one => one.name === name))
  return { ...found, missing, sum: found.entries.length + total(found.blocks) }
}

const total = blocks => blocks.reduce((all, { count }) => all + count, 0)

/** Why something that was understood does not belong with the rest. */
function misfit(found, one) {
  if (one.missing) return ""
  const same = (found.scan || one.scan) === one.scan && (found.guide || one.guide) === one.guide && !(one.scan ? found.guide : found.scan)
  if (!same) return "other"
  if (one.name && found.entries.some(({ name }) => name === one.name)) return "twice"
  return found.entries.length + total(found.blocks) >= MOST ? "full" : ""
}

function put(found, one) {
  Object.assign(found, one.scan ? { scan: one.scan } : { guide: one.guide })
  if (one.columns) found.blocks.push(one)
  else found.entries.push({ ...one, name: one.name || `${desk.words.partner} ${found.entries.length + 1}` })
}

/** What a line means: one thing, or many where it is a link to a whole desk. */
function understand(line) {
  const [, before, address] = /^(.*?)[\s:;,]*(\S*#\S+)\s*$/.exec(line) ?? []
  if (!address) return [fromText(line)]
  const held = fragment(address.slice(address.indexOf("#"))) || "#", [first, mark, ...rest] = held.slice(1).split("~"), name = tidy(before)
  if (first === "v1") return fromDesk(mark, rest)
  const { answers, guide } = read(held), names = [guide, ...address.split("#")[0].split("/")].map(id => desk.known.old[id] ?? id)
  const list = names.find(one => has(desk.known.scans, one) && desk.known.scans[one].list)
  if (!first && list) return [ticked(list, name, [mark, ...rest])]
  if (!first && mark) return [fromCode(name, mark, rest[0])]
  const id = names.find(one => has(desk.known.guides, one))
  return [id && answers.length ? { guide: id, name, answers } : { fault: "link" }]
}

const tidy = name => (name ?? "").normalize("NFC").replace(/[^\p{L}\p{N}.,&'()/+-]+/gu, " ").trim().slice(0, LONGEST)

/** Each part of the link of a desk; a name alone is somebody who is missing. */
function fromDesk(mark, [way, ...rest]) {
  const form = formOf(mark), pairs = rest.slice(0, MOST).map(one => one.split("="))
  const each = make => pairs.map(([name, ...more]) => more.join("") ? make(tidy(name), more) : { missing: tidy(name) })
  if (way === "g") return each((name, more) => ({ guide: desk.known.old[mark] ?? mark, name, answers: couples(more) }))
  if (!form) return [{ fault: "version" }]
  if (way === "n") return each((name, [code]) => fromCode(name, mark, code))
  const count = +rest[0], columns = way === "s" && count > 0 && count <= MOST && split(form, mark, plain(rest[1] ?? ""), count)
  return [columns ? current(form, { columns, count }) : { fault: "joined" }]
}

const couples = all => all.flatMap((one, at) => at % 2 ? [] : [[one, all[at + 1] ?? "?"]])

function fromCode(name, mark, code) {
  const form = formOf(mark), row = form && decode(form, mark, plain(code ?? ""))
  return !form ? { fault: "version" } : row ? current(form, { name, row }) : { fault: "code" }
}

/** What was ticked on a checklist: a scan on which one ticks 0 or 1. */
function ticked(scan, name, ids) {
  const { mark, aliases } = desk.known.scans[scan], form = desk.forms[mark], known = ids.map(id => has(aliases, id) ? aliases[id] : id)
  return { scan, name, row: form.ids.map(id => +known.includes(id)) }
}

/** Scores of an earlier version of a scan as scores of today's, by the ids of its items; with what changed since. */
function current(form, given) {
  const scan = desk.known.old[form.scan] ?? form.scan, { mark, aliases } = has(desk.known.scans, scan) ? desk.known.scans[scan] : {}, now = formOf(mark)
  if (!now || now.first !== form.first || now.last !== form.last) return { fault: "scale" }
  const ids = form.ids.map(id => has(aliases, id) ? aliases[id] : id), places = now.ids.map(id => ids.indexOf(id))
  const of = list => places.map(place => list[place]), changed = ids.length !== now.ids.length || places.includes(-1)
  const blank = given.columns && Array(given.count).fill(undefined)
  return { ...given, scan, changed, ...given.row ? { row: of(given.row) } : { columns: of(given.columns).map(one => one ?? blank) } }
}

/** A row of scores or a code for the scan that was chosen, with a name in front of it or not; or a name alone. */
function fromText(line) {
  if (/:\s*$/.test(line)) return { missing: tidy(line) }
  const id = desk.form.elements.what.value, scan = has(desk.known.scans, id) && desk.known.scans[id]
  if (!scan) return { fault: "guide" }
  const form = desk.forms[scan.mark], colon = line.lastIndexOf(":"), tokens = line.slice(colon + 1).match(/[^\s;,|]+/g) ?? []
  const raw = colon < 0 ? tokens.at(-1) ?? "" : tokens.join(""), scores = []
  while (/^(\d{1,2}|[?-])$/.test(tokens.at(-1))) scores.unshift(tokens.pop())
  const named = () => tidy(colon < 0 ? tokens.join(" ") : line.slice(0, colon)), row = list => current(form, { name: named(), row: list })
  if (scores.length) return scan.list ? numbered(id, named(), scores, form) : scored(form, scores, row)
  tokens.pop()
  const code = decode(form, scan.mark, plain(raw)), digits = !scan.list && RegExp(`^[\\d?-]{${form.ids.length}}$`).test(raw) && onScale(form, [...raw])
  if (code && digits) return { fault: "both" }
  return code || digits ? row(code || [...raw].map(toScore)) : { fault: plain(raw).length === lengthOf(form) ? "code" : "strange" }
}

function scored(form, scores, row) {
  if (scores.length !== form.ids.length) return { fault: "count", found: scores.length, wanted: form.ids.length }
  return onScale(form, scores) ? row(scores.map(toScore)) : { fault: "range", ...form }
}

/** The numbers of what was ticked, as they stand on paper. */
function numbered(scan, name, numbers, { ids }) {
  return numbers.every(one => one === "-" || ids[one - 1]) ? ticked(scan, name, numbers.map(one => ids[one - 1])) : { fault: "range", first: 1, last: ids.length }
}

const toScore = text => text === "-" ? undefined : text === "?" ? text : +text
const onScale = ({ first, last, unknown }, list) => list.every(one => one === "-" || (one === "?" ? unknown : +one >= first && +one <= last))

/** Say how much is in, who is missing, and of every line that says nothing why; and keep it in the address. */
function count() {
  const { form, words, part } = desk, found = gather(form.elements.lines.value), { faults, missing, sum } = found, link = linkOf(found)
  const all = missing.length ? fill(words["in-of"], { count: sum, all: sum + missing.length, missing: missing.join(", ") }) : fill(words[sum === 1 ? "in-one" : "in"], { count: sum })
  part(".guide-together .guide-says").textContent = [sum + missing.length && all, link.length > LONG && words.long].filter(one => one).join(" ")
  part(".guide-told").replaceChildren(...faults.map(([number, line, fault, values]) => build("li", {}, fill(words.line, { number, line }), " ", fill(words[`fault-${fault}`], values))))
  if (found.scan || found.guide) form.elements.what.value = found.scan || found.guide
  form.elements.open.disabled = form.elements.save.disabled = !sum
  written = link
  history.replaceState(history.state, "", link ? "#" + link : location.pathname + location.search)
  return found
}

const inLink = name => name.replace(/[^\p{L}\p{N}.-]+/gu, "_")

/** The whole desk as what stands behind the # of its address; without names it is how many gave each score, no more. */
function linkOf({ entries, blocks, missing, guide, scan }, isNameless = blocks.length > 0) {
  const all = (id, way, pairs) => ["v1", id, way, ...pairs, ...missing.map(inLink)].join("~")
  if (guide) return all(guide, "g", entries.map(({ name, answers }) => [inLink(name), ...answers.flat()].join("=")))
  if (!scan) return ""
  const { mark } = desk.known.scans[scan], form = desk.forms[mark]
  if (!isNameless) return all(mark, "n", entries.map(({ name, row }) => `${inLink(name)}=${encode(form, mark, row)}`))
  const columns = form.ids.map((none, at) => [...entries.map(({ row }) => row[at]), ...blocks.flatMap(({ columns }) => columns[at])])
  return ["v1", mark, "s", columns[0].length, join(form, mark, columns, columns[0].length)].join("~")
}

/** The deliberate act: show it all. Without names, the rows are gone from here on. */
async function open() {
  const { form, words, part } = desk, { lines, naming, before } = form.elements, root = part(".guide-opened")
  let found = count()
  if (!found.sum) return
  const { guides } = found.guide ? await import("./parting.mjs") : {}, { scans } = found.scan ? await import("./opened.mjs") : {}
  root.hidden = false
  await guides?.(desk, found, root)
  if (scans && naming.value === "nameless") {
    lines.value = "#" + linkOf(found, true)
    found = count()
  }
  const earlier = before.value.trim() && gather(before.value), same = earlier && earlier.scan === found.scan
  await scans?.(desk, found, root, same ? earlier : null)
  part(".guide-together .guide-says").textContent = earlier && !same ? words["fault-other"] : ""
}
