// The desk: what partners answered, side by side. One box holds it all, a line for each partner: a link, a code, digits or a
// row of a sheet. Nothing is shown until it is opened, and nothing is kept but in the address.

import { build, fill, fragment, read } from "../page/common.mjs"
import { decode, encode, join, lengthOf, parse, plain, split } from "./scores.mjs"

const MOST = 99, LONGEST = 60 // partners, and characters of a name
let desk = null, written = null

/** Set the desk up, or take over what the address holds. */
export function start() {
  const form = document.querySelector("form[data-guide-together]"), { what, lines } = form.elements
  if (desk?.form !== form) {
    const known = JSON.parse(form.dataset.guideTogether)
    const forms = Object.fromEntries(Object.entries(known.forms).map(([mark, text]) => [mark, parse(text)]))
    desk = { form, known, forms, words: known.words, part: name => document.querySelector(name), rounds: [] }
    form.oninput = () => count(desk)
    form.onsubmit = event => {
      event.preventDefault()
      open(desk)
    }
    form.hidden = false
  }
  const held = fragment().slice(1)
  if (held === written || !held) return
  if (held.startsWith("v1~")) lines.value = "#" + held
  else if (Object.hasOwn(known(held), held)) what.value = held
  count(desk)
}

const known = id => desk.known.scans[id] ? desk.known.scans : desk.known.guides

/** What is in the box: entries with a name and scores or answers, blocks of columns, and the lines that say nothing. */
function gather(desk, text) {
  const found = { entries: [], blocks: [], faults: [], guide: "", scan: "" }
  for (const [at, line] of text.split(/\r?\n/).slice(0, 2 * MOST).entries()) {
    if (!line.trim()) continue
    for (const one of understand(desk, line.slice(0, 20000))) {
      const fault = one.fault ?? misfit(found, one)
      if (fault) found.faults.push([at + 1, line.trim().slice(0, LONGEST), fault, one])
      else put(found, one, desk)
    }
  }
  return found
}

/** Why something that was understood does not belong with the rest. */
function misfit(found, one) {
  const same = (found.scan || one.scan) === one.scan && (found.guide || one.guide) === one.guide && !(one.scan ? found.guide : found.scan)
  if (!same) return "other"
  if (one.name && found.entries.some(({ name }) => name === one.name)) return "twice"
  return found.entries.length + found.blocks.reduce((all, { count }) => all + count, 0) >= MOST ? "full" : ""
}

function put(found, one, { words }) {
  Object.assign(found, one.scan ? { scan: one.scan } : { guide: one.guide })
  if (one.columns) found.blocks.push(one)
  else found.entries.push({ ...one, name: one.name || `${words.partner} ${found.entries.length + 1}` })
}

