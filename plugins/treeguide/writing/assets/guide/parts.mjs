// A guide that is spread over several pages: the graph of all of it, of which this page holds a part.

import { pageOf } from "../page/common.mjs"

/** The whole graph: of this page's own questions as the page has them, of the others as data with their `page`. */
export async function whole(root, { sections: own }) {
  const { guideGraph, guidePages, guideOutcomes } = root.dataset
  const { graph, outcomes } = await import(new URL(guideGraph, import.meta.url).href)
  const here = pageOf()
  const pages = JSON.parse(guidePages).map(page => new URL(page, here).href)
  const situation = id => ({ outcome: new URL(guideOutcomes.replace("~", id), here).href, title: outcomes[id] })
  const sections = {}
  for (const [name, row] of Object.entries(graph.sections)) {
    const options = row.options.map(option => ({ ...option, ...option.outcome && situation(option.outcome) }))
    sections[name] = own[name] ?? { name, question: row.question, text: row.text, options, page: pages[row.page] }
  }
  return { start: graph.start, sections }
}
