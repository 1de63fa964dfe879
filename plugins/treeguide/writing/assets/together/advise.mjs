// What helps at what at least half of a group ticked on a checklist, by the conditions that its page has.

import { build } from "../page/common.mjs"

/** The advice that holds for these signals; one that counts alone does so where nothing else is ticked. */
export function holding({ advice, alone }, ticked) {
  const holds = names => names.some(name => ticked.includes(name) && (ticked.length < 2 || !alone.includes(name)))
  return advice.filter(([, , , all, any, none]) => all.every(holds) && (!any.length || any.some(holds)) && !none.some(holds))
}

export function advise({ words }, scan, items, sum) {
  const half = items.filter(one => one.order[0] && one.order[0] * 2 >= sum).map(one => one.id)
  if (!half.length) return [build("p", {}, words["advice-none"])]
  return [build("h2", {}, build("a", { href: `${scan.page}#${half.map(id => `~${id}`).join("")}` }, words.advice)),
    build("ol", {}, holding(scan, half).map(([title, href, because]) => build("li", {}, build("a", { href }, title), build("p", {}, because))))]
}
