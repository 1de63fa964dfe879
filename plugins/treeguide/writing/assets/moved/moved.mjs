// The page is a classic script, which works from a folder too: fragment.mjs is put in front of it.
// An old address: goes on to the new one, and takes along what the address held behind its #.
const [part, ...answers] = fragment().slice(1).split("~")
const link = document.getElementById(part)?.closest("li")?.querySelector("a") || document.querySelector("[data-moved]")
if (link) {
  const target = new URL(link.href)
  const own = answers.length ? part : location.hash.slice(1) // of another page: a heading, which may have capitals
  const kept = target.hash.slice(1) || (document.querySelector("li") ? "" : own)
  const hash = [kept, ...answers].join("~")
  if (hash) target.hash = hash
  location.replace(target)
}
