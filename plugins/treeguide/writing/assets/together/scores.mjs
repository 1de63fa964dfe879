// Scores as a code that one can read aloud, and back.
//
// A form is "scan first last unknown item item …", unknown being "?" or "-". A row has a score for each item of its form:
// a number, "?" or nothing. Its code is one number in base 32 and a sign that follows from the rest by powers in GF(32),
// so that one wrong sign, and any two that swapped places, are always noticed. Columns are each the scores of all
// partners for one item: what is made of those holds how many gave each score, and cannot be undone into rows.

const SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"
const ALIKE = { i: "1", l: "1", o: "0", u: "v" }

export function parse(form) {
  const [scan, first, last, unknown, ...ids] = form.split(" ")
  return { scan, first: +first, last: +last, unknown: unknown === "?", ids }
}

/** How many things one item can be: nothing, each score, and "?". */
const kinds = ({ first, last }) => last - first + 3
const number = ({ first, last }, score) => score === "?" ? last - first + 2 : score === undefined ? 0 : score - first + 1
const score = ({ first, last }, found) => found ? found > last - first + 1 ? "?" : first + found - 1 : undefined
const times = state => state << 1 ^ (state & 16 ? 37 : 0)
const rest = (text, mark) => [...mark + text].reduce((state, one) => times(state) ^ SIGNS.indexOf(one), 0)
const sizeOf = most => (most - 1n).toString(32).length

/** A number as text. Where there is room for it one with a letter and a digit: digits alone may be a row of scores, letters a name. */
function write(found, most, mark) {
  const size = sizeOf(most), codes = []
  for (let one = found; !codes.length || one < 32n ** BigInt(size) && codes.length < 4; one += most) {
    const text = [...one.toString(32).padStart(size, "0")].map(sign => SIGNS[parseInt(sign, 32)]).join("")
    codes.push(text + SIGNS[times(rest(text, mark))])
  }
  const lettered = codes.filter(code => /[a-z]/.test(code))
  return lettered.find(code => /\d/.test(code)) ?? lettered[0] ?? codes[0]
}

/** The number in a text, or nothing when it is another text's, or has a wrong sign. */
function read(text, most, mark) {
  if (text.length !== sizeOf(most) + 1 || !/^[0-9a-hjkmnp-tv-z]+$/.test(text) || rest(text, mark)) return null
  return [...text.slice(0, -1)].reduce((all, one) => all * 32n + BigInt(SIGNS.indexOf(one)), 0n) % most
}

/** A code as it was meant: without what one puts between signs, and with the signs that look alike. */
export const plain = text => text.toLowerCase().replace(/[\s-]/g, "").replace(/[ilou]/g, one => ALIKE[one])

export const lengthOf = form => sizeOf(BigInt(kinds(form)) ** BigInt(form.ids.length)) + 1

export const encode = (form, mark, row) => write(row.reduce((all, one) => all * BigInt(kinds(form)) + BigInt(number(form, one)), 0n), BigInt(kinds(form)) ** BigInt(row.length), mark)

export function decode(form, mark, text) {
  const base = BigInt(kinds(form))
  let found = read(text, base ** BigInt(form.ids.length), mark)
  if (found === null) return null
  const row = form.ids.map(() => {
    const one = Number(found % base)
    found /= base
    return score(form, one)
  }).reverse()
  return row.includes("?") && !form.unknown ? null : row
}

/** The columns of so many partners as one text: for each thing an item can be a 1 for everybody who gave it, then a 0. */
export function join(form, mark, columns, count) {
  const bits = columns.map(column => {
    const all = Array.from({ length: kinds(form) }, (none, kind) => "1".repeat(column.filter(one => number(form, one) === kind).length))
    return all.join("0")
  }).join("")
  return write(BigInt(`0b${bits}`), mostOf(form, count), mark)
}

export function split(form, mark, text, count) {
  const most = mostOf(form, count), found = read(text, most, mark)
  if (found === null) return null
  const bits = (found + most).toString(2).slice(1), size = bits.length / form.ids.length // with a 1 in front, so that no 0 is lost
  const columns = form.ids.map((none, at) => bits.slice(at * size, (at + 1) * size).split("0").flatMap((some, kind) => Array(some.length).fill(score(form, kind))))
  return columns.every(one => one.length === count) ? columns : null
}

const mostOf = (form, count) => 2n ** BigInt((count + kinds(form) - 1) * form.ids.length)
