// What HTML alone cannot do for a guide: keep the answers in the address, show them as a trail, let one be changed while
// the others stay, and move the focus along. The address is the state: #<section>~<question>=<answer>~…
// When anything fails the page stays as it was.

import { address, ordered, read, walk, write } from "./graph.mjs"

/** Further modules, each with what a page must have before it is loaded. One that fails leaves the rest alone. */
const MODULES = [
  ["[data-guide-collect]", () => import("./dossier.mjs")],
  ["[data-guide-dossier]", () => import("./letter.mjs")],
  ["[data-guide-deck]", () => import("./deck.mjs")],
  ["[data-guide-filter]", () => import("./filter.mjs")],
  ["[data-guide-share]", () => import("./share.mjs")],
  ["[data-guide-code]", () => import("./code.mjs")],
  ["[data-guide-why]", () => import("./why.mjs")],
  ["[data-guide-map]", () => import("./map.mjs")],
]

const steps = root => [...root.querySelectorAll("[data-guide-step]")]
const heading = step => step.querySelector("h2")
const own = element => {
  const copy = element.cloneNode(true)
  copy.querySelectorAll(".headerlink").forEach(one => one.remove())
  return copy.textContent.trim()
}
/** The address an option had when the page was made, whole: instant navigation makes every link so. */
const plain = anchor => anchor.dataset.guideHref ??= anchor.href
/** The same as a fragment where it stays on this page. */
const local = anchor => {
  const { origin, pathname, hash } = new URL(plain(anchor))
  return hash && origin + pathname === location.origin + location.pathname ? hash.slice(1) : ""
}

const graphs = new WeakMap()

/** The page as a graph; outcomes are named by their address. Read once: a guide may hold a thousand questions. */
function graphOf(root) {
  if (!graphs.has(root)) graphs.set(root, readGraph(root))
  return graphs.get(root)
}

function readGraph(root) {
  const sections = {}
  for (const step of steps(root)) {
    const options = [...step.querySelectorAll("[data-guide-option]")].map(item => {
      const anchor = item.querySelector("a"), section = item.dataset.guideTo ?? local(anchor)
      const to = section ? { section } : { outcome: plain(anchor), title: item.dataset.guideTitle }
      return { id: item.dataset.guideOption, text: anchor.textContent.trim(), anchor, ...to }
    })
    const name = heading(step).id
    sections[name] = { name, step, question: step.dataset.guideStep, text: own(heading(step)), options }
  }
  return { start: heading(steps(root)[0]).id, sections, isPart: "guidePart" in root.dataset }
}

/** An element with a text and a class. */
function make(tag, text = "", className = "") {
  const element = document.createElement(tag)
  element.textContent = text
  if (className) element.className = className
  return element
}

function line(graph, [question, option], href, title) {
  const section = Object.values(graph.sections).find(one => one.question === question)
  const item = make("li")
  item.append(make("span", section?.text ?? question))
  const text = section?.options.find(one => one.id === option)?.text ?? option
  const answer = item.appendChild(make(href ? "a" : "strong", text))
  if (href) Object.assign(answer, { href, title })
  return item
}

function list(title, items) {
  const part = document.createDocumentFragment()
  if (items.length) part.append(make("p", title), make("ol"))
  part.lastChild?.append(...items)
  return part
}

/** The answers so far, those further on when one is being changed, and those that do not count on this route. */
function trail(root, graph, state) {
  const words = root.dataset
  const row = step => line(graph, [step.question, step.option], address(graph, step.section, state.answers), words.guideChange)
  const made = root.querySelector(".guide-trail")
  const nav = made ?? make("nav", "", "guide-trail")
  nav.setAttribute("aria-label", words.guideTrail)
  nav.replaceChildren(
    list(words.guideTrail, state.before.map(row)),
    list(words.guideLater, state.after.map(row)),
    list(words.guideUnused, state.unused.map(pair => line(graph, pair))),
  )
  nav.hidden = !nav.childElementCount
  if (!made) root.prepend(nav) // stays there, also empty: a new first child has the style of all questions computed anew
}

/** What the address says about this guide: the section to show, and the route before and after it. */
function stateOf(graph, hash) {
  const { section, answers } = read(hash)
  const named = section && document.getElementById(section)?.closest("[data-guide-step]")
  const target = named ? heading(named).id : Object.hasOwn(graph.sections, section) ? section : ""
  if (graph.isPart) return { at: target || graph.start, target, onRoute: true, answers, before: [], after: [], unused: [] }
  const walked = walk(graph, answers)
  const at = target || walked.at || walked.route.at(-1)?.section || graph.start
  const here = walked.route.findIndex(step => step.section === at)
  const onRoute = here >= 0 || at === walked.at
  return {
    at, target, onRoute,
    answers: onRoute ? ordered(graph, answers) : [],
    before: !onRoute ? [] : here >= 0 ? walked.route.slice(0, here) : walked.route,
    after: here >= 0 ? walked.route.slice(here + 1) : [],
    unused: onRoute ? walked.unused : [],
    unknown: answers.some(([question, option]) => option === "?" && question === graph.sections[at].question),
  }
}

