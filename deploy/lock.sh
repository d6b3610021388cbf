#!/usr/bin/env bash
# Writes the locks anew. The hashes are of every published file, so that one lock serves all
# platforms; the machine's own pip settings are left out of it.
set -euo pipefail
cd "$(dirname "$0")/.."
unset PIP_FIND_LINKS PIP_INDEX_URL PIP_EXTRA_INDEX_URL
export PIP_CONFIG_FILE=/dev/null CUSTOM_COMPILE_COMMAND="make lock"

for part in requirements requirements-otel requirements-dev requirements-install; do
    .venv/bin/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras \
        --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
        --output-file "$part.lock" "$part.in"
done

# Of these one file each is taken: what they need is not installed, and so not locked.
wheels=$(mktemp -d)
trap 'rm -rf "$wheels"' EXIT
.venv/bin/pip download --quiet --no-deps --only-binary :all: --dest "$wheels" -r requirements-files.in
{
    echo '# Written by `make lock` from requirements-files.in; installed with --no-deps.'
    for wheel in "$wheels"/*.whl; do
        pinned=$(basename "$wheel" | cut -d- -f1,2 | sed 's/_/-/g; s/-\([^-]*\)$/==\1/')
        printf '%s \\\n    %s\n' "$pinned" "$(.venv/bin/pip hash "$wheel" | tail -n 1)"
    done
} >requirements-files.lock
