// With navigation.tracking the theme writes the heading that one scrolled to into the address. Not in the place of answers,
// of a choice, or of a dossier; and not on the page of a guide, where it is the question.

const replace = history.replaceState.bind(history)
const parts = href => `${href}`.split("#")

history.replaceState = (state, title, href) => {
  const [page, to] = parts(href ?? ""), [here, holds] = parts(location.href)
  const isTracking = page === here && !/[~=]/.test(to)
  if (!isTracking || !/[~=%]/.test(holds) && !document.querySelector("[data-guide]")) replace(state, title, href)
}
