// What a group uses together: a scan, a checklist or the desk, each with a script of its own.

const SORTS = { scan: () => import("./scan.mjs"), checklist: () => import("./checklist.mjs"), desk: () => import("./together.mjs") }

export async function start() {
  const sort = document.querySelector("[data-guide-sheet]").dataset.guideSheet
  await (await SORTS[sort]()).start()
}
