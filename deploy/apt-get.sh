#!/usr/bin/env bash
# apt-get.sh WORD...: apt-get, which tells the end of what it printed where it fails, and nothing else.
# While another program holds one of its locks, as a new machine's own updates do at its first boot,
# this says who and waits, PATIENCE_SECONDS (600) at most: apt-get itself can be told to wait for
# dpkg's lock, but not for those of its lists and archives.
set -euo pipefail

log=$(mktemp)
trap 'rm -f "$log"' EXIT
said=
# LANGUAGE: whatever the locale, to which packages look, its messages are in English.
while ! LANGUAGE=en DEBIAN_FRONTEND=noninteractive apt-get -q "$@" >"$log" 2>&1; do
    if ! held=$(grep -o -m 1 'Could not get lock.*' "$log") || ((SECONDS >= ${PATIENCE_SECONDS:-600})); then
        tail -n 20 "$log" >&2
        exit 1
    fi
    [[ $held == "$said" ]] || echo "Waiting for another program that installs packages: $held"
    said=$held
    sleep 1
done
