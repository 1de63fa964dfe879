// What only some pages or buttons need besides their own script: a style, a question that is asked first, and the clipboard.

import { build } from "./common.mjs"

/** Load a style, once. It resolves when the style is there, and also when it does not come. */
export function dress(href) {
  const known = [...document.querySelectorAll("link[rel=stylesheet]")].some(link => link.href === href.href)
  return known || new Promise(done => document.head.append(build("link", { rel: "stylesheet", href, load: done, error: done })))
}

/** Ask something; resolves to the number of the choice, or to the last one when the reader turns away. That one does no
 * harm, and has the focus. */
export function ask(question, choices) {
  return new Promise(done => {
    const buttons = choices.map((text, number) => build("button", { value: number, autofocus: number === choices.length - 1 }, text))
    const dialog = build("dialog", { class: "guide-asking", "aria-label": question },
      build("form", { method: "dialog" }, build("p", {}, question), build("p", { class: "guide-row" }, buttons)))
    dialog.addEventListener("close", () => {
      dialog.remove()
      done(dialog.returnValue === "" ? choices.length - 1 : +dialog.returnValue)
    })
    document.body.append(dialog)
    dialog.showModal()
  })
}

/** Put these parts on the clipboard, with their layout or without; they may still be on their way. The browser is asked at
 * once, within the press: WebKit forgets that there was one while something loads. False when it does not let us. */
export async function take(parts, withLayout) {
  const copying = import("../copy/copy.mjs")
  const coming = Promise.all([copying, parts]).then(([{ texts }, all]) => texts(all, withLayout))
  const blob = type => [type, coming.then(all => new Blob([all[type]], { type }))]
  try {
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(["text/plain", ...withLayout ? ["text/html"] : []].map(blob)))])
    return true
  } catch {
    return (await copying).copyAsOnceWas(await coming)
  }
}
