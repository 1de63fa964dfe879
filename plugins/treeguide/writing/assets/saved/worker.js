// The guide on a reader's own device, asked for by a button (save.mjs). The network goes first: a page from the copy is
// shown only where no answer comes, and then it says so. The build fills in the list of files, so this script changes
// with every change of the site; the browser notices, and then what changed is fetched anew.

"use strict"
const { files, apart, note } = SAVED // files: { path: the beginning of its SHA-256 }
const BASE = new URL("./", self.location).pathname
const NAME = `treeguide saved ${BASE}`, MARK = "X-Treeguide-Hash", DAY = `${BASE}treeguide-saved-on`
const HASHED = /\.[0-9a-f]{8,}(\.min)?\.\w+$/
const PATIENCE = 4000 // milliseconds until a page comes from the copy, on a network that is there but does not answer
const AT_ONCE = 6

/** The path in the list that a request is for; of what is not in it nothing. */
function listed(url) {
  const { origin, pathname } = new URL(url), path = decodeURI(pathname.slice(BASE.length)).replace(/(^|\/)index\.html$/, "$1")
  if (origin !== self.location.origin || !pathname.startsWith(BASE)) return undefined
  return [path, `${path}/`].find(one => Object.hasOwn(files, one))
}

/** Fetch what is not in the copy or has changed; pages last, so that none comes before the scripts that it names. */
async function fill() {
  const copy = await caches.open(NAME), waiting = Object.keys(files).sort((one, other) => isAsset(one) - isAsset(other))
  const take = async () => {
    for (let path; (path = waiting.pop()) !== undefined;) await keep(copy, path)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, take))
  await copy.put(DAY, new Response(new Date().toISOString()))
}

const isAsset = path => /\.(css|m?js|json|svg)$/.test(path)

async function keep(copy, path) {
  const address = BASE + path, old = await copy.match(address)
  if (old?.headers.get(MARK) === files[path]) return
  const answer = await fetch(address, { cache: "no-cache" })
  if (!answer.ok) throw new Error(`${answer.status} ${address}`)
  const body = await answer.arrayBuffer(), headers = new Headers(answer.headers)
  for (const name of ["content-encoding", "content-length"]) headers.delete(name)
  headers.set(MARK, await digest(body))
  await copy.put(address, new Response(body, { headers }))
}

async function digest(body) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", body))
  return [...bytes.subarray(0, 5)].map(one => one.toString(16).padStart(2, "0")).join("")
}

/** Let go of what is no longer in the list. */
async function tidy() {
  const copy = await caches.open(NAME), known = new Set([DAY, ...Object.keys(files).map(path => BASE + path)])
  for (const { url } of await copy.keys()) {
    if (!known.has(decodeURI(new URL(url).pathname))) await copy.delete(url)
  }
}

/** A file with its hash in its name never changes, so the copy of it is as good. */
async function unchanging(request, path) {
  return await (await caches.open(NAME)).match(BASE + path) ?? fetch(request)
}

/** What the network has; where it does not answer, the copy, and then a page says that it is one. */
async function fresh(request, path) {
  const isPage = request.mode === "navigate", answer = fetch(request)
  answer.catch(() => {})
  try {
    return await (isPage ? Promise.race([answer, refused()]) : answer)
  } catch {
    const copy = await caches.open(NAME), found = await copy.match(BASE + path)
    return found ? isPage ? noted(copy, found) : found : answer
  }
}

const refused = () => new Promise((_, refuse) => setTimeout(refuse, PATIENCE))

async function noted(copy, page) {
  const day = new Date(await (await copy.match(DAY))?.text() ?? NaN)
  const from = isNaN(day) ? "" : day.toLocaleDateString(note.language, { day: "numeric", month: "long", year: "numeric" })
  const says = `<p class="guide-from-copy" role="status">${note.text.replace("{day}", () => from)}</p>`
  const html = (await page.text()).replace(/<\/body>(?![^]*<\/body>)/i, end => says + end)
  return new Response(html, { headers: page.headers })
}

let isAskedOnce = false
/** Where the site no longer offers this, the copy and this script go. */
async function goWithTheSite() {
  if (isAskedOnce) return
  isAskedOnce = true
  const { status } = await fetch(self.location.href, { method: "HEAD", cache: "no-store" })
  if (status !== 404 && status !== 410) return
  await self.registration.unregister()
  await caches.delete(NAME)
}

addEventListener("install", event => event.waitUntil(fill().then(() => self.skipWaiting())))
addEventListener("activate", event => event.waitUntil(tidy().then(() => self.clients.claim())))
addEventListener("fetch", event => {
  const { request } = event, path = request.method === "GET" ? listed(request.url) : undefined
  if (request.mode === "navigate") event.waitUntil(goWithTheSite().catch(() => {}))
  if (path === undefined || new RegExp(apart).test(path)) return
  event.respondWith(HASHED.test(path) ? unchanging(request, path) : fresh(request, path))
})
