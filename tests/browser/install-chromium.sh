#!/bin/sh
# Puts Debian's Chromium where the browser tests look for it, when there is none and this machine lets us install it.
# The one without windows takes half the time; older Debian releases have only the whole one.
set -u

for name in ${CHROMIUM:-} chromium-headless-shell chromium chromium-browser; do
  command -v "$name" >/dev/null 2>&1 && exit 0
done
install() { apt-get install -y -qq --no-install-recommends "$1" fonts-dejavu-core >>"$log" 2>&1; }
say() { echo "install-chromium: $1 The browser tests need it and will fail. Install Debian's chromium, or set CHROMIUM." >&2; }
if ! command -v apt-get >/dev/null 2>&1; then
  say "there is no Chromium here, and no apt-get."
elif [ "$(id -u)" -ne 0 ]; then
  say "there is no Chromium here, and only root may install it."
else
  export DEBIAN_FRONTEND=noninteractive
  log=$(mktemp)
  if apt-get update -qq >"$log" 2>&1 &&
    { install chromium-headless-shell || install chromium; }; then
    echo "install-chromium: installed $(command -v chromium-headless-shell chromium | head -n 1)."
  else
    tail -n 5 "$log" >&2
    say "apt-get could not install Chromium."
  fi
  rm -f "$log"
fi
exit 0
