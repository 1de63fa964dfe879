// A dossier as the fragment of a link, and back. #v1~d… is compressed, #v1~u… is not; what follows is base64url.

const VERSION = "1"
const MOST = 400_000 // characters of a fragment
const MOST_BYTES = 4_000_000 // of what comes out of it

async function through(bytes, stream) {
  const parts = []
  let size = 0
  for (const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader(); ;) {
    const { done, value } = await reader.read()
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer())
    if ((size += value.length) > MOST_BYTES) throw new RangeError("too much")
    parts.push(value)
  }
}

function toText(bytes) {
  let binary = ""
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")
}

const toBytes = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), one => one.charCodeAt(0))

/** Whether a fragment is meant as a dossier. */
export const isLink = fragment => /^#v\d+~/.test(fragment)

/** The fragment for a dossier, with its #. */
export async function encode({ title, cover, date, items }) {
  const bytes = new TextEncoder().encode(JSON.stringify([title, cover, date, ...items.flatMap(({ item, note }) => [item, note])]))
  try {
    return `#v${VERSION}~d${toText(await through(bytes, new CompressionStream("deflate-raw")))}`
  } catch {
    return `#v${VERSION}~u${toText(bytes)}`
  }
}

/** What a fragment holds: `given`, to be cleaned, or the `fault`: broken, newer or old (the browser). */
export async function decode(fragment) {
  const [, version, way, text] = /^#v(\d+)~(?:([du])([\w-]+))?/.exec(fragment) ?? []
  if (version && version !== VERSION) return { fault: "newer" }
  if (!text || fragment.length > MOST) return { fault: "broken" }
  if (way === "d" && !globalThis.DecompressionStream) return { fault: "old" }
  try {
    const bytes = toBytes(text)
    const plain = way === "d" ? await through(bytes, new DecompressionStream("deflate-raw")) : bytes
    const [title, cover, date, ...rest] = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(plain))
    const items = rest.flatMap((item, at) => at % 2 ? [] : [{ item, note: rest[at + 1] }])
    return { given: { title, cover, date, items } }
  } catch {
    return { fault: "broken" }
  }
}
