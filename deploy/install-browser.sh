#!/usr/bin/env bash
# Makes sure that Chromium and Chinese fonts are there; the tests open the workbench with them. On
# Debian and Ubuntu missing ones are installed; elsewhere this says what to install.
set -euo pipefail

missing() {
    command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
        command -v google-chrome >/dev/null || echo chromium
    command -v fc-list >/dev/null && [[ -n $(fc-list ':lang=zh-cn' family) ]] ||
        echo fontconfig fonts-noto-cjk
}

packages=$(missing | xargs)
if [[ -z $packages ]]; then
    exit 0
fi

give_up() {
    printf '%s\n' "Missing: $packages. $1" "Install Chromium and a Chinese font:" \
        "    Debian, Ubuntu:  apt-get install chromium fontconfig fonts-noto-cjk" \
        "    Fedora:          dnf install chromium google-noto-sans-cjk-fonts" \
        "    macOS:           brew install --cask google-chrome" >&2
    exit 1
}

[[ -f /etc/debian_version ]] && command -v apt-get >/dev/null || give_up "This is no Debian."
if [[ $(id -u) == 0 ]]; then
    as_root=(env DEBIAN_FRONTEND=noninteractive)
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root=(sudo -n env DEBIAN_FRONTEND=noninteractive)
else
    give_up "We are not root, nor is there a sudo that asks no password."
fi

echo "Installing $packages"
log=$(mktemp)
if ! {
    "${as_root[@]}" apt-get update -q &&
        # shellcheck disable=SC2086
        "${as_root[@]}" apt-get install -q -y --no-install-recommends $packages
} >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    rm -f "$log"
    give_up "apt-get failed."
fi
rm -f "$log"

packages=$(missing | xargs)
[[ -z $packages ]] || give_up "apt-get installed them, but they are not found."
