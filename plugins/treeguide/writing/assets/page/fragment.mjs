/** What stands behind the # of an address, with that sign, as it was meant: whatever a mail or chat program wrote for its
 * signs (%7E, %23, =3D) or left hanging behind it (a full stop, a bracket, &utm_source=x), and with no capitals. Only in
 * a dossier capitals mean something. */
export function fragment(hash = location.hash) {
  const plain = text => text.replace(/(%[0-9a-f]{2})+/gi, part => { try { return decodeURIComponent(part) } catch { return part } })
  const [, kept] = /^#*((?:=\?|[\p{L}\p{N}_~=.-])*)/u.exec(plain(plain(plain(hash))).replace(/=3D/gi, "="))
  return kept && "#" + (/^v\d+~/.test(kept) ? kept : kept.replace(/[._]+$/, "").toLowerCase())
}
