// What HTML alone cannot do for a guide: keep the trail of answers in the address, and move the focus along.
// The address is the state: #<question>~<question>=<answer>~… When anything fails the page stays as it was.

/** The fragment as the section it names and the answers behind it, oldest first. */
export function read(fragment) {
  const [section, ...rest] = fragment.replace(/^#/, "").split("~")
  const answers = rest.map(part => part.split("=")).filter(pair => pair.length === 2 && pair.every(id => /^[a-z][a-z0-9-]*$/.test(id)))
  return { section, answers }
}

/** The fragment for a section with these answers. */
export function write(section, answers) {
  return "#" + [section, ...answers.map(pair => pair.join("="))].join("~")
}

const steps = root => [...root.querySelectorAll("[data-guide-step]")]
const named = (root, id) => {
  const found = id && document.getElementById(id)
  return found && root.contains(found) ? found.closest("[data-guide-step]") : null
}
const heading = step => step.querySelector("h2")
const link = (step, option) => {
  const item = [...step.querySelectorAll("[data-guide-option]")].find(one => one.dataset.guideOption === option)
  return item && item.querySelector("a")
}
const words = element => {
  const copy = element.cloneNode(true)
  copy.querySelectorAll(".headerlink").forEach(one => one.remove())
  return copy.textContent.trim()
}
/** The address an option had when the page was made. */
const plain = anchor => anchor.dataset.guideHref ??= anchor.getAttribute("href")

/** Walk the answers from the first question; you get each step with its answer, and the step where the walk stands. */
function walk(root, answers) {
  const walked = []
  let step = steps(root)[0]
  for (const [question, option] of answers) {
    const chosen = step && step.dataset.guideStep === question && link(step, option)
    if (!chosen) return null
    walked.push({ step, question, option, text: chosen.textContent.trim() })
    const next = plain(chosen)
    step = next.startsWith("#") ? named(root, next.slice(1)) : null
  }
  return { walked, step }
}

function trail(root, walked) {
  root.querySelector(".guide-trail")?.remove()
  if (!walked.length) return
  const nav = document.createElement("nav")
  nav.className = "guide-trail"
  nav.setAttribute("aria-label", root.dataset.guideTrail)
  const title = nav.appendChild(document.createElement("p"))
  title.textContent = root.dataset.guideTrail
  const list = nav.appendChild(document.createElement("ol"))
  walked.forEach(({ step, text }, number) => {
    const item = list.appendChild(document.createElement("li"))
    item.appendChild(document.createElement("span")).textContent = words(heading(step))
    const back = item.appendChild(document.createElement("a"))
    back.textContent = text
    back.title = root.dataset.guideChange
    back.href = write(heading(step).id, walked.slice(0, number).map(one => [one.question, one.option]))
  })
  root.prepend(nav)
}

/** Show what the address says; `moved` when the reader just came here by a click or the Back button. */
function show(root, moved) {
  const { section, answers } = read(decodeURIComponent(location.hash))
  const target = named(root, section)
  const other = !target && section && document.getElementById(section)
  if (other) return other.setAttribute("data-guide-asked", "") // some other part of the page
  const route = walk(root, answers)
  const step = target ?? route?.step ?? steps(root)[0]
  const walked = route && route.step === step ? route.walked : []
  steps(root).forEach(one => one.toggleAttribute("data-guide-current", one === step))
  root.dataset.guideAt = heading(step).id
  root.toggleAttribute("data-guide-answers", step !== steps(root)[0])
  const kept = walked.map(one => [one.question, one.option])
  for (const item of step.querySelectorAll("[data-guide-option]")) {
    const anchor = item.querySelector("a")
    anchor.setAttribute("href", onward(plain(anchor), root.dataset.guide, [...kept, [step.dataset.guideStep, item.dataset.guideOption]]))
  }
  trail(root, walked)
  if (moved || target) {
    heading(step).scrollIntoView()
    heading(step).focus({ preventScroll: true })
  }
}

/** An option's address with the answers behind it; an outcome's fragment also names the guide they belong to. */
function onward(href, guide, answers) {
  const [path, fragment] = href.split("#")
  return path && !fragment ? path + write("", [[guide], ...answers]) : path + write(fragment, answers)
}

/** The first question on another page: its options take their answer along. */
function home(root) {
  const question = heading(root).id
  for (const item of root.querySelectorAll("[data-guide-option]")) {
    const anchor = item.querySelector("a")
    anchor.setAttribute("href", onward(plain(anchor), root.dataset.guideHome, [[question, item.dataset.guideOption]]))
  }
}

/** Further modules, each with what a page must have before it is loaded. One that fails leaves the rest alone. */
const MODULES = [
  ["[data-guide-filter]", () => import("./filter.mjs")],
]

function start(moved) {
  for (const [needed, load] of MODULES) {
    if (document.querySelector(needed)) load().then(module => module.start(moved)).catch(console.error)
  }
  try {
    document.querySelectorAll("[data-guide]").forEach(root => show(root, moved))
    document.querySelectorAll("[data-guide-home]").forEach(home)
  } catch (error) {
    document.querySelectorAll("[data-guide-at]").forEach(root => root.removeAttribute("data-guide-at"))
    console.error(error)
  }
}

if (typeof document !== "undefined") {
  addEventListener("hashchange", () => start(true))
  addEventListener("popstate", () => start(true))
  if (window.document$) window.document$.subscribe(() => start(false))
  else start(false)
}
