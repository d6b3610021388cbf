"""`make fuzz`: every service is called by its own OpenAPI with what nobody thought of, five minutes
in all."""

import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from shared.runtime.settings import SERVICES
from tests.fuzz.running import fuzz
from tests.integration.cli.upped import Up
from tests.integration.processes import free_base

SECONDS = 270
"""Of the five minutes; the rest is for starting and ending."""
AT_ONCE = 2


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="zhenxing-fuzz-") as folder:
        base = free_base(len(SERVICES))
        up = Up(Path(folder) / "home", base)
        up.start("--no-demo")
        each = SECONDS * AT_ONCE // len(SERVICES)
        try:
            with ThreadPoolExecutor(AT_ONCE) as pool:
                ports = range(base + 1, base + 1 + len(SERVICES))
                told = list(pool.map(lambda s, p: fuzz(up, s, p, each), SERVICES, ports))
        finally:
            up.stop()
        if "incident" in up.said:
            told.append(up.said)
    for service, complaints in zip(SERVICES, told, strict=False):
        print(f"{service}: {complaints or 'nothing found'}")
    return int(any(told))


if __name__ == "__main__":
    sys.exit(main())