/** What a line means: one thing, or many where it is a link to a whole desk. */
function understand(desk, line) {
  const [, before, address] = /^(.*?)[\s:;,]*(\S*#\S+)\s*$/.exec(line) ?? []
  if (!address) return [fromText(desk, line)]
  const held = fragment(address.slice(address.indexOf("#"))) || "#", [first, mark, ...rest] = held.slice(1).split("~"), name = tidy(before)
  if (first === "v1") return fromDesk(desk, mark, rest)
  if (!first && mark) return [fromCode(desk, name, mark, rest[0])]
  const { answers, guide } = read(held), path = address.split("#")[0].split("/"), names = [guide, ...path].map(id => desk.known.old[id] ?? id)
  const id = names.find(one => Object.hasOwn(desk.known.guides, one))
  return [id && answers.length ? { guide: id, name, answers } : { fault: "link" }]
}

const tidy = name => name.normalize("NFC").replace(/[^\p{L}\p{N}.,&'()/+-]+/gu, " ").trim().slice(0, LONGEST)

function fromDesk(desk, mark, [way, ...rest]) {
  const form = Object.hasOwn(desk.forms, mark) && desk.forms[mark], pairs = rest.slice(0, MOST).map(one => one.split("="))
  if (way === "g") return pairs.map(([name, ...more]) => ({ guide: desk.known.old[mark] ?? mark, name: tidy(name), answers: couples(more) }))
  if (!form) return [{ fault: "version" }]
  if (way === "n") return pairs.map(([name, code]) => fromCode(desk, tidy(name), mark, code))
  const count = +rest[0], columns = way === "z" && count > 0 && count <= MOST && split(form, mark, plain(rest[1] ?? ""), count)
  return [columns ? current(desk, form, { columns, count }) : { fault: "joined" }]
}

const couples = all => all.flatMap((one, at) => at % 2 ? [] : [[one, all[at + 1] ?? "?"]])

function fromCode(desk, name, mark, code) {
  const form = Object.hasOwn(desk.forms, mark) && desk.forms[mark]
  if (!form) return { fault: "version" }
  const row = decode(form, mark, plain(code ?? ""))
  return row ? current(desk, form, { name, row }) : { fault: "code" }
}

/** Scores of an earlier version of a scan as scores of today's, by the ids of its items; with what changed since. */
function current(desk, form, given) {
  const scan = desk.known.old[form.scan] ?? form.scan, now = desk.forms[desk.known.scans[scan]?.mark]
  if (!now || now.first !== form.first || now.last !== form.last) return { fault: "scale" }
  const ids = form.ids.map(id => desk.known.scans[scan].aliases[id] ?? id), places = now.ids.map(id => ids.indexOf(id))
  const of = list => places.map(place => list[place]), changed = ids.length !== now.ids.length || places.includes(-1)
  const blank = given.columns && Array(given.count).fill(undefined)
  return { ...given, scan, changed, ...given.row ? { row: of(given.row) } : { columns: of(given.columns).map(one => one ?? blank) } }
}

/** A row of scores or a code, with a name in front of it or not, for the scan that was chosen. */
function fromText(desk, line) {
  const id = desk.form.elements.what.value, scan = desk.known.scans[id]
  if (!scan) return { fault: "guide" }
  const form = desk.forms[scan.mark], size = form.ids.length, colon = line.lastIndexOf(":"), tokens = line.slice(colon + 1).match(/[^\s;,|]+/g) ?? []
  const raw = colon < 0 ? tokens.at(-1) ?? "" : tokens.join(""), scores = []
  while (/^(\d{1,2}|[?-])$/.test(tokens.at(-1))) scores.unshift(tokens.pop())
  const named = text => tidy(colon < 0 ? text : line.slice(0, colon)), row = list => current(desk, form, { name: named(tokens.join(" ")), row: list })
  if (scores.length) return scores.length !== size ? { fault: "count", found: scores.length, wanted: size } : onScale(form, scores) ? row(scores.map(toScore)) : { fault: "range", ...form }
  tokens.pop()
  const code = decode(form, scan.mark, plain(raw)), digits = new RegExp(`^[\\d?-]{${size}}$`).test(raw) && onScale(form, [...raw])
  if (code && digits) return { fault: "both" }
  return code || digits ? row(code || [...raw].map(toScore)) : { fault: plain(raw).length === lengthOf(form) ? "code" : "strange" }
}

const toScore = text => text === "-" ? undefined : text === "?" ? text : +text
const onScale = ({ first, last, unknown }, list) => list.every(one => one === "-" || (one === "?" ? unknown : +one >= first && +one <= last))

/** Say how much is in, and of every line that says nothing why; and keep it in the address. */
function count(desk) {
  const { form, words, part } = desk, found = gather(desk, form.elements.lines.value), { entries, blocks, faults } = found
  const sum = entries.length + blocks.reduce((all, one) => all + one.count, 0)
  part(".guide-together .guide-says").textContent = sum ? fill(words[sum === 1 ? "in-one" : "in"], { count: sum }) : ""
  part(".guide-told").replaceChildren(...faults.map(([number, line, fault, values]) => build("li", {}, fill(words.line, { number, line }), " ", fill(words[`fault-${fault}`], values))))
  form.elements.open.disabled = !sum
  keep(linkOf(desk, found))
  return { ...found, sum }
}

function keep(held) {
  written = held
  history.replaceState(history.state, "", held ? "#" + held : location.pathname + location.search)
}

const inLink = name => name.replace(/[^\p{L}\p{N}.-]+/gu, "_")

/** The whole desk as what stands behind the # of its address. */
function linkOf({ known, forms }, { entries, blocks, guide, scan }) {
  if (guide) return ["v1", guide, "g", ...entries.map(({ name, answers }) => [inLink(name), ...answers.flat()].join("="))].join("~")
  if (!scan) return ""
  const { mark } = known.scans[scan], form = forms[mark]
  if (!blocks.length) return ["v1", mark, "n", ...entries.map(({ name, row }) => `${inLink(name)}=${encode(form, mark, row)}`)].join("~")
  return nameless(form, mark, columnsOf({ entries, blocks, size: form.ids.length }))
}

const nameless = (form, mark, columns) => ["v1", mark, "z", columns[0].length, join(form, mark, columns, columns[0].length)].join("~")

/** For each item the scores of all, whoever gave them. */
const columnsOf = ({ entries, blocks, size }) =>
  Array.from({ length: size }, (none, at) => [...entries.map(({ row }) => row[at]), ...blocks.flatMap(({ columns }) => columns[at])])

/** The deliberate act: show it all. Without names, the rows are gone from here on. */
async function open(desk) {
  const { form, words } = desk, { lines, naming, before } = form.elements, found = count(desk)
  if (!found.sum) return
  const opened = await import("./opened.mjs"), root = desk.part(".guide-opened")
  root.hidden = false
  if (found.guide) return opened.guides(desk, found, root)
  if (naming.value === "nameless") {
    const { mark } = desk.known.scans[found.scan], scores = desk.forms[mark], columns = columnsOf({ ...found, size: scores.ids.length })
    lines.value = "#" + nameless(scores, mark, columns)
    Object.assign(found, { entries: [], blocks: [{ columns, count: found.sum }] })
    count(desk)
  }
  const earlier = before.value.trim() && gather(desk, before.value)
  opened.scans(desk, found, root, earlier && earlier.scan === found.scan ? earlier : null)
  if (earlier && earlier.scan !== found.scan) desk.part(".guide-together .guide-says").textContent = words["fault-other"]
}
