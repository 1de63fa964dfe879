// Scores as a code that one can read aloud, and back; and the pattern of a group's scores.
//
// A form is "scan first last unknown item item …", unknown being "?" or "-". A row has a score for each item of its form:
// a number, "?" or nothing. Its code is one number in base 32 and a sign that follows from the rest by powers in GF(32),
// so that one wrong sign, and any two that swapped places, are always noticed. Columns are each the scores of all
// partners for one item, sorted: what is made of those cannot be undone into rows.

const SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"
const ALIKE = { i: "1", l: "1", o: "0" }

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

/** A number as text. Where there is room for it one with a letter, since digits alone may be a row of scores. */
function write(found, most, mark) {
  const text = [...found.toString(32).padStart(sizeOf(most), "0")].map(one => SIGNS[parseInt(one, 32)]).join("")
  const code = text + SIGNS[times(rest(text, mark))]
  return /[a-z]/.test(code) || found + most >= 32n ** BigInt(sizeOf(most)) ? code : write(found + most, most, mark)
}

/** The number in a text, or nothing when it is another text's, or has a wrong sign. */
function read(text, most, mark) {
  const found = [...text.slice(0, -1)].reduce((all, one) => all * 32n + BigInt(SIGNS.indexOf(one)), 0n)
  return text.length === sizeOf(most) + 1 && !rest(text, mark) ? found % most : null
}

/** A code as it was meant: without what one puts between signs, and with the signs that look alike. */
export const plain = text => text.toLowerCase().replace(/[\s-]/g, "").replace(/[ilo]/g, one => ALIKE[one])

export const lengthOf = form => sizeOf(BigInt(kinds(form)) ** BigInt(form.ids.length)) + 1

export const encode = (form, mark, row) => write(row.reduce((all, one) => all * BigInt(kinds(form)) + BigInt(number(form, one)), 0n), BigInt(kinds(form)) ** BigInt(row.length), mark)

export function decode(form, mark, text) {
  const base = BigInt(kinds(form))
  let found = /^[0-9a-hjkmnp-tv-z]+$/.test(text) ? read(text, base ** BigInt(form.ids.length), mark) : null
  if (found === null) return null
  const row = form.ids.map(() => {
    const one = Number(found % base)
    found /= base
    return score(form, one)
  }).reverse()
  return row.includes("?") && !form.unknown ? null : row
}

const choose = (all, some) => {
  let found = 1n
  for (let at = 0; at < some; at++) found = found * BigInt(all - at) / BigInt(at + 1)
  return found
}

const rank = column => column.sort((a, b) => a - b).reduce((all, one, at) => all + choose(one + at, at + 1), 0n)

function unrank(found, count) {
  const column = []
  for (let at = count; at--;) {
    let one = at
    while (choose(one + 1, at + 1) <= found) one++
    found -= choose(one, at + 1)
    column.unshift(one - at)
  }
  return column
}

/** The columns of so many partners as one text. */
export function join(form, mark, columns, count) {
  const base = choose(kinds(form) + count - 1, count)
  const found = columns.reduce((all, one) => all * base + rank(one.map(score => number(form, score))), 0n)
  return write(found, base ** BigInt(columns.length), mark)
}

export function split(form, mark, text, count) {
  const base = choose(kinds(form) + count - 1, count)
  let found = read(text, base ** BigInt(form.ids.length), mark)
  if (found === null) return null
  return form.ids.map(() => {
    const one = found % base
    found /= base
    return unrank(one, count).map(number => score(form, number))
  }).reverse()
}

/** The pattern of these scores, by the rules of values/patterns.py. */
export function pattern(rules, scores, { first, last }) {
  const given = scores.toSorted((a, b) => a - b), width = last - first, count = given.length
  const near = Math.max(Math.floor(width / 3), Math.min(1, width >> 1)), groups = []
  for (const one of given) {
    const group = groups.at(-1)
    if (group && one - group.at(-1) <= near) group.push(one)
    else groups.push([one])
  }
  const sizes = groups.every(one => one.at(-1) - one[0] <= near) ? groups.map(one => one.length) : []
  const middle = 3 * (given[count - 1 >> 1] + given[count >> 1] - 2 * first)
  const third = middle <= 2 * width ? 1 : middle >= 4 * width ? 3 : 2
  const is = (wanted, found) => !wanted || wanted === found
  return rules.find(([, fewest, most, apart, smallest, part]) => fewest <= count && count <= most
    && is(apart, sizes.length) && is(smallest, Math.min(...sizes)) && is(part, third))[0]
}
