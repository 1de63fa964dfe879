/** The address of this page on the web, also in a copy that was opened from a folder. */
export function online() {
  const canonical = document.querySelector("link[rel=canonical]")?.href
  return location.protocol === "file:" && canonical ? canonical : location.origin + location.pathname
}
