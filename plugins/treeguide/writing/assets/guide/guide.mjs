// What HTML alone cannot do for a guide: keep the answers in the address, show them as a trail, let one be changed while
// the others stay, and move the focus along. The address is the state: #<section>~<question>=<answer>~…
// When anything fails the page stays as it was.

import { address, build, fill, fragment, inside, ordered, pageOf, read, said, walk, words, write } from "../page/common.mjs"

const heading = step => step.querySelector("h2")
/** The address an option had when the page was made, whole: instant navigation makes every link so. */
const plain = anchor => anchor.dataset.guideHref ??= anchor.href

/** Show what the address says in every guide of this page. */
export function start(moved) {
  for (const root of document.querySelectorAll("[data-guide]")) {
    try {
      show(root, moved)
    } catch (error) {
      root.removeAttribute("data-guide-live")
      console.error(error)
    }
  }
}

const graphs = new WeakMap()

/** The page as a graph; outcomes are named by their address. Read once: a guide may hold a thousand questions. */
function graphOf(root) {
  if (!graphs.has(root)) graphs.set(root, readGraph(root))
  return graphs.get(root)
}

function readGraph(root) {
  const sections = {}
  for (const step of root.querySelectorAll("[data-guide-step]")) {
    const options = [...step.querySelectorAll("[data-guide-option]")].map(item => {
      const anchor = item.querySelector("a"), href = plain(anchor)
      const section = item.dataset.guideTo ?? inside(href)
      const to = section ? { section } : { outcome: href, title: item.dataset.guideTitle }
      return { id: item.dataset.guideOption, text: anchor.textContent.trim(), anchor, ...to }
    })
    const name = heading(step).id
    sections[name] = { name, step, question: step.dataset.guideStep, text: said(heading(step)), options }
  }
  return { start: Object.keys(sections)[0], sections, isPart: "guidePart" in root.dataset, words: words(root), title: document.title }
}

/** What the address says about this guide: the section to show, and the route before and after it. */
function stateOf(graph) {
  const { section, answers } = read()
  const named = section && document.getElementById(section)?.closest("[data-guide-step]")
  const target = named ? heading(named).id : Object.hasOwn(graph.sections, section) ? section : ""
  if (graph.isPart) return { at: target || graph.start, target, onRoute: true, answers, before: [], after: [], unused: [] }
  const walked = walk(graph, answers)
  const at = target || walked.at || walked.route.at(-1)?.section || graph.start
  const here = walked.route.findIndex(step => step.section === at)
  const onRoute = here >= 0 || at === walked.at
  return {
    at, target, onRoute, outcome: walked.outcome, given: walked.route[here]?.option,
    answers: onRoute ? ordered(graph, answers) : [],
    before: !onRoute ? [] : here >= 0 ? walked.route.slice(0, here) : walked.route,
    after: here >= 0 ? walked.route.slice(here + 1) : [],
    unused: onRoute ? walked.unused : [],
    unknown: answers.some(([question, option]) => option === "?" && question === graph.sections[at].question),
  }
}

/** The answers with another one to the question that is shown. */
function changed(graph, { at, answers }, option) {
  const { question } = graph.sections[at]
  return [...answers.filter(pair => pair[0] !== question), [question, option]]
}

/** Of a guide over several pages: learn of the others, and show the same again. */
function gather(root, graph, moved) {
  import("./parts.mjs").then(parts => parts.whole(root, graph)).then(found => {
    graphs.set(root, Object.assign(found, { current: graph.current, words: graph.words, title: graph.title }))
    show(root, moved)
  }).catch(console.error)
}

function show(root, moved) {
  const graph = graphOf(root), state = stateOf(graph), id = root.dataset.guide
  const { section, answers } = read()
  const marked = !state.target && (document.getElementById(section) || document.querySelector(":target")), entry = marked && marked.closest(".guide-elsewhere li")
  if (entry) location.replace(entry.querySelector("a").href.split("#")[0] + fragment()) // to the page that has it
  if (marked) return // another part of the page
  if (graph.isPart && (root.dataset.guidePart > 1 || answers.length)) gather(root, graph, moved)
  const { page } = graph.sections[state.at] // when another page has it: not straight back to where the reader came from
  if (page) return (moved || page !== pageOf(document.referrer)) && location.replace(address(graph, state.at, state.answers))
  const { step, options } = graph.sections[state.at]
  if (graph.current !== step) graph.current?.removeAttribute("data-guide-current")
  graph.current = step
  step.toggleAttribute("data-guide-current", true)
  root.toggleAttribute("data-guide-live", true)
  root.dataset.guideAt = state.at
  root.toggleAttribute("data-guide-answers", state.at !== graph.start)
  for (const option of options) mark(option, onward(id, graph, state, option), option.id === state.given && graph.words.given)
  document.title = state.at === graph.start ? graph.title : `${said(heading(step))} - ${graph.title}`
  trail(root, graph, state)
  progress(step, graph, state)
  unsure(step, graph, write(state.at, changed(graph, state, "?")))
  const map = document.querySelector("[data-guide-to-map] a")
  if (map) map.hash = state.answers.length ? write("", [[id], ...state.answers]) : ""
  step.querySelector(".guide-unknown")?.remove()
  if (state.unknown) import("./unknown.mjs").then(module => module.show(root, graph, state)).catch(console.error)
  if (moved || state.target) {
    heading(step).scrollIntoView()
    heading(step).focus({ preventScroll: true })
  }
}

