// An address as a QR code that is made in the browser, so that nobody else gets to know it (ISO/IEC 18004): bytes, about
// 15 % of which may be damaged, versions 1 to 10, and one of the eight masks, as pages/paper.py does.

const TOTAL = [26, 44, 70, 100, 134, 172, 196, 242, 292, 346] // codewords of each version
const CHECKS = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26] // those of a block that only check
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5]
const FORMAT = 0b101101101001011 // level M and mask 3
const VERSION = { 7: 0x07c94, 8: 0x085bc, 9: 0x09a99, 10: 0x0a4d3 }

const EXP = [1], LOG = []
for (let at = 0; at < 255; at++) {
  LOG[EXP[at]] = at
  EXP.push(EXP[at] << 1 ^ (EXP[at] & 128 ? 285 : 0))
}
const times = (a, b) => a && b ? EXP[(LOG[a] + LOG[b]) % 255] : 0
const bits = (value, length) => Array.from({ length }, (none, at) => value >> length - 1 - at & 1)

/** The code as rows of true (dark) and false; nothing for a text that is too long. */
export function matrix(text) {
  const bytes = [...new TextEncoder().encode(text)], version = 1 + TOTAL.findIndex((total, at) => bytes.length + (at > 8 ? 3 : 2) <= room(at))
  return version ? laid(version, codewords(bytes, version).flatMap(one => bits(one, 8))) : null
}

const room = at => TOTAL[at] - CHECKS[at] * BLOCKS[at]

/** All codewords in the order in which they are laid: a turn for each block, first of the data, then of what checks. */
function codewords(bytes, version) {
  const count = room(version - 1), stream = [...bits(4, 4), ...bits(bytes.length, version > 9 ? 16 : 8), ...bytes.flatMap(one => bits(one, 8)), 0, 0, 0, 0]
  const data = Array.from({ length: count }, (none, at) => parseInt(stream.slice(8 * at, 8 * at + 8).join("").padEnd(8, "0"), 2))
  const used = Math.ceil(Math.min(stream.length, 8 * count) / 8)
  for (let at = used; at < count; at++) data[at] = (at - used) % 2 ? 17 : 236
  const number = BLOCKS[version - 1], short = Math.floor(count / number), blocks = []
  for (let at = 0, from = 0; at < number; at++) blocks.push(data.slice(from, from += short + (at >= number - count % number)))
  return [...turns(blocks), ...turns(blocks.map(block => checks(block, CHECKS[version - 1])))]
}

const turns = blocks => Array.from({ length: blocks.at(-1).length }, (none, at) => blocks.flatMap(one => at < one.length ? [one[at]] : [])).flat()

/** What is left of a block when it is divided by the polynomial of so many check words (Reed and Solomon). */
function checks(block, length) {
  let divisor = [1]
  for (let at = 0; at < length; at++) divisor = [...divisor, 0].map((one, place) => one ^ (place ? times(divisor[place - 1], EXP[at]) : 0))
  const rest = [...block, ...Array(length).fill(0)]
  block.forEach((none, at) => {
    const factor = rest[at]
    divisor.forEach((one, place) => { rest[at + place] ^= times(one, factor) })
  })
  return rest.slice(block.length)
}

/** The bits on their places, behind the mask, around what every code of this version has. */
function laid(version, stream) {
  const size = 17 + 4 * version, rows = Array.from({ length: size }, () => Array(size).fill(null))
  const set = (row, column, dark) => { if (rows[row]?.[column] !== undefined) rows[row][column] = !!dark }
  squares(version, size, set)
  for (let at = 8; at < size - 8; at++) [set(6, at, at % 2 === 0), set(at, 6, at % 2 === 0)]
  bits(FORMAT, 15).reverse().forEach((dark, at) => {
    if (at < 9) set(at < 6 ? at : at < 8 ? at + 1 : 8, at < 8 ? 8 : 7, dark)
    else set(8, 14 - at, dark)
    if (at < 8) set(8, size - 1 - at, dark)
    else set(size - 15 + at, 8, dark)
  })
  set(size - 8, 8, true)
  if (version > 6) bits(VERSION[version], 18).reverse().forEach((dark, at) => {
    const near = Math.floor(at / 3), far = size - 11 + at % 3
    set(near, far, dark)
    set(far, near, dark)
  })
  let next = 0
  for (let right = size - 1, up = true; right > 0; right -= right === 8 ? 3 : 2, up = !up) {
    for (let step = 0; step < size; step++) {
      const row = up ? size - 1 - step : step
      for (const column of [right, right - 1]) if (rows[row][column] === null) rows[row][column] = !!(stream[next++] ^ (row + column) % 3 === 0)
    }
  }
  return rows
}

/** The three large squares in the corners with white around them, and the small ones between. */
function squares(version, size, set) {
  const square = (row, column, reach, is) => {
    for (let down = -reach; down <= reach; down++) for (let across = -reach; across <= reach; across++) set(row + down, column + across, is(Math.max(Math.abs(down), Math.abs(across))))
  }
  for (const [row, column] of [[3, 3], [3, size - 4], [size - 4, 3]]) square(row, column, 4, far => far !== 2 && far !== 4)
  const places = version < 2 ? [] : version < 7 ? [6, size - 7] : [6, 2 * version + 8, size - 7]
  for (const row of places) for (const column of places) {
    const isCorner = row + column === 12 || row + column === size - 1 && row !== column
    if (!isCorner) square(row, column, 2, far => far !== 1)
  }
}

/** The code as a drawing, black on white with a margin. */
export function drawing(text, title) {
  const rows = matrix(text), made = (name, attributes, ...parts) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name)
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value))
    element.append(...parts)
    return element
  }
  if (!rows) return null
  const size = rows.length + 8, dark = rows.flatMap((row, down) => row.flatMap((is, across) => is ? [`M${across + 4} ${down + 4}.5h1`] : [])).join("")
  return made("svg", { viewBox: `0 0 ${size} ${size}`, class: "guide-qr", role: "img", "aria-label": title, "shape-rendering": "crispEdges" },
    made("path", { fill: "#fff", d: `M0 0h${size}v${size}H0z` }), made("path", { stroke: "#000", d: dark }))
}
