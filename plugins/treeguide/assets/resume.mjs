// Go on where one was: only after the reader said so, only in this browser, and one click forgets everything.

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
    return true
  } catch { return false }
}

function button(make, text, action) {
  const element = make("button", text, "guide-plain")
  element.type = "button"
  element.addEventListener("click", action)
  return element
}

/** Offer to go on, to remember, or to forget: whatever fits where the reader is. `make` makes an element. */
export function start(root, graph, state, make) {
  root.querySelector(".guide-resume")?.remove()
  const words = root.dataset, kept = stored()
  const earlier = kept && Object.hasOwn(kept, words.guide) ? String(kept[words.guide]) : ""
  const box = make("p", "", "guide-resume")
  const again = () => start(root, graph, state, make)
  if (state.answers.length) {
    if (kept) keep({ ...kept, [words.guide]: location.hash })
    if (kept) box.append(make("span", words.guideKept + " "), button(make, words.guideForget, () => { keep(null); again() }))
    else box.append(button(make, words.guideKeep, () => { if (keep({ [words.guide]: location.hash })) again() }))
    root.append(box)
  } else if (kept && state.at === graph.start) {
    if (earlier.startsWith("#")) box.appendChild(make("a", words.guideResume)).href = earlier
    box.append(" ", button(make, words.guideForget, () => { keep(null); box.remove() }))
    root.prepend(box)
  }
}
