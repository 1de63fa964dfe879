// What several modules use: a guide as plain data, with a walk through it; and elements, whose content is text and never
// markup.
//
// graph: { start, sections: { name: { name, question, text, options: [{ id, text, section | outcome }] } } }
// answers: [[question, option], …]; the option "?" is "we do not know (yet)".

const ID = /^[a-z][a-z0-9-]*$/

/** What the address holds: the section it names, the guide it names, and the answers behind it; what is no id is passed over. */
export function read(text = fragment()) {
  const [section, ...rest] = text.slice(1, 20000).split("~")
  const answers = rest.map(part => part.split("=")).filter(([question, option, more]) =>
    ID.test(question) && (option === "?" || ID.test(option ?? "")) && more === undefined)
  return { section, answers, guide: ID.test(rest[0] ?? "") ? rest[0] : "" }
}

/** An address without its query and fragment: links of one page may have any query. */
export const pageOf = (href = location.href) => href.split(/[?#]/)[0]

/** What a link to this very page has behind its #; of any other link nothing. */
export const inside = href => pageOf(href) === pageOf() && href.split("#")[1]

/** The fragment for a section with these answers. */
export const write = (section, answers) => "#" + [section, ...answers.map(pair => pair.join("="))].join("~")

/** The address of a section with these answers: of this page, or of the page of the guide that has it. */
export const address = (graph, section, answers) => (graph.sections[section]?.page ?? "") + write(section, answers)

/**
 * Walk these answers from the first question. You get the route (steps with section, question, option), the section
 * where it stands (`at`) or the outcome it reached, and the answers that do not count on this route.
 */
export function walk(graph, answers) {
  const given = new Map(answers), route = [], seen = new Set()
  let at = graph.start, outcome = null
  while (at && !seen.has(at)) {
    seen.add(at)
    const section = graph.sections[at]
    const option = section?.options.find(one => one.id === given.get(section.question))
    if (!option) break
    route.push({ section: at, question: section.question, option: option.id })
    at = option.section ?? null
    outcome = option.outcome ?? null
  }
  const used = new Set(route.map(step => step.question))
  return { route, at, outcome, unused: [...given].filter(([question, option]) => !used.has(question) && option !== "?") }
}

/** The answers in the order of the route they make, the others behind them. */
export function ordered(graph, answers) {
  const used = walk(graph, answers).route.map(step => [step.question, step.option])
  const counted = new Set(used.map(([question]) => question))
  return [...used, ...[...new Map(answers)].filter(([question]) => !counted.has(question))]
}

/** An element with these attributes and content. A function is a listener; false leaves an attribute or a part out. */
export function build(tag, attributes = {}, ...content) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value)
    else if (value !== false) element.setAttribute(name, value === true ? "" : value)
  }
  element.append(...content.flat(2).filter(part => part))
  return element
}

/** What a heading says, without the link to itself. */
export const said = heading => [...heading.childNodes].map(one => one.className === "headerlink" ? "" : one.textContent).join("").trim().replace(/\s+/g, " ")

/** The interface words that a part of the page has for its script, by name. */
export const words = root => JSON.parse(root.dataset.guideWords)

/** A text with its {names} filled in. */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all)
