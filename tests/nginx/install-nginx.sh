#!/bin/sh
# Puts Debian's nginx on this machine when there is none and this machine lets us install it. It is not started.
set -u

[ -x /usr/sbin/nginx ] && exit 0
command -v nginx >/dev/null 2>&1 && exit 0
if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" -ne 0 ]; then
  echo "install-nginx: there is no nginx here, and it may not be installed. Install Debian's nginx-light." >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
apt-get update -qq && apt-get install -y -qq --no-install-recommends nginx-light >/dev/null
