// What stands in the box of the desk, a line for each partner, as entries; and those entries as the address that holds them.

import { fragment, read } from "../page/common.mjs"
import { decode, encode, join, lengthOf, parse, plain, split } from "./scores.mjs"

const MOST = 99, LONGEST = 60 // partners, and characters of a name
const SENT = /^(?:\[?[\d/., -]*\d{1,2}:\d\d(?::\d\d)?(?:,? ?\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4})?\]?|\d{1,2}[.)]|[-*•])[\s,-]*(?=[\p{L}~])/u // what a chat or a list has before a name
let desk = null

const has = (all, key) => Object.hasOwn(all, key)
const today = id => has(desk.known.old, id) ? desk.known.old[id] : id
const formOf = mark => has(desk.forms, mark) ? desk.forms[mark] : null

/** What is in the box: entries with a name and scores or answers, blocks of columns, who is missing, and lines that say nothing. */
export function gather(given, text) {
  desk = given
  desk.forms ??= Object.fromEntries(Object.entries(desk.known.forms).map(([mark, form]) => [mark, parse(form)]))
  const found = { entries: [], blocks: [], faults: [], missing: [], guide: "", scan: "", about: "" }, rows = text.split(/\r?\n/)
  let before = "" // what may be a name on a line of its own, as chats have
  for (const [at, line] of rows.slice(0, 2 * MOST).entries()) {
    if (!line.trim()) continue
    for (const one of understand(line.slice(0, 20000).trim().replace(SENT, ""))) {
      if (before && one.row && !one.name) {
        found.faults.pop()
        one.name = before
      }
      const fault = one.fault ?? misfit(found, one)
      before = fault === "strange" ? one.word : ""
      if (fault) found.faults.push([at + 1, line.trim().slice(0, LONGEST), fault, one])
      else if (one.missing === undefined) put(found, one)
      else {
        found.missing.push(...one.missing ? [one.missing] : [])
        found.about ||= one.about ?? ""
      }
    }
  }
  if (rows.length > 2 * MOST) found.faults.push([2 * MOST + 1, rows[2 * MOST].trim().slice(0, LONGEST), "full", {}])
  if (!found.scan && !found.guide) elsewhere(found.faults.filter(([, , , one]) => one.fits?.length))
  const missing = [...new Set(found.missing)].filter(name => !found.entries.some(one => one.name === name))
  return { ...found, missing, sum: found.entries.length + total(found.blocks) }
}

/** Where no code is right and all of them fit one other scan, that one was not chosen. */
function elsewhere(faults) {
  const of = faults.length > 1 && faults[0][3].fits.find(title => faults.every(([, , , one]) => one.fits.includes(title)))
  if (of) faults.forEach(row => row.splice(2, 2, "sheet", { of }))
}

const total = blocks => blocks.reduce((all, { count }) => all + count, 0)

/** Why something that was understood does not belong with the rest. */
function misfit(found, one) {
  if (one.missing !== undefined) return ""
  const same = (found.scan || one.scan) === one.scan && (found.guide || one.guide) === one.guide && !(one.scan ? found.guide : found.scan)
  if (!same) return "other"
  if (one.name && found.entries.some(({ name }) => name === one.name)) return "twice"
  return found.entries.length + total(found.blocks) + (one.count ?? 1) > MOST ? "full" : ""
}

function put(found, one) {
  Object.assign(found, one.scan ? { scan: one.scan } : { guide: one.guide })
  if (one.columns) found.blocks.push(one)
  else found.entries.push({ ...one, name: one.name || `${desk.words.partner} ${found.entries.length + 1}` })
}

