"""`make fuzz`: every service is called by its own OpenAPI with what nobody thought of, five minutes
in all."""

import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from shared.runtime.settings import SERVICES
from tests.fuzz.running import Fuzz
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
        ports = list(zip(SERVICES, range(base + 1, base + 1 + len(SERVICES)), strict=True))
        told: dict[str, str] = {}
        try:
            with ThreadPoolExecutor(AT_ONCE) as pool:
                for some in pool.map(lambda n: called(up, dict(ports[n::AT_ONCE])), range(AT_ONCE)):
                    told |= some
        finally:
            up.stop()
        if "incident" in up.said:
            told["incidents"] = up.said
    for service, complaints in told.items():
        print(f"{service}: {complaints or 'nothing found'}")
    return int(any(told.values()))


def called(up: Up, ports: dict[str, int]) -> dict[str, str]:
    """The complaints of some services, one after the other."""
    each = str(SECONDS * AT_ONCE // len(SERVICES))
    with Fuzz(up) as fuzz:
        return {service: fuzz(service, port, "--max-time", each) for service, port in ports.items()}


if __name__ == "__main__":
    sys.exit(main())
