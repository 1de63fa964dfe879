// Makes elements, and reads them. Whatever it is given becomes text or an attribute, never markup.

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

/** A text with its {names} filled in. */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all)