/** What a line means: one thing, or many where it is a link to a whole desk. */
function understand(text) {
  const line = text.replace(/\s+/g, " "), hash = line.indexOf("#"), http = line.search(/https?:\/\//)
  const from = http >= 0 && http < hash ? http : line.lastIndexOf(" ", hash) + 1, [address, more] = line.slice(from).split(" ")
  if (hash < 0 || more && from !== http) {
    const some = text.split(/[,;]\s*(?=\p{L}[^:,;]*:)/u).map(fromText) // names with codes on one line
    return some.length > 1 && some.every(one => one.row) ? some : [fromText(text)]
  }
  const held = fragment(line.slice(hash).split(" ")[0]) || "#", [first, mark, ...rest] = held.slice(1).split("~"), name = tidy(line.slice(0, from).split(":")[0])
  if (first === "v1") return fromDesk(mark, rest)
  const { answers, guide } = read(held), names = [guide, ...address.split("#")[0].split("/")].map(today)
  const list = names.find(one => has(desk.known.scans, one) && desk.known.scans[one].list)
  if (!first && list) return [ticked(list, name, [mark, ...rest])]
  const id = names.find(one => has(desk.known.guides, one))
  if (id && answers.length) return [{ guide: id, name, answers }]
  return [!first && mark ? fromCode(name, mark, rest[0]) : { fault: "link" }]
}

const tidy = name => (name ?? "").slice(0, 8 * LONGEST).normalize("NFC").replace(/[^\p{L}\p{N}.,&'()/+-]+/gu, " ").replace(/^[\s.,&'/+-]+|[\s,&'/+-]+$/g, "").slice(0, LONGEST)

/** Each part of the link of a desk; a name alone is somebody who is missing. */
function fromDesk(mark, [way, ...rest]) {
  const form = formOf(mark), pairs = rest.slice(0, MOST).map(one => one.split("=")), about = today(way === "g" ? mark : form?.scan ?? "")
  const named = name => tidy(name.replace(/__/g, " / "))
  const each = make => pairs.map(([name, ...more]) => more.join("") ? make(named(name), more) : { missing: named(name), about })
  if (way === "g" && !has(desk.known.guides, about)) return [{ fault: "link" }]
  if (way === "g") return each((name, more) => ({ guide: about, name, answers: couples(more) }))
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
  const scan = today(form.scan), { mark, aliases } = has(desk.known.scans, scan) ? desk.known.scans[scan] : {}, now = formOf(mark)
  if (!now || now.first !== form.first || now.last !== form.last) return { fault: "scale" }
  const ids = form.ids.map(id => has(aliases, id) ? aliases[id] : id), places = now.ids.map(id => ids.indexOf(id))
  const of = list => places.map(place => list[place]), changed = ids.length !== now.ids.length || places.includes(-1)
  const blank = given.columns && Array(given.count).fill(undefined)
  return { ...given, scan, changed, ...given.row ? { row: of(given.row) } : { columns: of(given.columns).map(one => one ?? blank) } }
}

/** A row of scores or a code for the scan that was chosen, with a name in front of it or not; or a name alone. */
function fromText(line) {
  if (line.endsWith(":")) return { missing: tidy(line) }
  const id = desk.form.elements.what.value, scan = has(desk.known.scans, id) && desk.known.scans[id]
  if (!scan) return { fault: "guide" }
  const form = desk.forms[scan.mark], colon = line.lastIndexOf(":"), tokens = line.slice(colon + 1).match(/[^\s;,|]+/g) ?? []
  const end = tokens.findLastIndex(one => !/^(\d{1,2}|[?-])$/.test(one)) + 1, scores = tokens.slice(end), isNamed = colon >= 0
  const named = rest => tidy(isNamed ? line.slice(0, colon) : rest.join(" "))
  if (scan.list && scores.length && !(isNamed && end)) return numbered(id, named(tokens.slice(0, end)), scores, form)
  if (scores.length === form.ids.length) return onScale(form, scores) ? current(form, { name: named(tokens.slice(0, end)), row: scores.map(toScore) }) : { fault: "range", ...form }
  const made = coded(id, tokens, isNamed, scores.length > 0)
  if (made.row) return current(form, { name: named(made.rest), row: made.row })
  return scores.length ? { ...made, fault: "count", found: scores.length, wanted: form.ids.length } : made
}

/** A code, or digits without spaces, at the end of a line, however it is cut up. Letters alone may be a name: they count behind a colon or a dash, alone in capitals, or cut up into signs; and behind a name digits may be scores. */
function coded(id, tokens, isNamed, isScored) {
  const { mark, list } = desk.known.scans[id], form = desk.forms[mark], size = lengthOf(form), isCode = (text, sure) => plain(text).length === size && (isNamed || sure || /\d/.test(text))
  const ends = Array.from({ length: Math.min(32, tokens.length) }, (none, at) => tokens.slice(-1 - at).join(""))
  for (const [at, text] of ends.slice(0, size).entries()) {
    const before = tokens.at(-at - 2), sure = before ? at + 1 === size || /^[-–—=]$/.test(before) : text === text.toUpperCase()
    const code = (isNamed || !isScored || sure && /[a-z]/i.test(text.slice(1))) && isCode(text, sure) && decode(form, mark, plain(text))
    const digits = !list && (at === 0 || isNamed && at === tokens.length - 1) && RegExp(`^[\\d?-]{${form.ids.length}}$`).test(text) && onScale(form, [...text])
    if (code && digits) return { fault: "both" }
    if (code || digits) return { row: code || [...text].map(toScore), rest: tokens.slice(0, -at - 1) }
  }
  const isMixed = text => /^(?=.*\d)(?=.*[a-z])[\da-z-]+$/i.test(text), raw = isMixed(ends[0] ?? "") || !isNamed ? ends[0] ?? "" : tokens.join("")
  const fits = Object.values(desk.known.scans).filter(one => ends.some(text => decode(desk.forms[one.mark], one.mark, plain(text)))).map(one => one.title)
  return { fault: isCode(raw) ? "code" : isMixed(raw) ? "length" : "strange", fits, found: plain(raw).length, wanted: size, word: isNamed ? "" : tidy(tokens.join(" ")) }
}

/** The numbers of what was ticked, as they stand on paper. */
function numbered(scan, name, numbers, { ids }) {
  return numbers.every(one => one === "-" || ids[one - 1]) ? ticked(scan, name, numbers.map(one => ids[one - 1])) : { fault: "range", first: 1, last: ids.length }
}

const toScore = text => text === "-" ? undefined : text === "?" ? text : +text
const onScale = ({ first, last, unknown }, list) => list.every(one => one === "-" || (one === "?" ? unknown : +one >= first && +one <= last))

const inLink = name => name.split("/").map(part => part.trim().replace(/[^\p{L}\p{N}.-]+/gu, "_")).join("__")

/** The whole desk as what stands behind the # of its address; without names it is how many gave each score, no more. */
export function linkOf({ known, forms, form: { elements } }, { entries, blocks, missing, guide, scan, sum }, isNameless = blocks.length > 0) {
  const all = (id, way, pairs) => ["v1", id, way, ...pairs, ...missing.map(inLink)].join("~"), chosen = scan || elements.what.value
  if (!sum && !missing.length) return ""
  if (guide || !has(known.scans, chosen)) return all(guide || chosen, "g", entries.map(({ name, answers }) => [inLink(name), ...answers.flat()].join("=")))
  const { mark } = known.scans[chosen], form = forms[mark]
  if (!isNameless) return all(mark, "n", entries.map(({ name, row }) => `${inLink(name)}=${encode(form, mark, row)}`))
  const columns = form.ids.map((none, at) => [...entries.map(({ row }) => row[at]), ...blocks.flatMap(({ columns }) => columns[at])])
  return ["v1", mark, "s", columns[0].length, join(form, mark, columns, columns[0].length)].join("~")
}
