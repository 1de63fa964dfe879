// A form to type a short code in, in the place of the sentence that says which address to type.

const DAMM = "0317598642709215486342068713591750983426612304597836742095815869720134894536201794386172052581436790"

/** Whether these digits can be a code: its last digit follows from the others. */
export const isCode = digits => /^[1-9][0-9]{4,}$/.test(digits) && [...digits].reduce((state, digit) => +DAMM[state * 10 + +digit], 0) === 0

function build(root) {
  const form = document.createElement("form")
  form.className = "guide-filter guide-code-entry"
  form.noValidate = true
  const label = form.appendChild(document.createElement("label"))
  label.append(root.dataset.guideLabel)
  const field = label.appendChild(document.createElement("input"))
  Object.assign(field, { name: "code", inputMode: "numeric", autocomplete: "off", required: true, maxLength: 20 })
  const button = form.appendChild(document.createElement("button"))
  button.textContent = root.dataset.guideGo
  const said = form.appendChild(document.createElement("p"))
  said.setAttribute("role", "alert")
  said.id = "guide-code-said"
  field.setAttribute("aria-describedby", said.id)
  form.addEventListener("submit", event => {
    event.preventDefault()
    go(root, field, said).catch(console.error)
  })
  root.querySelector(".guide-code-type").hidden = true
  root.prepend(form)
}

async function go(root, field, said) {
  const digits = field.value.replace(/[\s.-]/g, "")
  const href = new URL(root.dataset.guideCode.replace("CODE", digits), location.href)
  said.textContent = ""
  const state = !isCode(digits) ? "guideWrong" : await isUnknown(href) ? "guideUnknown" : ""
  field.setAttribute("aria-invalid", state !== "")
  if (!state) return location.assign(href)
  said.textContent = root.dataset[state]
  field.focus()
  field.select()
}

/** Whether the site says that there is no such page. Without an answer one goes and sees. */
const isUnknown = async href => href.protocol !== "file:" && fetch(href, { method: "HEAD" }).then(answer => answer.status === 404, () => false)

/** Start on every form of this page. */
export function start() {
  for (const root of document.querySelectorAll("[data-guide-code]")) if (!root.querySelector("form")) build(root)
}
