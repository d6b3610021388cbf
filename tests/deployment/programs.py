"""Programs that say whether a file is what they would take."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
OWN = Path(sys.executable).parent
"""Where the tests' own programs are installed; no shell need know of it."""


def ran(*command: object, told: str = "") -> str:
    """What a program says, of what it is told; the test fails where it does."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=ROOT,
        env={**os.environ, "PATH": f"{OWN}:{os.environ['PATH']}"},
        input=told,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr
