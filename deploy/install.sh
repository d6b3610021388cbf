#!/usr/bin/env bash
# install.sh STAMP LOCK...: makes .venv, installs what the locks pin, the wheels that only a file is
# taken of, and the project itself,
# then touches STAMP. PYTHON names another interpreter to make it with.
set -euo pipefail
cd "$(dirname "$0")/.."
stamp=$1
shift

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

recent() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    local name
    for name in ${PYTHON:-python3 python3.13 python3.12 python3.11 python}; do
        if recent "$name"; then
            echo "$name"
            return
        fi
    done
    fail "zhenxing needs Python 3.11 or newer; PYTHON=/path/to/python make … names one."
}

# Debian packs ensurepip apart from Python.
install_ensurepip() {
    [[ $(id -u) == 0 && -f /etc/debian_version ]] || return 1
    echo "Installing python3-venv"
    deploy/apt-get.sh update && deploy/apt-get.sh install -y python3-venv
} >&2

make_environment() {
    local python
    python=$(find_python)
    echo "Making .venv with $("$python" --version)"
    if "$python" -c 'import ensurepip' 2>/dev/null; then
        "$python" -m venv --clear .venv
    elif "$python" -m pip --version >/dev/null 2>&1; then
        # A pip outside can serve the environment as well.
        "$python" -m venv --clear --without-pip .venv
        "$python" -m pip --python .venv/bin/python install -qq pip
    elif install_ensurepip && "$python" -c 'import ensurepip' 2>/dev/null; then
        "$python" -m venv --clear .venv
    else
        fail "$python can't make virtual environments. On Debian and Ubuntu:" \
            "    apt-get install python3-venv"
    fi
}

recent .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1 || make_environment

pip() {
    .venv/bin/python -m pip --disable-pip-version-check --no-input "$@"
}

# uv takes a quarter of pip's time. It does not read pip's settings, but for the index here; where
# it can't get at something, pip has the last word.
install() {
    local index
    index=$(pip config list | sed -n "s/^[a-z:]*\.index-url='\(.*\)'$/\1/p" | tail -n 1)
    env ${index:+UV_DEFAULT_INDEX="$index"} UV_HTTP_RETRIES=1 \
        .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes "$@" 2>/dev/null ||
        pip install -qq --require-hashes "$@"
}

echo "Installing what $* pins"
pip install -qq --only-binary :all: --require-hashes -r requirements-install.lock ||
    echo "uv can't be had here: pip installs, which takes longer." >&2
install "${@/#/--requirement=}"
install --no-deps --requirement=requirements-files.lock
pip install -qq --no-deps --no-build-isolation --editable .
touch "$stamp"