/** Where choosing an option leads: on through the answers already given, to the next open question or an outcome. */
function onward(id, graph, state, option) {
  if (!state.onRoute) return plain(option.anchor)
  const given = changed(graph, state, option.id)
  if (graph.isPart && option.section) return plain(option.anchor).split("#")[0] + write(option.section, given)
  const answers = ordered(graph, given), walked = walk(graph, answers)
  return walked.outcome ? walked.outcome + write("", [[id], ...answers]) : address(graph, walked.at, answers)
}

/** Where an option leads, and whether it is the answer that was given. */
function mark({ anchor }, href, given) {
  anchor.href = href
  anchor.removeAttribute("aria-current")
  anchor.querySelector(".guide-given")?.remove()
  if (!given) return
  anchor.setAttribute("aria-current", "true")
  anchor.append(" ", build("span", { class: "guide-given" }, given))
}

/** How far this is, the question before it, and the way back to the situation that the answers lead to. */
function progress(step, graph, { before, outcome, answers, onRoute }) {
  const row = step.querySelector(".guide-progress"), [back] = row.querySelectorAll("a:not(.guide-back)"), last = before.at(-1)
  if (graph.isPart || !onRoute) return
  if (back && last) Object.assign(back, { hidden: false, href: address(graph, last.section, answers) })
  const left = +step.dataset.guideLeft, at = before.length + 1
  if (left) row.querySelector("span").textContent = at === 1 ? graph.takes ??= row.textContent : fill(graph.words.most, { number: at, count: at + left - 1 })
  row.querySelector(".guide-back")?.remove()
  const end = outcome && Object.values(graph.sections).flatMap(one => one.options).find(one => one.outcome === outcome)
  if (end) row.append(" ", build("a", { class: "guide-back", href: outcome + write("", [[step.closest("[data-guide]").dataset.guide], ...answers]) }, fill(graph.words.back, { title: end.title })))
}

/** The answers so far, those further on when one is being changed, and those that do not count on this route. */
function trail(root, graph, { before, after, unused, answers }) {
  const { words } = graph, sections = Object.values(graph.sections)
  /** A question with its answer; of what this guide does not have nothing: that would be a stranger's words in its own voice. */
  function line([question, option], href) {
    const section = sections.find(one => one.question === question), text = section?.options.find(one => one.id === option)?.text
    return text && build("li", {}, build("span", {}, section.text),
      build("strong", {}, text), href && [" ", build("a", { href, "aria-label": `${words.change}: ${text}` }, words.change)])
  }
  const known = unused.map(pair => line(pair)).filter(Boolean), strange = unused.length - known.length
  const row = step => line([step.question, step.option], address(graph, step.section, answers))
  const list = (title, items) => items.length ? [build("p", {}, title), build("ol", {}, items)] : []
  const made = root.querySelector(".guide-trail"), nav = made ?? build("nav", { class: "guide-trail", "aria-label": words.trail })
  nav.replaceChildren(...list(words.trail, before.map(row)), ...list(words.later, after.map(row)),
    ...list(words.unused, known), strange ? build("p", {}, fill(words.strange, { count: strange })) : "")
  nav.hidden = !nav.childElementCount
  if (!made) [...root.querySelectorAll(".guide-step")].at(-1).after(nav) // stays there, also empty
}

/** The link "we do not know (yet)" under the options of the current question, where no option says that. */
function unsure(step, { words }, href) {
  if (step.querySelector(`[data-guide-option="${words["unsure-id"]}"]`)) return
  const row = step.querySelector(".guide-move"), made = row.querySelector(".guide-unsure"), anchor = made ?? build("a", { class: "guide-unsure" }, words.unsure)
  anchor.href = href
  if (!made) row.prepend(anchor, " ")
}
