// The text of one of the site's own pages, for reading in a letter: only elements and attributes that are listed here.

import { build, pageOf, said } from "../page/common.mjs"

const KEPT = new Set(("p h2 h3 h4 h5 h6 ul ol li dl dt dd strong em b i q s cite small sup sub abbr blockquote table caption thead tbody tr "
  + "th td code pre br hr a img figure figcaption div section span").split(" "))
const LEFT_OUT = "script, style, template, iframe, object, embed, svg, math, form, dialog, [hidden], [popover], .headerlink, "
  + "[data-search-exclude]:not(h2)"
const ATTRIBUTES = ["alt", "colspan", "rowspan", "scope", "start", "title", "lang"]

const pages = new Map()

/** The document at an address of this site; each is fetched once. */
function fetched(address) {
  const plain = pageOf(address.href)
  if (!pages.has(plain)) pages.set(plain, documentAt(plain))
  return pages.get(plain)
}

/** Read by the browser itself, which runs nothing of it: so no text ever becomes markup in a script of ours. */
function documentAt(address) {
  return new Promise((resolve, reject) => {
    const request = Object.assign(new XMLHttpRequest(), { responseType: "document", onerror: reject })
    request.onload = () => request.status === 200 && request.response ? resolve(request.response) : reject(new Error(`${request.status} ${address}`))
    request.open("GET", address)
    request.send()
  })
}

/** What an item's page says: a lesson or situation without what surrounds it, or a question with its answers. */
export async function passage(item, words) {
  if (item.page.protocol === "file:") throw new Error("a page cannot be fetched from a folder")
  const page = await holding(item)
  const body = build("div", { class: "guide-letter-body" }, item.sort === "guide" ? question(page, item, words) : text(page, item.page))
  await Promise.all([...body.querySelectorAll(".guide-sources a")].map(source))
  return [body, addresses(body, words)]
}

/** The page that has an item: of a guide over several pages, the one with that question. */
async function holding(item) {
  const page = await fetched(item.page)
  const entry = page.getElementById(item.page.hash.slice(1))?.closest(".guide-elsewhere li")
  return entry ? fetched(new URL(entry.querySelector("a").getAttribute("href"), item.page)) : page
}

/** Behind a source its own address on the web, for paper. */
async function source(link) {
  const entry = (await fetched(new URL(link.href))).getElementById(link.hash.slice(1))
  const outside = entry?.parentElement.querySelector("a[href^=http]:not(.headerlink)")
  if (outside) link.parentElement.append(build("span", { class: "guide-on-paper" }, ` ${outside.href}`))
}

/** On paper every other link has a number, and the addresses stand below the text. */
function addresses(body, words) {
  const numbers = new Map()
  for (const link of body.querySelectorAll("a[href]")) {
    if (link.closest(".guide-sources, .guide-letter-answers")) continue
    if (!numbers.has(link.href)) numbers.set(link.href, numbers.size + 1)
    link.after(build("sup", { class: "guide-on-paper", "aria-hidden": "true" }, `${numbers.get(link.href)}`))
  }
  const rows = [...numbers.keys()].map(href => build("li", {}, href))
  return build("div", { class: "guide-letter-addresses guide-on-paper", "aria-hidden": "true" }, rows.length && [build("p", {}, words.links), build("ol", {}, rows)])
}

/** The page that is open, a lesson or a situation, to take along: its title, its summary, its text and its address. */
export function here(address) {
  const [title, lead] = ["h1", ".guide-lead"].map(name => document.querySelector(name))
  return [build("h1", {}, said(title)), build("p", {}, build("strong", {}, lead.textContent.trim())), ...text(document, new URL(location.href), 0),
    build("p", {}, build("a", { href: address }, address))]
}

/** What stands below the summary, without what leads elsewhere. */
function text(page, base, lower = 1) {
  const found = []
  let aside = false
  for (let node = page.querySelector(".guide-lead").nextElementSibling; node; node = node.nextElementSibling) {
    if (node.matches("h2")) aside = node.hasAttribute("data-guide-aside")
    if (!aside) found.push(...copy(node, base, lower))
  }
  return found
}

function question(page, { page: address }, words) {
  const [, named, first] = /^#(([a-z][a-z0-9-]*)[a-z0-9.-]*)$/.exec(address.hash) ?? []
  const step = (page.getElementById(named ?? "") ?? page.getElementById(first ?? ""))?.closest("[data-guide-step]")
    ?? page.querySelector("[data-guide-step]")
  if (!step) return [build("ul", {}, [...page.querySelectorAll(".guide-item legend, .guide-sign-list label")].map(one => build("li", {}, one.textContent.trim())))] // of a scan or checklist
  const help = [...step.querySelectorAll(":scope > .guide-help")].flatMap(node => copy(node, address))
  const answer = one => build("li", {}, build("a", { href: new URL(one.getAttribute("href"), address).href }, one.textContent))
  const options = [...step.querySelectorAll("[data-guide-option] > p > a")].map(answer)
  const asked = named ? false : build("h3", {}, step.querySelector("h2").childNodes[0].textContent)
  return [asked, ...help, build("p", {}, words.options), build("ul", { class: "guide-letter-answers" }, options)].filter(part => part)
}

/** A node with what is in it, as far as it may come along; headings become as much smaller, below the item's own title. */
function copy(node, base, lower = 1) {
  if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.data)]
  if (node.nodeType !== Node.ELEMENT_NODE || node.matches(LEFT_OUT)) return []
  const inner = [...node.childNodes].flatMap(child => copy(child, base, lower))
  const name = node.localName
  if (!KEPT.has(name)) return inner
  const made = build(/^h[2-5]$/.test(name) ? `h${+name[1] + lower}` : name, {}, inner)
  for (const one of ATTRIBUTES) if (node.hasAttribute(one)) made.setAttribute(one, node.getAttribute(one))
  const classes = [...node.classList].filter(one => one.startsWith("guide-"))
  if (classes.length) made.className = classes.join(" ")
  if (name === "a") link(made, "href", node, base, /^(https?|mailto|tel|file):$/)
  if (name === "img") link(made, "src", node, base, /^(https?|file):$/)
  return [made]
}

function link(made, attribute, node, base, allowed) {
  const given = node.getAttribute(attribute)
  const address = given && URL.canParse(given, base) && new URL(given, base)
  if (!address || !allowed.test(address.protocol)) return
  made.setAttribute(attribute, address.href)
}
