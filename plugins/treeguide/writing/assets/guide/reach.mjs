// What lies ahead in a guide, and what decided the way so far. Loaded only where a reader asks.

import { walk } from "../page/common.mjs"

/** The outcomes that can still be reached from a section. */
export function reachable(graph, from) {
  const found = new Set(), seen = new Set([from]), waiting = [from]
  while (waiting.length) {
    for (const option of graph.sections[waiting.pop()]?.options ?? []) {
      if (option.outcome) found.add(option.outcome)
      else if (!seen.has(option.section)) { seen.add(option.section); waiting.push(option.section) }
    }
  }
  return found
}

/** The later question whose answer leaves the fewest of these outcomes on average; null when none helps. */
export function tellsApart(graph, from) {
  const possible = reachable(graph, from), seen = new Set([from]), waiting = [from]
  let best = null, least = possible.size
  while (waiting.length) {
    const section = graph.sections[waiting.shift()]
    for (const option of section.options) {
      if (option.section && !seen.has(option.section)) { seen.add(option.section); waiting.push(option.section) }
    }
    if (section.name === from) continue
    const parts = section.options.map(option => (option.outcome ? 1 : reachable(graph, option.section).size))
    const outside = possible.size - reachable(graph, section.name).size
    const left = outside + parts.reduce((sum, part) => sum + part, 0) / parts.length
    if (left < least) { least = left; best = section.name }
  }
  return best
}

const changed = (answers, question, option) => answers.map(pair => (pair[0] === question ? [question, option] : pair))

/** The steps of the route without which it would end elsewhere: some other choice there leads away. */
export function decisive(graph, answers) {
  const { route, outcome } = walk(graph, answers)
  return route.filter(step => graph.sections[step.section].options.some(option =>
    option.id !== step.option && walk(graph, changed(answers, step.question, option.id)).outcome !== outcome))
}

/** Other outcomes one answer away: each with the question and the option that lead there, nearest first. */
export function nearby(graph, answers) {
  const { route, outcome } = walk(graph, answers)
  const found = new Map()
  for (const step of [...route].reverse()) {
    for (const option of graph.sections[step.section].options) {
      if (option.id === step.option) continue
      const other = walk(graph, changed(answers, step.question, option.id))
      const ends = other.outcome ? [other.outcome] : [...reachable(graph, other.at)]
      if (ends.length !== 1 || ends[0] === outcome || found.has(ends[0])) continue
      found.set(ends[0], { outcome: ends[0], question: step.question, section: step.section, option: option.id })
    }
  }
  return [...found.values()]
}
