// "Bewaar op deze telefoon": has the browser keep the whole guide, and takes it away again. Nothing of it is loaded or
// fetched before the reader asks; what keeps and shows it is worker.js, at the root of the site.

import { build } from "../page/common.mjs"

const BASE = new URL("../../", import.meta.url)
const KEY = `treeguide saved ${BASE.pathname}` // page.mjs looks for how a key begins; the copy has this name too
const WORKER = new URL("treeguide-worker.js", BASE).href
const createScriptURL = address => (address === WORKER ? address : "")
const rule = window.trustedTypes?.createPolicy("treeguide-saved", { createScriptURL }) ?? { createScriptURL }

const found = () => navigator.serviceWorker?.getRegistration(BASE.href)

function remember(isKept) {
  try {
    if (isKept) localStorage.setItem(KEY, "yes")
    else localStorage.removeItem(KEY)
  } catch { /* then the button says so only on this page */ }
}

/** Whether this worker becomes able to serve the guide: it has fetched all of it then. */
const isFilled = worker => new Promise(done => {
  const tell = () => {
    if (worker.state === "activated") done(true)
    if (worker.state === "redundant") done(false)
  }
  worker.addEventListener("statechange", tell)
  tell()
})

async function save() {
  try {
    const made = await navigator.serviceWorker.register(rule.createScriptURL(WORKER), { scope: BASE.pathname, updateViaCache: "none" })
    if (!await isFilled(made.installing ?? made.waiting ?? made.active)) throw new Error("not filled")
    navigator.storage?.persist?.().catch(() => {})
    remember(true)
    return "done"
  } catch (error) {
    console.warn(error)
    await remove()
    return "failed"
  }
}

async function remove() {
  await (await found())?.unregister()
  await globalThis.caches?.delete(KEY)
  remember(false)
  return "removed"
}

/** Do what the button says, one press at a time. */
export async function use(button) {
  const { words } = await import("./save-words.mjs"), says = button.parentElement.querySelector("[role=status]")
  if (button.ariaDisabled === "true") return
  button.ariaDisabled = "true"
  const isKept = button.dataset.guideKept !== undefined
  says.textContent = isKept ? "" : words.busy
  const how = await (isKept ? remove() : save())
  button.removeAttribute("aria-disabled")
  await show(button, words)
  says.textContent = words[how]
}

/** Say of each button what it does now. */
export async function start() {
  const buttons = document.querySelectorAll("[data-guide-use=save]"), { words } = await import("./save-words.mjs")
  for (const button of buttons) await show(button, words)
}

async function show(button, words) {
  const isKept = !!(await found())?.active
  if (!isKept) remember(false)
  button.toggleAttribute("data-guide-kept", isKept)
  button.textContent = words[isKept ? "remove" : "button"]
  button.parentElement.querySelector(".guide-hint")?.replaceChildren(build("span", {}, words[isKept ? "there" : "hint"]))
}
