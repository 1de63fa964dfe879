#!/bin/sh
# Puts Firefox and WebKit where the walks in three engines look for them, when they are not there and this machine lets us.
set -u

say() { echo "install-engines: $1 The walks need Debian's firefox-esr, webkit2gtk-driver and xvfb." >&2; exit 1; }
wanted=""
command -v firefox-esr >/dev/null 2>&1 || command -v firefox >/dev/null 2>&1 || wanted="firefox-esr"
command -v WebKitWebDriver >/dev/null 2>&1 || wanted="$wanted webkit2gtk-driver"
command -v Xvfb >/dev/null 2>&1 || wanted="$wanted xvfb"
[ -z "$wanted" ] && exit 0
command -v apt-get >/dev/null 2>&1 || say "there is no$wanted here, and no apt-get."
if [ "$(id -u)" -eq 0 ]; then as=""; else as="sudo -n"; fi
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086
$as apt-get update -qq >/dev/null && $as apt-get install -y -qq --no-install-recommends $wanted >/dev/null ||
  say "apt-get could not install $wanted."
