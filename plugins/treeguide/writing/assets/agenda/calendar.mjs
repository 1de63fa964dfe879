// A day with something to do as a calendar keeps it: the text of a file .ics (RFC 5545) with one event of a whole day.

const LONGEST = 75 // octets of a line, without its end

/** The text of the file. `day` is 2026-12-01; title, text and url are what the event says. */
export function calendar({ id, day, title, text, url }, now = new Date()) {
  const lines = [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//treeguide//treeguide//NL", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
    "BEGIN:VEVENT", `UID:${escaped(id)}`, `DTSTAMP:${bare(now.toISOString())}`,
    `DTSTART;VALUE=DATE:${bare(day)}`, `DTEND;VALUE=DATE:${bare(after(day))}`,
    `SUMMARY:${escaped(title)}`, `DESCRIPTION:${escaped(text)}`, `URL:${url}`, "TRANSP:TRANSPARENT",
    "END:VEVENT", "END:VCALENDAR",
  ]
  return lines.map(line => `${folded(line)}\r\n`).join("")
}

/** A moment or a day without the signs that calendars leave out. */
const bare = moment => moment.replace(/\.\d+/, "").replace(/[-:]/g, "")

/** The day after, wherever the reader is and whatever becomes of the clock that night. */
function after(day) {
  const next = new Date(`${day}T12:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return next.toISOString().slice(0, 10)
}

const escaped = text => text.replace(/[\\;,]/g, "\\$&").replace(/\r\n?|\n/g, "\\n").replace(/\p{Cc}/gu, "")

/** A line cut up where it is too long; no letter is cut in two. */
function folded(line) {
  const rows = [""]
  let size = 0
  for (const letter of line) {
    const more = new TextEncoder().encode(letter).length
    if (size + more > LONGEST) {
      rows.push("")
      size = 1 // a row that goes on begins with a space
    }
    rows[rows.length - 1] += letter
    size += more
  }
  return rows.join("\r\n ")
}
