// Makes elements. Whatever it is given becomes text or an attribute, never markup.

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

/** A text with its {names} filled in. */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all)

/** Load a style, once. It resolves when the style is there, and also when it does not come. */
export function dress(href) {
  const known = [...document.querySelectorAll("link[rel=stylesheet]")].some(link => link.href === href.href)
  return known || new Promise(done => document.head.append(build("link", { rel: "stylesheet", href, load: done, error: done })))
}

/** Ask something; resolves to the number of the choice, or to the last one when the reader turns away. */
export function ask(question, choices) {
  return new Promise(done => {
    const buttons = choices.map((text, number) => build("button", { value: number }, text))
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
