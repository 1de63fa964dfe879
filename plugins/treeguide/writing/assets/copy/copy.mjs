// A text with its layout, for a text processor, and as plain text, for everything else. What copies it is dress.mjs.

const LEFT_OUT = ".guide-on-paper, .guide-screen, .headerlink, nav, summary, button, [hidden]"
const WRAPPERS = "div, section, header, footer, details, span"
const ATTRIBUTES = new Set(["href", "src", "alt", "lang", "dir", "start", "colspan", "rowspan", "scope"])
const BLOCKS = new Set("p h1 h2 h3 h4 h5 h6 ul ol dl dt dd blockquote pre table figure figcaption hr".split(" "))

/** What the clipboard takes of these parts, by its type, with their layout or without. */
export function texts(parts, withLayout) {
  const bare = bared(parts)
  return { "text/plain": `${plain(bare)}\n`, ...withLayout && { "text/html": bare.innerHTML } }
}

/** Where there is no clipboard to write to (a page from a folder, an older browser), the event of copying takes it. */
export function copyAsOnceWas(content) {
  let isDone = false
  const fill = event => {
    for (const [type, text] of Object.entries(content)) event.clipboardData.setData(type, text)
    event.preventDefault()
    isDone = true
  }
  document.addEventListener("copy", fill)
  getSelection().selectAllChildren(document.querySelector("h1")) // some browsers copy nothing where nothing is selected
  document.execCommand("copy")
  getSelection().removeAllRanges()
  document.removeEventListener("copy", fill)
  return isDone
}

/** A copy of these parts with nothing but elements that any text processor knows. */
function bared(parts) {
  const all = document.createElement("div")
  all.append(...parts.map(part => part.cloneNode(true)))
  all.querySelectorAll(LEFT_OUT).forEach(one => one.remove())
  for (const one of all.querySelectorAll("*")) {
    for (const { name } of [...one.attributes]) if (!ATTRIBUTES.has(name)) one.removeAttribute(name)
    if (one.matches(WRAPPERS)) one.replaceWith(...one.childNodes)
  }
  return all
}

/** Plain text: items behind a dash or a number, an address behind its link, an empty line between paragraphs. */
export function plain(element) {
  return told(element).replace(/[ \t]+\n/g, "\n").replace(/\n{3,}/g, "\n\n").trim()
}

function told(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.parentElement?.closest("pre") ? node.data : node.data.replace(/\s+/g, " ")
  const inner = [...node.childNodes].map(told).join(""), name = node.localName
  if (name === "br") return "\n"
  if (name === "a" && node.href && node.href !== inner.trim()) return `${inner} (${node.href.replace(/^mailto:/, "")})`
  if (name === "li") return `\n${item(node, inner)}`
  if (name === "tr") return `\n${[...node.cells].map(cell => plain(cell).replace(/\n+/g, " ")).join("\t")}`
  return BLOCKS.has(name) ? `\n\n${inner.trim()}\n\n` : inner
}

function item(node, inner) {
  const list = node.parentElement, at = [...list.children].indexOf(node)
  const sign = list.localName === "ol" ? `${(list.start || 1) + at}. ` : "- "
  return sign + inner.trim().replace(/\n{2,}/g, "\n").replace(/\n/g, "\n  ")
}
