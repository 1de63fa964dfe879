#!/bin/sh
# Puts the Nu HTML checker in the folder $1, and Java on this machine when there is none and this machine lets us.
set -u

folder=$1
say() { echo "install-nu: $1 So the Nu checker was not run; the tests read every kind of page with a strict parser." >&2; }
if ! command -v java >/dev/null 2>&1; then
  if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" -ne 0 ]; then
    say "there is no Java here, and it may not be installed. Install Debian's default-jre-headless."
    exit 1
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq && apt-get install -y -qq --no-install-recommends default-jre-headless >/dev/null ||
    { say "apt-get could not install Java."; exit 1; }
fi
[ -f "$folder/node_modules/vnu-jar/build/dist/vnu.jar" ] && exit 0
command -v npm >/dev/null 2>&1 || { say "there is no npm here to fetch the checker with."; exit 1; }
mkdir -p "$folder"
npm install --silent --no-save --no-package-lock --ignore-scripts --prefix "$folder" vnu-jar@26.9.27 >/dev/null ||
  { say "npm could not fetch the checker."; exit 1; }