/** Where choosing an option leads: on through the answers already given, to the next open question or an outcome. */
function onward(root, graph, state, option) {
  if (!state.onRoute) return plain(option.anchor)
  const question = graph.sections[state.at].question
  const given = [...state.answers.filter(pair => pair[0] !== question), [question, option.id]]
  if (graph.isPart && option.section) return plain(option.anchor).split("#")[0] + write(option.section, given)
  const answers = ordered(graph, given)
  const walked = walk(graph, answers)
  return walked.outcome ? walked.outcome + write("", [[root.dataset.guide], ...answers]) : address(graph, walked.at, answers)
}

/** Of a guide over several pages: learn of the others, and show the same again. */
function gather(root, graph, moved) {
  import("./parts.mjs").then(parts => parts.whole(root, graph)).then(found => {
    graphs.set(root, Object.assign(found, { current: graph.current }))
    show(root, moved)
  }).catch(console.error)
}

/** Go to the page of the guide that has the question; not straight back to where the reader was sent here from. */
function leave(href, moved) {
  if (moved || href.split("#")[0] !== document.referrer) location.replace(href)
}

/** Show what the address says; `moved` when the reader just came here by a click or the Back button. */
function show(root, moved) {
  const graph = graphOf(root)
  const state = stateOf(graph, location.hash), { section, answers } = read(location.hash)
  const marked = !state.target && document.getElementById(section)
  const entry = marked && marked.closest(".guide-elsewhere li")
  if (entry) location.replace(entry.querySelector("a").href.split("#")[0] + location.hash) // to the page that has it
  if (marked) return // another part of the page
  if (graph.isPart && (root.dataset.guidePart > 1 || answers.length)) gather(root, graph, moved)
  const { page } = graph.sections[state.at]
  if (page) return leave(address(graph, state.at, state.answers), moved)
  const { step, options, question } = graph.sections[state.at]
  if (graph.current !== step) graph.current?.removeAttribute("data-guide-current")
  step.toggleAttribute("data-guide-current", true)
  graph.current = step
  root.toggleAttribute("data-guide-live", true)
  root.dataset.guideAt = state.at
  root.toggleAttribute("data-guide-answers", state.at !== graph.start)
  for (const option of options) option.anchor.setAttribute("href", onward(root, graph, state, option))
  trail(root, graph, state)
  const map = document.querySelector("[data-guide-to-map] a")
  if (map) map.setAttribute("href", plain(map).split("#")[0] + (state.answers.length ? write("", [[root.dataset.guide], ...state.answers]) : ""))
  unsure(root, step, write(state.at, [...state.answers.filter(pair => pair[0] !== question), [question, "?"]]))
  step.querySelector(".guide-unknown")?.remove()
  if (state.unknown) import("./unknown.mjs").then(module => module.show(root, graph, state, make)).catch(console.error)
  if (root.dataset.guideKeep) import("./resume.mjs").then(module => module.start(root, graph, state, make)).catch(console.error)
  if (moved || state.target) {
    heading(step).scrollIntoView()
    heading(step).focus({ preventScroll: true })
  }
}

/** The link "we do not know (yet)" under the options of the current question. */
function unsure(root, step, href) {
  const made = step.querySelector(".guide-unsure a")
  const anchor = made ?? make("a", root.dataset.guideUnsure)
  anchor.href = href
  if (!made) step.querySelector(".guide-options").insertAdjacentElement("afterend", make("p", "", "guide-unsure")).append(anchor)
}

/** The first question on another page: its options take their answer along. */
function home(root) {
  const question = heading(root).id
  for (const item of root.querySelectorAll("[data-guide-option]")) {
    const anchor = item.querySelector("a")
    const [path, fragment] = plain(anchor).split("#")
    const answer = [question, item.dataset.guideOption]
    anchor.setAttribute("href", path + (fragment ? write(fragment, [answer]) : write("", [[root.dataset.guideHome], answer])))
  }
}

let shown = "", modules = [], roots = [] // of the page that is there

/** A page came. */
function appear() {
  modules = MODULES.filter(([needed]) => document.querySelector(needed))
  roots = [...document.querySelectorAll("[data-guide]")]
  start(false)
  document.querySelectorAll("[data-guide-home]").forEach(root => attempt(() => home(root)))
}

/** Show on this page what the address says. */
function start(moved) {
  shown = location.href
  for (const [, load] of modules) load().then(module => module.start(moved, make)).catch(console.error)
  for (const root of roots) if (!attempt(() => show(root, moved))) root.removeAttribute("data-guide-live")
}

function attempt(act) {
  try {
    act()
    return true
  } catch (error) {
    console.error(error)
    return false
  }
}

/** One click gives two events; and going back to another page gives one before that page is there. */
function follow() {
  const isHere = shown.split("#")[0] === location.href.split("#")[0]
  if (isHere && shown !== location.href) start(true)
}

addEventListener("hashchange", follow)
addEventListener("popstate", follow)
if (window.document$) window.document$.subscribe(appear)
else appear()
