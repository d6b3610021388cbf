#!/usr/bin/env bash
# Makes sure that the programs of RabbitMQ, PostgreSQL, Prometheus, its Alertmanager and its exporter of
# a machine's figures are there, and systemd's, libfaketime and iproute2: the tests start private servers with them, try alerts, and hold units against them. On Debian and Ubuntu missing ones are installed, without starting the
# system's own servers; elsewhere this says what to install.
set -euo pipefail
cd "$(dirname "$0")/.."

missing() {
    .venv/bin/python - <<'PYTHON'
from deploy.servers.errors import ProgramMissing
from deploy.servers.programs import postgresql_programs, rabbitmq_programs

for package, find in ("postgresql", postgresql_programs), ("rabbitmq-server", rabbitmq_programs):
    try:
        find()
    except ProgramMissing:
        print(package)
PYTHON
    command -v promtool >/dev/null || echo prometheus
    command -v amtool >/dev/null || echo prometheus-alertmanager
    command -v prometheus-node-exporter >/dev/null || echo prometheus-node-exporter
    command -v faketime >/dev/null || echo faketime
    command -v ip >/dev/null || echo iproute2
    command -v systemd-analyze >/dev/null || echo systemd
}

packages=$(missing | xargs)
if [[ -z $packages ]]; then
    exit 0
fi

give_up() {
    printf '%s\n' "Missing: $packages. $1" "Install RabbitMQ (3.10 or newer), PostgreSQL (14 or newer), promtool and amtool:" \
        "    Debian, Ubuntu:  apt-get install rabbitmq-server postgresql prometheus prometheus-alertmanager prometheus-node-exporter faketime" \
        "    Fedora:          dnf install rabbitmq-server postgresql-server golang-github-prometheus" \
        "    macOS:           brew install rabbitmq postgresql prometheus alertmanager" >&2
    exit 1
}

[[ -f /etc/debian_version ]] && command -v apt-get >/dev/null || give_up "This is no Debian."
if [[ $(id -u) == 0 ]]; then
    as_root=(env)
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root=(sudo -n)
else
    give_up "We are not root, nor is there a sudo that asks no password."
fi

# Debian asks policy-rc.d whether a package just installed may start its service: no. What
# runs already is not touched. The machine has one such file: one run at a time changes it.
exec {alone}</usr/sbin
flock --timeout 600 "$alone" || give_up "Another run of this does not end."
packages=$(missing | xargs)
[[ -n $packages ]] || exit 0
policy=/usr/sbin/policy-rc.d
kept=$policy.before-zhenxing
restore() {
    "${as_root[@]}" rm -f "$policy"
    if "${as_root[@]}" test -e "$kept"; then
        "${as_root[@]}" mv "$kept" "$policy"
    fi
}
if [[ -e $policy && ! -e $kept ]]; then
    "${as_root[@]}" mv "$policy" "$kept"
fi
trap restore EXIT
printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
"${as_root[@]}" chmod 755 "$policy"

echo "Installing $packages"
"${as_root[@]}" deploy/apt-get.sh update &&
    "${as_root[@]}" deploy/apt-get.sh install -y --no-install-recommends $packages || give_up "apt-get failed."

# Nor may they start with the machine's next boot.
if [[ -d /run/systemd/system ]]; then
    for package in $packages; do
        "${as_root[@]}" systemctl disable --quiet "$package"
    done
fi

packages=$(missing | xargs)
[[ -z $packages ]] || give_up "apt-get installed them, but they are not found."
