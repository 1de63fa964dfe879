// The theme's switch between light and dark is a row of radio buttons: a key does what the name of the one in sight says.

addEventListener("keydown", event => {
  if (event.target.name !== "__palette" || ![" ", "Enter"].includes(event.key)) return
  event.preventDefault()
  event.target.nextElementSibling.click()
  requestAnimationFrame(() => document.querySelector("[name=__palette]:has(+ :not([hidden]))")?.focus())
})
