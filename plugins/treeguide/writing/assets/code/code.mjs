// The form to type a short code in: says at once when the digits cannot be a code, else goes to its page.

const DAMM = "0317598642709215486342068713591750983426612304597836742095815869720134894536201794386172052581436790"

/** Whether these digits can be a code: its last digit follows from the others. */
export const isCode = digits => /^[1-9][0-9]{4,}$/.test(digits) && [...digits].reduce((state, digit) => +DAMM[state * 10 + +digit], 0) === 0

/** Whether the site says that there is no such page. Without an answer one goes and sees. */
const isUnknown = async href => href.protocol !== "file:" && fetch(href, { method: "HEAD" }).then(answer => answer.status === 404, () => false)

export async function use(form) {
  const { code } = form.elements, words = form.dataset, digits = code.value.replace(/[\s.-]/g, "")
  const href = new URL(words.guideCode.replace("CODE", digits), location.href)
  const said = !digits ? words.guideEmpty : !isCode(digits) ? words.guideWrong : await isUnknown(href) ? words.guideUnknown : ""
  const alert = form.querySelector("[role=alert]")
  alert.textContent = ""
  if (!said) return location.assign(href)
  alert.textContent = said
  code.ariaInvalid = "true"
  code.select()
}
