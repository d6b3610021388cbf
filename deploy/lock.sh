#!/usr/bin/env bash
# Writes the locks anew. The hashes are of every published file, so that one lock serves all
# platforms; the machine's own pip settings are left out of it.
set -euo pipefail
cd "$(dirname "$0")/.."
unset PIP_FIND_LINKS PIP_INDEX_URL PIP_EXTRA_INDEX_URL
export PIP_CONFIG_FILE=/dev/null CUSTOM_COMPILE_COMMAND="make lock"

for part in requirements requirements-otel requirements-dev; do
    .venv/bin/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras \
        --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
        --output-file "$part.lock" "$part.in"
done
