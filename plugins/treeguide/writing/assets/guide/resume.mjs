// Go on where one was: only after the reader said so, only in this browser, and one click forgets everything.

import { build, fragment, read, words } from "../page/common.mjs"

const OLD = "treeguide.resume" // of every site at this host; page.mjs looks for how a key begins
const KEY = `${OLD} ${new URL("../../", import.meta.url).pathname}` // of this site

function stored(key = KEY) {
  try {
    const kept = JSON.parse(localStorage.getItem(key))
    return kept && typeof kept === "object" && !Array.isArray(kept) ? kept : null
  } catch { return null }
}

function keep(value, key = KEY) {
  try {
    if (value) localStorage.setItem(key, JSON.stringify(value))
    else localStorage.removeItem(key)
  } catch { /* then nothing is kept, and the button stays as it was */ }
}

/** What was kept for all sites together, as it once was, becomes this site's: nothing stays behind that nobody forgets. */
function takeOver() {
  const old = stored(OLD)
  if (old) keep({ ...old, ...stored() })
  keep(null, OLD)
}

/** The reader wants the answers to be kept. */
export function use(button) {
  keep({ ...stored(), [button.closest("[data-guide]").dataset.guide]: fragment() })
  start()
}

/** Keep up with the reader who wants that; offer to go on, or to forget: whatever fits where the reader is. */
export function start() {
  takeOver()
  const kept = stored()
  for (const root of document.querySelectorAll("[data-guide-keep], [data-guide-home]")) {
    const { guide, guideHome, guidePage = "" } = root.dataset, said = words(root), earlier = String(kept?.[guide ?? guideHome] ?? "")
    const isOnWay = !!guide && read().answers.length > 0, remember = root.querySelector("[data-guide-use=resume]")?.parentElement
    root.querySelectorAll("[data-guide-kept]").forEach(part => part.remove())
    if (remember) remember.hidden = !!kept
    if (!kept) continue
    if (isOnWay) keep({ ...kept, [guide]: fragment() })
    const line = (...parts) => build("p", { class: "guide-resume", "data-guide-kept": true }, parts)
    const forget = build("button", { type: "button", class: "guide-plain", click: () => { keep(null); start() } }, said.forget)
    const offer = !isOnWay && earlier.startsWith("#") && build("a", { class: "guide-button", href: guidePage + earlier }, said.resume)
    if (offer && !root.hasAttribute("data-guide-answers")) root.prepend(line(offer, " ", forget))
    else if (guide && (isOnWay || !root.hasAttribute("data-guide-answers"))) remember.after(line(isOnWay && said.kept, " ", forget))
  }
}
