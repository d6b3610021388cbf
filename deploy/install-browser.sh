#!/usr/bin/env bash
# Makes sure that Chromium and Chinese fonts are there; the tests open the workbench with them. On
# Debian and Ubuntu missing ones are installed; elsewhere this says what to install. Debian's shell of
# Chromium draws the same pages for a third of the processor time: it is taken where it can be had,
# and nobody is stopped who has another.
set -euo pipefail
cd "$(dirname "$0")/.."

SHELL_OF_CHROMIUM=chromium-headless-shell

has() { command -v "$1" >/dev/null; }

offered() { has apt-cache && apt-cache show "$1" >/dev/null 2>&1; }

missing() {
    if ! { has $SHELL_OF_CHROMIUM || has chromium || has chromium-browser || has google-chrome; }; then
        if offered $SHELL_OF_CHROMIUM; then echo $SHELL_OF_CHROMIUM; else echo chromium; fi
    fi
    has fc-list && [[ -n $(fc-list ':lang=zh-cn' family) ]] || echo fontconfig fonts-noto-cjk
}

wanted() {
    has $SHELL_OF_CHROMIUM || ! offered $SHELL_OF_CHROMIUM || echo $SHELL_OF_CHROMIUM
}

as_root=()
if [[ $(id -u) == 0 ]]; then
    as_root=(env)
elif has sudo && sudo -n true 2>/dev/null; then
    as_root=(sudo -n)
fi

install() {
    "${as_root[@]}" deploy/apt-get.sh install -y --no-install-recommends "$@"
}

packages=$(missing | xargs)
if [[ -z $packages ]]; then
    packages=$(wanted)
    if [[ -n $packages && ${#as_root[@]} != 0 ]]; then
        echo "Installing $packages"
        install "$packages" 2>/dev/null || echo "It can't be had here: the browser that is here will do."
    fi
    exit 0
fi

give_up() {
    printf '%s\n' "Missing: $packages. $1" "Install Chromium and a Chinese font:" \
        "    Debian, Ubuntu:  apt-get install chromium fontconfig fonts-noto-cjk" \
        "    Fedora:          dnf install chromium google-noto-sans-cjk-fonts" \
        "    macOS:           brew install --cask google-chrome" >&2
    exit 1
}

[[ -f /etc/debian_version ]] && has apt-get || give_up "This is no Debian."
[[ ${#as_root[@]} != 0 ]] || give_up "We are not root, nor is there a sudo that asks no password."

echo "Installing $packages"
# What is offered may be known only after the lists are brought up to date.
# shellcheck disable=SC2046
"${as_root[@]}" deploy/apt-get.sh update && install $(missing | xargs) || give_up "apt-get failed."

packages=$(missing | xargs)
[[ -z $packages ]] || give_up "apt-get installed them, but they are not found."
