// Go on where one was: only after the reader said so, only in this browser, and one click forgets everything.

import { build, read } from "./common.mjs"

const KEY = "treeguide.resume"

function stored() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY))
    return kept && typeof kept === "object" && !Array.isArray(kept) ? kept : null
  } catch { return null }
}

function keep(value) {
  try {
    if (value) localStorage.setItem(KEY, JSON.stringify(value))
    else localStorage.removeItem(KEY)
  } catch { /* then nothing is kept, and the button stays as it was */ }
}

/** The reader wants the answers to be kept. */
export function use(button) {
  keep({ [button.closest("[data-guide]").dataset.guide]: location.hash })
  start()
}

/** Keep up with the reader who wants that; offer to go on, or to forget: whatever fits where the reader is. */
export function start() {
  const kept = stored()
  for (const root of document.querySelectorAll("[data-guide-keep]")) {
    const { guide, guideForget, guideKept, guideResume } = root.dataset, earlier = String(kept?.[guide] ?? "")
    const isOnWay = read(location.hash).answers.length > 0, [remember, shown] = root.querySelectorAll(".guide-resume")
    remember.hidden = !!kept
    shown?.remove()
    if (!kept) continue
    const forget = build("button", { type: "button", class: "guide-plain", click: () => { keep(null); start() } }, guideForget)
    const offer = earlier.startsWith("#") && build("a", { href: earlier }, guideResume)
    const box = build("p", { class: "guide-resume" }, isOnWay ? guideKept : offer, " ", forget)
    if (isOnWay) keep({ ...kept, [guide]: location.hash })
    if (isOnWay || !root.hasAttribute("data-guide-answers")) remember.after(box)
  }
}
